/* What a change does: two schedules compared, release by release and project by project.
 *
 * Only what differs is listed. Groups are matched by id, so that the plans may have different rows. The
 * server computes the same figures for proposals (Impact in the contract). */
import type { Item, Project, Promise as Told, Resource } from "../../../contract/types";
import type { Schedule } from "./engine";
import { wide, words } from "./layout";
import { dayOf, dayOfMinute, MINUTE_NONE, minuteOf } from "./minutes";

const ROW = words("Task");
const TASK = words("TaskSchedule");
const GROUP = words("GroupSchedule");
const RESOURCE = words("ResourceSchedule");

export interface GroupImpact {
  subject: "release" | "project";
  id: string;
  name: string;
  /** MINUTE_NONE when nothing belongs to it. */
  finishBefore: number;
  finishAfter: number;
  costBefore: number;
  costAfter: number;
}

export interface BrokenDeadline {
  item: Item;
  deadline: number;
  finish: number;
}

export interface BrokenFinish {
  project: Project;
  mustFinish: number;
  finish: number;
}

export interface Overload {
  resource: Resource;
  before: number;
  after: number;
}

export interface Impact {
  groups: GroupImpact[];
  /** Kept before and broken now. */
  deadlines: BrokenDeadline[];
  mustFinishes: BrokenFinish[];
  /** Told outside, kept before and broken now; the most money first. */
  promises: Told[];
  /** Broken before and kept now. */
  mended: Item[];
  /** People whose overload changes, in minutes. */
  overloads: Overload[];
}

interface Group {
  id: string;
  name: string;
}

function groupFigures(groups: readonly Group[], table: Int32Array): Map<string, [number, number]> {
  return new Map(
    groups.map((group, n) => [
      group.id,
      [table[n * GROUP.stride + GROUP.finish]!, wide(table, n * GROUP.stride + GROUP.cost_cents)],
    ]),
  );
}

function changedGroups(
  subject: "release" | "project",
  groups: readonly Group[],
  before: Map<string, [number, number]>,
  after: Map<string, [number, number]>,
): GroupImpact[] {
  const found: GroupImpact[] = [];
  for (const { id, name } of groups) {
    const [finishBefore, costBefore] = before.get(id) ?? [MINUTE_NONE, 0];
    const [finishAfter, costAfter] = after.get(id) ?? [MINUTE_NONE, 0];
    if (finishBefore === finishAfter && costBefore === costAfter) continue;
    found.push({ subject, id, name, finishBefore, finishAfter, costBefore, costAfter });
  }
  return found;
}

function isLate(schedule: Schedule, id: string): boolean {
  const task = schedule.plan.taskOf.get(id);
  return task !== undefined && schedule.tasks[task * TASK.stride + TASK.late_by_deadline] === 1;
}

function changedDeadlines(before: Schedule, after: Schedule): Pick<Impact, "deadlines" | "mended"> {
  const deadlines: BrokenDeadline[] = [];
  const mended: Item[] = [];
  const { items, tables } = after.plan;
  for (let task = 0; task < items.length; task++) {
    const deadline = tables.tasks[task * ROW.stride + ROW.deadline]!;
    if (deadline === MINUTE_NONE) continue;
    const item = items[task]!;
    const late = after.tasks[task * TASK.stride + TASK.late_by_deadline] === 1;
    if (late === isLate(before, item.id)) continue;
    if (late) deadlines.push({ item, deadline, finish: after.tasks[task * TASK.stride + TASK.finish]! });
    else mended.push(item);
  }
  return { deadlines, mended };
}

function brokenFinishes(before: Schedule, after: Schedule): BrokenFinish[] {
  const earlier = groupFigures(before.plan.projects, before.projects);
  const found: BrokenFinish[] = [];
  after.plan.projects.forEach((project, n) => {
    const mustFinish = minuteOf(project.must_finish_at);
    const finish = after.projects[n * GROUP.stride + GROUP.finish]!;
    const finishBefore = earlier.get(project.id)?.[0] ?? MINUTE_NONE;
    if (mustFinish !== MINUTE_NONE && finish > mustFinish && finishBefore <= mustFinish) {
      found.push({ project, mustFinish, finish });
    }
  });
  return found;
}

function overloadOf(schedule: Schedule): Map<string, number> {
  return new Map(
    schedule.plan.resources.map((resource, n) => [
      resource.id,
      wide(schedule.resources, n * RESOURCE.stride + RESOURCE.overload_minutes),
    ]),
  );
}

function changedOverloads(before: Schedule, after: Schedule): Overload[] {
  const earlier = overloadOf(before);
  const later = overloadOf(after);
  return after.plan.resources
    .map((resource) => ({
      resource,
      before: earlier.get(resource.id) ?? 0,
      after: later.get(resource.id) ?? 0,
    }))
    .filter((one) => one.before !== one.after);
}

/** Its own, or, where no project plans it itself, that of the last task below it. */
function itemFinish(schedule: Schedule, id: string): number {
  const { plan, tasks } = schedule;
  const task = plan.taskOf.get(id);
  if (task !== undefined) return tasks[task * TASK.stride + TASK.finish]!;
  const below = (item: Item): boolean => {
    let at: Item | undefined = item;
    for (let depth = 0; at && depth < 64; depth++) {
      if (at.parent_id === id) return true;
      at = at.parent_id === null ? undefined : plan.source.items.get(at.parent_id);
    }
    return false;
  };
  return plan.items.reduce((last, item, n) => (below(item) ? Math.max(last, tasks[n * TASK.stride + TASK.finish]!) : last), MINUTE_NONE);
}

/** The finish of what was promised; MINUTE_NONE: it is not planned. */
function promisedFinish(schedule: Schedule, promise: Told): number {
  if (promise.item_id !== null) return itemFinish(schedule, promise.item_id);
  const row = schedule.plan.releases.findIndex((release) => release.id === promise.release_id);
  return row < 0 ? MINUTE_NONE : schedule.releases[row * GROUP.stride + GROUP.finish]!;
}

function brokenPromises(before: Schedule, after: Schedule, promises: Iterable<Told>): Told[] {
  const keeps = (schedule: Schedule, promise: Told): boolean => {
    const finish = promisedFinish(schedule, promise);
    return finish === MINUTE_NONE || dayOfMinute(finish) <= dayOf(promise.promised_on);
  };
  return [...promises]
    .filter((one) => one.state === "given" && keeps(before, one) && !keeps(after, one))
    .sort((a, b) => (b.amount_cents ?? 0) - (a.amount_cents ?? 0));
}

export function impactOf(before: Schedule, after: Schedule, promises: Iterable<Told> = []): Impact {
  const releases = changedGroups(
    "release",
    after.plan.releases,
    groupFigures(before.plan.releases, before.releases),
    groupFigures(after.plan.releases, after.releases),
  );
  const projects = changedGroups(
    "project",
    after.plan.projects,
    groupFigures(before.plan.projects, before.projects),
    groupFigures(after.plan.projects, after.projects),
  );
  return {
    groups: [...releases, ...projects],
    ...changedDeadlines(before, after),
    mustFinishes: brokenFinishes(before, after),
    promises: brokenPromises(before, after, promises),
    overloads: changedOverloads(before, after),
  };
}

export function isQuiet(impact: Impact): boolean {
  return Object.values(impact).every((list: unknown[]) => list.length === 0);
}

/** Whole days between two moments, as people count them on a calendar; null where one is missing. */
export function daysBetween(before: number, after: number): number | null {
  if (before === MINUTE_NONE || after === MINUTE_NONE) return null;
  return Math.floor(after / 1440) - Math.floor(before / 1440);
}
