import { describe, expect, it } from "vitest";
import { minuteOf } from "../engine/minutes";
import { readAddress, writeAddress } from "./address";
import { perDayMax } from "./timescale";

const read = (query: string) => readAddress(new URLSearchParams(query));
const back = (query: string): string => {
  const written = Object.entries(writeAddress(read(query))).filter((pair): pair is [string, string] => pair[1] !== null);
  return new URLSearchParams(written).toString();
};

describe("the address", () => {
  it("says which part of the plan is shown, and is written as it was read", () => {
    expect(read("zoom=months&at=2026-02-03&q=pour&critical=1&path=2&row=abc")).toEqual({
      perDay: 3,
      start: minuteOf("2026-02-03"),
      text: "pour",
      critical: true,
      path: 2,
      project: null,
      row: "abc",
    });
    for (const query of ["", "zoom=months&at=2026-02-03&q=pour&critical=1&path=2&row=abc", "zoom=17.5&project=p"]) expect(back(query)).toBe(query);
  });
  it("is read as far as it makes sense", () => {
    expect(read("zoom=toString&at=yesterday")).toMatchObject({ perDay: null, start: null });
    expect(read("path=none")).toMatchObject({ path: null });
    expect(read("zoom=-3")).toMatchObject({ perDay: null });
    expect(read("zoom=1e9")).toMatchObject({ perDay: perDayMax });
  });
});
