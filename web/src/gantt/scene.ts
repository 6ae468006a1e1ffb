/* Where everything of the Gantt lies in the window: one scene is all that drawing and hit testing read.
 *
 * Coordinates are CSS pixels of the canvas; the header is on top, rows begin below it. The scale's start is
 * the minute at the left edge, so scrolling sideways is another scale. */
import type { Schedule } from "../engine/engine";
import { words } from "../engine/layout";
import { MINUTE_NONE } from "../engine/minutes";
import { link_fields } from "../../../contract/types";
import { isProjectRow, isSummary, projectOfRow, rowWindow, type RowList } from "./rows";
import { routeArrow, type Arrow, type ArrowEnd } from "./route";
import { xOf, type Timescale } from "./timescale";

const TASK = words("TaskSchedule");
const GROUP = words("GroupSchedule");
const PLAN_TASK = words("Task");
const LINK = words("Link");
const FF = link_fields.type.choices.indexOf("finish_finish");
const FS = link_fields.type.choices.indexOf("finish_start");
const SF = link_fields.type.choices.indexOf("start_finish");
const MILESTONE_FLAG = 8;
const INACTIVE_FLAG = 2;

export const HEADER = 44;
export const ROW = 28;
export const BAR_HALF = 7;
export const DIAMOND = 7;
export const HANDLE = 5;
export const HANDLE_AWAY = 9;

export interface Scene {
  width: number;
  height: number;
  scale: Timescale;
  /** Scrolled down by. */
  top: number;
  list: RowList;
  schedule: Schedule;
}

export type BarKind = "task" | "summary" | "milestone" | "project";

export interface Bar {
  kind: BarKind;
  x1: number;
  x2: number;
  /** The middle. */
  y: number;
}

export function rowY(scene: Scene, row: number): number {
  return HEADER + row * ROW - scene.top;
}

/** The row at a height; -1 in the header or below the last. */
export function rowAt(scene: Scene, y: number): number {
  if (y < HEADER) return -1;
  const row = Math.floor((y - HEADER + scene.top) / ROW);
  return row < scene.list.rows.length ? row : -1;
}

export function shownRows(scene: Scene): { first: number; end: number } {
  return rowWindow(scene.list.rows.length, ROW, scene.top, scene.height - HEADER);
}

export function hasFlag(schedule: Schedule, task: number, flag: number): boolean {
  return (schedule.plan.tables.tasks[task * PLAN_TASK.stride + PLAN_TASK.flags]! & flag) !== 0;
}

export function isInactive(schedule: Schedule, task: number): boolean {
  return hasFlag(schedule, task, INACTIVE_FLAG);
}

function kindOf(schedule: Schedule, task: number): BarKind {
  if (isSummary(schedule.plan.outline, task)) return "summary";
  const at = task * TASK.stride;
  const point = schedule.tasks[at + TASK.start] === schedule.tasks[at + TASK.finish];
  return point || hasFlag(schedule, task, MILESTONE_FLAG) ? "milestone" : "task";
}

/** Null: without dates. `schedule` may be another than the scene's: a ghost of before. */
export function barOf(scene: Scene, task: number, schedule = scene.schedule): Bar | null {
  const row = scene.list.rowOfTask[task]!;
  const at = task * TASK.stride;
  const start = schedule.tasks[at + TASK.start]!;
  const finish = schedule.tasks[at + TASK.finish]!;
  if (row < 0 || start === MINUTE_NONE || finish === MINUTE_NONE) return null;
  const kind = kindOf(schedule, task);
  const x1 = xOf(scene.scale, start);
  const x2 = kind === "milestone" ? x1 : Math.max(xOf(scene.scale, finish), x1 + 3);
  return { kind, x1, x2, y: rowY(scene, row) + ROW / 2 };
}

export function projectBar(scene: Scene, project: number): Bar | null {
  const row = scene.list.rowOfProject[project]!;
  const start = scene.schedule.projects[project * GROUP.stride + GROUP.start]!;
  const finish = scene.schedule.projects[project * GROUP.stride + GROUP.finish]!;
  if (row < 0 || start === MINUTE_NONE) return null;
  const x1 = xOf(scene.scale, start);
  return { kind: "project", x1, x2: Math.max(xOf(scene.scale, finish), x1 + 3), y: rowY(scene, row) + ROW / 2 };
}

export function barOfRow(scene: Scene, row: number): Bar | null {
  const what = scene.list.rows[row]!;
  return isProjectRow(what) ? projectBar(scene, projectOfRow(what)) : barOf(scene, what);
}

/** Where the progress ends within a bar. */
export function progressX(scene: Scene, task: number, bar: Bar): number {
  const percent = scene.schedule.plan.tables.tasks[task * PLAN_TASK.stride + PLAN_TASK.percent_complete]!;
  return bar.x1 + ((bar.x2 - bar.x1) * percent) / 100;
}

function arrowEnd(bar: Bar, finish: boolean): ArrowEnd {
  if (bar.kind === "milestone") return { x: bar.x1 + (finish ? DIAMOND : -DIAMOND), y: bar.y, finish };
  return { x: finish ? bar.x2 : bar.x1, y: bar.y, finish };
}

export function endsOfType(type: number): { fromFinish: boolean; toFinish: boolean } {
  return { fromFinish: type === FF || type === FS, toFinish: type === FF || type === SF };
}

/** Null: one of its ends is not shown. */
export function arrowOf(scene: Scene, link: number): Arrow | null {
  const { links } = scene.schedule.plan.tables;
  const at = link * LINK.stride;
  const from = barOf(scene, links[at + LINK.predecessor]!);
  const to = barOf(scene, links[at + LINK.successor]!);
  if (!from || !to) return null;
  const { fromFinish, toFinish } = endsOfType(links[at + LINK.type]!);
  const half = to.kind === "milestone" ? DIAMOND : BAR_HALF;
  return routeArrow(arrowEnd(from, fromFinish), arrowEnd(to, toFinish), { gap: ROW / 2, half });
}

/** The links that may be seen: both ends shown, and not both above, below, left or right of the window. */
export function shownLinks(scene: Scene): number[] {
  const { links } = scene.schedule.plan.tables;
  const { tasks } = scene.schedule;
  const { rowOfTask } = scene.list;
  const { first, end } = shownRows(scene);
  const from = scene.scale.start;
  const to = from + scene.width / scene.scale.perMinute;
  const slack = 40 / scene.scale.perMinute;
  const found: number[] = [];
  for (let link = 0, at = 0; at < links.length; link++, at += LINK.stride) {
    const predecessor = links[at + LINK.predecessor]!;
    const successor = links[at + LINK.successor]!;
    const a = rowOfTask[predecessor]!;
    const b = rowOfTask[successor]!;
    if (a < 0 || b < 0 || (a < first && b < first) || (a >= end && b >= end)) continue;
    const p = predecessor * TASK.stride;
    const s = successor * TASK.stride;
    const earliest = Math.min(tasks[p + TASK.start]!, tasks[s + TASK.start]!);
    const latest = Math.max(tasks[p + TASK.finish]!, tasks[s + TASK.finish]!);
    if (earliest - slack <= to && latest + slack >= from) found.push(link);
  }
  return found;
}

/** Of all dated tasks and projects; null without any. */
export function spanOf(schedule: Schedule): { from: number; to: number } | null {
  let from = Infinity;
  let to = -Infinity;
  for (let at = 0; at < schedule.projects.length; at += GROUP.stride) {
    const start = schedule.projects[at + GROUP.start]!;
    if (start === MINUTE_NONE) continue;
    from = Math.min(from, start);
    to = Math.max(to, schedule.projects[at + GROUP.finish]!);
  }
  return from <= to ? { from, to } : null;
}
