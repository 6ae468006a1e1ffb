import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Engine, type Schedule } from "../engine/engine";
import { item, link as linkRow, project, row, sourceOf, wasmPath, type Rows } from "../engine/fixture";
import { minuteOf, momentText } from "../engine/minutes";
import { planOf, replan } from "../engine/plan";
import { withChanges, type Change } from "../engine/source";
import * as edits from "./edits";
import * as outline from "./outline-edits";

const made = existsSync(wasmPath);
const engine = made ? await Engine.load(readFileSync(wasmPath)) : (null as unknown as Engine);

const run = (rows: Rows): Schedule => engine.run(planOf(sourceOf(rows))).schedule!;
const changesOf = (attempt: edits.Attempt): Change[] => {
  if (edits.isRefused(attempt)) throw new Error(attempt.refused);
  return attempt.changes;
};
const fields = (attempt: edits.Attempt): Record<string, unknown> =>
  Object.fromEntries(changesOf(attempt).map((change) => [`${change.subject_id}.${change.field}`, change.to]));
const apply = (schedule: Schedule, attempt: edits.Attempt): Schedule => {
  const changes = changesOf(attempt);
  const source = withChanges(schedule.plan.source, changes);
  return engine.run(replan(schedule.plan, source, changes)).schedule!;
};
const at = (schedule: Schedule, id: string, field: "start" | "finish"): string | null =>
  momentText(edits.cell(schedule, schedule.plan.taskOf.get(id)!, field));
const task = (schedule: Schedule, id: string): number => schedule.plan.taskOf.get(id)!;

describe.skipIf(!made)("a bar", () => {
  const schedule = made
    ? run({
        items: [
          item("a"),
          item("b", { manual_start_at: "2026-01-06T08:00" }),
          item("c", { actual_start_at: "2026-01-05T08:00" }),
          item("d", { state: "done", actual_finish_at: "2026-01-05T17:00", actual_start_at: "2026-01-05T08:00" }),
          item("s"),
          item("t", { parent_id: "s" }),
        ],
      })
    : (null as unknown as Schedule);

  it("moved starts no earlier than the next working time", () => {
    const moved = edits.move(schedule, task(schedule, "a"), minuteOf("2026-01-10T00:00"));
    expect(fields(moved)).toEqual({ "a.constraint_kind": "start_no_earlier_than", "a.constraint_at": "2026-01-12T08:00" });
    expect(at(apply(schedule, moved), "a", "start")).toBe("2026-01-12T08:00");
  });
  it("placed by hand or begun moves the date that holds it", () => {
    const minute = minuteOf("2026-01-07T08:00");
    expect(fields(edits.move(schedule, task(schedule, "b"), minute))).toEqual({ "b.manual_start_at": "2026-01-07T08:00" });
    expect(fields(edits.move(schedule, task(schedule, "c"), minute))).toEqual({ "c.actual_start_at": "2026-01-07T08:00" });
  });
  it("that is done or a summary is not moved, and says why", () => {
    expect(edits.move(schedule, task(schedule, "d"), 0)).toHaveProperty("refused");
    expect(edits.move(schedule, task(schedule, "s"), 0)).toHaveProperty("refused");
    expect(edits.setDuration(schedule, task(schedule, "s"), 60)).toHaveProperty("refused");
  });
  it("moves by working days", () => {
    const moved = edits.moveDays(schedule, task(schedule, "a"), 5);
    expect(fields(moved)["a.constraint_at"]).toBe("2026-01-12T08:00");
  });
  it("made longer lasts until the day it is drawn to", () => {
    const longer = edits.resize(schedule, task(schedule, "a"), minuteOf("2026-01-08T00:00"));
    expect(fields(longer)).toEqual({ "a.duration_minutes": 1440 });
    expect(at(apply(schedule, longer), "a", "finish")).toBe("2026-01-07T17:00");
  });
  it("never gets a duration below nothing or beyond a hundred years", () => {
    expect(fields(edits.lengthen(schedule, task(schedule, "a"), -9999))).toEqual({ "a.duration_minutes": 0 });
    expect(edits.setDuration(schedule, task(schedule, "a"), 1e12)).toHaveProperty("refused");
    expect(edits.setDuration(schedule, task(schedule, "a"), NaN)).toHaveProperty("refused");
  });
  it("let go starts as soon as possible again", () => {
    const free = apply(schedule, edits.release(schedule, task(schedule, "b")));
    expect(at(free, "b", "start")).toBe("2026-01-05T08:00");
  });
  it("with progress has begun where it is planned", () => {
    expect(fields(edits.setProgress(schedule, task(schedule, "a"), 33.4))).toEqual({
      "a.percent_complete": 33,
      "a.actual_start_at": "2026-01-05T08:00",
    });
    expect(fields(edits.setProgress(schedule, task(schedule, "c"), 250))).toEqual({ "c.percent_complete": 100 });
    expect(fields(edits.setProgress(schedule, task(schedule, "d"), 50))).toMatchObject({ "d.actual_finish_at": null });
  });
  it("gets a title that is one", () => {
    expect(fields(edits.rename(schedule, 0, "  Pour concrete "))).toEqual({ "a.title": "Pour concrete" });
    expect(edits.rename(schedule, 0, "  ")).toHaveProperty("refused");
    expect(edits.rename(schedule, 0, "x".repeat(301))).toHaveProperty("refused");
  });
});

describe.skipIf(!made)("a bar with people", () => {
  const people = (values: object, effort: number | null): Schedule =>
    run({
      items: [item("a", { effort_minutes: effort })],
      resources: ["ann", "bob"].map((id) => row("resource", id, { units_percent: 100 })),
      assignments: ["ann", "bob"].map((id) =>
        row("assignment", `x-${id}`, { item_id: "a", resource_id: id, units_percent: 100, ...values }),
      ),
    });
  it("made longer takes more of their own work", () => {
    const schedule = people({ work_minutes: 480 }, null);
    const longer = edits.setDuration(schedule, 0, 960);
    expect(fields(longer)).toEqual({ "x-ann.work_minutes": 960, "x-bob.work_minutes": 960 });
    expect(at(apply(schedule, longer), "a", "finish")).toBe("2026-01-06T17:00");
  });
  it("made longer takes more effort, where they share one", () => {
    const schedule = people({}, 960);
    const longer = edits.setDuration(schedule, 0, 960);
    expect(fields(longer)).toEqual({ "a.effort_minutes": 1920 });
    expect(at(apply(schedule, longer), "a", "finish")).toBe("2026-01-06T17:00");
  });
  it("made longer just lasts longer, where nobody's work is given", () => {
    expect(fields(edits.setDuration(people({}, null), 0, 960))).toEqual({ "a.duration_minutes": 960 });
  });
});

describe.skipIf(!made)("a link", () => {
  const schedule = made
    ? run({ items: ["a", "b", "c"].map((id) => item(id)), links: [linkRow("a", "b")] })
    : (null as unknown as Schedule);
  it("has the type of the ends it joins", () => {
    expect(edits.linkTypeOf(true, false)).toBe("finish_start");
    expect(edits.linkTypeOf(false, false)).toBe("start_start");
    expect(edits.linkTypeOf(true, true)).toBe("finish_finish");
    expect(edits.linkTypeOf(false, true)).toBe("start_finish");
  });
  it("to itself or where there is one is refused", () => {
    expect(edits.link(schedule, 0, 0, "finish_start")).toHaveProperty("refused");
    expect(edits.link(schedule, 1, 0, "finish_start")).toHaveProperty("refused");
    expect(changesOf(edits.link(schedule, 1, 2, "start_start"))).toHaveLength(1);
  });
  it("joins each selected row to the next", () => {
    expect(edits.linkChain(schedule, [0])).toHaveProperty("refused");
    expect(edits.linkChain(schedule, [0, 1, 2])).toHaveProperty("refused");
    expect(changesOf(edits.linkChain(schedule, [1, 2]))).toHaveLength(1);
  });
  it("goes with the others of a row, or only between the selected rows", () => {
    expect(changesOf(edits.unlinkAll(schedule, [1]))).toHaveLength(1);
    expect(edits.unlinkAll(schedule, [2])).toHaveProperty("refused");
    expect(edits.unlinkAll(schedule, [1, 2])).toHaveProperty("refused");
  });
});

describe("the outline", () => {
  const plan = planOf(
    sourceOf({
      projects: [project("p"), project("q")],
      items: [
        item("a", { position: "a" }),
        item("b", { position: "b" }),
        item("b1", { parent_id: "b", position: "a", project_id: null }),
        item("b2", { parent_id: "b", position: "b", project_id: null }),
        item("c", { position: "c" }),
        item("z", { project_id: "q", position: "a" }),
      ],
    }),
  );
  const order = (attempt: edits.Attempt): string[] => {
    const changed = planOf(withChanges(plan.source, changesOf(attempt)));
    return changed.items.map((entry, n) => ".".repeat(changed.outline.depth[n]!) + entry.id);
  };
  const of = (id: string): number => plan.taskOf.get(id)!;

  it("takes a row in as the last part of the row above", () => {
    expect(order(outline.indent(plan, of("c")))).toEqual(["a", "b", ".b1", ".b2", ".c", "z"]);
    expect(order(outline.indent(plan, of("b2")))).toEqual(["a", "b", ".b1", "..b2", "c", "z"]);
    expect(outline.indent(plan, of("a"))).toHaveProperty("refused");
  });
  it("lets a row out behind its parent, in the same project", () => {
    expect(order(outline.outdent(plan, of("b1")))).toEqual(["a", "b", ".b2", "b1", "c", "z"]);
    expect(outline.outdent(plan, of("a"))).toHaveProperty("refused");
  });
  it("moves a row among its siblings, no further", () => {
    expect(order(outline.shift(plan, of("a"), 1))).toEqual(["b", ".b1", ".b2", "a", "c", "z"]);
    expect(outline.shift(plan, of("c"), 1)).toHaveProperty("refused");
    expect(outline.shift(plan, of("a"), -1)).toHaveProperty("refused");
  });
  it("drops a row beside another, in its project and under its parent", () => {
    expect(order(outline.placeBeside(plan, of("c"), of("b1"), false))).toEqual(["a", "b", ".c", ".b1", ".b2", "z"]);
    expect(order(outline.placeBeside(plan, of("b1"), of("z"), true))).toEqual(["a", "b", ".b2", "c", "z", "b1"]);
    expect(outline.placeBeside(plan, of("b"), of("b2"), true)).toHaveProperty("refused");
  });
  it("takes a new row in behind the one it is asked at", () => {
    const create = (to: object): edits.Edit => ({
      label: "",
      changes: [{ action: "create", resource: "item", subject_id: "new", to }],
    });
    expect(order(create(outline.newBelow(plan, { task: of("b1") })))[3]).toBe(".new");
    expect(order(create(outline.newBelow(plan, { task: of("a") })))[1]).toBe("new");
    expect(order(create(outline.newBelow(plan, { project: 1 })))[5]).toBe("new");
  });
  it("deletes a branch once", () => {
    expect(changesOf(outline.remove(plan, [of("b"), of("b1"), of("c")])).map((change) => change.subject_id)).toEqual(["b", "c"]);
  });
});
