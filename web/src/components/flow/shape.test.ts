import { expect, test } from "vitest";

import type { Flow, FlowDay } from "../../../../contract/types";
import { msOfDay, oldest, question, scatter, stack, weeks, whenBins } from "./shape";

function day(n: number, counts: Partial<FlowDay> = {}): FlowDay {
  const none = { new_count: 0, ready_count: 0, in_progress_count: 0, done_count: 0, dropped_count: 0, arrived_count: 0 };
  const date = new Date(Date.UTC(2026, 0, 5 + n)).toISOString().slice(0, 10);
  return { day: date, ...none, finished_count: 0, finished_size: 0, scope_size: 0, done_size: 0, ...counts };
}

test("the layers of the cumulative flow stand on each other, done at the bottom", () => {
  const spans = stack([day(0, { done_count: 2, in_progress_count: 1, ready_count: 3, new_count: 4, dropped_count: 9 })]);
  const at = Date.UTC(2026, 0, 5);
  expect(spans.done_count).toEqual([[at, 0, 2]]);
  expect(spans.in_progress_count).toEqual([[at, 2, 3]]);
  expect(spans.ready_count).toEqual([[at, 3, 6]]);
  expect(spans.new_count).toEqual([[at, 6, 10]]);
});

test("weeks are whole, end today, and sum what was finished", () => {
  const days = Array.from({ length: 17 }, (_, n) => day(n, { finished_count: n, finished_size: 10 * n }));
  const made = weeks(days);
  expect(made.map((week) => week.count)).toEqual([3 + 4 + 5 + 6 + 7 + 8 + 9, 10 + 11 + 12 + 13 + 14 + 15 + 16]);
  expect(made[1]!.size).toBe(910);
  expect(made[1]!.to).toBe(msOfDay(days[16]!.day) + 86400000);
  expect(weeks(days.slice(0, 6))).toEqual([]);
});

test("what never was in progress has no cycle time and is in no scatter", () => {
  const item = (id: string, finished_on: string | null, cycle_days: number | null) => ({ item_id: id, started_on: null, finished_on, cycle_days, lead_days: 9 });
  const items = [item("b", "2026-01-09", 3), item("a", "2026-01-07", 5), item("c", "2026-01-08", null)];
  expect(scatter(items).map((one) => one.id)).toEqual(["a", "b"]);
  expect(oldest([item("x", null, 7), item("y", null, null)]).map((one) => one.item_id)).toEqual(["x"]);
});

test("bins are shares of all trials", () => {
  const flow = { when_bins: [{ from_on: "2026-02-01", trials: 25, up_to: 25 }, { from_on: "2026-02-03", trials: 75, up_to: 100 }] } as unknown as Flow;
  expect(whenBins(flow).map((bin) => [bin.share, bin.upTo])).toEqual([[0.25, 0.25], [0.75, 1]]);
  expect(whenBins(flow)[1]!.to - whenBins(flow)[1]!.from).toBe(2 * 86400000);
  expect(whenBins({ when_bins: [] } as unknown as Flow)).toEqual([]);
});

test("the page's address is the server's question", () => {
  expect(question(new URLSearchParams("of=product:p1&kind=story&days=30&item=x"))).toBe("?product_id=p1&kind=story&days=30");
  expect(question(new URLSearchParams(""))).toBe("");
});
