/* The columns of the plan's table: what each says of a task or project, and what may be typed into it.
 *
 * What the engine computes is shown and never typed; typing a start or finish writes what leads to it
 * (edits.ts). */
import type { ForecastTask, Item, Resource } from "../../../contract/types";
import { floatPlace, type Schedule } from "../engine/engine";
import { wide, words } from "../engine/layout";
import { MINUTES_PER_DAY, MINUTE_NONE, dayOf, momentText } from "../engine/minutes";
import { updates, type Change } from "../engine/source";
import { formatDay, formatMoney, formatNumber, formatWork, missing, parseNumber, parseWork } from "../format";
import { m } from "../paraglide/messages";
import * as edits from "./edits";
import { isSummary } from "./rows";

const TASK = words("TaskSchedule");
const GROUP = words("GroupSchedule");
const PLAN_TASK = words("Task");

export type ColumnName =
  | "number"
  | "title"
  | "duration"
  | "start"
  | "finish"
  | "float"
  | "float_path"
  | "percent"
  | "people"
  | "cost"
  | "work"
  | "release"
  | "deadline"
  | "state"
  | "optimistic"
  | "pessimistic"
  | "p50"
  | "p80";

export interface Column {
  name: ColumnName;
  label(): string;
  width: number;
  number?: boolean;
  /** What kind of text is typed; absent: computed. */
  editor?: "text" | "date";
  /** What typing into it writes, or leads to. */
  field?: keyof Item;
}

export const columns: readonly Column[] = [
  { name: "number", label: () => m.plan_column_number(), width: 56 },
  { name: "title", label: () => m.plan_column_title(), width: 250, editor: "text", field: "title" },
  { name: "duration", label: () => m.plan_column_duration(), width: 74, number: true, editor: "text", field: "duration_minutes" },
  { name: "start", label: () => m.plan_column_start(), width: 112, number: true, editor: "date", field: "constraint_at" },
  { name: "finish", label: () => m.plan_column_finish(), width: 112, number: true, editor: "date", field: "constraint_at" },
  { name: "float", label: () => m.plan_column_float(), width: 76, number: true },
  { name: "float_path", label: () => m.plan_column_float_path(), width: 90 },
  { name: "percent", label: () => m.plan_column_percent(), width: 60, number: true, editor: "text", field: "percent_complete" },
  { name: "people", label: () => m.plan_column_people(), width: 130, editor: "text" },
  { name: "cost", label: () => m.plan_column_cost(), width: 90, number: true },
  { name: "work", label: () => m.plan_column_work(), width: 74, number: true },
  { name: "release", label: () => m.plan_column_release(), width: 110 },
  { name: "deadline", label: () => m.plan_column_deadline(), width: 112, number: true, editor: "date", field: "deadline_at" },
  { name: "state", label: () => m.plan_column_state(), width: 90 },
  { name: "optimistic", label: () => m.plan_column_optimistic(), width: 90, number: true, editor: "text", field: "optimistic_minutes" },
  { name: "pessimistic", label: () => m.plan_column_pessimistic(), width: 90, number: true, editor: "text", field: "pessimistic_minutes" },
  { name: "p50", label: () => m.plan_column_p50(), width: 104, number: true },
  { name: "p80", label: () => m.plan_column_p80(), width: 104, number: true },
];

export const columnsAtFirst: readonly ColumnName[] = [
  "number",
  "title",
  "duration",
  "start",
  "finish",
  "float",
  "percent",
  "people",
  "cost",
];

export const COLUMN_MIN = 44;
export const COLUMN_MAX = 800;

export function columnOf(name: ColumnName): Column {
  return columns.find((column) => column.name === name)!;
}

export interface CellContext {
  schedule: Schedule;
  currency: string;
  number(task: number): string;
  people(task: number): string;
  stateWord(state: string): string;
  /** Of the last forecast. */
  forecast(item: string): ForecastTask | undefined;
}

function dayCell(minute: number): string {
  return minute === MINUTE_NONE ? missing : formatDay(momentText(minute));
}

export function taskCell(name: ColumnName, task: number, context: CellContext): string {
  const { schedule } = context;
  const { plan, tasks } = schedule;
  const at = task * TASK.stride;
  const item = plan.items[task]!;
  const dated = tasks[at + TASK.start] !== MINUTE_NONE;
  switch (name) {
    case "number":
      return context.number(task);
    case "title":
      return item.title;
    case "duration":
      return dated ? formatWork(tasks[at + TASK.duration]) : missing;
    case "start":
      return dayCell(tasks[at + TASK.start]!);
    case "finish":
      return dayCell(tasks[at + TASK.finish]!);
    case "float":
      return dated ? formatWork(tasks[at + TASK.total_float]) : missing;
    case "float_path": {
      const place = floatPlace(schedule, task);
      return place ? m.plan_float_place(place) : "";
    }
    case "percent":
      return `${formatNumber(plan.tables.tasks[task * PLAN_TASK.stride + PLAN_TASK.percent_complete], 0)} %`;
    case "people":
      return context.people(task);
    case "cost":
      return formatMoney(wide(tasks, at + TASK.cost_cents), context.currency);
    case "work":
      return formatWork(tasks[at + TASK.work]);
    case "release":
      return plan.releases[plan.outline.release[task]!]?.name ?? "";
    case "deadline":
      return item.deadline_at === null ? "" : formatDay(item.deadline_at);
    case "state":
      return context.stateWord(item.state);
    case "optimistic":
      return item.optimistic_minutes === null ? "" : formatWork(item.optimistic_minutes);
    case "pessimistic":
      return item.pessimistic_minutes === null ? "" : formatWork(item.pessimistic_minutes);
    case "p50":
      return formatDay(context.forecast(item.id)?.p50_at);
    case "p80":
      return formatDay(context.forecast(item.id)?.p80_at);
  }
}

export function projectCell(name: ColumnName, project: number, context: CellContext): string {
  const { projects, plan } = context.schedule;
  const at = project * GROUP.stride;
  switch (name) {
    case "title":
      return plan.projects[project]!.name;
    case "start":
      return dayCell(projects[at + GROUP.start]!);
    case "finish":
      return dayCell(projects[at + GROUP.finish]!);
    case "cost":
      return formatMoney(wide(projects, at + GROUP.cost_cents), context.currency);
    case "work":
      return formatWork(wide(projects, at + GROUP.work_minutes));
    default:
      return "";
  }
}

/** Whether the cell of the task takes text. */
export function isEditable(name: ColumnName, schedule: Schedule, task: number): boolean {
  if (!columnOf(name).editor) return false;
  return name === "title" || name === "deadline" || name === "people" || !isSummary(schedule.plan.outline, task);
}

/** What stands in the editor at first. */
export function editorText(name: ColumnName, task: number, context: CellContext): string {
  const { schedule } = context;
  const item = schedule.plan.items[task]!;
  switch (name) {
    case "start":
    case "finish":
      return momentText(edits.cell(schedule, task, name))?.slice(0, 10) ?? "";
    case "deadline":
      return item.deadline_at?.slice(0, 10) ?? "";
    case "percent":
      return String(item.percent_complete);
    default:
      return taskCell(name, task, context);
  }
}

/** What the text writes; refused when it is none of this column's. */
export function editOf(name: ColumnName, task: number, text: string, schedule: Schedule): edits.Attempt {
  switch (name) {
    case "title":
      return edits.rename(schedule, task, text);
    case "duration": {
      const minutes = parseWork(text);
      return minutes === null ? { refused: m.plan_refuse_work_text() } : edits.setDuration(schedule, task, minutes);
    }
    case "start":
      return text === "" ? edits.release(schedule, task) : edits.move(schedule, task, dayOf(text) * MINUTES_PER_DAY);
    case "finish":
      if (text === "") return { refused: m.plan_refuse_date_text() };
      return edits.resize(schedule, task, (dayOf(text) + 1) * MINUTES_PER_DAY);
    case "percent": {
      const percent = parseNumber(text.replace("%", ""));
      return percent === null || percent < 0 || percent > 100
        ? { refused: m.plan_refuse_percent() }
        : edits.setProgress(schedule, task, percent);
    }
    case "people":
      return peopleEdit(schedule, task, text);
    case "optimistic":
    case "pessimistic":
      return estimateEdit(schedule, task, `${name}_minutes`, text);
    case "deadline":
      return deadlineEdit(schedule, task, text);
    default:
      return { refused: "" };
  }
}

function estimateEdit(schedule: Schedule, task: number, field: "optimistic_minutes" | "pessimistic_minutes", text: string): edits.Attempt {
  const item = schedule.plan.items[task]!;
  const minutes = text.trim() === "" ? null : parseWork(text);
  if (minutes === null && text.trim() !== "") return { refused: m.plan_refuse_work_text() };
  return { label: m.plan_label_estimate({ name: item.title }), changes: updates("item", item.id, { [field]: minutes }) };
}

function deadlineEdit(schedule: Schedule, task: number, text: string): edits.Attempt {
  const item = schedule.plan.items[task]!;
  const end = text === "" ? null : edits.workTimeOfTask(schedule, task).previousFinish((dayOf(text) + 1) * MINUTES_PER_DAY);
  const fields = { deadline_at: end === null ? null : momentText(end) };
  return { label: m.plan_label_deadline({ name: item.title }), changes: updates("item", item.id, fields) };
}

// ---- people: "Ann, Bob [50%]" ----

export function assignmentText(name: string, units: number): string {
  return units === 100 ? name : `${name} [${units}%]`;
}

interface Wanted {
  resource: Resource;
  units: number;
}

function wantedPeople(text: string, resources: Iterable<Resource>): Wanted[] | edits.Refusal {
  const byName = new Map([...resources].map((resource) => [resource.name.toLowerCase(), resource]));
  const wanted: Wanted[] = [];
  for (const part of text.split(/[,;]/).map((one) => one.trim())) {
    if (part === "") continue;
    const match = /^(.*?)\s*(?:\[\s*(\d+)\s*%?\s*\])?$/.exec(part)!;
    const resource = byName.get(match[1]!.toLowerCase());
    if (!resource) return { refused: m.plan_refuse_nobody({ name: match[1]! }) };
    if (wanted.some((one) => one.resource === resource)) return { refused: m.plan_refuse_twice({ name: resource.name }) };
    wanted.push({ resource, units: match[2] === undefined ? 100 : Number(match[2]) });
  }
  return wanted;
}

function peopleEdit(schedule: Schedule, task: number, text: string): edits.Attempt {
  const { plan } = schedule;
  const item = plan.items[task]!;
  const wanted = wantedPeople(text, plan.source.resources.values());
  if ("refused" in wanted) return wanted;
  const changes: Change[] = [];
  const now = plan.assignments.filter((row) => row.item_id === item.id);
  for (const row of now) {
    const still = wanted.find((one) => one.resource.id === row.resource_id);
    if (!still) changes.push({ action: "delete", resource: "assignment", subject_id: row.id });
    else if (still.units !== row.units_percent) changes.push(...updates("assignment", row.id, { units_percent: still.units }));
  }
  for (const { resource, units } of wanted) {
    if (now.some((row) => row.resource_id === resource.id)) continue;
    const to = { item_id: item.id, resource_id: resource.id, units_percent: units };
    changes.push({ action: "create", resource: "assignment", to });
  }
  return { label: m.plan_label_people({ name: item.title }), changes };
}
