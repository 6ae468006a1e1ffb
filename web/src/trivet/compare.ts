/* Scenarios side by side: each a schedule of the plan with its changes, and the figures that people compare. Pure. */
import type { Item } from "../../../contract/types";
import type { Schedule } from "../engine/engine";
import { wide, words } from "../engine/layout";
import { MINUTE_NONE, minuteOf } from "../engine/minutes";
import { valueOf } from "./outline";

const TASK = words("TaskSchedule");
const GROUP = words("GroupSchedule");
const RESOURCE = words("ResourceSchedule");

export interface Column {
  finish: number;
  cost: number;
  value: number;
  /** Dates and budgets that people agreed and that do not hold. */
  broken: string[];
  /** Working minutes asked of people beyond what they have. */
  overload: number;
  /** Days between the finish and the nearest agreed finish of a project; null: none is agreed. */
  reserveDays: number | null;
  /** Features that today's plan delivers and this one does not, or in a lesser form. */
  losers: Item[];
  goals: string[];
  /** People a quarter who do without. */
  reach: number;
}

function delivered(schedule: Schedule): Map<string, number> {
  const found = new Map<string, number>();
  schedule.plan.items.forEach((item, task) => {
    if (item.kind === "feature" && schedule.tasks[task * TASK.stride + TASK.start] !== MINUTE_NONE) found.set(item.id, valueOf(item));
  });
  return found;
}

function brokenOf(schedule: Schedule): string[] {
  const { plan } = schedule;
  const names: string[] = [];
  plan.projects.forEach((project, n) => {
    const at = n * GROUP.stride;
    const finish = schedule.projects[at + GROUP.finish]!;
    const late = project.must_finish_at !== null && finish > minuteOf(project.must_finish_at);
    const dear = project.budget_cents !== null && wide(schedule.projects, at + GROUP.cost_cents) > project.budget_cents;
    if (late || dear) names.push(project.name);
  });
  plan.releases.forEach((release, n) => {
    const finish = schedule.releases[n * GROUP.stride + GROUP.finish]!;
    if (release.target_on !== null && release.state === "planned" && finish > minuteOf(release.target_on) + 1440) names.push(release.name);
  });
  plan.items.forEach((item, task) => {
    if (schedule.tasks[task * TASK.stride + TASK.late_by_deadline] === 1) names.push(item.title);
  });
  return names;
}

function reserveOf(schedule: Schedule): number | null {
  const reserves = schedule.plan.projects.flatMap((project, n) => {
    const finish = schedule.projects[n * GROUP.stride + GROUP.finish]!;
    return project.must_finish_at === null || finish === MINUTE_NONE ? [] : [(minuteOf(project.must_finish_at) - finish) / 1440];
  });
  return reserves.length ? Math.min(...reserves) : null;
}

function overloadOf(schedule: Schedule): number {
  let sum = 0;
  for (let n = 0; n < schedule.plan.resources.length; n++) sum += wide(schedule.resources, n * RESOURCE.stride + RESOURCE.overload_minutes);
  return sum;
}

/** `today`: the plan as it is. */
export function columnOf(schedule: Schedule, today: Schedule): Column {
  const groups = schedule.plan.projects.map((_, n) => n * GROUP.stride);
  const finishes = groups.map((at) => schedule.projects[at + GROUP.finish]!);
  const now = delivered(schedule);
  const losers = [...delivered(today)].filter(([id, value]) => (now.get(id) ?? -1) < value).map(([id]) => today.plan.source.items.get(id)!);
  return {
    finish: Math.max(MINUTE_NONE, ...finishes),
    cost: groups.reduce((sum, at) => sum + wide(schedule.projects, at + GROUP.cost_cents), 0),
    value: [...now.values()].reduce((sum, value) => sum + value, 0),
    broken: brokenOf(schedule),
    overload: overloadOf(schedule),
    reserveDays: reserveOf(schedule),
    losers,
    goals: [...new Set(losers.map((item) => item.goal).filter(Boolean))],
    reach: losers.reduce((sum, item) => sum + (item.reach ?? 0), 0),
  };
}
