import { expect, test } from "vitest";

import { nearest, placeAxis, roomyTicks, timeText } from "./axis";
import { fileName } from "./save";
import { markPath, seriesLook } from "./series";

test("a linear axis ends at round numbers and lays zero at its foot", () => {
  const y = placeAxis({ kind: "linear", domain: [0, 93] }, 200, 0);
  expect(y.at(0)).toBe(200);
  expect(y.at(100)).toBe(0);
  expect(y.ticks.at(-1)!.text).toBe("100");
});

test("an axis without extent still has one", () => {
  const y = placeAxis({ kind: "linear", domain: [5, 5] }, 100, 0);
  expect(Number.isFinite(y.at(5))).toBe(true);
});

test("a time axis has ticks inside its domain, in UTC", () => {
  const from = Date.UTC(2026, 0, 1);
  const x = placeAxis({ kind: "time", domain: [from, Date.UTC(2026, 2, 1)] }, 0, 600);
  expect(x.at(from)).toBe(0);
  expect(x.ticks.every(({ at }) => at >= 0 && at <= 600)).toBe(true);
  expect(timeText(30 * 86400000)(from)).toMatch(/Jan/);
});

test("bands keep the order of their words, also from top to bottom", () => {
  const y = placeAxis({ kind: "band", domain: ["one", "two", "three"] }, 10, 200);
  expect(y.at("one")).toBeLessThan(y.at("two"));
  expect(y.band).toBeGreaterThan(20);
});

test("the pointer finds the nearest stop", () => {
  const x = placeAxis({ kind: "linear", domain: [0, 10] }, 0, 100);
  expect(nearest(x, [0, 4, 9], 52)).toBe(1);
  expect(nearest(x, [], 52)).toBe(-1);
});

test("ticks that would run into each other are left out", () => {
  const ticks = Array.from({ length: 20 }, (_, n) => ({ at: n * 10, text: "12 Jan" }));
  const roomy = roomyTicks(ticks);
  expect(roomy.length).toBeLessThan(6);
  expect(roomy[0]!.at).toBe(0);
});

test("neighbouring series differ in more than colour", () => {
  for (let n = 0; n < 7; n++) {
    expect(seriesLook(n).dash).not.toBe(seriesLook(n + 1).dash);
    expect(seriesLook(n).mark).not.toBe(seriesLook(n + 1).mark);
  }
  expect(markPath("square", 5, 5, 2)).toBe("M3 3h4v4h-4z");
});

test("a title becomes a file name", () => {
  expect(fileName("Done per week (2026)")).toBe("Done-per-week-2026");
  expect(fileName("Überfällig / Größe")).toBe("Überfällig-Größe");
  expect(fileName("…")).toBe("chart");
});
