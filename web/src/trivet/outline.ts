/* What a plan delivers, frozen or live, in columns: rows in pre-order with their own cost, so that any level of it can
 * be summed up, at each step of a drag. The server does the same (src/change/agree/tolerance.c), and both have to give the same figures. */
import type { BaselineItem, Item } from "../../../contract/types";
import type { Schedule } from "../engine/engine";
import { wide, words } from "../engine/layout";
import { MINUTE_NONE, minuteOf } from "../engine/minutes";
import type { Plan } from "../engine/plan";

const DATES = words("TaskSchedule");

/** Which rows there are: the same for all plans of one outline. */
interface Shape {
  ids: readonly string[];
  /** Index of the row above; -1: none. */
  parent: readonly number[];
  project: readonly (string | null)[];
  release: readonly (string | null)[];
  feature: readonly boolean[];
  summary: readonly boolean[];
}

export interface Rows extends Shape {
  /** What has no dates counts for nothing. */
  planned: Uint8Array;
  finish: Int32Array;
  /** Without the rows below. */
  cost: Float64Array;
}

/** A level: the one that is set; none: the workspace. */
export interface Level {
  project_id: string | null;
  release_id: string | null;
  item_id: string | null;
}

function takeCostsBelow(cost: Float64Array, parent: readonly number[], whole: (row: number) => number): void {
  for (let row = 0; row < cost.length; row++) {
    cost[row]! += whole(row);
    if (parent[row]! >= 0) cost[parent[row]!]! -= whole(row);
  }
}

function parentsOf(items: readonly BaselineItem[]): number[] {
  const parent: number[] = [];
  items.forEach((item, row) => {
    let above = item.parent_id === null ? -1 : row - 1;
    while (above >= 0 && items[above]!.item_id !== item.parent_id) above = parent[above]!;
    parent.push(above);
  });
  return parent;
}

/** Rows of a baseline, or of several, project after project. */
export function outlineOfRows(items: readonly BaselineItem[]): Rows {
  const parent = parentsOf(items);
  const cost = new Float64Array(items.length);
  takeCostsBelow(cost, parent, (row) => items[row]!.cost_cents);
  return {
    ids: items.map((item) => item.item_id),
    parent,
    project: items.map((item) => item.project_id),
    release: items.map((item) => item.release_id),
    feature: items.map((item) => item.kind === "feature"),
    summary: items.map((item) => item.summary),
    planned: new Uint8Array(items.length).fill(1),
    finish: Int32Array.from(items, (item) => minuteOf(item.finish_at)),
    cost,
  };
}

/* Plans of one outline share its index. */
const shapes = new WeakMap<Plan["taskOf"], Shape>();

function shapeOf(plan: Plan): Shape {
  const { project, release, parent } = plan.outline;
  const shape = shapes.get(plan.taskOf) ?? {
    ids: plan.items.map((item) => item.id),
    parent: [...parent],
    project: plan.items.map((_, task) => plan.projects[project[task]!]!.id),
    release: plan.items.map((_, task) => plan.releases[release[task]!]?.id ?? null),
    feature: plan.items.map((item) => item.kind === "feature"),
    summary: plan.items.map((_, task) => parent[task + 1] === task),
  };
  shapes.set(plan.taskOf, shape);
  return shape;
}

export function outlineOfSchedule({ plan, tasks }: Schedule): Rows {
  const shape = shapeOf(plan);
  const count = shape.ids.length;
  const planned = new Uint8Array(count);
  const finish = new Int32Array(count);
  for (let task = 0; task < count; task++) {
    planned[task] = tasks[task * DATES.stride + DATES.start] === MINUTE_NONE ? 0 : 1;
    finish[task] = tasks[task * DATES.stride + DATES.finish]!;
  }
  const cost = new Float64Array(count);
  takeCostsBelow(cost, shape.parent, (task) => (planned[task] ? wide(tasks, task * DATES.stride + DATES.cost_cents) : 0));
  return { ...shape, planned, finish, cost };
}

/** Some of the rows, by index. */
export interface Part {
  rows: Rows;
  at: readonly number[];
}

/** The rows of a level; `projects`: only of these. */
export function rowsOf(rows: Rows, level: Level, projects: ReadonlySet<string> | null = null): Part {
  const inside = new Uint8Array(rows.ids.length);
  const at: number[] = [];
  for (let row = 0; row < inside.length; row++) {
    const project = rows.project[row]!;
    let within = level.project_id === null || project === level.project_id;
    if (level.release_id !== null) within = rows.release[row] === level.release_id;
    if (level.item_id !== null) within = rows.ids[row] === level.item_id || inside[rows.parent[row]!] === 1;
    if (within && projects) within = project !== null && projects.has(project);
    if (!within || !rows.planned[row]) continue;
    inside[row] = 1;
    at.push(row);
  }
  return { rows, at };
}

export interface Figures {
  finish: number;
  cost: number;
}

export function figuresOf({ rows, at }: Part): Figures {
  const figures = { finish: MINUTE_NONE, cost: 0 };
  for (const row of at) {
    figures.cost += rows.cost[row]!;
    if (!rows.summary[row] && rows.finish[row]! > figures.finish) figures.finish = rows.finish[row]!;
  }
  return figures;
}

/** The features; where none is wanted, the work below. */
export function deliveredOf({ rows, at }: Part, features: boolean): Set<string> {
  const found = new Set<string>();
  for (const row of at) if (features ? rows.feature[row] : !rows.summary[row]) found.add(rows.ids[row]!);
  return found;
}

/** What a feature is worth in the form that is chosen. */
export function valueOf(item: Item): number {
  const variant = item.variants.find((one) => one.name === item.variant);
  return (item.value ?? 0) * (variant ? variant.value_percent / 100 : 1);
}
