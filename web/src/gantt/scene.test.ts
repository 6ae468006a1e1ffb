import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Engine } from "../engine/engine";
import { item, link, sourceOf, wasmPath } from "../engine/fixture";
import { minuteOf } from "../engine/minutes";
import { planOf } from "../engine/plan";
import { hitTest, linkAt, linkTarget, sameHit } from "./hit";
import { rowList } from "./rows";
import * as gantt from "./scene";
import { timescale } from "./timescale";

const made = existsSync(wasmPath);
const engine = made ? await Engine.load(readFileSync(wasmPath)) : null;

/* Monday 5 January 2026 at the left edge, 48 pixels a day: 08:00 is at 16, 17:00 at 34. */
function sceneOf(top = 0): gantt.Scene {
  const plan = planOf(
    sourceOf({
      items: [
        item("a", { position: "a", percent_complete: 50, duration_minutes: 960 }),
        item("b", { position: "b" }),
        item("m", { position: "c", kind: "milestone" }),
        item("s", { position: "d" }),
        item("t", { position: "e", parent_id: "s", inactive: false }),
      ],
      links: [link("a", "b"), link("b", "m")],
    }),
  );
  const schedule = engine!.run(plan).schedule!;
  const list = rowList(plan.outline, ["p"], { folded: new Set(), project: null, matches: null });
  return { width: 800, height: 400, scale: timescale(minuteOf("2026-01-05"), 48), top, list, schedule };
}

const middle = (row: number): number => gantt.HEADER + row * gantt.ROW + gantt.ROW / 2;

describe.skipIf(!made)("the scene", () => {
  const scene = made ? sceneOf() : (null as unknown as gantt.Scene);

  it("lays bars from start to finish in the middle of their rows", () => {
    expect(gantt.barOf(scene, 0)).toEqual({ kind: "task", x1: 16, x2: 82, y: middle(1) });
    expect(gantt.barOf(scene, 3)).toMatchObject({ kind: "summary", x1: 16, x2: 34 });
    expect(gantt.projectBar(scene, 0)).toMatchObject({ kind: "project", x1: 16, x2: 130, y: middle(0) });
  });
  it("shows a milestone as a point", () => {
    expect(gantt.barOf(scene, 2)).toMatchObject({ kind: "milestone", x1: 130, x2: 130 });
  });
  it("knows rows under the header only", () => {
    expect(gantt.rowAt(scene, 10)).toBe(-1);
    expect(gantt.rowAt(scene, middle(2))).toBe(2);
    expect(gantt.rowAt(scene, 390)).toBe(-1);
    expect(gantt.rowAt(sceneOf(28), middle(2))).toBe(3);
  });
  it("draws only links that can be seen", () => {
    expect(gantt.shownLinks(scene)).toEqual([0, 1]);
    const away = { ...scene, scale: timescale(minuteOf("2030-01-01"), 48) };
    expect(gantt.shownLinks(away)).toEqual([]);
    expect(gantt.shownLinks({ ...scene, top: 10000 })).toEqual([]);
  });
  it("spans all that has dates", () => {
    expect(gantt.spanOf(scene.schedule)).toEqual({ from: minuteOf("2026-01-05T08:00"), to: minuteOf("2026-01-07T17:00") });
  });
});

describe.skipIf(!made)("under the pointer", () => {
  const scene = made ? sceneOf() : (null as unknown as gantt.Scene);
  const bar = (task: number, part: string) => ({ kind: "bar", task, part });

  it("lie the parts of a bar", () => {
    expect(hitTest(scene, 30, middle(1))).toEqual(bar(0, "body"));
    expect(hitTest(scene, 81, middle(1))).toEqual(bar(0, "end"));
    expect(hitTest(scene, 49, middle(1) + 5)).toEqual(bar(0, "progress"));
    expect(hitTest(scene, 91, middle(1))).toEqual(bar(0, "from-finish"));
    expect(hitTest(scene, 7, middle(1))).toEqual(bar(0, "from-start"));
  });
  it("a summary and a milestone have no edge to draw", () => {
    expect(hitTest(scene, 33, middle(4))).toEqual(bar(3, "body"));
    expect(hitTest(scene, 135, middle(3))).toEqual(bar(2, "body"));
  });
  it("lie links, rows, the header and nothing", () => {
    expect(linkAt(scene, 104, middle(1) + 10)).toBe(0);
    expect(hitTest(scene, 104, middle(1) + 10)).toEqual({ kind: "link", link: 0 });
    expect(hitTest(scene, 400, middle(1))).toEqual({ kind: "row", row: 1, task: 0, project: null });
    expect(hitTest(scene, 400, middle(0))).toEqual({ kind: "row", row: 0, task: null, project: 0 });
    expect(hitTest(scene, 400, 5)).toEqual({ kind: "header" });
    expect(hitTest(scene, 400, 390)).toEqual({ kind: "nothing" });
  });
  it("lies the end where a drawn link would arrive", () => {
    expect(linkTarget(scene, 20, middle(1))).toEqual({ task: 0, finish: false });
    expect(linkTarget(scene, 80, middle(1))).toEqual({ task: 0, finish: true });
    expect(linkTarget(scene, 200, middle(1))).toBeNull();
    expect(linkTarget(scene, 20, middle(0))).toBeNull();
  });
  it("is told apart by what it is", () => {
    expect(sameHit(hitTest(scene, 30, middle(1)), hitTest(scene, 31, middle(1)))).toBe(true);
    expect(sameHit(hitTest(scene, 30, middle(1)), null)).toBe(false);
  });
});
