/* The engine's rows for the small tables of a plan: calendars, projects, resources. See plan.ts. */
import { project_fields, resource_fields, resource_rate_fields } from "../../../contract/types";
import type { Calendar, Project, Resource, ResourceRate, Workspace } from "../../../contract/types";
import { setWide, words } from "./layout";
import { MINUTES_PER_DAY, MINUTE_NONE, dayOf, minuteOf } from "./minutes";

const SPAN = words("WorkSpan");
const EXCEPTION = words("CalendarException");
const CALENDAR = words("Calendar");
const PROJECT = words("PlanProject");
const RESOURCE = words("WorkResource");
const RATE = words("Rate");
/** Overtime costs what any other hour does. */
const RATE_NONE = -1;
export const DURATION_MAX = 100 * 366 * 1440;
/** The engine's first day. */
const FIRST_DAY = dayOf("1900-01-01");
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

/** The engine's ProjectRule. */
const RULE_LINKS_WIN = 1;
export const RULE_REMAINING = 2;
const RULE_COMMON_END = 4;
const RULE_OPEN_ENDS = 8;
const RULE_ACTUAL_LAGS = 16;
const RULE_ALONE = 32;
const RULE_FREE_STATUS = 64;
const RULE_EXPECTED_FINISH = 128;
const RULE_FROM_FINISH = 256;

function rulesOf(project: Project): number {
  return (
    (project.honour_constraints ? 0 : RULE_LINKS_WIN) |
    (project.dates_of_remaining ? RULE_REMAINING : 0) |
    (project.common_end ? RULE_COMMON_END : 0) |
    (project.open_ends_critical ? RULE_OPEN_ENDS : 0) |
    (project.lag_from_actual_start ? RULE_ACTUAL_LAGS : 0) |
    (project.ignore_other_projects ? RULE_ALONE : 0) |
    (project.status_holds ? 0 : RULE_FREE_STATUS) |
    (project.use_expected_finish ? RULE_EXPECTED_FINISH : 0) |
    (project.schedule_from_finish && project.must_finish_at !== null ? RULE_FROM_FINISH : 0)
  );
}

export function projectTable(
  rows: readonly Project[],
  calendarOf: ReadonlyMap<string, number>,
  workspace: Pick<Workspace, "critical_float_minutes"> | null,
): Int32Array {
  const table = new Int32Array(rows.length * PROJECT.stride);
  rows.forEach((project, index) => {
    const at = index * PROJECT.stride;
    table[at + PROJECT.start] = minuteOf(project.start_at);
    table[at + PROJECT.status_date] = minuteOf(project.status_at);
    table[at + PROJECT.must_finish] = minuteOf(project.must_finish_at);
    table[at + PROJECT.calendar] = calendarOf.get(project.calendar_id) ?? -1;
    table[at + PROJECT.rules] = rulesOf(project);
    table[at + PROJECT.progress_mode] = project_fields.progress_mode.choices.indexOf(project.progress_mode);
    table[at + PROJECT.lag_calendar] = project_fields.lag_calendar.choices.indexOf(project.lag_calendar);
    table[at + PROJECT.float_kind] = project_fields.float_kind.choices.indexOf(project.float_kind);
    table[at + PROJECT.critical_by] = project_fields.critical_by.choices.indexOf(project.critical_by);
    const float = project.critical_float_minutes ?? workspace?.critical_float_minutes ?? 0;
    table[at + PROJECT.critical_float] = Math.min(Math.max(float, 0), DURATION_MAX);
    table[at + PROJECT.float_paths] = project.float_paths ? project.float_path_count : 0;
    table[at + PROJECT.float_paths_by] = project_fields.float_paths_by.choices.indexOf(project.float_paths_by);
  });
  return table;
}

/** The end of a day; null stays the engine's null. */
function minuteAfter(day: string | null): number {
  return day ? minuteOf(day) + MINUTES_PER_DAY : MINUTE_NONE;
}

/** The most there ever is of it. */
export function mostUnits(resource: Resource): number {
  return Math.max(resource.units_percent, ...resource.availability.map((step) => step.units_percent));
}

/** Nothing is missing where there is the most. A step that breaks the order is left out. */
export function absenceTable(resources: readonly Resource[]): Int32Array {
  const rows: number[] = [];
  resources.forEach((resource, index) => {
    const most = mostUnits(resource);
    let before = FIRST_DAY;
    if (resource.units_percent < most) rows.push(index, FIRST_DAY * MINUTES_PER_DAY, most - resource.units_percent);
    for (const step of resource.availability) {
      const day = dayOf(step.available_from);
      if (day <= before) continue;
      before = day;
      rows.push(index, day * MINUTES_PER_DAY, most - step.units_percent);
    }
  });
  return Int32Array.from(rows);
}

export function resourceTable(rows: readonly Resource[], calendarOf: ReadonlyMap<string, number>): Int32Array {
  const table = new Int32Array(rows.length * RESOURCE.stride);
  rows.forEach((resource, index) => {
    const at = index * RESOURCE.stride;
    table[at + RESOURCE.kind] = resource_fields.kind.choices.indexOf(resource.kind);
    table[at + RESOURCE.calendar] = calendarOf.get(resource.calendar_id ?? "") ?? -1;
    table[at + RESOURCE.units] = mostUnits(resource);
    table[at + RESOURCE.available_from] = minuteOf(resource.available_from);
    table[at + RESOURCE.available_until] = minuteAfter(resource.available_until);
    setWide(table, at + RESOURCE.rate_cents_per_hour, resource.rate_cents_per_hour);
    setWide(table, at + RESOURCE.cost_per_use_cents, resource.cost_per_use_cents);
    setWide(table, at + RESOURCE.overtime_rate_cents_per_hour, resource.overtime_rate_cents_per_hour ?? RATE_NONE);
  });
  return table;
}

/** The engine's number of a rate table. */
function tableOf(rate: ResourceRate): number {
  return resource_rate_fields.rate_table.choices.indexOf(rate.rate_table);
}

/** Each behind the one before, by table and moment; what breaks the order is left out. */
function inOrder(rates: readonly ResourceRate[]): ResourceRate[] {
  const kept: ResourceRate[] = [];
  for (const rate of rates) {
    const last = kept.at(-1);
    const tables = last ? tableOf(rate) - tableOf(last) : 1;
    if (tables > 0 || (tables === 0 && minuteOf(rate.effective_at) > minuteOf(last!.effective_at))) kept.push(rate);
  }
  return kept;
}

export function rateTable(resources: readonly Resource[]): Int32Array {
  const rates = resources.map((resource) => inOrder(resource.rates));
  const table = new Int32Array(rates.reduce((sum, rows) => sum + rows.length, 0) * RATE.stride);
  let at = 0;
  rates.forEach((rows, resource) => {
    for (const rate of rows) {
      table[at + RATE.resource] = resource;
      table[at + RATE.table] = tableOf(rate);
      table[at + RATE.from] = minuteOf(rate.effective_at);
      setWide(table, at + RATE.rate_cents_per_hour, rate.rate_cents_per_hour);
      setWide(table, at + RATE.cost_per_use_cents, rate.cost_per_use_cents);
      setWide(table, at + RATE.overtime_rate_cents_per_hour, rate.overtime_rate_cents_per_hour ?? RATE_NONE);
      at += RATE.stride;
    }
  });
  return table;
}
