import { describe, expect, it } from "vitest";

import type { Item } from "../../../contract/types";
import { backlogRoots, backlogRows, filteredRoots, placeOfRank, placeShown, scoreOf } from "./backlog";
import { newRow } from "./fields";
import { childrenOf } from "./tree";

function item(id: string, values: Partial<Item> = {}): Item {
  return newRow("item", { id, title: id, kind: "feature", position: id, ...values }) as unknown as Item;
}
function all(...items: Item[]): Map<string, Item> {
  return new Map(items.map((one) => [one.id, one]));
}
const open = { product: null, release: null, text: "", closed: false };

describe("the backlog", () => {
  const items = all(
    item("a", { rank: "d", product_id: "p1" }),
    item("b", { rank: "b", product_id: "p2", release_id: "r1" }),
    item("c", {}),
    item("s", { kind: "story", parent_id: "b", title: "Log in with a key" }),
    item("t", { kind: "task", rank: null }),
    item("u", { kind: "task", parent_id: "t", rank: "c" }),
    item("x", { rank: "a", state: "dropped" }),
    item("in", { parent_id: "a", rank: "a1" }),
  );
  const roots = backlogRoots(items);

  it("lists roots by rank, those without one last, and nothing twice", () => {
    expect(roots.map((root) => root.id)).toEqual(["x", "b", "u", "a", "c"]);
  });

  it("filters by product, inherited release, state and text below", () => {
    const ids = (filter: object) => filteredRoots(roots, items, { ...open, ...filter }).map((root) => root.id);
    expect(ids({})).toEqual(["b", "u", "a", "c"]);
    expect(ids({ closed: true })).toContain("x");
    expect(ids({ product: "p1" })).toEqual(["a"]);
    expect(ids({ release: "r1" })).toEqual(["b"]);
    expect(ids({ release: "none" })).toEqual(["u", "a", "c"]);
    expect(ids({ text: "key log" })).toEqual(["b"]);
  });

  it("shows children of expanded rows and numbers through the whole workspace", () => {
    const shown = filteredRoots(roots, items, { ...open, product: "p2" });
    const rows = backlogRows(shown, roots, childrenOf(items.values()), new Set(["b"]));
    expect(rows.map((row) => [row.item.id, row.depth, row.number])).toEqual([
      ["b", 0, 1],
      ["s", 1, null],
    ]);
  });

  it("says which number a rank would give", () => {
    expect(placeOfRank(roots, "a", "b5")).toBe(2);
    expect(placeOfRank(roots, "a", "zz")).toBe(3);
    expect(placeOfRank(roots, "b", "b")).toBe(1);
  });

  it("places behind the row shown before, also when the filter hides others", () => {
    const shown = filteredRoots(roots, items, open);
    const changes = placeShown(roots, shown, "a", 0);
    expect([...changes.keys()]).toEqual(["a"]);
    expect(changes.get("a")! < "b").toBe(true);
    const later = placeShown(roots, shown, "b", 1);
    expect(later.get("b")! > "c" && later.get("b")! < "d").toBe(true);
  });
});

describe("the score", () => {
  it("is value times reach times confidence for each day of effort", () => {
    const one = item("a", { value: 3, reach: 1000, confidence_percent: 50 });
    expect(scoreOf(one, 960)).toBe(750);
    expect(scoreOf(one, null)).toBeNull();
    expect(scoreOf(one, 0)).toBeNull();
    expect(scoreOf(item("b"), 960)).toBeNull();
  });
});
