import { describe, expect, it } from "vitest";

import { parseSpans, spansText } from "./spans";

describe("working hours", () => {
  it("are read as they are written", () => {
    const spans = [
      { from_minute: 480, to_minute: 720 },
      { from_minute: 780, to_minute: 1440 },
    ];
    expect(spansText(spans)).toBe("08:00–12:00, 13:00–24:00");
    expect(parseSpans(spansText(spans))).toEqual(spans);
    expect(parseSpans("8-12; 13.00 - 24")).toEqual(spans);
    expect(parseSpans("")).toEqual([]);
  });
  it("are refused when they overlap, run backwards or are no hours", () => {
    for (const text of ["12-8", "8-12, 11-13", "8", "x-y", "8-25", "8:75-9", "8-9-10"]) expect(parseSpans(text)).toBeNull();
  });
});
