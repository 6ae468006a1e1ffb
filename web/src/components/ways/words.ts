/* Ways out in words. */
import type { Way, WayLimit, WayMove } from "../../../../contract/types";
import { formatDay, formatMoney, formatNumber } from "../../format";
import { m } from "../../paraglide/messages";

export function moveText(move: WayMove): string {
  const { name, detail } = move;
  switch (move.kind) {
    case "defer":
      return m.way_defer({ name });
    case "simplify":
      return m.way_simplify({ name, detail });
    case "hire":
      return m.way_hire({ name, detail });
    case "reorder":
      return detail === "first" ? m.way_reorder_first({ name }) : m.way_reorder_last({ name });
    case "overlap":
      return m.way_overlap({ name, detail });
    case "crash":
      return m.way_crash({ name, detail });
    default:
      return name;
  }
}

const kinds: Record<string, () => string> = {
  defer: () => m.way_kind_defer(),
  simplify: () => m.way_kind_simplify(),
  hire: () => m.way_kind_hire(),
  reorder: () => m.way_kind_reorder(),
  overlap: () => m.way_kind_overlap(),
  crash: () => m.way_kind_crash(),
  extend: () => m.way_kind_extend(),
  raise: () => m.way_kind_raise(),
};

/** "Simplify and extend" */
export function titleOf(way: Way): string {
  const words = way.kinds.map((kind) => kinds[kind]?.() ?? kind);
  const text = words.length > 1 ? `${words.slice(0, -1).join(", ")} ${m.way_and()} ${words.at(-1)}` : (words[0] ?? "");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What is agreed, what comes, and by how much it is passed. */
export function limitText(limit: WayLimit, currency: string): string {
  const { name } = limit;
  if (limit.kind === "project_cost") {
    return m.way_over_budget({
      name,
      cost: formatMoney(limit.cost_cents, currency),
      budget: formatMoney(limit.budget_cents, currency),
      over: formatMoney(limit.cost_cents - (limit.budget_cents ?? 0), currency),
    });
  }
  const days = daysPassed(limit);
  return m.way_late({ name, finish: formatDay(limit.finish_at), by: formatDay(lastDay(limit.by)), days });
}

/** A date at midnight means the day before, to its end. */
export function lastDay(moment: string | null): string | null {
  if (moment === null || !moment.endsWith("T00:00")) return moment;
  return new Date(Date.parse(`${moment}Z`) - 60000).toISOString().slice(0, 16);
}

export function daysPassed(limit: WayLimit): number {
  if (!limit.finish_at || !limit.by) return 0;
  const day = (text: string): number => Math.floor(Date.parse(`${text}Z`) / 86400000);
  return Math.max(1, day(limit.finish_at) - day(lastDay(limit.by)!));
}

export const percent = (part: number, whole: number): string => (whole > 0 ? `${formatNumber((100 * part) / whole, 0)} %` : "100 %");
