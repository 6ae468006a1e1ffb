import { describe, expect, it } from "vitest";
import { COLUMN_MAX } from "./columns";
import { atFirst, readKept, writeKept } from "./kept";

const stored = (text: string | null) => readKept({ getItem: () => text });

describe("what a browser keeps of the plan", () => {
  it("is at first what suits most", () => {
    expect(stored(null)).toEqual(atFirst);
  });
  it("comes back as it was written", () => {
    let text = "";
    const kept = { ...atFirst, columns: ["title" as const, "cost" as const], widths: { cost: 120 }, folded: ["a", "b"] };
    writeKept({ setItem: (_, value) => void (text = value) }, kept);
    expect(stored(text)).toEqual(kept);
  });
  it("is read as far as it makes sense", () => {
    expect(stored("{")).toEqual(atFirst);
    expect(stored("null")).toEqual(atFirst);
    expect(stored(JSON.stringify({ columns: ["nonsense"], widths: { cost: 1e9, nonsense: 3 }, folded: 7, tableWidth: "wide" }))).toEqual({
      ...atFirst,
      widths: { cost: COLUMN_MAX },
    });
  });
  it("does not grow without end", () => {
    let text = "";
    const folded = Array.from({ length: 5000 }, (_, n) => `id${n}`);
    writeKept({ setItem: (_, value) => void (text = value) }, { ...atFirst, folded });
    expect(stored(text).folded.length).toBe(2000);
  });
});
