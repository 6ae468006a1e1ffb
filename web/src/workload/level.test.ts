import { describe, expect, it } from "vitest";
import type { Assignment, Level, LevelTask } from "../../../contract/types";
import { item } from "../engine/fixture";
import { changesOfLevel, movedOf } from "./level";

function task(item_id: string, values: Partial<LevelTask> = {}): LevelTask {
  const dates = { start_before_at: "2026-01-05T08:00", start_at: "2026-01-05T08:00", finish_at: "2026-01-05T17:00" };
  return { item_id, ...dates, leveling_delay_minutes: 0, resume_at: null, splits: [], resource_id: null, for_item_id: null, until_at: null, reason: null, ...values };
}

function level(tasks: LevelTask[], handovers: Level["handovers"] = []): Level {
  const sums = { overload_before_minutes: 0, overload_after_minutes: 0, late_minutes: 0, waiting_minutes: 0 };
  return { schedules: 1, proven: false, ...sums, projects: [], tasks, handovers };
}

describe("a levelling result", () => {
  const items = new Map([item("a"), item("b", { leveling_delay_minutes: 480 }), item("c")].map((row) => [row.id, row]));

  it("writes only delays that differ, and takes back those that are no longer needed", () => {
    const changes = changesOfLevel(level([task("a", { leveling_delay_minutes: 1440 }), task("b"), task("c"), task("gone")]), items, new Map());
    expect(changes.map((one) => [one.subject_id, one.field, one.to])).toEqual([
      ["a", "leveling_delay_minutes", 1440],
      ["b", "leveling_delay_minutes", 0],
    ]);
  });

  it("writes the pauses of what it interrupts", () => {
    const splits = [{ after_minutes: 480, pause_minutes: 960, leveling: true }];
    const cut = level([task("a", { splits })]);
    const [change] = changesOfLevel(cut, items, new Map());
    expect([change!.field, change!.to]).toEqual(["splits", splits]);
    expect(movedOf(cut)).toHaveLength(1);
  });

  it("says where the rest of started work goes on", () => {
    const [change] = changesOfLevel(level([task("a", { resume_at: "2026-01-09T08:00" })]), items, new Map());
    expect([change!.field, change!.to]).toEqual(["resume_at", "2026-01-09T08:00"]);
  });

  it("gives an assignment to whom levelling chose, unless he has it already", () => {
    const given = level([], [{ assignment_id: "x", item_id: "c", resource_id: "ben", reason: "" }]);
    const to = (resource_id: string) => new Map([["x", { id: "x", item_id: "c", resource_id } as Assignment]]);
    expect(changesOfLevel(given, items, to("ana"))).toEqual([
      { action: "update", resource: "assignment", subject_id: "x", field: "resource_id", to: "ben" },
    ]);
    expect(changesOfLevel(given, items, to("ben"))).toEqual([]);
  });

  it("lists what moves in the order of time", () => {
    const moved = movedOf(level([task("a", { start_at: "2026-01-09T08:00" }), task("b"), task("c", { start_at: "2026-01-07T08:00" })]));
    expect(moved.map((one) => one.item_id)).toEqual(["c", "a"]);
  });
});
