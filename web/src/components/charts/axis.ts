/* Where values lie on a chart: pure, so that it is tested without a page. x and y are numbers (a time is the
 * milliseconds of Date.UTC) or, on a band axis, words. Pixels grow to the right and down. */
import { scaleBand, scaleLinear, scaleUtc } from "d3-scale";

import { locale } from "../../format";

export type Value = number | string;

export type Axis = (
  | { kind: "linear" | "time"; domain: readonly [number, number] }
  | { kind: "band"; domain: readonly string[] }
) & {
  /** What is measured, with its unit: stands at the axis. */
  label?: string;
  /** A tick's text. */
  format?(value: number): string;
  /** About how many. */
  ticks?: number;
  /** The domain ends at round numbers. Linear: the default. */
  nice?: boolean;
};

export interface Tick {
  at: number;
  text: string;
}

/** An axis laid out between two pixels. */
export interface Placed {
  at(value: Value): number;
  /** Width of a band; 0 where there are none. */
  band: number;
  from: number;
  to: number;
  ticks: readonly Tick[];
}

const timeParts = [
  [86400000, { hour: "2-digit", minute: "2-digit" }],
  [86400000 * 70, { day: "numeric", month: "short" }],
  [86400000 * 800, { month: "short", year: "2-digit" }],
  [Infinity, { year: "numeric" }],
] as const;

/** Days as days, years as years: as much as tells one tick from the next. */
export function timeText(span: number): (value: number) => string {
  const options = timeParts.find(([most]) => span <= most)![1];
  const format = new Intl.DateTimeFormat(locale(), { ...options, timeZone: "UTC" });
  return (value) => format.format(value);
}

function numberText(value: number): string {
  return new Intl.NumberFormat(locale(), { notation: Math.abs(value) >= 10000 ? "compact" : "standard", maximumFractionDigits: 2 }).format(value);
}

function placeBand(domain: readonly string[], from: number, to: number): Placed {
  const scale = scaleBand<string>().domain(domain).range(from < to ? [from, to] : [to, from]).paddingInner(0.25).paddingOuter(0.1);
  const half = scale.bandwidth() / 2;
  const at = (value: Value) => (scale(String(value)) ?? from) + half;
  return { at, band: scale.bandwidth(), from, to, ticks: domain.map((text) => ({ at: at(text), text })) };
}

export function placeAxis(axis: Axis, from: number, to: number): Placed {
  if (axis.kind === "band") return placeBand(axis.domain, from, to);
  const [low, high] = axis.domain[0] === axis.domain[1] ? [axis.domain[0], axis.domain[0] + 1] : axis.domain;
  const count = axis.ticks ?? Math.max(2, Math.round(Math.abs(to - from) / (axis.kind === "time" ? 90 : 55)));
  if (axis.kind === "time") {
    const scale = scaleUtc().domain([low, high]).range([from, to]);
    const text = axis.format ?? timeText(high - low);
    const ticks = scale.ticks(count).map((date) => ({ at: scale(date), text: text(date.getTime()) }));
    return { at: (value) => scale(value as number), band: 0, from, to, ticks };
  }
  const scale = scaleLinear().domain([low, high]).range([from, to]);
  if (axis.nice ?? true) scale.nice(count);
  const ticks = scale.ticks(count).map((value) => ({ at: scale(value), text: (axis.format ?? numberText)(value) }));
  return { at: (value) => scale(value as number), band: 0, from, to, ticks };
}

/** The index of the stop nearest to a pixel; -1 without stops. */
export function nearest(placed: Placed, stops: readonly Value[], pixel: number): number {
  let best = -1;
  let least = Infinity;
  for (let n = 0; n < stops.length; n++) {
    const distance = Math.abs(placed.at(stops[n]!) - pixel);
    if (distance < least) [best, least] = [n, distance];
  }
  return best;
}

/** Ticks whose texts do not run into each other, about seven pixels a character. */
export function roomyTicks(ticks: readonly Tick[], perCharacter = 7): readonly Tick[] {
  let free = -Infinity;
  return ticks.filter(({ at, text }) => {
    const half = (text.length * perCharacter) / 2;
    if (at - half < free) return false;
    free = at + half + 8;
    return true;
  });
}
