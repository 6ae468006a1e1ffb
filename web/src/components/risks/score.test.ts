import { expect, it } from "vitest";

import { gradeOf, likelihoodOf, scoreOf } from "./score";

it("puts a probability into one of five levels", () => {
  expect([0, 10, 11, 30, 50, 51, 70, 71, 100].map(likelihoodOf)).toEqual([1, 1, 2, 2, 3, 4, 4, 5, 5]);
});

it("multiplies likelihood and impact", () => {
  expect(scoreOf({ probability_percent: 60, impact: 5 })).toBe(20);
  expect([1, 6, 15].map(gradeOf)).toEqual(["low", "medium", "high"]);
});
