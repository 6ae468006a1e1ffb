/* Who has how much to do when, from the schedule: minutes a day for each person and machine.
 *
 * An assignment asks its units of the working time from its task's start until its own work is done (of
 * started and done work: until the task's finish), on the task's own calendar, else the resource's, else the
 * project's, as in the engine. What several ask at the same moment beyond the resource's units is overload,
 * and a day can be overloaded though its sum fits. */
import { words } from "../engine/layout";
import { MINUTES_PER_DAY, MINUTE_NONE, dayOf, dayOfMinute } from "../engine/minutes";
import type { Plan } from "../engine/plan";
import { mostUnits } from "../engine/tables";
import type { Schedule } from "../engine/engine";
import { WorkTime, workTimeOf, type Span } from "../engine/worktime";
import type { Resource } from "../../../contract/types";

const TASK = words("Task");
const DATES = words("TaskSchedule");
const ASSIGNMENT = words("Assignment");
const PAUSE = words("Pause");

/** One assignment as its resource sees it. */
export interface Part {
  /** Row of the plan. */
  task: number;
  /** Percent of the resource. */
  units: number;
  from: number;
  to: number;
  time: WorkTime;
}

/** One person or machine. */
export interface LoadRow {
  resource: Resource;
  time: WorkTime | null;
  parts: Part[];
  /** Day of load[0] and over[0]; minutes of work, and of those beyond the units. */
  firstDay: number;
  load: Float64Array;
  over: Float64Array;
}

export interface Cell {
  load: number;
  capacity: number;
  over: number;
}

const none: readonly Span[] = [];

function calendarOf(plan: Plan, resource: Resource, task: number): WorkTime | null {
  const item = plan.items[task]!;
  const project = plan.projects[plan.outline.project[task]!]!;
  const id = item.calendar_id ?? resource.calendar_id ?? project.calendar_id;
  const calendar = plan.source.calendars.get(id);
  return calendar ? workTimeOf(calendar) : null;
}

/** When so many working minutes have passed; never behind `limit`. */
function endOf(time: WorkTime, from: number, minutes: number, limit: number): number {
  let left = minutes;
  for (let day = dayOfMinute(from); day * MINUTES_PER_DAY < limit; day++) {
    const start = day * MINUTES_PER_DAY;
    for (const span of time.spans(day)) {
      const begin = Math.max(start + span.from, from);
      const length = start + span.to - begin;
      if (length <= 0) continue;
      if (length >= left) return Math.min(begin + left, limit);
      left -= length;
    }
  }
  return limit;
}

/** Minutes of the task's pauses that lie between the first so many of its work. */
function pausedBefore(plan: Plan, task: number, minutes: number): number {
  const { pauses } = plan.tables;
  let sum = 0;
  for (let at = 0; at < pauses.length; at += PAUSE.stride) {
    if (pauses[at + PAUSE.task] === task && pauses[at + PAUSE.after]! < minutes) sum += pauses[at + PAUSE.minutes]!;
  }
  return sum;
}

/** The part without the pauses of its task, which lie between minutes of its work. */
function withoutPauses(plan: Plan, part: Part): Part[] {
  const { pauses } = plan.tables;
  const pieces: Part[] = [];
  let from = part.from;
  let done = 0;
  for (let at = 0; at < pauses.length; at += PAUSE.stride) {
    const after = pauses[at + PAUSE.after]!;
    if (pauses[at + PAUSE.task] !== part.task || after === 0) continue;
    const to = endOf(part.time, from, after - done, part.to);
    if (to >= part.to) break;
    pieces.push({ ...part, from, to });
    from = endOf(part.time, to, pauses[at + PAUSE.minutes]!, part.to);
    done = after;
  }
  return [...pieces, { ...part, from }];
}

function partOf(schedule: Schedule, row: number): Part | null {
  const { plan, tasks } = schedule;
  const table = plan.tables.assignments;
  const at = row * ASSIGNMENT.stride;
  const task = table[at + ASSIGNMENT.task]!;
  const dates = task * DATES.stride;
  const units = table[at + ASSIGNMENT.units]!;
  const work = table[at + ASSIGNMENT.work]!;
  const from = tasks[dates + DATES.start]!;
  const to = tasks[dates + DATES.finish]!;
  const time = calendarOf(plan, plan.resources[table[at + ASSIGNMENT.resource]!]!, task);
  if (!time || from === MINUTE_NONE || to <= from || units <= 0 || work === 0) return null;
  const started = plan.tables.tasks[task * TASK.stride + TASK.actual_start] !== MINUTE_NONE;
  const minutes = Math.ceil((work * 100) / units);
  const end = work < 0 || started ? to : endOf(time, from, minutes + pausedBefore(plan, task, minutes), to);
  return { task, units, from, to: end, time };
}

/** Working stretches of a part, day by day, within from..to. */
function eachSpan(part: Part, from: number, to: number, visit: (day: number, begin: number, end: number) => void): void {
  const first = Math.max(part.from, from);
  const last = Math.min(part.to, to);
  for (let day = dayOfMinute(first); day * MINUTES_PER_DAY < last; day++) {
    const start = day * MINUTES_PER_DAY;
    for (const span of part.time.spans(day)) {
      const begin = Math.max(start + span.from, first);
      const end = Math.min(start + span.to, last);
      if (end > begin) visit(day, begin, end);
    }
  }
}

/** Percent that there are of it on a day. */
function unitsOn(resource: Resource, day: number): number {
  const { available_from, available_until, availability } = resource;
  if (available_from && day < dayOf(available_from)) return 0;
  if (available_until && day > dayOf(available_until)) return 0;
  let units = resource.units_percent;
  for (const step of availability) if (dayOf(step.available_from) <= day) units = step.units_percent;
  return units;
}

/** Sums up one resource: a sweep over the moments at which somebody begins or ends to ask for it. */
function sumUp(row: LoadRow): void {
  if (row.parts.length === 0) return;
  const first = dayOfMinute(Math.min(...row.parts.map((part) => part.from)));
  const last = dayOfMinute(Math.max(...row.parts.map((part) => part.to)));
  const turns: [number, number][] = [];
  row.firstDay = first;
  row.load = new Float64Array(last - first + 1);
  row.over = new Float64Array(last - first + 1);
  for (const part of row.parts) {
    eachSpan(part, part.from, part.to, (day, begin, end) => {
      row.load[day - first]! += ((end - begin) * part.units) / 100;
      turns.push([begin, part.units], [end, -part.units]);
    });
  }
  /* What is missing of it is taken by nobody. */
  const all = mostUnits(row.resource);
  let missing = 0;
  for (let day = first; day <= last; day++) {
    const change = all - unitsOn(row.resource, day) - missing;
    if (change !== 0) turns.push([day * MINUTES_PER_DAY, change]);
    missing += change;
  }
  turns.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  let used = 0;
  let before = 0;
  for (const [at, units] of turns) {
    const excess = used - all;
    if (excess > 0 && at > before) row.over[dayOfMinute(before) - first]! += (excess * (at - before)) / 100;
    used += units;
    before = at;
  }
}

/** Rows in the order of the names. Material has no time and is left out. */
export function workloadOf(schedule: Schedule): LoadRow[] {
  const { plan } = schedule;
  const rows: (LoadRow | null)[] = plan.resources.map((resource) => {
    if (resource.kind === "material") return null;
    const id = resource.calendar_id ?? plan.projects[0]?.calendar_id;
    const calendar = id === undefined ? undefined : plan.source.calendars.get(id);
    const time = calendar ? workTimeOf(calendar) : null;
    return { resource, time, parts: [], firstDay: 0, load: new Float64Array(0), over: new Float64Array(0) };
  });
  plan.assignments.forEach((_, n) => {
    const row = rows[plan.tables.assignments[n * ASSIGNMENT.stride + ASSIGNMENT.resource]!];
    const part = row ? partOf(schedule, n) : null;
    const begun = part && plan.tables.tasks[part.task * TASK.stride + TASK.actual_start] !== MINUTE_NONE;
    if (row && part) row.parts.push(...(begun ? [part] : withoutPauses(plan, part)));
  });
  const found = rows.filter((row) => row !== null);
  for (const row of found) sumUp(row);
  return found.sort((a, b) => a.resource.name.localeCompare(b.resource.name));
}

/** What is asked and what there is from one moment to another, both at midnight. */
export function cellOf(row: LoadRow, from: number, to: number): Cell {
  const cell: Cell = { load: 0, capacity: 0, over: 0 };
  for (let day = dayOfMinute(from); day * MINUTES_PER_DAY < to; day++) {
    cell.load += row.load[day - row.firstDay] ?? 0;
    cell.over += row.over[day - row.firstDay] ?? 0;
    const units = unitsOn(row.resource, day);
    for (const span of row.time?.spans(day) ?? none) cell.capacity += ((span.to - span.from) * units) / 100;
  }
  return cell;
}

export interface Share {
  task: number;
  minutes: number;
}

/** Who asks for it in that time, most first. */
export function sharesOf(row: LoadRow, from: number, to: number): Share[] {
  const minutes = new Map<number, number>();
  for (const part of row.parts) {
    eachSpan(part, from, to, (_, begin, end) => {
      minutes.set(part.task, (minutes.get(part.task) ?? 0) + ((end - begin) * part.units) / 100);
    });
  }
  return [...minutes].map(([task, sum]) => ({ task, minutes: sum })).sort((a, b) => b.minutes - a.minutes || a.task - b.task);
}

/** All minutes beyond the units. */
export function overloadOf(row: LoadRow): number {
  return row.over.reduce((sum, minutes) => sum + minutes, 0);
}

/** Days of the first and behind the last work; null without any. */
export function rangeOf(rows: readonly LoadRow[]): { first: number; end: number } | null {
  const busy = rows.filter((row) => row.load.length > 0);
  if (busy.length === 0) return null;
  return {
    first: Math.min(...busy.map((row) => row.firstDay)),
    end: Math.max(...busy.map((row) => row.firstDay + row.load.length)),
  };
}
