/* Dates, times, work and money as text, by the locale of the page. The plan's moments are wall clock
 * without a zone ("2026-01-05T08:00"): they are shown as they stand, whatever the zone of the browser. */
import { getLocale } from "./paraglide/runtime";

/** The language of the page in the region of the browser: en-GB for English, when it asks for that. */
export function locale(): string {
  const chosen = getLocale();
  const wanted = typeof navigator === "undefined" ? [] : (navigator.languages ?? []);
  return wanted.find((one) => one === chosen || one.startsWith(`${chosen}-`)) ?? chosen;
}

const made = new Map<string, Intl.NumberFormat | Intl.DateTimeFormat>();

function numberFormat(options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `n${locale()}${JSON.stringify(options)}`;
  let format = made.get(key) as Intl.NumberFormat | undefined;
  if (!format) made.set(key, (format = new Intl.NumberFormat(locale(), options)));
  return format;
}

function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `d${locale()}${JSON.stringify(options)}`;
  let format = made.get(key) as Intl.DateTimeFormat | undefined;
  if (!format) made.set(key, (format = new Intl.DateTimeFormat(locale(), options)));
  return format;
}

export const missing = "–";

/** A minus as wide as the plus, before whatever was formatted: the locales have a hyphen there. */
function withMinus(text: string): string {
  return text.replace("-", "−");
}

export function formatNumber(value: number | null | undefined, digits = 2): string {
  return value === null || value === undefined ? missing : withMinus(numberFormat({ maximumFractionDigits: digits }).format(value));
}

/** 1.2 million as "1.2M": for columns. */
export function formatCompact(value: number | null | undefined): string {
  if (value === null || value === undefined) return missing;
  return numberFormat({ notation: "compact", maximumSignificantDigits: 3 }).format(value);
}

export function formatMoney(cents: number | null | undefined, currency: string, whole = true): string {
  if (cents === null || cents === undefined) return missing;
  const digits = whole ? 0 : 2;
  const options = { style: "currency", currency: currency || "EUR", minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return withMinus(numberFormat(options).format(cents / 100));
}

/** With its sign: "+€1,200". */
export function formatMoneyChange(cents: number, currency: string): string {
  const options = { style: "currency", currency: currency || "EUR", maximumFractionDigits: 0, signDisplay: "exceptZero" } as const;
  return withMinus(numberFormat(options).format(cents / 100));
}

/** A moment or day of the plan, read as UTC so that no zone moves it. */
function planDate(moment: string): Date {
  return new Date(moment.length === 10 ? `${moment}T00:00Z` : `${moment.slice(0, 16)}Z`);
}

export function formatDay(moment: string | null | undefined): string {
  if (!moment) return missing;
  return dateFormat({ day: "numeric", month: "short", year: "numeric", timeZone: "UTC" }).format(planDate(moment));
}

/** Without the year: where it is clear. */
export function formatShortDay(moment: string | null | undefined): string {
  if (!moment) return missing;
  return dateFormat({ day: "numeric", month: "short", timeZone: "UTC" }).format(planDate(moment));
}

export function formatMoment(moment: string | null | undefined): string {
  if (!moment) return missing;
  const options = { day: "numeric", month: "short", year: "numeric", hour: "2-digit", minute: "2-digit", timeZone: "UTC" } as const;
  return dateFormat(options).format(planDate(moment));
}

/** An instant ("...Z") in the zone of the browser. */
export function formatTime(time: string | null | undefined): string {
  if (!time) return missing;
  return dateFormat({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" }).format(new Date(time));
}

export function formatClock(time: string): string {
  return dateFormat({ hour: "2-digit", minute: "2-digit" }).format(new Date(time));
}

export function formatLongDay(time: string): string {
  return dateFormat({ weekday: "long", day: "numeric", month: "long", year: "numeric" }).format(new Date(time));
}

/** "3 days ago" */
export function formatAgo(time: string, now: number): string {
  const seconds = (new Date(time).getTime() - now) / 1000;
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ["day", 86400],
    ["hour", 3600],
    ["minute", 60],
  ];
  const format = new Intl.RelativeTimeFormat(locale(), { numeric: "auto", style: "short" });
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return format.format(Math.round(seconds / length), unit);
  }
  return format.format(0, "second");
}

const dayMinutes = 480;

/** Working minutes: "3d", "1d 4h", "30m". A day is eight hours. */
export function formatWork(minutes: number | null | undefined): string {
  if (minutes === null || minutes === undefined) return missing;
  const sign = minutes < 0 ? "−" : "";
  let rest = Math.abs(Math.round(minutes));
  const parts: string[] = [];
  const days = Math.floor(rest / dayMinutes);
  rest -= days * dayMinutes;
  if (days) parts.push(`${numberFormat({}).format(days)}d`);
  if (Math.floor(rest / 60)) parts.push(`${Math.floor(rest / 60)}h`);
  if (rest % 60) parts.push(`${rest % 60}m`);
  return sign + (parts.slice(0, 2).join(" ") || "0");
}

/** "2d", "4h", "1d 4h", "90m", "1,5d", "3w" or plain hours to minutes; null when it is none of these. */
export function parseWork(text: string): number | null {
  const given = text.trim().toLowerCase().replace(/,/g, ".");
  const pattern = /(\d+(?:\.\d+)?)\s*(wo|w|d|t|h|std|min|m)?/gy;
  const units: Record<string, number> = { w: 2400, wo: 2400, d: 480, t: 480, h: 60, std: 60, m: 1, min: 1 };
  let minutes = 0;
  let at = 0;
  while (at < given.length) {
    pattern.lastIndex = at;
    const match = pattern.exec(given);
    if (!match) return null;
    minutes += Number(match[1]) * units[match[2] ?? "h"]!;
    at = pattern.lastIndex;
    while (given[at] === " ") at++;
  }
  return given === "" ? null : Math.round(minutes);
}

/** A number as people of the locale write it: "1.234,5" in German. Null: not a number. */
export function parseNumber(text: string): number | null {
  const parts = numberFormat({}).formatToParts(12345.6);
  const group = parts.find((part) => part.type === "group")?.value ?? ",";
  const point = parts.find((part) => part.type === "decimal")?.value ?? ".";
  let plain = text.trim().replaceAll(/\s/g, "").replace("−", "-");
  const written = Number(plain);
  const grouped = new RegExp(`\\${group}\\d{3}(?!\\d)`).test(plain);
  if (plain !== "" && Number.isFinite(written) && !grouped) return written;
  plain = plain.replaceAll(group, "").replace(point, ".");
  const value = Number(plain);
  return plain === "" || !Number.isFinite(value) ? null : value;
}
