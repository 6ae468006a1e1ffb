import { expect, test } from "vitest";

import type { TimeEntry } from "../../../contract/types";
import { addDays, mondayOf, parseTime, sheetRows, timeText, weekDays } from "./timesheet";

const entry = (item_id: string, day: string, minutes: number, resource_id = "r") => ({ id: item_id + day, item_id, day, minutes, resource_id }) as TimeEntry;

test("a week begins on Monday, also across a year", () => {
  expect(mondayOf("2026-01-01")).toBe("2025-12-29");
  expect(mondayOf("2026-01-05")).toBe("2026-01-05");
  expect(weekDays("2025-12-29").at(-1)).toBe("2026-01-04");
  expect(addDays("2026-02-28", 1)).toBe("2026-03-01");
});

test("hours in every spelling", () => {
  expect(parseTime("7:30")).toBe(450);
  expect(parseTime("7,5")).toBe(450);
  expect(parseTime("45min")).toBe(45);
  expect(parseTime(" 8h ")).toBe(480);
  expect(parseTime("")).toBe(0);
  expect(parseTime("x")).toBeNull();
  expect(parseTime("25")).toBeNull();
  expect(timeText(450)).toBe("7:30");
  expect(timeText(0)).toBe("");
});

test("one row an item, sums by day; others' time and other weeks stay out", () => {
  const entries = [entry("a", "2026-01-05", 60), entry("a", "2026-01-05", 30), entry("b", "2026-01-12", 9), entry("c", "2026-01-06", 9, "q")];
  const rows = sheetRows(entries, "r", "2026-01-05", ["d", "a"]);
  expect(rows.map((row) => [row.itemId, row.minutes])).toEqual([
    ["a", 90],
    ["d", 0],
  ]);
  expect(rows[0]!.cells[0]).toHaveLength(2);
});
