/* The class of a feature in Kano's model, by the evaluation table of C. Berger et al. 1993; src/engine/score.c has
 * the same. */
import type { KanoAnswer } from "../../../../contract/types";

export const feelings = ["like", "expect", "neutral", "tolerate", "dislike"] as const;
export const classes = ["must_be", "performance", "attractive", "indifferent", "reverse"] as const;
export type KanoClass = (typeof classes)[number];

/* Rows: how one feels with it; letters: without it. M P A I R, Q contradicts itself. */
const table: Record<KanoAnswer["functional"], string> = {
  like: "QAAAP",
  expect: "RIIIM",
  neutral: "RIIIM",
  tolerate: "RIIIM",
  dislike: "RRRRQ",
};

/** The most frequent; of equally frequent ones the first of the classes. Null: nothing follows. */
export function kanoOf(answers: readonly KanoAnswer[]): KanoClass | null {
  const letters = answers.map((answer) => table[answer.functional][feelings.indexOf(answer.dysfunctional)]!);
  const count = (one: KanoClass) => letters.filter((letter) => letter === one[0]!.toUpperCase()).length;
  const [best] = [...classes].sort((a, b) => count(b) - count(a));
  return best && count(best) > 0 ? best : null;
}
