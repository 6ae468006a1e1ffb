/* What pulls at each leg: of what moved since the baseline the rows that somebody changed, the greatest first; and what
 * every open proposal would do. */
import type { BaselineChange, Proposal } from "../../../contract/types";
import type { Trial } from "../engine/schedule.svelte";
import { minuteOf } from "../engine/minutes";
import type { Leg, LegAspect } from "./legs";

export interface Pull {
  row: BaselineChange;
  /** Features, minutes or cents; positive is worse. */
  amount: number;
}

const most = 6;

function later(row: BaselineChange): number {
  return row.finish_before && row.finish_after ? minuteOf(row.finish_after) - minuteOf(row.finish_before) : 0;
}

/** `inside`: rows of the level; features as the scope counts them. */
export function pullsOf(rows: readonly BaselineChange[], leg: Leg, inside: (id: string) => boolean): Pull[] {
  const here = rows.filter((row) => inside(row.item_id) || row.change === "removed");
  if (leg.aspect === "scope") {
    const counted = new Set([...leg.gone, ...leg.added]);
    return here.filter((row) => counted.has(row.item_id)).slice(0, most).map((row) => ({ row, amount: 1 }));
  }
  const amountOf = leg.aspect === "time" ? later : (row: BaselineChange) => row.cost_after_cents - row.cost_before_cents;
  return here
    .filter((row) => !row.summary && (row.seq !== null || row.change !== "changed"))
    .map((row) => ({ row, amount: amountOf(row) }))
    .filter((pull) => pull.amount !== 0)
    .sort((a, b) => Math.abs(b.amount) - Math.abs(a.amount))
    .slice(0, most);
}

export interface ProposalPull {
  proposal: Proposal;
  amounts: Record<LegAspect, number>;
}

/** `legsWith` judges the schedule of a trial; what does nothing to the level is left out. */
export function proposalPulls(
  proposals: readonly Proposal[],
  today: readonly Leg[],
  trialOf: (proposal: Proposal) => Trial,
  legsWith: (trial: Trial) => readonly Leg[] | null,
): ProposalPull[] {
  const found: ProposalPull[] = [];
  for (const proposal of proposals) {
    const legs = legsWith(trialOf(proposal));
    if (!legs) continue;
    const amounts = { scope: 0, time: 0, cost: 0 };
    legs.forEach((leg, n) => (amounts[leg.aspect] = (leg.forecast ?? 0) - (today[n]!.forecast ?? 0)));
    amounts.scope = legs[0]!.deviation - today[0]!.deviation;
    if (amounts.scope || amounts.time || amounts.cost) found.push({ proposal, amounts });
  }
  return found;
}
