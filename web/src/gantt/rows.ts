/* Which rows of the plan are shown, top to bottom: each project and below it its outline, without what is
 * folded away or filtered out.
 *
 * A row is a number: a task's row of the plan (0 and up), or a project p as -1 - p. A filter shows the
 * matching tasks with all that stands above them, folded or not, and no other project. */
import { NONE, type Outline } from "../engine/outline";

export interface RowList {
  rows: Int32Array;
  /** Where each task is shown; -1 nowhere. */
  rowOfTask: Int32Array;
  rowOfProject: Int32Array;
}

export interface RowOptions {
  /** Ids of folded items and projects. */
  folded: ReadonlySet<string>;
  /** Only this project; null: all. */
  project: number | null;
  /** Only these tasks; null: all. */
  matches: ((task: number) => boolean) | null;
}

export function projectRow(project: number): number {
  return -1 - project;
}

export function projectOfRow(row: number): number {
  return -1 - row;
}

export function isProjectRow(row: number): boolean {
  return row < 0;
}

/** Descendants stand directly behind a row: the first row behind them. */
export function familyEnds(outline: Outline): Int32Array {
  const count = outline.items.length;
  const ends = new Int32Array(count);
  for (let task = count - 1; task >= 0; task--) {
    if (ends[task] === 0) ends[task] = task + 1;
    const parent = outline.parent[task]!;
    if (parent !== NONE && ends[parent]! < ends[task]!) ends[parent] = ends[task]!;
  }
  return ends;
}

export function isSummary(outline: Outline, task: number): boolean {
  return outline.parent[task + 1] === task;
}

/** The matching tasks and their ancestors. */
function marked(outline: Outline, matches: (task: number) => boolean): Uint8Array {
  const shown = new Uint8Array(outline.items.length);
  for (let task = 0; task < shown.length; task++) {
    if (!matches(task)) continue;
    for (let at = task; at !== NONE && shown[at] === 0; at = outline.parent[at]!) shown[at] = 1;
  }
  return shown;
}

export function rowList(outline: Outline, projectIds: readonly string[], options: RowOptions): RowList {
  const { folded, matches } = options;
  const ends = familyEnds(outline);
  const shown = matches ? marked(outline, matches) : null;
  const rows: number[] = [];
  const rowOfTask = new Int32Array(outline.items.length).fill(-1);
  const rowOfProject = new Int32Array(projectIds.length).fill(-1);
  let task = 0;
  projectIds.forEach((id, project) => {
    let end = task;
    while (end < outline.items.length && outline.project[end] === project) end = ends[end]!;
    const wanted = options.project === null || options.project === project;
    if (wanted) {
      rowOfProject[project] = rows.length;
      rows.push(projectRow(project));
    }
    if (!wanted || (!shown && folded.has(id))) {
      task = end;
      return;
    }
    while (task < end) {
      if (shown && shown[task] === 0) {
        task = ends[task]!;
        continue;
      }
      rowOfTask[task] = rows.length;
      rows.push(task);
      task = !shown && folded.has(outline.items[task]!.id) ? ends[task]! : task + 1;
    }
    if (shown && rows.at(-1) === projectRow(project)) {
      rows.pop();
      rowOfProject[project] = -1;
    }
  });
  return { rows: Int32Array.from(rows), rowOfTask, rowOfProject };
}

/** The number of each task among its siblings, from 1. */
export function ordinals(outline: Outline): Int32Array {
  const found = new Int32Array(outline.items.length);
  const seen = new Map<number, number>();
  for (let task = 0; task < found.length; task++) {
    const parent = outline.parent[task]!;
    const key = parent === NONE ? projectRow(outline.project[task]!) : parent;
    const number = (seen.get(key) ?? 0) + 1;
    seen.set(key, number);
    found[task] = number;
  }
  return found;
}

/** "2.1.3" */
export function outlineNumber(outline: Outline, ordinal: Int32Array, task: number): string {
  const parts: number[] = [];
  for (let at = task; at !== NONE; at = outline.parent[at]!) parts.unshift(ordinal[at]!);
  return parts.join(".");
}

/** Rows that touch a window of `height` pixels scrolled to `top`: from first up to, not with, end. */
export function rowWindow(count: number, rowHeight: number, top: number, height: number): { first: number; end: number } {
  const first = Math.max(0, Math.floor(top / rowHeight));
  return { first, end: Math.min(count, Math.ceil((top + height) / rowHeight)) };
}
