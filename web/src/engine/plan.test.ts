import { describe, expect, it } from "vitest";
import { item, link, officeWeek, project, row, sourceOf } from "./fixture";
import { wide, words } from "./layout";
import { MINUTE_NONE, dayOf, minuteOf } from "./minutes";
import { OwnAncestorError } from "./outline";
import { NoCalendarError, planOf, replan, type Plan } from "./plan";
import { updates, withChanges, type Change } from "./source";

const TASK = words("Task");
const ids = (plan: Plan): string[] => plan.items.map((entry) => entry.id);
const cell = (plan: Plan, id: string, field: keyof typeof TASK): number =>
  plan.tables.tasks[plan.taskOf.get(id)! * TASK.stride + TASK[field]]!;
const works = (plan: Plan): number[] => {
  const A = words("Assignment");
  return plan.assignments.map((_, n) => plan.tables.assignments[n * A.stride + A.work]!);
};

describe("the outline", () => {
  it("stands project by project in pre-order, siblings by position and id", () => {
    const plan = planOf(
      sourceOf({
        projects: [project("p", { rank: "b" }), project("q", { rank: "a" })],
        items: [
          item("late", { position: "b" }),
          item("part", { parent_id: "late", position: "a" }),
          item("early", { position: "a" }),
          item("twin2", { position: "c" }),
          item("twin1", { position: "c" }),
          item("other", { project_id: "q" }),
        ],
      }),
    );
    expect(ids(plan)).toEqual(["other", "early", "late", "part", "twin1", "twin2"]);
    expect([...plan.outline.parent]).toEqual([-1, -1, -1, 2, -1, -1]);
    expect([...plan.outline.depth]).toEqual([0, 0, 0, 1, 0, 0]);
    expect([...plan.outline.project]).toEqual([0, 1, 1, 1, 1, 1]);
  });
  it("takes project and release from the nearest ancestor", () => {
    const plan = planOf(
      sourceOf({
        releases: [row("release", "r1", {}), row("release", "r2", {})],
        items: [
          item("a", { release_id: "r2" }),
          item("b", { project_id: null, parent_id: "a" }),
          item("c", { project_id: null, parent_id: "b", release_id: "r1" }),
          item("d", { project_id: null }),
        ],
      }),
    );
    expect(ids(plan)).toEqual(["a", "b", "c"]);
    expect([...plan.outline.release]).toEqual([1, 1, 0]);
  });
  it("puts an item whose parent is in another project at the top", () => {
    const plan = planOf(
      sourceOf({
        projects: [project("p"), project("q")],
        items: [item("a"), item("b", { parent_id: "a", project_id: "q" })],
      }),
    );
    expect(ids(plan)).toEqual(["a", "b"]);
    expect([...plan.outline.parent]).toEqual([-1, -1]);
  });
  it("leaves out goals and initiatives without planned children, and those above them", () => {
    const plan = planOf(
      sourceOf({
        items: [
          item("goal", { kind: "goal" }),
          item("initiative", { kind: "initiative", parent_id: "goal" }),
          item("kept", { kind: "goal" }),
          item("feature", { kind: "feature", parent_id: "kept" }),
        ],
      }),
    );
    expect(ids(plan)).toEqual(["kept", "feature"]);
  });
  it("refuses an item that is its own ancestor, by name", () => {
    const items = [item("a", { parent_id: "b" }), item("b", { parent_id: "a" })];
    expect(() => planOf(sourceOf({ items }))).toThrow(OwnAncestorError);
  });
  it("refuses a project without a calendar", () => {
    const projects = [project("p", { calendar_id: "gone" })];
    expect(() => planOf(sourceOf({ projects }))).toThrow(NoCalendarError);
  });
});

describe("a task's row", () => {
  it("takes its duration from the duration, the effort or one day; a milestone has none", () => {
    const plan = planOf(
      sourceOf({
        items: [
          item("a", { duration_minutes: 60, effort_minutes: 90 }),
          item("b", { effort_minutes: 90 }),
          item("c"),
          item("d", { kind: "milestone" }),
        ],
      }),
    );
    expect(ids(plan).map((id) => cell(plan, id, "duration"))).toEqual([60, 90, 480, 0]);
    expect(cell(plan, "d", "flags")).toBe(8);
  });
  it("keeps dates, progress and cost", () => {
    const plan = planOf(
      sourceOf({
        items: [
          item("a", {
            constraint_kind: "must_start_on",
            constraint_at: "2026-02-02T08:00",
            deadline_at: "2026-03-02T17:00",
            fixed_cost_cents: 12345678901,
            percent_complete: 30,
          }),
          item("b", { state: "done", constraint_kind: "start_no_earlier_than" }),
          item("c", { state: "dropped", manual_start_at: "2026-02-02T08:00", elapsed: true }),
        ],
      }),
    );
    expect(cell(plan, "a", "constraint")).toBe(6);
    expect(cell(plan, "a", "constraint_date")).toBe(minuteOf("2026-02-02T08:00"));
    expect(cell(plan, "a", "deadline")).toBe(minuteOf("2026-03-02T17:00"));
    expect(wide(plan.tables.tasks, TASK.fixed_cost_cents)).toBe(12345678901);
    expect(cell(plan, "a", "percent_complete")).toBe(30);
    expect(cell(plan, "b", "percent_complete")).toBe(100);
    expect(cell(plan, "b", "constraint")).toBe(0);
    expect(cell(plan, "b", "actual_start")).toBe(MINUTE_NONE);
    expect(cell(plan, "c", "flags")).toBe(1 | 2 | 4);
  });
  it("numbers the distinct ranks of all items", () => {
    const plan = planOf(
      sourceOf({
        items: [
          item("a", { rank: "m" }),
          item("b", { rank: "c" }),
          item("c", { rank: "m" }),
          item("unplanned", { rank: "a", project_id: null }),
          item("d"),
        ],
      }),
    );
    expect(ids(plan).map((id) => cell(plan, id, "priority"))).toEqual([2, 1, 2, -1]);
  });
});

describe("a task without a rank", () => {
  it("has that of its nearest ancestor, planned or not", () => {
    const plan = planOf(
      sourceOf({
        items: [
          item("feature", { kind: "feature", project_id: null, rank: "m" }),
          item("a", { parent_id: "feature" }),
          item("b", { parent_id: "a" }),
          item("c", { rank: "c" }),
        ],
      }),
    );
    expect(ids(plan).map((id) => [id, cell(plan, id, "priority")])).toEqual([
      ["a", 1],
      ["b", 1],
      ["c", 0],
    ]);
  });
});

describe("assignments", () => {
  const people = [row("resource", "ann", {}), row("resource", "bob", {}), row("resource", "wood", { kind: "material" })];
  const assign = (resource_id: string, units_percent: number, work_minutes: number | null = null) =>
    row("assignment", `x-${resource_id}`, { item_id: "a", resource_id, units_percent, work_minutes });
  it("share the item's effort in proportion to their units, to the minute", () => {
    const plan = planOf(
      sourceOf({
        items: [item("a", { effort_minutes: 1001 })],
        resources: people,
        assignments: [assign("ann", 100), assign("bob", 50), assign("wood", 7)],
      }),
    );
    expect(works(plan)).toEqual([667, 334, -1]);
    expect(cell(plan, "a", "duration")).toBe(480);
  });
  it("keep work of their own and then share nothing", () => {
    const plan = planOf(
      sourceOf({
        items: [item("a", { effort_minutes: 1000 })],
        resources: people,
        assignments: [assign("ann", 100, 60), assign("bob", 100)],
      }),
    );
    expect(works(plan)).toEqual([60, -1]);
  });
});

describe("calendars", () => {
  it("keep their week and exceptions as runs of spans", () => {
    const holiday = { name: "", first_day: "2026-01-06", last_day: "2026-01-07", spans: [] };
    const short = { name: "", first_day: "2026-01-08", last_day: "2026-01-08", spans: [{ from_minute: 60, to_minute: 90 }] };
    const { tables } = planOf(sourceOf({ calendars: [officeWeek("office", [holiday, short])] }));
    expect(tables.spans.length).toBe(22);
    expect([...tables.spans.slice(-2)]).toEqual([60, 90]);
    expect([...tables.calendars.slice(0, 4)]).toEqual([0, 2, 2, 2]);
    expect([...tables.calendars.slice(10)]).toEqual([0, 0, 0, 0, 0, 2]);
    expect([...tables.exceptions]).toEqual([dayOf("2026-01-06"), dayOf("2026-01-07"), 10, 0, dayOf("2026-01-08"), dayOf("2026-01-08"), 10, 1]);
  });
});

describe("a plan made again", () => {
  const source = sourceOf({
    items: [item("aim", { project_id: null, rank: "d" }), item("a", { rank: "b" }), item("b", { parent_id: "a" }), item("c", { rank: "c" }), item("d", { parent_id: "aim" })],
    links: [link("b", "c")],
  });
  const cases: [string, Change[]][] = [
    ["a date", updates("item", "b", { constraint_kind: "start_no_earlier_than", constraint_at: "2026-02-02T08:00" })],
    ["a rank", updates("item", "c", { rank: "a" })],
    ["the rank of what is not planned itself", updates("item", "aim", { rank: "a" })],
    ["no rank any more", updates("item", "a", { rank: null })],
    ["a parent", updates("item", "c", { parent_id: "a", position: "a" })],
    ["a new item", [{ action: "create", resource: "item", to: { title: "n", kind: "task", project_id: "p", position: "0" } }]],
    ["a deleted item", [{ action: "delete", resource: "item", subject_id: "a" }]],
    ["a new link", [{ action: "create", resource: "link", to: { predecessor_id: "a", successor_id: "c" } }]],
  ];
  it.each(cases)("with %s equals the plan of the changed rows", (_, changes) => {
    const changed = withChanges(source, changes);
    const again = replan(planOf(source), changed, changes);
    const fresh = planOf(changed);
    expect(ids(again)).toEqual(ids(fresh));
    expect(again.tables).toEqual(fresh.tables);
  });
  it("leaves the source and the first plan alone", () => {
    const plan = planOf(source);
    const before = plan.tables.tasks.slice();
    replan(plan, withChanges(source, cases[0]![1]), cases[0]![1]);
    expect(plan.tables.tasks).toEqual(before);
    expect(source.items.get("b")!.constraint_at).toBeNull();
  });
  it("forgets the links and assignments of deleted items", () => {
    const changed = withChanges(source, [{ action: "delete", resource: "item", subject_id: "a" }]);
    expect([...changed.items.keys()]).toEqual(["aim", "c", "d"]);
    expect(changed.links.size).toBe(0);
  });
});
