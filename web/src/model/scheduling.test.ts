import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Engine, type Schedule } from "../engine/engine";
import { item, link, project, sourceOf, wasmPath } from "../engine/fixture";
import { momentText } from "../engine/minutes";
import { planOf } from "../engine/plan";
import { updates, withChanges } from "../engine/source";
import { changedOptions, movesOf, schedulingGroups, schedulingWays, startOfTask, type SchedulingOptions } from "./scheduling";

const made = existsSync(wasmPath);
const engine = made ? await Engine.load(readFileSync(wasmPath)) : (null as unknown as Engine);
const row = project("p", { status_at: "2026-01-12T08:00", status_holds: false });
const source = sourceOf({
  projects: [row],
  items: [item("a", {}), item("b", {}), item("s", { title: "Sum" }), item("c", { parent_id: "s", duration_minutes: 2400 })],
  links: [link("a", "b")],
});

function scheduleWith(options: SchedulingOptions): Schedule {
  return engine.run(planOf(withChanges(source, updates("project", "p", options)))).schedule!;
}

describe("options of scheduling", () => {
  it("are told only where they differ", () => {
    expect(changedOptions(row, { status_holds: true, common_end: row.common_end })).toEqual({ status_holds: true });
    expect(changedOptions(row, {})).toEqual({});
  });
  it("of other programs are among those that can be set", () => {
    const known = schedulingGroups.flatMap((group) => group.fields as readonly string[]);
    for (const way of Object.values(schedulingWays)) {
      for (const name of Object.keys(way)) expect(known).toContain(name);
    }
  });
});

describe("a new task", () => {
  it("is as late as possible where the project counts from its finish", () => {
    expect(startOfTask({ ...row, schedule_from_finish: true })).toEqual({ constraint_kind: "as_late_as_possible" });
    expect([startOfTask(row), startOfTask(undefined)]).toEqual([{}, {}]);
  });
});

describe.skipIf(!made)("what options move", () => {
  const before = made ? scheduleWith({}) : (null as unknown as Schedule);

  it("is nothing without a change", () => {
    expect(movesOf(before, scheduleWith({}))).toEqual({ moved: [], newlyCritical: 0, noLongerCritical: 0, floats: 0 });
  });
  it("is each task that starts or finishes at another time, summaries left out", () => {
    const { moved } = movesOf(before, scheduleWith({ status_holds: true }));
    expect(moved.map((task) => task.id).toSorted()).toEqual(["a", "b", "c"]);
    const a = moved.find((task) => task.id === "a")!;
    expect([a.finishBefore, a.finishAfter].map(momentText)).toEqual(["2026-01-05T17:00", "2026-01-12T17:00"]);
  });
  it("is the start of all that ends as late as the finish allows", () => {
    const options = { schedule_from_finish: true, must_finish_at: "2026-01-30T17:00" };
    const after = engine.run(planOf(withChanges(source, [...updates("project", "p", options), ...updates("item", "b", { constraint_kind: "as_late_as_possible" })]))).schedule!;
    const b = movesOf(before, after).moved.find((task) => task.id === "b")!;
    expect(momentText(b.finishAfter)).toBe("2026-01-30T17:00");
  });
  it("counts floats and what becomes critical", () => {
    const moves = movesOf(before, scheduleWith({ open_ends_critical: true }));
    expect([moves.moved.length, moves.floats, moves.newlyCritical, moves.noLongerCritical]).toEqual([0, 2, 2, 0]);
  });
});
