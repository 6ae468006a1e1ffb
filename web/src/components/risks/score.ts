/* The matrix of probability and impact: the score is computed, never typed. */
import type { Risk } from "../../../../contract/types";

export const levels = [5, 4, 3, 2, 1] as const;
const bounds = [10, 30, 50, 70];

/** 1 to 5: up to 10, 30, 50, 70 percent, and more. */
export function likelihoodOf(percent: number): number {
  return 1 + bounds.filter((bound) => percent > bound).length;
}

export function scoreOf(risk: Pick<Risk, "probability_percent" | "impact">): number {
  return likelihoodOf(risk.probability_percent) * risk.impact;
}

export type Grade = "low" | "medium" | "high";

export function gradeOf(score: number): Grade {
  return score >= 15 ? "high" : score >= 6 ? "medium" : "low";
}

/** The worst first, those that are over last. */
export function bySeverity(a: Risk, b: Risk): number {
  return Number(a.state !== "open") - Number(b.state !== "open") || scoreOf(b) - scoreOf(a) || (a.title < b.title ? -1 : 1);
}
