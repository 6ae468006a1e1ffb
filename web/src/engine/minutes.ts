/* Moments, days and durations as numbers, the way the engine counts them, and their text forms.
 *
 * Minute: minutes since 1970-01-01T00:00 on the plan's wall clock, which has no zone. Text "2026-01-05T08:00".
 * Day: days since 1970-01-01. Text "2026-01-05". Arithmetic goes through Date.UTC, so that the zone of the browser never
 * matters. MINUTE_NONE is the engine's null. */

export const MINUTE_NONE = -2147483648;
export const MINUTES_PER_DAY = 1440;
const MS_PER_MINUTE = 60000;

/** "2026-01-05T08:00" -> minutes; null stays the engine's null. Seconds are dropped, a date alone is midnight. */
export function minuteOf(text: string | null | undefined): number {
  if (!text) return MINUTE_NONE;
  const year = +text.slice(0, 4);
  const ms = Date.UTC(year, +text.slice(5, 7) - 1, +text.slice(8, 10));
  const time = text.length >= 16 ? +text.slice(11, 13) * 60 + +text.slice(14, 16) : 0;
  return Math.round(ms / MS_PER_MINUTE) + time;
}

export function momentText(minute: number): string | null {
  if (minute === MINUTE_NONE) return null;
  return new Date(minute * MS_PER_MINUTE).toISOString().slice(0, 16);
}

export function dayOf(text: string): number {
  return Math.round(Date.UTC(+text.slice(0, 4), +text.slice(5, 7) - 1, +text.slice(8, 10)) / 86400000);
}

export function dayText(day: number): string {
  return new Date(day * 86400000).toISOString().slice(0, 10);
}

export function dayOfMinute(minute: number): number {
  return Math.floor(minute / MINUTES_PER_DAY);
}

/** 0 Monday .. 6 Sunday; 1970-01-01 was a Thursday. */
export function weekday(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}

/** A Date whose UTC fields are the plan's wall clock: format it with timeZone "UTC". */
export function dateOfMinute(minute: number): Date {
  return new Date(minute * MS_PER_MINUTE);
}

/** Now on the wall clock of this browser. */
export function minuteNow(now: Date = new Date()): number {
  const ms = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate(), now.getHours(), now.getMinutes());
  return Math.round(ms / MS_PER_MINUTE);
}
