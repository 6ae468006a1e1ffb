import { describe, expect, it } from "vitest";
import { MINUTE_NONE, dayOf, dayOfMinute, dayText, minuteNow, minuteOf, momentText, weekday } from "./minutes";

describe("minutes", () => {
  it("are counted from 1970 on the wall clock", () => {
    expect(minuteOf("1970-01-01T00:00")).toBe(0);
    expect(minuteOf("1970-01-02T00:01")).toBe(1441);
    expect(minuteOf("1969-12-31T23:59")).toBe(-1);
    expect(minuteOf("1900-01-01T00:00")).toBe(-25567 * 1440);
  });
  it("go to text and back", () => {
    for (const text of ["1900-01-01T00:00", "1999-12-31T23:59", "2000-02-29T12:30", "2026-11-22T08:00", "2999-12-31T17:00"])
      expect(momentText(minuteOf(text))).toBe(text);
  });
  it("drop seconds and take a date alone as midnight", () => {
    expect(minuteOf("2026-01-05T08:00:30")).toBe(minuteOf("2026-01-05T08:00"));
    expect(minuteOf("2026-01-05")).toBe(minuteOf("2026-01-05T00:00"));
  });
  it("keep null", () => {
    expect(minuteOf(null)).toBe(MINUTE_NONE);
    expect(momentText(MINUTE_NONE)).toBeNull();
  });
});

describe("days", () => {
  it("go to text and back", () => {
    expect(dayText(dayOf("2026-03-01"))).toBe("2026-03-01");
    expect(dayOf("1970-01-02")).toBe(1);
  });
  it("round towards the past", () => {
    expect(dayOfMinute(-1)).toBe(-1);
    expect(dayOfMinute(1440)).toBe(1);
  });
  it("know their weekday, Monday first", () => {
    expect(weekday(dayOf("2026-01-05"))).toBe(0);
    expect(weekday(dayOf("2026-01-11"))).toBe(6);
    expect(weekday(dayOf("1969-12-28"))).toBe(6);
  });
  it("take now from the local clock", () => {
    expect(momentText(minuteNow(new Date(2026, 10, 22, 9, 30)))).toBe("2026-11-22T09:30");
  });
});
