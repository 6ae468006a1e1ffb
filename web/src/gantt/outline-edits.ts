/* What moving, indenting and inserting rows of the outline writes. See edits.ts. */
import type { ItemCreate } from "../../../contract/types";
import type { Plan } from "../engine/plan";
import { NONE } from "../engine/outline";
import { updates, type Change } from "../engine/source";
import { rankBetween, rankPlace } from "../model/rank";
import { startOfTask } from "../model/scheduling";
import { m } from "../paraglide/messages";
import type { Attempt } from "./edits";

/** The tasks with the same parent and project, in order. */
export function siblings(plan: Plan, task: number): number[] {
  const { parent, project } = plan.outline;
  const found: number[] = [];
  for (let at = 0; at < plan.items.length; at++) {
    if (parent[at] === parent[task] && project[at] === project[task]) found.push(at);
  }
  return found;
}

function childrenOf(plan: Plan, task: number): number[] {
  const found: number[] = [];
  for (let at = task + 1; at < plan.items.length; at++) if (plan.outline.parent[at] === task) found.push(at);
  return found;
}

/** The positions to write so that `task` stands at `index` among these (counted without it). */
function place(plan: Plan, among: readonly number[], task: number, index: number): Map<string, string> {
  const ordered = among.map((one) => ({ id: plan.items[one]!.id, rank: plan.items[one]!.position }));
  return rankPlace(ordered, plan.items[task]!.id, index);
}

function positions(placed: Map<string, string>): Change[] {
  return [...placed].flatMap(([id, position]) => updates("item", id, { position }));
}

/** Becomes the last part of the row above it. */
export function indent(plan: Plan, task: number): Attempt {
  const row = siblings(plan, task);
  const above = row[row.indexOf(task) - 1];
  const item = plan.items[task]!;
  if (above === undefined) return { refused: m.plan_refuse_indent({ name: item.title }) };
  const children = childrenOf(plan, above);
  return {
    label: m.plan_label_indent({ name: item.title }),
    changes: [
      ...updates("item", item.id, { parent_id: plan.items[above]!.id }),
      ...positions(place(plan, children, task, children.length)),
    ],
  };
}

/** Stands behind its parent, one level up; at the top it needs a project of its own. */
export function outdent(plan: Plan, task: number): Attempt {
  const item = plan.items[task]!;
  const parent = plan.outline.parent[task]!;
  if (parent === NONE) return { refused: m.plan_refuse_outdent({ name: item.title }) };
  const upper = plan.outline.parent[parent]!;
  const row = siblings(plan, parent);
  const fields: Record<string, unknown> = { parent_id: upper === NONE ? null : plan.items[upper]!.id };
  if (upper === NONE && item.project_id === null) fields["project_id"] = plan.projects[plan.outline.project[task]!]!.id;
  return {
    label: m.plan_label_outdent({ name: item.title }),
    changes: [...updates("item", item.id, fields), ...positions(place(plan, row, task, row.indexOf(parent) + 1))],
  };
}

/** Up or down among its siblings. */
export function shift(plan: Plan, task: number, direction: 1 | -1): Attempt {
  const row = siblings(plan, task);
  const index = row.indexOf(task) + direction;
  const item = plan.items[task]!;
  if (index < 0 || index >= row.length) return { refused: m.plan_refuse_shift({ name: item.title }) };
  return { label: m.plan_label_shift({ name: item.title }), changes: positions(place(plan, row, task, index)) };
}

/** Before or behind another row, under its parent and in its project. */
export function placeBeside(plan: Plan, task: number, beside: number, behind: boolean): Attempt {
  const item = plan.items[task]!;
  for (let at = beside; at !== NONE; at = plan.outline.parent[at]!) {
    if (at === task) return { refused: m.plan_refuse_into_itself({ name: item.title }) };
  }
  const row = siblings(plan, beside).filter((one) => one !== task);
  const parent = plan.outline.parent[beside]!;
  const fields: Record<string, unknown> = {};
  if (plan.outline.parent[task] !== parent) fields["parent_id"] = parent === NONE ? null : plan.items[parent]!.id;
  const project = plan.outline.project[beside]!;
  const moves = plan.outline.project[task] !== project || (parent === NONE && item.project_id === null);
  if (moves) fields["project_id"] = plan.projects[project]!.id;
  return {
    label: m.plan_label_shift({ name: item.title }),
    changes: [
      ...updates("item", item.id, fields),
      ...positions(place(plan, row, task, row.indexOf(beside) + (behind ? 1 : 0))),
    ],
  };
}

/** A new task behind this one, on its level; behind a project row as its first. */
export function newBelow(plan: Plan, row: { task: number } | { project: number }): ItemCreate {
  const title = m.plan_new_task();
  if ("project" in row) {
    const first = plan.outline.project.indexOf(row.project);
    const before = first === NONE ? null : plan.items[first]!.position;
    const project = plan.projects[row.project]!;
    return { kind: "task", title, project_id: project.id, position: room(null, before), ...startOfTask(project) };
  }
  const item = plan.items[row.task]!;
  const beside = siblings(plan, row.task);
  const next = beside[beside.indexOf(row.task) + 1];
  const position = room(item.position, next === undefined ? null : plan.items[next]!.position);
  const parent = plan.outline.parent[row.task]!;
  const project = plan.projects[plan.outline.project[row.task]!]!;
  const given = { kind: "task", title, position, ...startOfTask(project) } as const;
  return parent === NONE ? { ...given, project_id: project.id } : { ...given, parent_id: plan.items[parent]!.id };
}

/* Equal keys leave no room: then it stands behind both, by its later id. */
function room(after: string | null, before: string | null): string {
  return after !== null && before !== null && after >= before ? after : rankBetween(after, before);
}

export function remove(plan: Plan, tasks: readonly number[]): Attempt {
  const chosen = new Set(tasks);
  const tops = tasks.filter((task) => {
    for (let at = plan.outline.parent[task]!; at !== NONE; at = plan.outline.parent[at]!) if (chosen.has(at)) return false;
    return true;
  });
  const label =
    tops.length === 1 ? m.plan_label_delete({ name: plan.items[tops[0]!]!.title }) : m.plan_label_delete_many({ count: tops.length });
  const changes = tops.map((task) => ({
    action: "delete" as const,
    resource: "item",
    subject_id: plan.items[task]!.id,
  }));
  return { label, changes };
}
