/* Working time of one calendar, for shading, snapping and measuring a dragged bar. Dates of the plan come
 * from the engine; here is only what one gesture needs, day by day. */
import type { Calendar } from "../../../contract/types";
import { MINUTES_PER_DAY, dayOf, dayOfMinute, weekday } from "./minutes";

export interface Span {
  from: number;
  to: number;
}

const none: readonly Span[] = [];
/** Nothing is looked for farther away than this. */
const REACH_DAYS = 100 * 366;

function spansOf(rows: readonly { from_minute: number; to_minute: number }[]): readonly Span[] {
  return rows.map((row) => ({ from: row.from_minute, to: row.to_minute }));
}

export class WorkTime {
  readonly #week: readonly (readonly Span[])[];
  readonly #exceptions: readonly { first: number; last: number; spans: readonly Span[] }[];
  readonly #days = new Map<number, readonly Span[]>();

  constructor(calendar: Pick<Calendar, "week" | "exceptions">) {
    const week: (readonly Span[])[] = Array.from({ length: 7 }, () => none);
    for (const day of calendar.week) week[day.weekday] = spansOf(day.spans);
    this.#week = week;
    this.#exceptions = calendar.exceptions.map((exception) => ({
      first: dayOf(exception.first_day),
      last: dayOf(exception.last_day),
      spans: spansOf(exception.spans),
    }));
  }

  /** Working time of a day, in minutes of it; of overlapping exceptions the later row wins. */
  spans(day: number): readonly Span[] {
    let spans = this.#days.get(day);
    if (!spans) {
      const exception = this.#exceptions.findLast((one) => one.first <= day && day <= one.last);
      spans = exception ? exception.spans : this.#week[weekday(day)]!;
      if (this.#days.size > 20000) this.#days.clear();
      this.#days.set(day, spans);
    }
    return spans;
  }

  worksOn(day: number): boolean {
    return this.spans(day).length > 0;
  }

  /** Working minutes between; 0 when to lies before from. */
  between(from: number, to: number): number {
    let sum = 0;
    for (let day = dayOfMinute(from); day * MINUTES_PER_DAY < to; day++) {
      const start = day * MINUTES_PER_DAY;
      for (const span of this.spans(day)) {
        sum += Math.max(0, Math.min(start + span.to, to) - Math.max(start + span.from, from));
      }
    }
    return sum;
  }

  /** The first working minute at or after; the moment itself when there is none. */
  nextStart(from: number): number {
    const first = dayOfMinute(from);
    for (let day = first; day < first + REACH_DAYS; day++) {
      for (const span of this.spans(day)) {
        const end = day * MINUTES_PER_DAY + span.to;
        if (end > from) return Math.max(from, day * MINUTES_PER_DAY + span.from);
      }
    }
    return from;
  }

  /** The last end of working time at or before. */
  previousFinish(to: number): number {
    const last = dayOfMinute(to);
    for (let day = last; day > last - REACH_DAYS; day--) {
      for (const span of [...this.spans(day)].reverse()) {
        const start = day * MINUTES_PER_DAY + span.from;
        if (start < to) return Math.min(to, day * MINUTES_PER_DAY + span.to);
      }
    }
    return to;
  }

  /** The same working time, some working days later or earlier. */
  shiftDays(from: number, days: number): number {
    const step = Math.sign(days);
    let day = dayOfMinute(from);
    for (let left = Math.abs(days), tried = 0; left > 0 && tried < REACH_DAYS; tried++) {
      day += step;
      if (this.worksOn(day)) left--;
    }
    return this.nextStart(day * MINUTES_PER_DAY + (from - dayOfMinute(from) * MINUTES_PER_DAY));
  }
}

const made = new WeakMap<object, WorkTime>();

export function workTimeOf(calendar: Calendar): WorkTime {
  let time = made.get(calendar);
  if (!time) made.set(calendar, (time = new WorkTime(calendar)));
  return time;
}
