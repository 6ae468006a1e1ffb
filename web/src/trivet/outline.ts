/* What a plan delivers, frozen or live, as one list: rows in pre-order with their own cost, so that any level of it can
 * be summed up. The server does the same (src/change/agree/tolerance.c), and both have to give the same figures. */
import type { BaselineItem, Item } from "../../../contract/types";
import type { Schedule } from "../engine/engine";
import { wide, words } from "../engine/layout";
import { MINUTE_NONE, minuteOf } from "../engine/minutes";

const DATES = words("TaskSchedule");
const TASK = words("Task");

export interface OutlineRow {
  id: string;
  /** Index of the row above; -1: none. */
  parent: number;
  project: string | null;
  release: string | null;
  feature: boolean;
  summary: boolean;
  finish: number;
  /** Without the rows below. */
  cost: number;
}

/** A level: the one that is set; none: the workspace. */
export interface Level {
  project_id: string | null;
  release_id: string | null;
  item_id: string | null;
}

/** Rows of a baseline, or of several, project after project. */
export function outlineOfRows(items: readonly BaselineItem[]): OutlineRow[] {
  const rows: OutlineRow[] = [];
  items.forEach((item, index) => {
    let above = item.parent_id === null ? -1 : index - 1;
    while (above >= 0 && rows[above]!.id !== item.parent_id) above = rows[above]!.parent;
    rows.push({
      id: item.item_id,
      parent: above,
      project: item.project_id,
      release: item.release_id,
      feature: item.kind === "feature",
      summary: item.summary,
      finish: minuteOf(item.finish_at),
      cost: item.cost_cents,
    });
    if (above >= 0) rows[above]!.cost -= item.cost_cents;
  });
  return rows;
}

/** What has dates. */
export function outlineOfSchedule({ plan, tasks }: Schedule): OutlineRow[] {
  const rows: OutlineRow[] = [];
  const rowOf = new Int32Array(plan.items.length).fill(-1);
  plan.items.forEach((item, task) => {
    const at = task * DATES.stride;
    if (tasks[at + DATES.start] === MINUTE_NONE) return;
    const table = plan.tables.tasks;
    const above = table[task * TASK.stride + TASK.parent]!;
    const release = table[task * TASK.stride + TASK.release]!;
    const cost = wide(tasks, at + DATES.cost_cents);
    rowOf[task] = rows.length;
    rows.push({
      id: item.id,
      parent: above >= 0 ? rowOf[above]! : -1,
      project: plan.projects[table[task * TASK.stride + TASK.project]!]!.id,
      release: release >= 0 ? plan.releases[release]!.id : null,
      feature: item.kind === "feature",
      summary: table[(task + 1) * TASK.stride + TASK.parent] === task,
      finish: tasks[at + DATES.finish]!,
      cost,
    });
    if (above >= 0 && rowOf[above]! >= 0) rows[rowOf[above]!]!.cost -= cost;
  });
  return rows;
}

/** The rows of a level; `projects`: only of these. */
export function rowsOf(rows: readonly OutlineRow[], level: Level, projects: ReadonlySet<string> | null = null): OutlineRow[] {
  const inside = new Uint8Array(rows.length);
  return rows.filter((row, index) => {
    let within = level.project_id === null || row.project === level.project_id;
    if (level.release_id !== null) within = row.release === level.release_id;
    if (level.item_id !== null) within = row.id === level.item_id || (row.parent >= 0 && inside[row.parent] === 1);
    if (within && projects) within = row.project !== null && projects.has(row.project);
    inside[index] = within ? 1 : 0;
    return within;
  });
}

export interface Figures {
  finish: number;
  cost: number;
}

export function figuresOf(rows: readonly OutlineRow[]): Figures {
  const figures = { finish: MINUTE_NONE, cost: 0 };
  for (const row of rows) {
    figures.cost += row.cost;
    if (!row.summary && row.finish > figures.finish) figures.finish = row.finish;
  }
  return figures;
}

/** The features; where none is wanted, the work below. */
export function deliveredOf(rows: readonly OutlineRow[], features: boolean): Set<string> {
  return new Set(rows.filter((row) => (features ? row.feature : !row.summary)).map((row) => row.id));
}

/** What a feature is worth in the form that is chosen. */
export function valueOf(item: Item): number {
  const variant = item.variants.find((one) => one.name === item.variant);
  return (item.value ?? 0) * (variant ? variant.value_percent / 100 : 1);
}
