/* Scores of features on the page: which figures a formula uses, a new order of the backlog, the value-effort chart. */
import type { Item, ItemScore } from "../../../../contract/types";
import { rankMax, rankSpread, type Ranked } from "../../model/rank";

export const methods = ["benefit", "rice", "ice", "wsjf", "value_effort", "moscow", "kano"] as const;
export type Method = (typeof methods)[number];

/** The names a formula may use, in the order of the columns. */
export const inputs = [
  "value",
  "reach",
  "impact",
  "confidence",
  "ease",
  "time_criticality",
  "risk_reduction",
  "moscow",
  "kano",
  "effort",
  "duration",
  "cost",
] as const;
export type Input = (typeof inputs)[number];

export function inputsOf(text: string): Input[] {
  const words = new Set(text.match(/[A-Za-z_][A-Za-z0-9_]*/g) ?? []);
  return inputs.filter((input) => words.has(input));
}

/** The question to the server, from the page's address. */
export function scoresPath(query: URLSearchParams): string {
  const text = query.get("formula");
  if (text !== null) return `/scores?text=${encodeURIComponent(text)}`;
  const [kind, id] = (query.get("method") ?? "benefit").split(":");
  return id ? `/scores?formula_id=${id}` : `/scores?method=${kind}`;
}

/**
 * The ranks to write so that the features stand in this order among themselves; others keep their places. What has no
 * rank yet gets one behind all others'.
 */
export function ranksInOrder(roots: readonly Ranked[], order: readonly string[]): Map<string, string> {
  const ordered = new Set(order);
  const ranks = roots.filter((root) => ordered.has(root.id)).map((root) => root.rank);
  const last = roots.reduce<string | null>((most, { rank }) => (rank !== null && (most === null || rank > most) ? rank : most), null);
  let keys = ranks.filter((rank) => rank !== null).sort();
  if (new Set(keys).size < keys.length) keys = [];
  keys = [...keys, ...rankSpread(last, null, order.length - keys.length)];
  const before = new Map(roots.map((root) => [root.id, root.rank]));
  const written = order.map((id, n) => [id, keys[n]!] as const).filter(([id, rank]) => rank.length <= rankMax && before.get(id) !== rank);
  return new Map(written);
}

export interface Placed {
  item: Item;
  value: number;
  effort: number;
}

/** Features of which both are known. */
export function valueEffort(scores: readonly ItemScore[], item: (id: string) => Item | undefined): Placed[] {
  return scores.flatMap((score) => {
    const one = item(score.item_id);
    return one && one.value !== null && score.effort !== null ? [{ item: one, value: one.value, effort: score.effort }] : [];
  });
}

/** What divides little from much: half of them lie below. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const half = sorted.length >> 1;
  if (sorted.length === 0) return 0;
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}
