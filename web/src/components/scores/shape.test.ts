import { expect, test } from "vitest";

import type { Item, ItemScore } from "../../../../contract/types";
import { compareRanks } from "../../model/rank";
import { inputsOf, median, ranksInOrder, scoresPath, valueEffort } from "./shape";

test("a formula names the figures it rests on, functions are none", () => {
  expect(inputsOf("(value + time_criticality) / sqrt(effort) + 1e3")).toEqual(["value", "time_criticality", "effort"]);
  expect(inputsOf("values + 1")).toEqual([]);
});

test("the address says by what is scored; what is typed goes before what is saved", () => {
  expect(scoresPath(new URLSearchParams(""))).toBe("/scores?method=benefit");
  expect(scoresPath(new URLSearchParams("method=formula:f1"))).toBe("/scores?formula_id=f1");
  expect(scoresPath(new URLSearchParams("method=rice&formula=value / 2"))).toBe("/scores?text=value%20%2F%202");
});

const roots = [
  { id: "a", rank: "c1" },
  { id: "x", rank: "c2" },
  { id: "b", rank: "c3" },
  { id: "c", rank: "c5" },
  { id: "d", rank: null },
];
const sortedBy = (ranks: Map<string, string>) =>
  roots
    .map((root) => [root.id, ranks.get(root.id) ?? root.rank] as const)
    .sort((one, two) => compareRanks(one[1] ?? "zzzz", two[1] ?? "zzzz"))
    .map(([id]) => id);

test("the features change places among themselves, what is between them stays", () => {
  const ranks = ranksInOrder(roots, ["c", "b", "a"]);
  expect(ranks).toEqual(new Map([["c", "c1"], ["a", "c5"]]));
  expect(sortedBy(ranks)).toEqual(["c", "x", "b", "a", "d"]);
  expect(ranksInOrder(roots, ["a", "b", "c"]).size).toBe(0);
});

test("what has no rank gets one, and equal ranks are told apart", () => {
  expect(sortedBy(ranksInOrder(roots, ["d", "c", "a"]))).toEqual(["d", "x", "b", "c", "a"]);
  const equal = [{ id: "a", rank: "c1" }, { id: "b", rank: "c1" }];
  const ranks = ranksInOrder(equal, ["b", "a"]);
  expect(ranks.get("b")! < ranks.get("a")!).toBe(true);
});

test("only what has value and effort stands in the chart", () => {
  const items = new Map([["a", { id: "a", value: 5 }], ["b", { id: "b", value: null }]] as unknown as [string, Item][]);
  const scores = [{ item_id: "a", effort: 2 }, { item_id: "b", effort: 1 }, { item_id: "gone", effort: 1 }] as ItemScore[];
  expect(valueEffort(scores, (id) => items.get(id)).map((one) => one.item.id)).toEqual(["a"]);
  expect([median([3, 1, 2]), median([4, 1, 2, 3]), median([])]).toEqual([2, 2.5, 0]);
});
