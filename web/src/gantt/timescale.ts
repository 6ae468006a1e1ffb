/* The time axis: wall-clock minutes to pixels and back, and the ticks of its two header rows.
 *
 * x grows with time; x 0 is `start`. A pixel is a CSS pixel. Zooming is continuous; which units the header
 * shows follows from the width of a day. All calendar arithmetic is in UTC fields (engine/minutes.ts). */
import { MINUTES_PER_DAY, dateOfMinute, weekday } from "../engine/minutes";

export interface Timescale {
  /** The minute at x 0. */
  start: number;
  perMinute: number;
}

export type Unit = "hour" | "shift" | "day" | "week" | "month" | "quarter" | "year";

export interface Tick {
  /** First minute, and the first one after it. */
  from: number;
  to: number;
}

/** Named stops of the zoom, widest first: pixels of a day. */
export const zoomStops = { hours: 720, days: 32, weeks: 11, months: 3, quarters: 1 } as const;
export type ZoomStop = keyof typeof zoomStops;
export const zoomAtFirst: ZoomStop = "weeks";

export const perDayMin = 0.25;
export const perDayMax = 1440;

const widths: readonly [Unit, number, number][] = [
  // unit, minutes at least, pixels at least
  ["hour", 60, 24],
  ["shift", 360, 34],
  ["day", 1440, 18],
  ["week", 7 * 1440, 40],
  ["month", 28 * 1440, 34],
  ["quarter", 90 * 1440, 28],
  ["year", 365 * 1440, 0],
];

const above: Record<Unit, Unit | null> = {
  hour: "day",
  shift: "day",
  day: "week",
  week: "month",
  month: "year",
  quarter: "year",
  year: null,
};

export function timescale(start: number, perDay: number): Timescale {
  return { start, perMinute: perDay / MINUTES_PER_DAY };
}

export function xOf(scale: Timescale, minute: number): number {
  return (minute - scale.start) * scale.perMinute;
}

export function minuteAt(scale: Timescale, x: number): number {
  return Math.round(scale.start + x / scale.perMinute);
}

export function boundedZoom(perDay: number): number {
  return Math.min(perDayMax, Math.max(perDayMin, perDay));
}

/** Units of the upper and lower header row; the upper is null when years stand below. */
export function tiersOf(perDay: number): [Unit | null, Unit] {
  const found = widths.find(([, minutes, pixels]) => (minutes / MINUTES_PER_DAY) * perDay >= pixels);
  const unit = found?.[0] ?? "year";
  return [above[unit], unit];
}

/** The next named stop in (1) or out (-1). */
export function nextZoom(perDay: number, direction: 1 | -1): number {
  const stops = Object.values(zoomStops).sort((a, b) => a - b);
  const factor = direction === 1 ? 1.02 : 0.98;
  const found =
    direction === 1
      ? stops.find((stop) => stop > perDay * factor)
      : stops.reverse().find((stop) => stop < perDay * factor);
  return found ?? boundedZoom(direction === 1 ? perDay * 2 : perDay / 2);
}

function monthStart(year: number, month: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return Math.round(date.getTime() / 60000);
}

/** First minute of the unit that contains `minute`. */
export function floorTo(unit: Unit, minute: number): number {
  const day = Math.floor(minute / MINUTES_PER_DAY);
  switch (unit) {
    case "hour":
      return Math.floor(minute / 60) * 60;
    case "shift":
      return Math.floor(minute / 360) * 360;
    case "day":
      return day * MINUTES_PER_DAY;
    case "week":
      return (day - weekday(day)) * MINUTES_PER_DAY;
    default: {
      const date = dateOfMinute(minute);
      const month = date.getUTCMonth();
      const first = unit === "year" ? 0 : unit === "quarter" ? month - (month % 3) : month;
      return monthStart(date.getUTCFullYear(), first);
    }
  }
}

/** First minute of the unit after the one that starts at `from`. */
export function nextOf(unit: Unit, from: number): number {
  const minutes = { hour: 60, shift: 360, day: 1440, week: 10080, month: 0, quarter: 0, year: 0 }[unit];
  if (minutes > 0) return from + minutes;
  const date = dateOfMinute(from);
  const months = unit === "month" ? 1 : unit === "quarter" ? 3 : 12;
  return monthStart(date.getUTCFullYear(), date.getUTCMonth() + months);
}

/** The units that touch from..to, in order. */
export function ticks(unit: Unit, from: number, to: number): Tick[] {
  const found: Tick[] = [];
  for (let at = floorTo(unit, from); at < to; ) {
    const next = nextOf(unit, at);
    found.push({ from: at, to: next });
    at = next;
  }
  return found;
}

/** What a dragged date snaps to: a quarter of an hour when hours are shown, an hour above days, else a day. */
export function snapUnit(perDay: number): number {
  if (perDay >= 720) return 15;
  return perDay >= 240 ? 60 : MINUTES_PER_DAY;
}

export function snapTo(minute: number, unit: number): number {
  return Math.round(minute / unit) * unit;
}

/** The scale that shows from..to in `width` pixels with a margin on both sides. */
export function fitZoom(from: number, to: number, width: number): number {
  const days = Math.max(1, (to - from) / MINUTES_PER_DAY);
  return boundedZoom((width * 0.92) / days);
}

const formats: Record<Unit, Record<"upper" | "lower", Intl.DateTimeFormatOptions>> = {
  hour: { upper: {}, lower: { hour: "2-digit", hourCycle: "h23" } },
  shift: { upper: {}, lower: { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } },
  day: { upper: { weekday: "short", day: "numeric", month: "long", year: "numeric" }, lower: { day: "numeric" } },
  week: { upper: { day: "numeric", month: "long", year: "numeric" }, lower: { day: "numeric", month: "short" } },
  month: { upper: { month: "long", year: "numeric" }, lower: { month: "short" } },
  quarter: { upper: {}, lower: { month: "short" } },
  year: { upper: { year: "numeric" }, lower: { year: "numeric" } },
};

/** Writes ticks in the words of the locale; formatters are made once. */
export class TickLabels {
  readonly #formats = new Map<string, Intl.DateTimeFormat>();
  readonly #texts = new Map<string, string>();
  constructor(readonly locale: string) {}

  text(unit: Unit, row: "upper" | "lower", from: number): string {
    const key = `${unit} ${row} ${from}`;
    let text = this.#texts.get(key);
    if (text === undefined) {
      if (this.#texts.size > 5000) this.#texts.clear();
      text = this.#write(unit, row, from);
      this.#texts.set(key, text);
    }
    return text;
  }

  #write(unit: Unit, row: "upper" | "lower", from: number): string {
    const date = dateOfMinute(from);
    if (unit === "quarter") return `Q${Math.floor(date.getUTCMonth() / 3) + 1}`;
    const key = `${unit} ${row}`;
    let format = this.#formats.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(this.locale, { ...formats[unit][row], timeZone: "UTC" });
      this.#formats.set(key, format);
    }
    return format.format(date);
  }
}
