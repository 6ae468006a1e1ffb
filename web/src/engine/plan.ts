/* The plan of items: rows of the workspace as the rows of the engine, and back.
 *
 * The rules are the server's (model/plan.h), and a test compares both through the engine. A plan is never
 * altered: replan makes another one that shares every table the changes leave alone, which is what lets a
 * bar be dragged at one frame a step. Tables are ordered by id, but projects and tasks as outline.ts says. */
import { assignment_fields, item_fields, link_fields } from "../../../contract/types";
import type { Assignment, Calendar, Item, Link, Project, Release, Resource } from "../../../contract/types";
import { setWide, words } from "./layout";
import { minuteOf } from "./minutes";
import { NONE, byText, indexOf, outlineOf, sortedById, sortedProjects, type Outline } from "./outline";
import type { Change, PlanSource } from "./source";
import { DURATION_MAX, RULE_REMAINING, absenceTable, calendarTables, projectTable, rateTable, resourceTable } from "./tables";

const TASK = words("Task");
const LINK = words("Link");
const PROJECT = words("PlanProject");
const ASSIGNMENT = words("Assignment");

const DEFAULT_DURATION = 480;

const TASK_MANUAL = 1;
const TASK_INACTIVE = 2;
const TASK_ELAPSED = 4;
const TASK_MILESTONE = 8;
const TASK_STARTS = 16;
const TASK_MANDATORY = 32;
const TASK_LEVEL_OF_EFFORT = 64;
const TASK_WHOLE = 512;
const TASK_WBS_SUMMARY = 128;
const TASK_WITH_PEOPLE = 256;
const TASK_FLOAT_END = 1024;
const TASK_BY_PEOPLE = 2048;

export interface PlanTables {
  spans: Int32Array;
  exceptions: Int32Array;
  calendars: Int32Array;
  projects: Int32Array;
  tasks: Int32Array;
  links: Int32Array;
  resources: Int32Array;
  assignments: Int32Array;
  pauses: Int32Array;
  rates: Int32Array;
  absences: Int32Array;
}

export interface Plan {
  source: PlanSource;
  outline: Outline;
  /** Parallel to the tables. */
  items: Item[];
  projects: Project[];
  calendars: Calendar[];
  releases: Release[];
  resources: Resource[];
  links: Link[];
  assignments: Assignment[];
  taskOf: ReadonlyMap<string, number>;
  calendarOf: ReadonlyMap<string, number>;
  /** Ordinals of the distinct ranks. */
  priorityOf: ReadonlyMap<string, number>;
  /** By task: 1 when somebody works on it. */
  people: Uint8Array;
  tables: PlanTables;
  sharePeople: boolean;
}

/** A project whose calendar is not there. */
export class NoCalendarError extends Error {
  constructor(readonly project: Project) {
    super(`The project ${project.name} has no calendar.`);
  }
}

function bounded(minutes: number): number {
  return Math.min(Math.max(minutes, 0), DURATION_MAX);
}

function flagsOf(item: Item): number {
  return (
    (item.manual_start_at !== null ? TASK_MANUAL : 0) |
    (item.inactive || item.state === "dropped" ? TASK_INACTIVE : 0) |
    (item.elapsed ? TASK_ELAPSED : 0) |
    (item.kind === "milestone" ? TASK_MILESTONE : 0) |
    (item.activity_kind === "start_milestone" ? TASK_STARTS : 0) |
    (item.activity_kind === "level_of_effort" ? TASK_LEVEL_OF_EFFORT : 0) |
    (item.activity_kind === "wbs_summary" ? TASK_WBS_SUMMARY : 0) |
    (item.activity_kind === "resource_dependent" ? TASK_BY_PEOPLE : 0) |
    (item.constraint_mandatory ? TASK_MANDATORY : 0) |
    (item.calendar_with_people ? TASK_WITH_PEOPLE : 0) |
    (item.leveling_can_split ? 0 : TASK_WHOLE) |
    (item.ends_float_paths ? TASK_FLOAT_END : 0)
  );
}

/** A constraint without its date is none. */
function constraintOf(kind: Item["constraint_kind"], at: string | null): number {
  return at !== null || kind === "as_late_as_possible" ? item_fields.constraint_kind.choices.indexOf(kind) : 0;
}

/** Without people the effort is the duration. */
function durationOf(item: Item, people: boolean): number {
  if (item.duration_minutes !== null) return bounded(item.duration_minutes);
  if (!people && item.effort_minutes !== null) return bounded(item.effort_minutes);
  return item.kind === "milestone" ? 0 : DEFAULT_DURATION;
}

type TaskContext = Pick<Plan, "source" | "calendarOf" | "priorityOf" | "people">;

/** The ordinal of the rank of the nearest ancestor that has one, planned or not. */
function priorityAbove(item: Item, context: Pick<Plan, "source" | "priorityOf">): number {
  for (let at: Item | undefined = item; at; at = at.parent_id === null ? undefined : context.source.items.get(at.parent_id)) {
    if (at.rank !== null) return context.priorityOf.get(at.rank) ?? NONE;
  }
  return NONE;
}

/** Of each row its own rank counts, else the row's above; only what stands at the top looks beyond the plan. */
function writePriorities(table: Int32Array, { items, parent }: Outline, context: TaskContext): void {
  items.forEach((item, row) => {
    const above = parent[row]!;
    const inherits = item.rank === null && above !== NONE;
    table[row * TASK.stride + TASK.priority] = inherits ? table[above * TASK.stride + TASK.priority]! : priorityAbove(item, context);
  });
}

function writeTask(table: Int32Array, row: number, outline: Outline, context: TaskContext): void {
  const item = outline.items[row]!;
  const at = row * TASK.stride;
  table[at + TASK.parent] = outline.parent[row]!;
  table[at + TASK.project] = outline.project[row]!;
  table[at + TASK.release] = outline.release[row]!;
  table[at + TASK.calendar] = item.calendar_id === null ? NONE : (context.calendarOf.get(item.calendar_id) ?? NONE);
  table[at + TASK.flags] = flagsOf(item);
  table[at + TASK.duration] = durationOf(item, context.people[row] === 1);
  table[at + TASK.remaining] = item.remaining_minutes === null ? NONE : bounded(item.remaining_minutes);
  table[at + TASK.percent_complete] =
    item.state === "done" && item.actual_finish_at === null ? 100 : item.percent_complete;
  table[at + TASK.actual_start] = minuteOf(item.actual_start_at);
  table[at + TASK.actual_finish] = minuteOf(item.actual_finish_at);
  table[at + TASK.constraint] = constraintOf(item.constraint_kind, item.constraint_at);
  table[at + TASK.constraint_date] = minuteOf(item.constraint_at);
  table[at + TASK.deadline] = minuteOf(item.deadline_at);
  table[at + TASK.manual_start] = minuteOf(item.manual_start_at);
  table[at + TASK.manual_finish] = minuteOf(item.manual_finish_at);
  table[at + TASK.resume] = minuteOf(item.resume_at);
  table[at + TASK.leveling_delay] = bounded(item.leveling_delay_minutes);
  table[at + TASK.constraint_2] = constraintOf(item.constraint_2_kind, item.constraint_2_at);
  table[at + TASK.constraint_2_date] = minuteOf(item.constraint_2_at);
  table[at + TASK.expected_finish] = minuteOf(item.expected_finish_at);
  table[at + TASK.external_start] = minuteOf(item.external_start_at);
  table[at + TASK.external_finish] = minuteOf(item.external_finish_at);
  setWide(table, at + TASK.fixed_cost_cents, item.fixed_cost_cents);
}

/** All distinct ranks, numbered in the order of their bytes. */
function prioritiesOf(items: ReadonlyMap<string, Item>): Map<string, number> {
  const ranks = new Set<string>();
  for (const item of items.values()) if (item.rank !== null) ranks.add(item.rank);
  return new Map([...ranks].sort(byText).map((rank, ordinal) => [rank, ordinal]));
}

function linkTable(rows: readonly Link[], { taskOf, project }: Outline, projects: Int32Array): Int32Array {
  const table = new Int32Array(rows.length * LINK.stride);
  rows.forEach((link, row) => {
    const at = row * LINK.stride;
    table[at + LINK.predecessor] = taskOf.get(link.predecessor_id)!;
    const successor = taskOf.get(link.successor_id)!;
    table[at + LINK.successor] = successor;
    table[at + LINK.type] = link_fields.type.choices.indexOf(link.type);
    const rules = projects[project[successor]! * PROJECT.stride + PROJECT.rules]!;
    const wholeMinute = link.type === "start_finish" && (rules & RULE_REMAINING) !== 0;
    table[at + LINK.lag] = link.lag_minutes + (wholeMinute ? 1 : 0);
    table[at + LINK.lag_kind] = link_fields.lag_kind.choices.indexOf(link.lag_kind);
  });
  return table;
}

interface Crew {
  units: number;
  unitsBefore: number;
  ownWork: boolean;
}

/** Who works on each task, in units; people without work of their own share the item's effort. */
function crewsOf(rows: readonly Assignment[], resources: ReadonlyMap<string, Resource>, plan: Pick<Plan, "taskOf">) {
  const crews = new Map<number, Crew>();
  for (const row of rows) {
    if (resources.get(row.resource_id)!.kind === "material") continue;
    const task = plan.taskOf.get(row.item_id)!;
    const crew = crews.get(task) ?? { units: 0, unitsBefore: 0, ownWork: false };
    crew.units += row.units_percent;
    crew.ownWork ||= row.work_minutes !== null;
    crews.set(task, crew);
  }
  return crews;
}

function assignmentTable(plan: Plan): [Int32Array, Uint8Array] {
  const resourceOf = indexOf(plan.resources);
  const crews = crewsOf(plan.assignments, plan.source.resources, plan);
  const table = new Int32Array(plan.assignments.length * ASSIGNMENT.stride);
  plan.assignments.forEach((row, index) => {
    const at = index * ASSIGNMENT.stride;
    const task = plan.taskOf.get(row.item_id)!;
    table[at + ASSIGNMENT.task] = task;
    table[at + ASSIGNMENT.resource] = resourceOf.get(row.resource_id)!;
    table[at + ASSIGNMENT.units] = row.units_percent;
    table[at + ASSIGNMENT.work] = workOf(row, plan.items[task]!, plan, crews.get(task));
    table[at + ASSIGNMENT.delay] = bounded(row.delay_minutes);
    table[at + ASSIGNMENT.leveling_delay] = bounded(row.leveling_delay_minutes);
    table[at + ASSIGNMENT.contour] = assignment_fields.contour.choices.indexOf(row.contour);
    table[at + ASSIGNMENT.length] = bounded(row.portions.reduce((sum, portion) => sum + bounded(portion.minutes), 0));
    table[at + ASSIGNMENT.overtime] = bounded(row.overtime_minutes);
    table[at + ASSIGNMENT.rate_table] = assignment_fields.rate_table.choices.indexOf(row.rate_table);
  });
  const people = new Uint8Array(plan.items.length);
  for (const task of crews.keys()) people[task] = 1;
  return [table, people];
}

function workOf(row: Assignment, item: Item, plan: Plan, crew: Crew | undefined): number {
  const own = row.work_minutes === null ? NONE : bounded(row.work_minutes);
  const works = plan.source.resources.get(row.resource_id)!.kind !== "material";
  if (!works || !crew || item.effort_minutes === null || crew.ownWork || crew.units === 0) return own;
  const effort = bounded(item.effort_minutes);
  const before = Math.floor((effort * crew.unitsBefore) / crew.units);
  crew.unitsBefore += row.units_percent;
  return Math.floor((effort * crew.unitsBefore) / crew.units) - before;
}

function taskTable(outline: Outline, context: TaskContext): Int32Array {
  const table = new Int32Array(outline.items.length * TASK.stride);
  for (let row = 0; row < outline.items.length; row++) writeTask(table, row, outline, context);
  writePriorities(table, outline, context);
  return table;
}

/** In the order of the tasks; a row that breaks the order is left out. */
function pauseTable(items: readonly Item[]): Int32Array {
  const rows: number[] = [];
  items.forEach((item, task) => {
    let after = -1;
    for (const split of item.splits) {
      if (split.after_minutes <= after || split.pause_minutes < 1) continue;
      after = split.after_minutes;
      rows.push(task, bounded(after), bounded(split.pause_minutes));
    }
  });
  return Int32Array.from(rows);
}

/** Throws OwnAncestorError and NoCalendarError. */
export function planOf(source: PlanSource): Plan {
  const projects = sortedProjects(source.projects.values());
  const calendars = sortedById(source.calendars.values());
  const releases = sortedById(source.releases.values());
  const resources = sortedById(source.resources.values());
  const calendarOf = indexOf(calendars);
  for (const project of projects) if (!calendarOf.has(project.calendar_id)) throw new NoCalendarError(project);
  const outline = outlineOf(source.items, indexOf(projects), indexOf(releases));
  const { taskOf } = outline;
  const links = sortedById(source.links.values()).filter(
    (link) => taskOf.has(link.predecessor_id) && taskOf.has(link.successor_id),
  );
  const assignments = sortedById(source.assignments.values()).filter(
    (row) => taskOf.has(row.item_id) && source.resources.has(row.resource_id),
  );
  const projectRows = projectTable(projects, calendarOf, source.workspace);
  const plan: Plan = {
    source,
    outline,
    items: outline.items,
    projects,
    calendars,
    releases,
    resources,
    links,
    assignments,
    taskOf,
    calendarOf,
    priorityOf: prioritiesOf(source.items),
    people: new Uint8Array(outline.items.length),
    tables: {
      ...calendarTables(calendars),
      projects: projectRows,
      tasks: new Int32Array(0),
      links: linkTable(links, outline, projectRows),
      resources: resourceTable(resources, calendarOf),
      assignments: new Int32Array(0),
      pauses: pauseTable(outline.items),
      rates: rateTable(resources),
      absences: absenceTable(resources),
    },
    sharePeople: source.workspace?.share_people ?? false,
  };
  [plan.tables.assignments, plan.people] = assignmentTable(plan);
  plan.tables.tasks = taskTable(outline, plan);
  return plan;
}

/* Item fields that decide which rows there are or where they stand, or whose work others share. */
const structural = new Set(["parent_id", "project_id", "release_id", "position", "kind", "effort_minutes", "splits"]);

/** The items whose own row is all that changes; null: something else does. */
function rowsOnly(plan: Plan, changes: readonly Change[]): Set<number> | null {
  const rows = new Set<number>();
  for (const change of changes) {
    if (change.resource !== "item" || change.action !== "update" || !change.field || !change.subject_id) return null;
    if (structural.has(change.field)) return null;
    const row = plan.taskOf.get(change.subject_id);
    if (row !== undefined) rows.add(row);
  }
  return rows;
}

/** The plan of `source`, which is the plan's source with these changes. */
export function replan(plan: Plan, source: PlanSource, changes: readonly Change[]): Plan {
  const rows = rowsOnly(plan, changes);
  if (!rows) return planOf(source);
  const items = plan.items.slice();
  for (const row of rows) items[row] = source.items.get(items[row]!.id)!;
  const outline = { ...plan.outline, items };
  const tasks = plan.tables.tasks.slice();
  const ranked = changes.some((change) => change.field === "rank");
  const context = { ...plan, source, priorityOf: ranked ? prioritiesOf(source.items) : plan.priorityOf };
  for (const row of rows) writeTask(tasks, row, outline, context);
  if (ranked) writePriorities(tasks, outline, context);
  return { ...context, outline, items, tables: { ...plan.tables, tasks } };
}
