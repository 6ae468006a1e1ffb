import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Engine, floatPlace, pathCount, type Outcome, type Schedule } from "./engine";
import { item, link, project, row, sourceOf, wasmPath, type Rows } from "./fixture";
import { wide, words } from "./layout";
import { momentText } from "./minutes";
import { planOf, replan } from "./plan";
import { updates, withChanges } from "./source";

const TASK = words("TaskSchedule");
const GROUP = words("GroupSchedule");

const made = existsSync(wasmPath);
const engine = made ? await Engine.load(readFileSync(wasmPath)) : (null as unknown as Engine);

function good(outcome: Outcome): Schedule {
  if (!outcome.schedule) throw new Error(`fault: ${outcome.fault.kind} ${outcome.fault.table} ${outcome.fault.field}`);
  return outcome.schedule;
}

const run = (rows: Rows): Schedule => good(engine.run(planOf(sourceOf(rows))));
const date = (schedule: Schedule, id: string, field: "start" | "finish" | "late_finish"): string | null =>
  momentText(schedule.tasks[schedule.plan.taskOf.get(id)! * TASK.stride + TASK[field]]!);

describe.skipIf(!made)("the engine", () => {
  const two: Rows = { items: [item("a", { duration_minutes: 960 }), item("b")], links: [link("a", "b")] };

  it("answers dates on the office calendar", () => {
    const schedule = run(two);
    expect(date(schedule, "a", "start")).toBe("2026-01-05T08:00");
    expect(date(schedule, "a", "finish")).toBe("2026-01-06T17:00");
    expect(date(schedule, "b", "start")).toBe("2026-01-07T08:00");
    expect(date(schedule, "b", "finish")).toBe("2026-01-07T17:00");
  });
  it("tries a change and leaves the earlier schedule as it was", () => {
    const source = sourceOf(two);
    const plan = planOf(source);
    const before = good(engine.run(plan));
    const changes = updates("item", "a", { constraint_kind: "start_no_earlier_than", constraint_at: "2026-01-12T08:00" });
    const after = good(engine.run(replan(plan, withChanges(source, changes), changes)));
    expect(date(after, "b", "finish")).toBe("2026-01-14T17:00");
    expect(date(before, "b", "finish")).toBe("2026-01-07T17:00");
    expect(date(good(engine.run(plan)), "b", "finish")).toBe("2026-01-07T17:00");
  });
  it("numbers float paths where a project asks for them", () => {
    const rows: Rows = { ...two, items: [...two.items!, item("c")] };
    expect(floatPlace(run(rows), 0)).toBeNull();
    const schedule = run({ ...rows, projects: [project("p", { float_paths: true, float_path_count: 1, float_paths_by: "total_float" })] });
    const place = (id: string): unknown => floatPlace(schedule, schedule.plan.taskOf.get(id)!);
    expect([place("a"), place("b"), place("c")]).toEqual([{ path: 1, order: 1 }, { path: 1, order: 2 }, null]);
    expect(pathCount(schedule)).toBe(1);
  });
  it("sums cost by project and release", () => {
    const schedule = run({
      releases: [row("release", "r", {})],
      items: [item("f", { kind: "feature", release_id: "r" }), item("a", { parent_id: "f", duration_minutes: 600 })],
      resources: [row("resource", "ann", { rate_cents_per_hour: 6000, units_percent: 100 })],
      assignments: [row("assignment", "x", { item_id: "a", resource_id: "ann", units_percent: 100 })],
    });
    expect(wide(schedule.releases, GROUP.cost_cents)).toBe(60000);
    expect(wide(schedule.projects, GROUP.cost_cents)).toBe(60000);
    expect(schedule.projects[GROUP.task_count]).toBe(1);
  });
  it("costs what is in force when the work is done", () => {
    const rate = { rate_table: "a", effective_at: "2026-01-06T00:00", rate_cents_per_hour: 9000 } as const;
    const costOf = (rates: object, assignment: object): number =>
      wide(
        run({
          items: [item("a", { duration_minutes: 960 })],
          resources: [
            row("resource", "ann", { rate_cents_per_hour: 6000, overtime_rate_cents_per_hour: 7000, ...rates }),
          ],
          assignments: [row("assignment", "x", { item_id: "a", resource_id: "ann", ...assignment })],
        }).projects,
        GROUP.cost_cents,
      );
    const more = { overtime_rate_cents_per_hour: null, cost_per_use_cents: 500 };
    expect(costOf({}, {})).toBe(16 * 6000);
    expect(costOf({ rates: [{ ...rate, ...more }] }, {})).toBe(8 * 6000 + 8 * 9000);
    expect(costOf({ rates: [{ ...rate, ...more }] }, { rate_table: "b" })).toBe(0);
    const always = { ...rate, ...more, rate_table: "b" as const, effective_at: null };
    expect(costOf({ rates: [always] }, { rate_table: "b" })).toBe(16 * 9000 + 500);
    expect(costOf({}, { work_minutes: 960, overtime_minutes: 60 })).toBe(15 * 6000 + 7000);
  });
  it("lets the rank decide who waits for shared people", () => {
    const rows = (a: string, b: string): Rows => ({
      share_people: true,
      items: [item("a", { rank: a }), item("b", { rank: b })],
      resources: [row("resource", "ann", { units_percent: 100 })],
      assignments: ["a", "b"].map((id) =>
        row("assignment", `x${id}`, { item_id: id, resource_id: "ann", units_percent: 100 }),
      ),
    });
    expect(date(run(rows("1", "2")), "b", "start")).toBe("2026-01-06T08:00");
    expect(date(run(rows("2", "1")), "b", "start")).toBe("2026-01-05T08:00");
  });
  it("names the tasks of a circle", () => {
    const items = [item("a"), item("b"), item("c"), item("d")];
    const links = [link("b", "c"), link("c", "d"), link("d", "b"), link("a", "b")];
    const { fault } = engine.run(planOf(sourceOf({ items, links })));
    expect(fault!.kind).toBe("cycle");
    expect(fault!.cycle.map((task) => fault!.plan.items[task]!.id).sort()).toEqual(["b", "c", "d"]);
  });
  it("says which value is bad", () => {
    const projects = [project("p", { calendar_id: "office" })];
    const calendars = [row("calendar", "office", { name: "Never", week: [], exceptions: [] })];
    const { fault } = engine.run(planOf(sourceOf({ projects, calendars, items: [item("a")] })));
    expect(fault!.kind).toBe("calendar");
  });
  it("goes on after a fault, and when the plan grows and shrinks", () => {
    const many = Array.from({ length: 3000 }, (_, n) => item(`i${String(n).padStart(5, "0")}`));
    const chain = many.slice(1).map((next, n) => link(many[n]!.id, next.id));
    expect(run({ items: many, links: chain }).tasks.length).toBe(3000 * TASK.stride);
    expect(date(run(two), "b", "finish")).toBe("2026-01-07T17:00");
    expect(run({}).tasks.length).toBe(0);
    expect(date(run({ items: many.slice(0, 9) }), "i00008", "finish")).toBe("2026-01-05T17:00");
  });
});
