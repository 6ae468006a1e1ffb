import { describe, expect, it } from "vitest";

import { compareRanks, rankBetween, rankPlace, rankSpread } from "./rank";

function random(seed: number): () => number {
  return () => {
    seed = (seed * 1664525 + 1013904223) >>> 0;
    return seed / 2 ** 32;
  };
}

describe("rankBetween", () => {
  it("finds a key between any two neighbours after ten thousand random insertions", () => {
    const next = random(7);
    const keys: string[] = [];
    for (let n = 0; n < 10_000; n++) {
      const at = Math.floor(next() * (keys.length + 1));
      const key = rankBetween(keys[at - 1] ?? null, keys[at] ?? null);
      if (at > 0) expect(compareRanks(keys[at - 1]!, key)).toBe(-1);
      if (at < keys.length) expect(compareRanks(key, keys[at]!)).toBe(-1);
      expect(key).toMatch(/^[0-9a-z]*[1-9a-z]$/);
      keys.splice(at, 0, key);
    }
    expect(Math.max(...keys.map((key) => key.length))).toBeLessThan(14);
  });

  it("stays at four digits for twenty thousand keys at the end and at the start", () => {
    let last = "c001";
    let first = "c001";
    for (let n = 0; n < 20_000; n++) {
      const later = rankBetween(last, null);
      const earlier = rankBetween(null, first);
      expect(later > last && earlier < first).toBe(true);
      [last, first] = [later, earlier];
    }
    expect(last.length).toBeLessThanOrEqual(4);
    expect(first.length).toBeLessThanOrEqual(4);
  });

  it("takes the shortest text there is between two", () => {
    expect(rankBetween("a", "c")).toBe("b");
    expect(rankBetween("a", "b").length).toBe(2);
    expect(rankBetween("a1", "b3")).toBe("b");
    expect(rankBetween("zzzz", null) > "zzzz").toBe(true);
    expect(rankBetween(null, "0001") < "0001").toBe(true);
  });

  it("copes with keys of other alphabets", () => {
    const key = rankBetween("a!", "a~");
    expect(key > "a!" && key < "a~").toBe(true);
  });

  it("refuses where there is no room", () => {
    expect(() => rankBetween("b", "b")).toThrow(RangeError);
    expect(() => rankBetween("c", "b")).toThrow(RangeError);
  });
});

describe("rankSpread", () => {
  it("gives ascending keys inside the bounds", () => {
    const keys = rankSpread("a", "b", 500);
    expect(keys).toHaveLength(500);
    expect([...keys].sort(compareRanks)).toEqual(keys);
    expect(keys[0]! > "a" && keys.at(-1)! < "b").toBe(true);
    expect(new Set(keys).size).toBe(500);
  });
});

describe("rankPlace", () => {
  const ranked = (...ranks: (string | null)[]) => ranks.map((rank, n) => ({ id: `i${n}`, rank }));
  const order = (rows: { id: string; rank: string | null }[], changes: Map<string, string>) =>
    rows
      .map((row) => ({ id: row.id, rank: changes.get(row.id) ?? row.rank }))
      .sort((a, b) => compareRanks(a.rank ?? "~~", b.rank ?? "~~") || compareRanks(a.id, b.id))
      .map((row) => row.id);

  it("changes one row where there is room", () => {
    const rows = ranked("b", "d", "f");
    const changes = rankPlace(rows, "i2", 0);
    expect(changes.size).toBe(1);
    expect(order(rows, changes)).toEqual(["i2", "i0", "i1"]);
  });

  it("spreads equal ranks apart", () => {
    const rows = ranked("b", "b", "b", "d");
    const changes = rankPlace(rows, "i3", 1);
    expect(order(rows, changes)).toEqual(["i0", "i3", "i1", "i2"]);
  });

  it("shortens keys that have grown too long", () => {
    const rows = ranked(`b${"0".repeat(98)}1`, `b${"0".repeat(98)}2`, "c");
    const changes = rankPlace(rows, "i2", 1);
    expect(order(rows, changes)).toEqual(["i0", "i2", "i1"]);
    for (const key of changes.values()) expect(key.length).toBeLessThanOrEqual(100);
  });

  it("places among the ranked only", () => {
    const rows = ranked("b", null, null);
    const changes = rankPlace(rows, "i2", 5);
    expect([...changes.keys()]).toEqual(["i2"]);
    expect(changes.get("i2")! > "b").toBe(true);
  });
});
