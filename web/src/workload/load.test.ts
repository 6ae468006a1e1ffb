import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Engine, type Schedule } from "../engine/engine";
import { item, project, row, sourceOf, wasmPath, type Rows } from "../engine/fixture";
import { wide, words } from "../engine/layout";
import { dayOf } from "../engine/minutes";
import { planOf } from "../engine/plan";
import { cellOf, overloadOf, rangeOf, sharesOf, workloadOf } from "./load";

const made = existsSync(wasmPath);
const engine = made ? await Engine.load(readFileSync(wasmPath)) : (null as unknown as Engine);

const RESOURCE = words("ResourceSchedule");
const DAY = 1440;
const monday = dayOf("2026-01-05") * DAY;

function scheduleOf(rows: Rows): Schedule {
  return engine.run(planOf(sourceOf(rows))).schedule!;
}

const ana = row("resource", "ana", { name: "Ana", kind: "person", units_percent: 100 });
const assign = (item_id: string, units_percent = 100, work_minutes: number | null = null) =>
  row("assignment", `${item_id}-ana`, { item_id, resource_id: "ana", units_percent, work_minutes });

describe.skipIf(!made)("the workload", () => {
  const rows: Rows = {
    projects: [project("p"), project("q")],
    items: [item("a", { duration_minutes: 960 }), item("b", { duration_minutes: 480, project_id: "q" })],
    resources: [ana],
    assignments: [assign("a"), assign("b", 50)],
  };

  it("sums up the days of a person across projects", () => {
    const [person] = workloadOf(scheduleOf(rows));
    expect(cellOf(person!, monday, monday + DAY)).toEqual({ load: 720, capacity: 480, over: 240 });
    expect(cellOf(person!, monday + DAY, monday + 2 * DAY)).toEqual({ load: 480, capacity: 480, over: 0 });
    expect(cellOf(person!, monday, monday + 7 * DAY)).toEqual({ load: 1200, capacity: 2400, over: 240 });
    expect(cellOf(person!, monday + 5 * DAY, monday + 6 * DAY)).toEqual({ load: 0, capacity: 0, over: 0 });
  });

  it("says who asks for it, most first", () => {
    const schedule = scheduleOf(rows);
    const [person] = workloadOf(schedule);
    const shares = sharesOf(person!, monday, monday + DAY);
    expect(shares.map((share) => [schedule.plan.items[share.task]!.id, share.minutes])).toEqual([
      ["a", 480],
      ["b", 240],
    ]);
  });

  it("finds the engine's overload", () => {
    const schedule = scheduleOf(rows);
    expect(overloadOf(workloadOf(schedule)[0]!)).toBe(wide(schedule.resources, RESOURCE.overload_minutes));
  });

  it("counts what is asked of somebody who is not there as overload", () => {
    const joins = { ...rows, resources: [{ ...ana, available_from: "2026-01-06", available_until: "2026-01-06" }] };
    const schedule = scheduleOf(joins);
    const [person] = workloadOf(schedule);
    expect(cellOf(person!, monday, monday + DAY)).toEqual({ load: 720, capacity: 0, over: 720 });
    expect(cellOf(person!, monday + DAY, monday + 2 * DAY)).toEqual({ load: 480, capacity: 480, over: 0 });
    expect(cellOf(person!, monday + 2 * DAY, monday + 3 * DAY).capacity).toBe(0);
    expect(overloadOf(person!)).toBe(wide(schedule.resources, RESOURCE.overload_minutes));
  });

  it("knows how much there is of somebody from day to day", () => {
    const availability = [
      { available_from: "2026-01-06", units_percent: 50 },
      { available_from: "2026-01-07", units_percent: 200 },
    ];
    const schedule = scheduleOf({ ...rows, resources: [{ ...ana, availability }] });
    const [person] = workloadOf(schedule);
    const cells = [0, 1, 2].map((day) => cellOf(person!, monday + day * DAY, monday + (day + 1) * DAY));
    expect(cells).toEqual([
      { load: 720, capacity: 480, over: 240 },
      { load: 480, capacity: 240, over: 240 },
      { load: 0, capacity: 960, over: 0 },
    ]);
    expect(overloadOf(person!)).toBe(wide(schedule.resources, RESOURCE.overload_minutes));
  });

  it("asks for nobody in the pauses of a task", () => {
    const splits = [{ after_minutes: 480, pause_minutes: 480, leveling: true }];
    const schedule = scheduleOf({ ...rows, items: [item("a", { duration_minutes: 960, splits })], assignments: [assign("a", 100, 960)] });
    const [person] = workloadOf(schedule);
    expect([0, 1, 2].map((day) => cellOf(person!, monday + day * DAY, monday + (day + 1) * DAY).load)).toEqual([480, 0, 480]);
  });

  it("ends with the own work of an assignment", () => {
    const [person] = workloadOf(
      scheduleOf({ items: [item("a", { duration_minutes: 960 })], resources: [ana], assignments: [assign("a", 100, 120)] }),
    );
    expect(cellOf(person!, monday, monday + 7 * DAY).load).toBe(120);
  });

  it("knows an overloaded hour in a day whose sum fits", () => {
    const [person] = workloadOf(
      scheduleOf({
        items: [item("a", { duration_minutes: 120 }), item("b", { duration_minutes: 120 })],
        resources: [ana],
        assignments: [assign("a"), assign("b")],
      }),
    );
    expect(cellOf(person!, monday, monday + DAY)).toEqual({ load: 240, capacity: 480, over: 120 });
  });

  it("has no range without work", () => {
    expect(rangeOf(workloadOf(scheduleOf({ resources: [ana] })))).toBeNull();
    const rows = workloadOf(scheduleOf({ items: [item("a")], resources: [ana], assignments: [assign("a")] }));
    expect(rangeOf(rows)).toEqual({ first: dayOf("2026-01-05"), end: dayOf("2026-01-06") });
  });
});
