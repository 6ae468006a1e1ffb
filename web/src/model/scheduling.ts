/* How a project is scheduled: its fields in groups, the ways of other programs, and what a change would move. */
import type { ItemCreate, Project } from "../../../contract/types";
import type { Schedule } from "../engine/engine";
import { words } from "../engine/layout";
import { MINUTE_NONE } from "../engine/minutes";

const TASK = words("TaskSchedule");

export const schedulingGroups = [
  { name: "direction", fields: ["schedule_from_finish", "must_finish_at"] },
  { name: "progress", fields: ["progress_mode", "status_holds", "use_expected_finish", "dates_of_remaining"] },
  { name: "links", fields: ["honour_constraints", "lag_calendar", "lag_from_actual_start", "ignore_other_projects"] },
  { name: "float", fields: ["float_kind", "common_end", "open_ends_critical", "critical_by", "critical_float_minutes"] },
  { name: "paths", fields: ["float_paths", "float_path_count", "float_paths_by"] },
] as const;

export type SchedulingField = (typeof schedulingGroups)[number]["fields"][number];
export type SchedulingOptions = Partial<Pick<Project, SchedulingField>>;

/** What an import of such a file sets, but for what the file itself says. */
export const schedulingWays: Record<"ms_project" | "primavera", SchedulingOptions> = {
  ms_project: {
    progress_mode: "retained_logic",
    status_holds: false,
    use_expected_finish: true,
    dates_of_remaining: false,
    honour_constraints: true,
    lag_calendar: "successor",
    lag_from_actual_start: false,
    float_kind: "smallest",
    common_end: false,
    critical_by: "total_float",
  },
  primavera: {
    progress_mode: "retained_logic",
    status_holds: true,
    use_expected_finish: true,
    dates_of_remaining: true,
    honour_constraints: false,
    lag_calendar: "predecessor",
    lag_from_actual_start: false,
    float_kind: "finish",
    common_end: false,
    critical_by: "total_float",
  },
};

/** What a new task begins with: in a project that is scheduled from its finish it is as late as possible. */
export function startOfTask(project: Project | undefined): Pick<ItemCreate, "constraint_kind"> {
  return project?.schedule_from_finish ? { constraint_kind: "as_late_as_possible" } : {};
}

/** The options that differ from the project's. */
export function changedOptions(project: Project, draft: SchedulingOptions): SchedulingOptions {
  return Object.fromEntries(
    Object.entries(draft).filter(([name, value]) => project[name as SchedulingField] !== value),
  ) as SchedulingOptions;
}

export interface MovedTask {
  id: string;
  title: string;
  /** MINUTE_NONE: it has no such date. */
  finishBefore: number;
  finishAfter: number;
}

export interface Moves {
  /** Tasks that start or finish at another time, those that move furthest first. */
  moved: MovedTask[];
  /** Tasks that would be, or no longer be, critical. */
  newlyCritical: number;
  noLongerCritical: number;
  /** Tasks whose float alone differs. */
  floats: number;
}

function distance(task: MovedTask): number {
  const known = task.finishBefore !== MINUTE_NONE && task.finishAfter !== MINUTE_NONE;
  return known ? Math.abs(task.finishAfter - task.finishBefore) : Infinity;
}

/** Both are schedules of the same rows, but for the options; summaries follow their tasks and are not told. */
export function movesOf(before: Schedule, after: Schedule): Moves {
  const moves: Moves = { moved: [], newlyCritical: 0, noLongerCritical: 0, floats: 0 };
  after.plan.items.forEach((item, task) => {
    const earlier = before.plan.taskOf.get(item.id);
    if (earlier === undefined || isSummary(after, task)) return;
    const [was, is] = [earlier * TASK.stride, task * TASK.stride];
    const same = (word: number): boolean => before.tasks[was + word] === after.tasks[is + word];
    const moved = !same(TASK.start) || !same(TASK.finish);
    if (moved) {
      const [finishBefore, finishAfter] = [before.tasks[was + TASK.finish]!, after.tasks[is + TASK.finish]!];
      moves.moved.push({ id: item.id, title: item.title, finishBefore, finishAfter });
    } else if (!same(TASK.total_float)) moves.floats++;
    if (same(TASK.critical)) return;
    if (after.tasks[is + TASK.critical]) moves.newlyCritical++;
    else moves.noLongerCritical++;
  });
  moves.moved.sort((a, b) => distance(b) - distance(a));
  return moves;
}

function isSummary(schedule: Schedule, task: number): boolean {
  const next = schedule.plan.items[task + 1];
  return next !== undefined && next.parent_id === schedule.plan.items[task]!.id;
}
