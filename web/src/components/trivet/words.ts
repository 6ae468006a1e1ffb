/* Legs and tolerances in words: each aspect has its unit. */
import type { Exception, Tolerance } from "../../../../contract/types";
import { momentText } from "../../engine/minutes";
import { formatDay, formatMoney, formatMoneyChange, formatNumber, missing } from "../../format";
import type { Level } from "../../model/field-text";
import { m } from "../../paraglide/messages";
import type { State } from "../../trivet/legs";

export type Aspect = Tolerance["aspect"];
export const aspectNames: readonly Aspect[] = ["time", "cost", "scope", "risk", "quality", "benefit", "sustainability"];
const DAY_MINUTES = 1440;

const aspects: Record<Aspect, () => string> = {
  time: m.aspect_time,
  cost: m.aspect_cost,
  scope: m.aspect_scope,
  risk: m.aspect_risk,
  quality: m.aspect_quality,
  benefit: m.aspect_benefit,
  sustainability: m.aspect_sustainability,
};
export const aspectText = (aspect: Aspect): string => aspects[aspect]();
export const byHand = (aspect: Aspect): boolean => aspect === "quality" || aspect === "benefit" || aspect === "sustainability";

const states: Record<State | Exception["state"], () => string> = {
  unknown: m.standing_unknown,
  within: m.standing_within,
  warning: m.standing_warning,
  beyond: m.standing_beyond,
  open: m.exception_open,
  declined: m.exception_declined,
  accepted: m.exception_accepted,
  cleared: m.exception_cleared,
};
export const stateText = (state: State | Exception["state"]): string => states[state]();
/** Never colour alone: a sign of its own for each. */
export const stateSign: Record<State, string> = { unknown: "?", within: "✓", warning: "!", beyond: "✕" };

/** A figure of the aspect: a finish, money, a number. */
export function figureText(aspect: Aspect, figure: number | null, currency: string, unit = ""): string {
  if (figure === null) return missing;
  if (aspect === "time") return formatDay(momentText(figure));
  if (aspect === "cost" || aspect === "risk") return formatMoney(figure, currency);
  return [formatNumber(figure), unit].filter(Boolean).join(" ");
}

/** How far: days, money, a number; with its sign when it is a deviation. */
export function amountText(aspect: Aspect, amount: number | null, currency: string, unit = "", signed = false): string {
  if (amount === null) return missing;
  const sign = signed && amount > 0 ? "+" : "";
  if (aspect === "time") return m.trivet_days({ count: sign + formatNumber(amount / DAY_MINUTES, 1) });
  if (aspect === "cost" || aspect === "risk") return signed ? formatMoneyChange(amount, currency) : formatMoney(amount, currency);
  return [sign + formatNumber(amount), unit].filter(Boolean).join(" ");
}

/** The page of the level, if it has one. */
export function levelLink(level: Level): string | null {
  if (level.item_id) return `/items/${level.item_id}`;
  const id = level.release_id ?? level.project_id;
  return id ? `/trivet/${id}` : null;
}
