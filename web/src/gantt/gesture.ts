/* What the mouse is doing to the plan: from where it began and where it is, the edit it stands for. */
import type { Attempt } from "./edits";
import * as edits from "./edits";
import { linkHandles, linkTarget, type Hit } from "./hit";
import type { Rubber } from "./picture";
import { barOf, type Scene } from "./scene";
import { MINUTES_PER_DAY } from "../engine/minutes";
import { minuteAt, snapTo, snapUnit } from "./timescale";

export type Gesture =
  /** `grabbed`: minutes from the bar's start to where it was taken hold of. */
  | { kind: "move"; task: number; grabbed: number }
  | { kind: "resize"; task: number }
  | { kind: "progress"; task: number }
  | { kind: "link"; task: number; fromFinish: boolean }
  /** The minute and the scroll position under the pointer when it began. */
  | { kind: "pan"; minute: number; y: number; top: number };

export function gestureOf(hit: Hit, scene: Scene, x: number, y: number): Gesture {
  if (hit.kind === "bar") {
    const { task } = hit;
    switch (hit.part) {
      case "body":
        return { kind: "move", task, grabbed: minuteAt(scene.scale, x) - edits.cell(scene.schedule, task, "start") };
      case "end":
        return { kind: "resize", task };
      case "progress":
        return { kind: "progress", task };
      case "from-start":
      case "from-finish":
        return { kind: "link", task, fromFinish: hit.part === "from-finish" };
    }
  }
  return { kind: "pan", minute: minuteAt(scene.scale, x), y, top: scene.top };
}

/** Null: as it was, nothing to do. `scene` is that of the schedule before. */
export function attemptOf(gesture: Gesture, scene: Scene, x: number, y: number): Attempt | null {
  const { schedule, scale } = scene;
  const unit = snapUnit(scale.perMinute * MINUTES_PER_DAY);
  switch (gesture.kind) {
    case "move": {
      const start = edits.cell(schedule, gesture.task, "start");
      const wanted = minuteAt(scale, x) - gesture.grabbed;
      const snapped = unit === MINUTES_PER_DAY ? snapTo(wanted - (start % unit), unit) : snapTo(wanted, unit);
      return Math.abs(wanted - start) * 2 < unit ? null : edits.move(schedule, gesture.task, snapped);
    }
    case "resize": {
      const wanted = minuteAt(scale, x);
      const finish = edits.cell(schedule, gesture.task, "finish");
      return Math.abs(wanted - finish) * 2 < unit ? null : edits.resize(schedule, gesture.task, snapTo(wanted, unit));
    }
    case "progress": {
      const bar = barOf(scene, gesture.task);
      if (!bar) return null;
      const percent = snapTo(((x - bar.x1) / (bar.x2 - bar.x1)) * 100, 5);
      return edits.setProgress(schedule, gesture.task, percent);
    }
    case "link": {
      const target = linkTarget(scene, x, y);
      if (!target || target.task === gesture.task) return null;
      return edits.link(schedule, gesture.task, target.task, edits.linkTypeOf(gesture.fromFinish, target.finish));
    }
    case "pan":
      return null;
  }
}

/** The line of a link being drawn. */
export function rubberOf(gesture: Gesture, scene: Scene, x: number, y: number): Rubber | null {
  const bar = gesture.kind === "link" ? barOf(scene, gesture.task) : null;
  if (!bar || gesture.kind !== "link") return null;
  const handles = linkHandles(bar);
  return { x1: gesture.fromFinish ? handles.finish : handles.start, y1: bar.y, x2: x, y2: y };
}

/** Near the left or right edge the window moves along: minutes a frame, growing towards the edge. */
export function edgeScroll(scene: Scene, x: number): number {
  const zone = 32;
  const depth = x > scene.width - zone ? x - (scene.width - zone) : x < zone ? x - zone : 0;
  return depth / 2 / scene.scale.perMinute;
}

