/* What each gesture on a bar writes: pure, from a schedule and what was dragged to the changes of rows.
 *
 * A gesture that makes no sense is refused with words. Whether the changes are made or proposed is the
 * server's business; whether they close a circle is the engine's. */
import type { Item, Link } from "../../../contract/types";
import type { Schedule } from "../engine/engine";
import { words } from "../engine/layout";
import { momentText } from "../engine/minutes";
import { NONE } from "../engine/outline";
import { updates, type Change } from "../engine/source";
import { workTimeOf, type WorkTime } from "../engine/worktime";
import { m } from "../paraglide/messages";
import { isSummary } from "./rows";

const TASK = words("TaskSchedule");
const DURATION_MAX = 100 * 366 * 1440;
const DURATION_MIN = 15;

export interface Edit {
  label: string;
  changes: Change[];
}
export interface Refusal {
  refused: string;
}
export type Attempt = Edit | Refusal;

export function isRefused(attempt: Attempt): attempt is Refusal {
  return "refused" in attempt;
}

export const linkTypes = ["finish_start", "start_start", "finish_finish", "start_finish"] as const;
export type LinkType = Link["type"];

export function linkTypeOf(fromFinish: boolean, toFinish: boolean): LinkType {
  if (fromFinish) return toFinish ? "finish_finish" : "finish_start";
  return toFinish ? "start_finish" : "start_start";
}

export function cell(schedule: Schedule, task: number, field: keyof typeof TASK): number {
  return schedule.tasks[task * TASK.stride + TASK[field]]!;
}

/** The working time that the task keeps: its own calendar, its first worker's, or its project's. */
export function workTimeOfTask({ plan }: Schedule, task: number): WorkTime {
  const item = plan.items[task]!;
  const { calendars, resources } = plan.source;
  const assigned = plan.assignments.find((row) => {
    const resource = row.item_id === item.id ? resources.get(row.resource_id) : undefined;
    return resource && resource.kind !== "material" && resource.calendar_id !== null;
  });
  const workers = assigned ? resources.get(assigned.resource_id)!.calendar_id : null;
  const project = plan.projects[plan.outline.project[task]!]!;
  const calendar = calendars.get(item.calendar_id ?? workers ?? "") ?? calendars.get(project.calendar_id)!;
  return workTimeOf(calendar);
}

function movable(schedule: Schedule, task: number): Refusal | null {
  const item = schedule.plan.items[task]!;
  if (isSummary(schedule.plan.outline, task)) return { refused: m.plan_refuse_summary({ name: item.title }) };
  if (item.actual_finish_at !== null || item.state === "done") return { refused: m.plan_refuse_done({ name: item.title }) };
  if (item.inactive || item.state === "dropped") return { refused: m.plan_refuse_inactive({ name: item.title }) };
  return null;
}

/** Starts no earlier than `minute`, moved on to working time; a manual task exactly there. */
export function move(schedule: Schedule, task: number, minute: number): Attempt {
  const refusal = movable(schedule, task);
  if (refusal) return refusal;
  const item = schedule.plan.items[task]!;
  const at = momentText(item.elapsed ? minute : workTimeOfTask(schedule, task).nextStart(minute));
  const label = m.plan_label_move({ name: item.title });
  if (item.actual_start_at !== null) return { label, changes: updates("item", item.id, { actual_start_at: at }) };
  if (item.manual_start_at !== null) return { label, changes: updates("item", item.id, { manual_start_at: at }) };
  const fields = { constraint_kind: "start_no_earlier_than", constraint_at: at };
  return { label, changes: updates("item", item.id, fields) };
}

/** By working days of the task, from where it starts now. */
export function moveDays(schedule: Schedule, task: number, days: number): Attempt {
  const time = workTimeOfTask(schedule, task);
  return move(schedule, task, time.shiftDays(cell(schedule, task, "start"), days));
}

/** Lets the date go: as soon as possible again. */
export function release(schedule: Schedule, task: number): Attempt {
  const item = schedule.plan.items[task]!;
  const fields = { constraint_kind: "as_soon_as_possible", constraint_at: null, manual_start_at: null };
  return { label: m.plan_label_release({ name: item.title }), changes: updates("item", item.id, fields) };
}

/** Who works on it, and with how much of his own. */
function workers(schedule: Schedule, item: Item) {
  const { assignments, source } = schedule.plan;
  return assignments.filter(
    (row) => row.item_id === item.id && source.resources.get(row.resource_id)!.kind !== "material",
  );
}

/** The duration, and with it the work that decides it where people have some. */
export function setDuration(schedule: Schedule, task: number, minutes: number): Attempt {
  const refusal = movable(schedule, task);
  if (refusal) return refusal;
  const item = schedule.plan.items[task]!;
  if (!Number.isFinite(minutes) || minutes < 0 || minutes > DURATION_MAX) return { refused: m.plan_refuse_duration() };
  const label = m.plan_label_duration({ name: item.title });
  const people = workers(schedule, item);
  const before = cell(schedule, task, "duration");
  const scaled = (work: number): number => Math.round(before > 0 ? (work * minutes) / before : minutes);
  const own = people.filter((row) => row.work_minutes !== null);
  if (own.length > 0) {
    const changes = own.flatMap((row) => updates("assignment", row.id, { work_minutes: scaled(row.work_minutes!) }));
    return { label, changes };
  }
  if (people.length > 0 && item.effort_minutes !== null) {
    return { label, changes: updates("item", item.id, { effort_minutes: scaled(item.effort_minutes) }) };
  }
  return { label, changes: updates("item", item.id, { duration_minutes: Math.round(minutes) }) };
}

/** So long that it finishes at `minute`. */
export function resize(schedule: Schedule, task: number, minute: number): Attempt {
  const item = schedule.plan.items[task]!;
  const start = cell(schedule, task, "start");
  const minutes = item.elapsed ? minute - start : workTimeOfTask(schedule, task).between(start, minute);
  return setDuration(schedule, task, Math.max(DURATION_MIN, minutes));
}

export function lengthen(schedule: Schedule, task: number, minutes: number): Attempt {
  return setDuration(schedule, task, Math.max(0, cell(schedule, task, "duration") + minutes));
}

/** Work that has begun has begun somewhere: where it is planned, when nothing else is known. */
export function setProgress(schedule: Schedule, task: number, percent: number): Attempt {
  const item = schedule.plan.items[task]!;
  if (isSummary(schedule.plan.outline, task)) return { refused: m.plan_refuse_summary({ name: item.title }) };
  const bounded = Math.round(Math.min(100, Math.max(0, percent)));
  const fields: Record<string, unknown> = { percent_complete: bounded };
  if (bounded > 0 && item.actual_start_at === null) fields["actual_start_at"] = momentText(cell(schedule, task, "start"));
  if (bounded < 100 && item.actual_finish_at !== null) fields["actual_finish_at"] = null;
  return { label: m.plan_label_progress({ name: item.title }), changes: updates("item", item.id, fields) };
}

export function rename(schedule: Schedule, task: number, title: string): Attempt {
  const item = schedule.plan.items[task]!;
  const text = title.trim();
  if (text === "" || [...text].length > 300) return { refused: m.plan_refuse_title() };
  return { label: m.plan_label_rename({ name: item.title }), changes: updates("item", item.id, { title: text }) };
}

export function link(schedule: Schedule, from: number, to: number, type: LinkType): Attempt {
  const { plan } = schedule;
  const predecessor = plan.items[from]!;
  const successor = plan.items[to]!;
  if (from === to) return { refused: m.plan_refuse_own_link() };
  const known = plan.links.some(
    (row) =>
      (row.predecessor_id === predecessor.id && row.successor_id === successor.id) ||
      (row.predecessor_id === successor.id && row.successor_id === predecessor.id),
  );
  if (known) return { refused: m.plan_refuse_linked({ from: predecessor.title, to: successor.title }) };
  const values = { predecessor_id: predecessor.id, successor_id: successor.id, type };
  return {
    label: m.plan_label_link({ from: predecessor.title, to: successor.title }),
    changes: [{ action: "create", resource: "link", to: values }],
  };
}

/** Each to the next, in the order of the rows. */
export function linkChain(schedule: Schedule, tasks: readonly number[]): Attempt {
  if (tasks.length < 2) return { refused: m.plan_refuse_select_two() };
  const changes: Change[] = [];
  for (let n = 1; n < tasks.length; n++) {
    const attempt = link(schedule, tasks[n - 1]!, tasks[n]!, "finish_start");
    if (isRefused(attempt)) return attempt;
    changes.push(...attempt.changes);
  }
  return { label: m.plan_label_chain({ count: tasks.length }), changes };
}

export function unlinkAll(schedule: Schedule, tasks: readonly number[]): Attempt {
  const { plan } = schedule;
  const ids = new Set(tasks.map((task) => plan.items[task]!.id));
  const between = tasks.length > 1;
  const gone = plan.links.filter((row) =>
    between
      ? ids.has(row.predecessor_id) && ids.has(row.successor_id)
      : ids.has(row.predecessor_id) || ids.has(row.successor_id),
  );
  if (gone.length === 0) return { refused: m.plan_refuse_no_links() };
  const changes = gone.map((row) => ({ action: "delete" as const, resource: "link", subject_id: row.id }));
  return { label: m.plan_label_unlink({ count: gone.length }), changes };
}

export function parentOf({ plan }: Schedule, task: number): number {
  return plan.outline.parent[task] ?? NONE;
}
