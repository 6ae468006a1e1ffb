/* A schedule without dates, for a plan that cannot be calculated: its rows still show and can be mended. */
import type { Schedule } from "../engine/engine";
import { words } from "../engine/layout";
import { MINUTE_NONE } from "../engine/minutes";
import type { Plan } from "../engine/plan";

const TASK = words("TaskSchedule");
const GROUP = words("GroupSchedule");
const RESOURCE = words("ResourceSchedule");

const taskDates = ["start", "finish", "early_start", "early_finish", "late_start", "late_finish"] as const;

function withoutDates(rows: number, stride: number, offsets: readonly number[]): Int32Array {
  const table = new Int32Array(rows * stride);
  for (let at = 0; at < table.length; at += stride) for (const offset of offsets) table[at + offset] = MINUTE_NONE;
  return table;
}

export function undated(plan: Plan): Schedule {
  const groups = (count: number): Int32Array => withoutDates(count, GROUP.stride, [GROUP.start, GROUP.finish]);
  return {
    plan,
    tasks: withoutDates(plan.items.length, TASK.stride, taskDates.map((name) => TASK[name])),
    projects: groups(plan.projects.length),
    releases: groups(plan.releases.length),
    resources: new Int32Array(plan.resources.length * RESOURCE.stride),
    floatPlaces: new Int32Array(0),
  };
}

/** Whether rows of one stand where those of the other do. */
export function sameRows(a: Plan, b: Plan): boolean {
  if (a.taskOf === b.taskOf) return true;
  return (
    a.items.length === b.items.length &&
    a.projects.length === b.projects.length &&
    a.items.every((item, task) => item.id === b.items[task]!.id && a.outline.parent[task] === b.outline.parent[task])
  );
}
