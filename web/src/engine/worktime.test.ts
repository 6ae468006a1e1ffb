import { describe, expect, it } from "vitest";
import { officeWeek } from "./fixture";
import { dayOf, minuteOf, momentText } from "./minutes";
import { WorkTime } from "./worktime";

const at = minuteOf;
const time = new WorkTime(
  officeWeek("office", [
    { name: "Holidays", first_day: "2026-01-08", last_day: "2026-01-09", spans: [] },
    { name: "Half day", first_day: "2026-01-09", last_day: "2026-01-09", spans: [{ from_minute: 480, to_minute: 720 }] },
  ]),
);

describe("working time", () => {
  it("of a day is the exception's, else the week's; the later exception wins", () => {
    expect(time.worksOn(dayOf("2026-01-10"))).toBe(false);
    expect(time.worksOn(dayOf("2026-01-08"))).toBe(false);
    expect(time.spans(dayOf("2026-01-09"))).toEqual([{ from: 480, to: 720 }]);
  });
  it("between two moments leaves out noon, nights and days off", () => {
    expect(time.between(at("2026-01-05T08:00"), at("2026-01-05T17:00"))).toBe(480);
    expect(time.between(at("2026-01-05T11:00"), at("2026-01-05T14:00"))).toBe(120);
    expect(time.between(at("2026-01-05T08:00"), at("2026-01-12T17:00"))).toBe(3 * 480 + 240 + 480);
    expect(time.between(at("2026-01-06T08:00"), at("2026-01-05T08:00"))).toBe(0);
  });
  it("is found onwards and backwards", () => {
    expect(momentText(time.nextStart(at("2026-01-10T00:00")))).toBe("2026-01-12T08:00");
    expect(momentText(time.nextStart(at("2026-01-05T12:00")))).toBe("2026-01-05T13:00");
    expect(momentText(time.nextStart(at("2026-01-05T09:10")))).toBe("2026-01-05T09:10");
    expect(momentText(time.previousFinish(at("2026-01-11T00:00")))).toBe("2026-01-09T12:00");
    expect(momentText(time.previousFinish(at("2026-01-05T12:30")))).toBe("2026-01-05T12:00");
  });
  it("moves by working days", () => {
    expect(momentText(time.shiftDays(at("2026-01-07T10:00"), 1))).toBe("2026-01-09T10:00");
    expect(momentText(time.shiftDays(at("2026-01-12T08:00"), -1))).toBe("2026-01-09T08:00");
    expect(momentText(time.shiftDays(at("2026-01-05T08:00"), 0))).toBe("2026-01-05T08:00");
  });
  it("of a calendar without any is not looked for for ever", () => {
    const never = new WorkTime({ week: [], exceptions: [] });
    expect(never.nextStart(100)).toBe(100);
    expect(never.previousFinish(100)).toBe(100);
  });
});
