import { describe, expect, it } from "vitest";

import { formatMoment, formatMoney, formatMoneyChange, formatNumber, formatWork, parseNumber, parseWork } from "./format";

describe("work", () => {
  it("is written in days of eight hours and read back", () => {
    for (const [minutes, text] of [[480, "1d"], [720, "1d 4h"], [30, "30m"], [0, "0"], [2490, "5d 1h"]] as const) {
      expect(formatWork(minutes)).toBe(text);
    }
    expect(parseWork("1d 4h")).toBe(720);
    expect(parseWork("1,5d")).toBe(720);
    expect(parseWork("3w")).toBe(7200);
    expect(parseWork("6")).toBe(360);
    expect(parseWork("90 min")).toBe(90);
    expect(parseWork("soon")).toBeNull();
    expect(parseWork("")).toBeNull();
  });
});

describe("moments", () => {
  it("show the wall clock of the plan, whatever the zone", () => {
    expect(formatMoment("2026-01-05T08:00")).toContain("08:00");
    expect(formatMoment(null)).toBe("–");
  });
});

describe("numbers", () => {
  it("are read with grouping and without", () => {
    expect(parseNumber("1,234")).toBe(1234);
    expect(parseNumber("1.5")).toBe(1.5);
    expect(parseNumber("x")).toBeNull();
  });
  it("show money in the workspace's currency", () => {
    expect(formatMoney(123400, "EUR")).toBe("€1,234");
  });
  it("below nothing have one minus sign, and are read with it", () => {
    expect([formatMoney(-123400, "EUR"), formatMoneyChange(-123400, "EUR"), formatNumber(-8), formatWork(-480)]).toEqual(["−€1,234", "−€1,234", "−8", "−1d"]);
    expect(parseNumber("−1,234")).toBe(-1234);
  });
});
