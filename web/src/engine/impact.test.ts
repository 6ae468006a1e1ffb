import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Engine, type Schedule } from "./engine";
import { item, link, project, row, sourceOf, wasmPath } from "./fixture";
import { daysBetween, impactOf, isQuiet } from "./impact";
import { MINUTE_NONE, minuteOf, momentText } from "./minutes";
import { planOf } from "./plan";
import { updates, withChanges, type Change } from "./source";

const made = existsSync(wasmPath);
const engine = made ? await Engine.load(readFileSync(wasmPath)) : (null as unknown as Engine);

const source = sourceOf({
  projects: [project("p", { must_finish_at: "2026-01-08T17:00" }), project("q")],
  releases: [row("release", "r1", { name: "One" }), row("release", "r2", { name: "Two" })],
  items: [
    item("a", { release_id: "r1", deadline_at: "2026-01-06T17:00" }),
    item("b", { release_id: "r2" }),
    item("c", { project_id: "q", release_id: "r1", fixed_cost_cents: 100 }),
  ],
  links: [link("a", "b")],
  resources: [row("resource", "ann", { units_percent: 100, rate_cents_per_hour: 6000 })],
  assignments: [row("assignment", "x", { item_id: "a", resource_id: "ann", units_percent: 100 })],
});

function scheduleWith(changes: Change[]): Schedule {
  const { schedule } = engine.run(planOf(withChanges(source, changes)));
  return schedule!;
}

describe.skipIf(!made)("an impact", () => {
  const before = made ? scheduleWith([]) : (null as unknown as Schedule);

  it("names the promises that it breaks, the most money first", () => {
    const told = (id: string, amount_cents: number | null, promised_on: string, what: object) =>
      row("promise", id, { account: id, amount_cents, promised_on, state: "given", item_id: null, release_id: null, ...what });
    const promises = [
      told("small", 100, "2026-01-05", { release_id: "r1" }),
      told("big", 900, "2026-01-05", { item_id: "a" }),
      told("later", null, "2026-02-01", { release_id: "r1" }),
      { ...told("kept", 5, "2026-01-05", { release_id: "r1" }), state: "kept" as const },
    ];
    const late = scheduleWith(updates("item", "a", { duration_minutes: 960 }));
    expect(impactOf(before, late, promises).promises.map((one) => one.id)).toEqual(["big", "small"]);
    expect(impactOf(late, late, promises).promises).toEqual([]);
  });
  it("of nothing is quiet", () => {
    expect(isQuiet(impactOf(before, scheduleWith([])))).toBe(true);
  });
  it("lists the releases and projects that move or cost something else", () => {
    const impact = impactOf(before, scheduleWith(updates("item", "a", { duration_minutes: 960 })));
    expect(impact.groups.map((group) => [group.subject, group.id])).toEqual([
      ["release", "r1"],
      ["release", "r2"],
      ["project", "p"],
    ]);
    const [one, two] = impact.groups;
    expect([momentText(two!.finishBefore), momentText(two!.finishAfter)]).toEqual(["2026-01-06T17:00", "2026-01-07T17:00"]);
    expect(one!.costAfter - one!.costBefore).toBe(48000);
    expect(impact.deadlines).toEqual([]);
  });
  it("names deadlines and agreed finishes that break, and deadlines that are kept again", () => {
    const late = scheduleWith(updates("item", "a", { duration_minutes: 5 * 480 }));
    const impact = impactOf(before, late);
    expect(impact.deadlines.map((one) => one.item.id)).toEqual(["a"]);
    expect(impact.mustFinishes.map((one) => one.project.id)).toEqual(["p"]);
    expect(impactOf(late, before).mended.map((one) => one.id)).toEqual(["a"]);
    expect(impactOf(late, before).mustFinishes).toEqual([]);
  });
  it("shows who is asked for more than he has", () => {
    const more: Change = {
      action: "create",
      resource: "assignment",
      to: { item_id: "c", resource_id: "ann", units_percent: 100 },
    };
    expect(impactOf(before, scheduleWith([more])).overloads).toMatchObject([{ before: 0, after: 480 }]);
  });
  it("matches releases and projects by id when the plan gets other rows", () => {
    const impact = impactOf(before, scheduleWith([{ action: "delete", resource: "item", subject_id: "b" }]));
    expect(impact.groups.map((group) => [group.id, momentText(group.finishAfter)])).toEqual([
      ["r2", null],
      ["p", "2026-01-05T17:00"],
    ]);
  });
});

describe("days between", () => {
  it("count calendar days", () => {
    expect(daysBetween(minuteOf("2026-01-05T17:00"), minuteOf("2026-01-08T09:00"))).toBe(3);
    expect(daysBetween(minuteOf("2026-01-05T08:00"), minuteOf("2026-01-05T17:00"))).toBe(0);
    expect(daysBetween(MINUTE_NONE, 0)).toBeNull();
  });
});
