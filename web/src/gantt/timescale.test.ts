import { describe, expect, it } from "vitest";
import { minuteOf, momentText } from "../engine/minutes";
import * as time from "./timescale";

const at = (text: string): number => minuteOf(text);
const texts = (ticks: time.Tick[]): string[] => ticks.map((tick) => momentText(tick.from)!.slice(0, 10));

describe("the scale", () => {
  const scale = time.timescale(at("2026-01-05"), 36);
  it("maps minutes to pixels and back", () => {
    expect(time.xOf(scale, at("2026-01-06"))).toBe(36);
    expect(time.xOf(scale, at("2026-01-04"))).toBe(-36);
    for (const minute of [at("2026-01-05T08:00"), at("1999-05-05T17:01"), at("2400-01-01")])
      expect(time.minuteAt(scale, time.xOf(scale, minute))).toBe(minute);
  });
  it("keeps zoom within bounds", () => {
    expect(time.boundedZoom(0)).toBe(time.perDayMin);
    expect(time.boundedZoom(1e9)).toBe(time.perDayMax);
  });
  it("fits a span into a width", () => {
    expect(time.fitZoom(at("2026-01-01"), at("2026-01-11"), 1000)).toBeCloseTo(92);
    expect(time.fitZoom(0, 0, 1000)).toBe(920);
  });
});

describe("the header", () => {
  it("shows units as wide as their words", () => {
    expect(time.tiersOf(720)).toEqual(["day", "hour"]);
    expect(time.tiersOf(200)).toEqual(["day", "shift"]);
    expect(time.tiersOf(32)).toEqual(["week", "day"]);
    expect(time.tiersOf(11)).toEqual(["month", "week"]);
    expect(time.tiersOf(3)).toEqual(["year", "month"]);
    expect(time.tiersOf(0.4)).toEqual(["year", "quarter"]);
    expect(time.tiersOf(0.25)).toEqual([null, "year"]);
  });
  it("starts weeks on Monday and months on the first", () => {
    expect(texts(time.ticks("week", at("2026-01-07"), at("2026-01-20")))).toEqual([
      "2026-01-05",
      "2026-01-12",
      "2026-01-19",
    ]);
    expect(texts(time.ticks("month", at("2025-12-31"), at("2026-02-01")))).toEqual(["2025-12-01", "2026-01-01"]);
    expect(texts(time.ticks("quarter", at("2026-05-05"), at("2026-08-01")))).toEqual(["2026-04-01", "2026-07-01"]);
    expect(texts(time.ticks("year", at("2026-05-05"), at("2027-01-02")))).toEqual(["2026-01-01", "2027-01-01"]);
  });
  it("joins ticks without gaps, over leap days and before 1970", () => {
    for (const unit of ["hour", "shift", "day", "week", "month", "quarter", "year"] as const) {
      for (const day of ["1968-02-27", "2024-02-27", "2099-12-30"]) {
        const found = time.ticks(unit, at(day), at(day) + 40 * 1440);
        expect(found[0]!.from).toBeLessThanOrEqual(at(day));
        expect(found.at(-1)!.to).toBeGreaterThanOrEqual(at(day) + 40 * 1440);
        found.slice(1).forEach((tick, n) => expect(tick.from).toBe(found[n]!.to));
      }
    }
  });
  it("is written in the words of the locale", () => {
    const english = new time.TickLabels("en-GB");
    expect(english.text("month", "upper", at("2026-01-01"))).toBe("January 2026");
    expect(english.text("quarter", "lower", at("2026-04-01"))).toBe("Q2");
    expect(new time.TickLabels("de").text("month", "upper", at("2026-01-01"))).toBe("Januar 2026");
  });
});

describe("zooming", () => {
  it("steps through the named stops and goes on beyond them", () => {
    expect(time.nextZoom(32, 1)).toBe(720);
    expect(time.nextZoom(32, -1)).toBe(11);
    expect(time.nextZoom(20, 1)).toBe(32);
    expect(time.nextZoom(720, 1)).toBe(1440);
    expect(time.nextZoom(1, -1)).toBe(0.5);
    expect(time.nextZoom(time.perDayMin, -1)).toBe(time.perDayMin);
  });
  it("makes what is dragged snap to what is shown", () => {
    expect(time.snapUnit(32)).toBe(1440);
    expect(time.snapUnit(300)).toBe(60);
    expect(time.snapUnit(1000)).toBe(15);
    expect(time.snapTo(1439, 1440)).toBe(1440);
    expect(time.snapTo(-1, 1440)).toBe(-0);
  });
});
