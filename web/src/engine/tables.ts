/* The engine's rows for the small tables of a plan: calendars, projects, resources. See plan.ts. */
import { resource_fields } from "../../../contract/types";
import type { Calendar, Project, Resource } from "../../../contract/types";
import { setWide, words } from "./layout";
import { dayOf, minuteOf } from "./minutes";

const SPAN = words("WorkSpan");
const EXCEPTION = words("CalendarException");
const CALENDAR = words("Calendar");
const PROJECT = words("PlanProject");
const RESOURCE = words("WorkResource");
const WEEKDAY = CALENDAR["week[1].first"] - CALENDAR["week[0].first"];

type Spans = Calendar["week"][number]["spans"];

export interface CalendarTables {
  spans: Int32Array;
  exceptions: Int32Array;
  calendars: Int32Array;
}

function countSpans(calendars: readonly Calendar[]): number {
  let count = 0;
  for (const calendar of calendars) {
    for (const day of calendar.week) count += day.spans.length;
    for (const day of calendar.exceptions) count += day.spans.length;
  }
  return count;
}

class SpanWriter {
  #count = 0;
  readonly table: Int32Array;
  constructor(count: number) {
    this.table = new Int32Array(count * SPAN.stride);
  }

  /** Writes the spans, and at `at` of `to` the WorkDay (first, count) that holds them. */
  add(spans: Spans, to: Int32Array, at: number): void {
    to[at] = this.#count;
    to[at + 1] = spans.length;
    for (const span of spans) {
      const row = this.#count++ * SPAN.stride;
      this.table[row + SPAN.from] = span.from_minute;
      this.table[row + SPAN.to] = span.to_minute;
    }
  }
}

export function calendarTables(rows: readonly Calendar[]): CalendarTables {
  const spans = new SpanWriter(countSpans(rows));
  const exceptionCount = rows.reduce((sum, calendar) => sum + calendar.exceptions.length, 0);
  const exceptions = new Int32Array(exceptionCount * EXCEPTION.stride);
  const calendars = new Int32Array(rows.length * CALENDAR.stride);
  let exception = 0;
  rows.forEach((calendar, index) => {
    const at = index * CALENDAR.stride;
    for (const day of calendar.week) {
      spans.add(day.spans, calendars, at + CALENDAR["week[0].first"] + day.weekday * WEEKDAY);
    }
    calendars[at + CALENDAR.first_exception] = exception;
    calendars[at + CALENDAR.exception_count] = calendar.exceptions.length;
    for (const day of calendar.exceptions) {
      const row = exception++ * EXCEPTION.stride;
      exceptions[row + EXCEPTION.first_day] = dayOf(day.first_day);
      exceptions[row + EXCEPTION.last_day] = dayOf(day.last_day);
      spans.add(day.spans, exceptions, row + EXCEPTION["day.first"]);
    }
  });
  return { spans: spans.table, exceptions, calendars };
}

export function projectTable(rows: readonly Project[], calendarOf: ReadonlyMap<string, number>): Int32Array {
  const table = new Int32Array(rows.length * PROJECT.stride);
  rows.forEach((project, index) => {
    const at = index * PROJECT.stride;
    table[at + PROJECT.start] = minuteOf(project.start_at);
    table[at + PROJECT.status_date] = minuteOf(project.status_at);
    table[at + PROJECT.must_finish] = minuteOf(project.must_finish_at);
    table[at + PROJECT.calendar] = calendarOf.get(project.calendar_id) ?? -1;
  });
  return table;
}

export function resourceTable(rows: readonly Resource[], calendarOf: ReadonlyMap<string, number>): Int32Array {
  const table = new Int32Array(rows.length * RESOURCE.stride);
  rows.forEach((resource, index) => {
    const at = index * RESOURCE.stride;
    table[at + RESOURCE.kind] = resource_fields.kind.choices.indexOf(resource.kind);
    table[at + RESOURCE.calendar] = calendarOf.get(resource.calendar_id ?? "") ?? -1;
    table[at + RESOURCE.units] = resource.units_percent;
    setWide(table, at + RESOURCE.rate_cents_per_hour, resource.rate_cents_per_hour);
    setWide(table, at + RESOURCE.cost_per_use_cents, resource.cost_per_use_cents);
  });
  return table;
}
