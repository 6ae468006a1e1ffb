/* What a levelling result would write: the delays (and where started work goes on) that differ from the rows. */
import type { Item } from "../../../contract/types";
import type { Change } from "../model/workspace.svelte";

export interface LevelledTask {
  item_id: string;
  start_before_at: string | null;
  start_at: string | null;
  finish_at: string | null;
  leveling_delay_minutes: number;
  resume_at: string | null;
  resource_id: string | null;
  for_item_id: string | null;
  until_at: string | null;
}

export interface LevelledProject {
  project_id: string;
  finish_before_at: string | null;
  finish_after_at: string | null;
  lower_bound_at: string | null;
}

export interface Level {
  schedules: number;
  proven: boolean;
  overload_before_minutes: number;
  overload_after_minutes: number;
  late_minutes: number;
  waiting_minutes: number;
  projects: LevelledProject[];
  tasks: LevelledTask[];
}

export interface LevelParameters {
  project_ids: string[];
  within_float: boolean;
  split: boolean;
  by_rank: boolean;
  schedules: number;
}

/** Rows that are no longer there are left out. */
export function changesOfLevel(level: Level, items: ReadonlyMap<string, Item>): Change[] {
  const changes: Change[] = [];
  for (const task of level.tasks) {
    const item = items.get(task.item_id);
    if (!item) continue;
    const base = { action: "update", resource: "item", subject_id: item.id } as const;
    if (item.leveling_delay_minutes !== task.leveling_delay_minutes) {
      changes.push({ ...base, field: "leveling_delay_minutes", to: task.leveling_delay_minutes });
    }
    if (task.resume_at !== null && item.resume_at !== task.resume_at) {
      changes.push({ ...base, field: "resume_at", to: task.resume_at });
    }
  }
  return changes;
}

/** Tasks that start later than now, the latest first. */
export function movedOf(level: Level): LevelledTask[] {
  return level.tasks
    .filter((task) => task.start_at !== task.start_before_at || task.resume_at !== null)
    .sort((a, b) => ((a.start_at ?? "") < (b.start_at ?? "") ? -1 : 1));
}
