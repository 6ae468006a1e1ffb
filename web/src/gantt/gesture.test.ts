import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Engine } from "../engine/engine";
import { item, sourceOf, wasmPath } from "../engine/fixture";
import { minuteOf } from "../engine/minutes";
import { planOf } from "../engine/plan";
import { isRefused, type Attempt } from "./edits";
import { attemptOf, edgeScroll, gestureOf, rubberOf, type Gesture } from "./gesture";
import { rowList } from "./rows";
import { HEADER, ROW, type Scene } from "./scene";
import { timescale } from "./timescale";

const made = existsSync(wasmPath);
const engine = made ? await Engine.load(readFileSync(wasmPath)) : null;

/* Monday 5 January 2026 at the left edge; at 48 pixels a day 08:00 is at 16, Tuesday's 17:00 at 82. */
function sceneOf(perDay = 48): Scene {
  const plan = planOf(sourceOf({ items: [item("a", { duration_minutes: 960 }), item("b", { position: "b" })] }));
  const list = rowList(plan.outline, ["p"], { folded: new Set(), project: null, matches: null });
  return { width: 800, height: 400, top: 0, list, schedule: engine!.run(plan).schedule!, scale: timescale(minuteOf("2026-01-05"), perDay) };
}

const middle = (row: number): number => HEADER + row * ROW + ROW / 2;
const fields = (attempt: Attempt | null): Record<string, unknown> | null =>
  attempt && !isRefused(attempt) ? Object.fromEntries(attempt.changes.map((change) => [change.field ?? change.action, change.to])) : null;

describe.skipIf(!made)("a gesture", () => {
  const scene = made ? sceneOf() : (null as unknown as Scene);
  const body: Gesture = made
    ? gestureOf({ kind: "bar", task: 0, part: "body" }, scene, 30, middle(1))
    : (null as unknown as Gesture);

  it("on a bar moves it by whole days, from where it was taken hold of", () => {
    expect(attemptOf(body, scene, 30 + 20, middle(1))).toBeNull();
    expect(fields(attemptOf(body, scene, 30 + 48, middle(1)))).toMatchObject({ constraint_at: "2026-01-06T08:00" });
    expect(fields(attemptOf(body, scene, 30 + 5 * 48, middle(1)))).toMatchObject({ constraint_at: "2026-01-12T08:00" });
  });
  it("on a bar moves it by quarters of an hour where hours are shown", () => {
    const hours = sceneOf(960);
    const gesture = gestureOf({ kind: "bar", task: 0, part: "body" }, hours, 400, middle(1));
    expect(fields(attemptOf(gesture, hours, 400 + 50, middle(1)))).toMatchObject({ constraint_at: "2026-01-05T09:15" });
  });
  it("on its edge makes it as long as drawn", () => {
    const edge: Gesture = { kind: "resize", task: 0 };
    expect(attemptOf(edge, scene, 83, middle(1))).toBeNull();
    expect(fields(attemptOf(edge, scene, 4 * 48, middle(1)))).toEqual({ duration_minutes: 4 * 480 });
    expect(fields(attemptOf(edge, scene, 0, middle(1)))).toEqual({ duration_minutes: 15 });
  });
  it("on its progress goes in steps of five percent", () => {
    expect(fields(attemptOf({ kind: "progress", task: 0 }, scene, 16 + 66 * 0.52, middle(1)))).toMatchObject({ percent_complete: 50 });
    expect(fields(attemptOf({ kind: "progress", task: 0 }, scene, 999, middle(1)))).toMatchObject({ percent_complete: 100 });
  });
  it("from a handle links to the nearer end of the bar below the pointer", () => {
    const handle: Gesture = { kind: "link", task: 0, fromFinish: true };
    expect(fields(attemptOf(handle, scene, 18, middle(2)))).toMatchObject({ create: { type: "finish_start" } });
    expect(fields(attemptOf(handle, scene, 33, middle(2)))).toMatchObject({ create: { type: "finish_finish" } });
    expect(attemptOf(handle, scene, 18, middle(1))).toBeNull();
    expect(attemptOf(handle, scene, 500, middle(2))).toBeNull();
    expect(rubberOf(handle, scene, 300, 200)).toEqual({ x1: 91, y1: middle(1), x2: 300, y2: 200 });
  });
  it("anywhere else moves the window", () => {
    expect(gestureOf({ kind: "nothing" }, scene, 48, 300)).toEqual({ kind: "pan", minute: minuteOf("2026-01-06"), y: 300, top: 0 });
    expect(attemptOf({ kind: "pan", minute: 0, y: 0, top: 0 }, scene, 0, 0)).toBeNull();
  });
  it("near an edge moves the window along, faster towards it", () => {
    expect(edgeScroll(scene, 400)).toBe(0);
    expect(edgeScroll(scene, 790)).toBeGreaterThan(edgeScroll(scene, 775));
    expect(edgeScroll(scene, 5)).toBeLessThan(0);
  });
});
