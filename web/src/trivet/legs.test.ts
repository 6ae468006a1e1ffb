import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Tolerance } from "../../../contract/types";
import { Engine, type Schedule } from "../engine/engine";
import { item, link, project, row, sourceOf, wasmPath } from "../engine/fixture";
import { minuteOf } from "../engine/minutes";
import { planOf } from "../engine/plan";
import { updates, withChanges, type Change } from "../engine/source";
import { columnOf } from "./compare";
import { legsOf, nothingAgreed, stateOf, type Agreed } from "./legs";
import { figuresOf, outlineOfSchedule, rowsOf } from "./outline";
import { variantEdits } from "./variant";

const made = existsSync(wasmPath);
const engine = made ? await Engine.load(readFileSync(wasmPath)) : (null as unknown as Engine);

const source = sourceOf({
  projects: [project("p", { must_finish_at: "2026-01-12T17:00", budget_cents: 900 }), project("q")],
  releases: [row("release", "r", { name: "One", target_on: "2026-01-05" })],
  items: [
    item("f", { kind: "feature", value: 10, goal: "Grow", reach: 7, release_id: "r", variants: [{ name: "Small", value_percent: 60, tasks: [{ item_id: "b", left_out: true, effort_minutes: null }, { item_id: "a", left_out: false, effort_minutes: 240 }] }] }),
    item("a", { parent_id: "f", project_id: null, fixed_cost_cents: 100 }),
    item("b", { parent_id: "f", project_id: null, fixed_cost_cents: 200 }),
    item("g", { kind: "feature", value: 4, project_id: "q", fixed_cost_cents: 50, release_id: "r" }),
  ],
  links: [link("a", "b")],
});
const ofP = { project_id: "p", release_id: null, item_id: null };
const tolerance = (aspect: Tolerance["aspect"], allowed: number): Tolerance => row("tolerance", aspect, { ...ofP, aspect, allowed, warning_percent: 80 });

function scheduleWith(changes: Change[] = []): Schedule {
  return engine.run(planOf(withChanges(source, changes))).schedule!;
}

describe.skipIf(!made)("the legs", () => {
  const today = made ? scheduleWith() : (null as unknown as Schedule);
  const agreed: Agreed = made ? { rows: outlineOfSchedule(today), projects: new Set(["p", "q"]) } : nothingAgreed;

  it("stand where the plan is what was agreed", () => {
    const legs = legsOf(today, agreed, ofP, [tolerance("time", 1440), tolerance("cost", 10), tolerance("scope", 0)]);
    expect(legs.map((leg) => [leg.aspect, leg.deviation, leg.state])).toEqual([
      ["scope", 0, "within"],
      ["time", 0, "within"],
      ["cost", 0, "within"],
    ]);
    expect(legs[1]!.forecast).toBe(minuteOf("2026-01-06T17:00"));
    expect(legs[2]!.forecast).toBe(300);
  });
  it("answer a change, each in its unit", () => {
    const changes = [...updates("item", "b", { duration_minutes: 960, fixed_cost_cents: 209 }), ...updates("item", "f", { variant: "Small" })];
    const legs = legsOf(scheduleWith(changes), agreed, ofP, [tolerance("time", 1440), tolerance("cost", 10)]);
    expect(legs.map((leg) => [leg.deviation, leg.state])).toEqual([
      [0, "unknown"],
      [1440, "warning"],
      [9, "warning"],
    ]);
    const without = legsOf(scheduleWith([...updates("item", "a", { inactive: true }), ...updates("item", "b", { inactive: true })]), agreed, ofP, [tolerance("scope", 0)]);
    expect([without[0]!.gone, without[0]!.deviation, without[0]!.state, without[1]!.forecast]).toEqual([["f"], 1, "beyond", null]);
  });
  it("fall back on agreed dates and budgets without a baseline", () => {
    const legs = legsOf(today, nothingAgreed, ofP, []);
    expect(legs.map((leg) => leg.reference)).toEqual([null, minuteOf("2026-01-12T17:00"), 900]);
    const release = legsOf(today, nothingAgreed, { project_id: null, release_id: "r", item_id: null }, []);
    expect(release[1]!.deviation).toBe(minuteOf("2026-01-06T17:00") - minuteOf("2026-01-06T00:00"));
  });
  it("sum a release over projects, each row's own cost once", () => {
    expect(figuresOf(rowsOf(agreed.rows, { project_id: null, release_id: "r", item_id: null })).cost).toBe(350);
    expect(figuresOf(rowsOf(agreed.rows, { project_id: null, release_id: null, item_id: "f" })).cost).toBe(300);
  });
});

describe("a state", () => {
  it("warns from the share on, and is outside only beyond what is allowed", () => {
    const of = (deviation: number, warning_percent = 80) => stateOf(deviation, { allowed: 10, warning_percent });
    expect([of(7), of(8), of(10), of(11), of(10, 100), of(-5)]).toEqual(["within", "warning", "warning", "beyond", "within", "within"]);
  });
});

describe("a form of a feature", () => {
  it("leaves work out, sets the rest, and brings back what another left out", () => {
    const feature = source.items.get("f")!;
    const edits = variantEdits(feature, "Small", source.items, []);
    expect(edits.map((edit) => [edit.id, edit.field, edit.to])).toEqual([
      ["f", "variant", "Small"],
      ["b", "inactive", true],
      ["a", "effort_minutes", 240],
    ]);
    expect(variantEdits({ ...feature, variant: "Small" }, null, source.items, []).map((edit) => [edit.id, edit.field, edit.to])).toEqual([
      ["f", "variant", null],
      ["b", "inactive", false],
    ]);
  });
});

describe.skipIf(!made)("scenarios side by side", () => {
  it("tell finish, cost, value, what breaks and who loses", () => {
    const today = scheduleWith();
    const lesser = columnOf(scheduleWith([...updates("item", "f", { variant: "Small" }), ...updates("item", "b", { inactive: true })]), today);
    expect([lesser.cost, lesser.value, lesser.losers.map((one) => one.id), lesser.goals, lesser.reach]).toEqual([150, 10, ["f"], ["Grow"], 7]);
    const now = columnOf(today, today);
    expect([now.value, now.losers.length, now.broken]).toEqual([14, 0, ["One"]]);
    expect(columnOf(scheduleWith(updates("item", "a", { duration_minutes: 9600 })), today).broken).toEqual(["p", "One"]);
  });
});
