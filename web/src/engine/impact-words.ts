/* An impact in words: for the card beside the pointer and for those who hear it. */
import { formatDay, formatMoney, formatMoneyChange, formatWork, formatNumber } from "../format";
import { workspace } from "../model/workspace.svelte";
import { m } from "../paraglide/messages";
import { daysBetween, isQuiet, type GroupImpact, type Impact } from "./impact";
import { MINUTE_NONE, momentText } from "./minutes";

export function finishText(minute: number): string {
  return minute === MINUTE_NONE ? m.impact_nothing_left() : formatDay(momentText(minute));
}

/** "+3 d"; empty when the day stays the same. */
export function daysText(group: GroupImpact): string {
  const days = daysBetween(group.finishBefore, group.finishAfter);
  if (days === null || days === 0) return "";
  return m.impact_days({ count: (days > 0 ? "+" : "−") + formatNumber(Math.abs(days)) });
}

/** "+€1,200"; empty when it costs the same. */
export function costText(group: GroupImpact, currency: string): string {
  const cents = group.costAfter - group.costBefore;
  return cents === 0 ? "" : formatMoneyChange(cents, currency);
}

/** Whether it gets worse (1), better (-1) or neither. */
export function trend(before: number, after: number): 1 | 0 | -1 {
  if (before === after || before === MINUTE_NONE || after === MINUTE_NONE) return 0;
  return after > before ? 1 : -1;
}

export function warnings(impact: Impact): string[] {
  return [
    ...impact.promises.map((one) => {
      const day = formatDay(one.promised_on);
      if (one.amount_cents === null) return m.impact_promise_broken({ account: one.account, day });
      return m.impact_promise_broken_money({ account: one.account, day, amount: formatMoney(one.amount_cents, workspace.me.workspace.currency) });
    }),
    ...impact.mustFinishes.map((one) =>
      m.impact_must_finish_broken({ name: one.project.name, day: formatDay(momentText(one.mustFinish)) }),
    ),
    ...impact.deadlines.map((one) =>
      m.impact_deadline_broken({ name: one.item.title, day: formatDay(momentText(one.deadline)) }),
    ),
    ...impact.overloads
      .filter((one) => one.after > one.before)
      .map((one) => m.impact_overload_more({ name: one.resource.name, amount: formatWork(one.after - one.before) })),
  ];
}

export function comforts(impact: Impact): string[] {
  return [
    ...impact.mended.map((item) => m.impact_deadline_kept({ name: item.title })),
    ...impact.overloads
      .filter((one) => one.after < one.before)
      .map((one) => m.impact_overload_less({ name: one.resource.name, amount: formatWork(one.before - one.after) })),
  ];
}

/** One text for a live region. */
export function impactSentence(impact: Impact, currency: string): string {
  if (isQuiet(impact)) return m.impact_none();
  const groups = impact.groups.slice(0, 4).map((group) => {
    const finish = [finishText(group.finishAfter), daysText(group)].filter(Boolean).join(" ");
    return [group.name, finish, costText(group, currency)].filter(Boolean).join(", ");
  });
  return [...groups, ...warnings(impact).slice(0, 3)].join(". ");
}
