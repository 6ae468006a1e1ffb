/* What the charts of a forecast show, from a result of the run: pure. */
import type { CostBin, FinishBin, ForecastDriver, ForecastGroup } from "../../../../contract/types";

/** A moment of the plan as the milliseconds that time axes take. */
export function msOf(moment: string): number {
  return Date.parse(`${moment.slice(0, 16)}Z`);
}

export interface Bin {
  from: number;
  to: number;
  share: number;
  /** The share at or before its end. */
  upTo: number;
}

function bins(froms: number[], counts: { trials: number; up_to: number }[]): Bin[] {
  const all = counts.at(-1)?.up_to ?? 0;
  const width = froms.length > 1 ? froms[1]! - froms[0]! : 0;
  return counts.map(({ trials, up_to }, n) => ({
    from: froms[n]!,
    to: froms[n]! + (width || 1),
    share: all ? trials / all : 0,
    upTo: all ? up_to / all : 0,
  }));
}

export function finishBins(given: readonly FinishBin[]): Bin[] {
  const froms = given.map((bin) => msOf(bin.from_at));
  const made = bins(froms, [...given]);
  if (given.length === 1) made[0]!.to = made[0]!.from + 86400000;
  return made;
}

export function costBins(given: readonly CostBin[]): Bin[] {
  const froms = given.map((bin) => bin.from_cents / 100);
  return bins(froms, [...given]);
}

/** The bars that hold something, with what is beside them: no empty tails. */
export function spanOf(made: readonly Bin[], more: readonly (number | null)[]): [number, number] {
  const marks = more.filter((one): one is number => one !== null);
  return [Math.min(made[0]?.from ?? 0, ...marks), Math.max(made.at(-1)?.to ?? 1, ...marks)];
}

export const tornadoMost = 12;

/** The risks that move the finish most, by what they do to its P80. */
export function tornado(drivers: readonly ForecastDriver[], by: "date" | "cost"): ForecastDriver[] {
  const of = (one: ForecastDriver) => (by === "date" ? one.p80_minutes : one.p80_cents);
  return drivers
    .filter((one) => of(one) !== 0)
    .sort((a, b) => Math.abs(of(b)) - Math.abs(of(a)))
    .slice(0, tornadoMost);
}

/** The group that is asked for: a project, else everything together. */
export function groupOf(groups: readonly ForecastGroup[], project: string | null): ForecastGroup | null {
  const wanted = project ? groups.find((one) => one.subject_id === project) : groups.find((one) => one.subject === "workspace");
  return wanted ?? groups.find((one) => one.subject === "project") ?? null;
}

/** Minutes around the clock as days. */
export const daysOf = (minutes: number): number => minutes / 1440;
