/* What a levelling result would write: delays, pauses, where started work goes on and whose it is, as they differ from the
 * rows. */
import type { Assignment, Item, Level, LevelTask } from "../../../contract/types";
import type { Change } from "../model/workspace.svelte";

/** Rows that are no longer there are left out. */
export function changesOfLevel(level: Level, items: ReadonlyMap<string, Item>, assignments: ReadonlyMap<string, Assignment>): Change[] {
  const changes: Change[] = [];
  for (const task of level.tasks) {
    const item = items.get(task.item_id);
    if (!item) continue;
    const base = { action: "update", resource: "item", subject_id: item.id } as const;
    if (item.leveling_delay_minutes !== task.leveling_delay_minutes) {
      changes.push({ ...base, field: "leveling_delay_minutes", to: task.leveling_delay_minutes });
    }
    if (JSON.stringify(item.splits) !== JSON.stringify(task.splits)) {
      changes.push({ ...base, field: "splits", to: task.splits });
    }
    if (task.resume_at !== null && item.resume_at !== task.resume_at) {
      changes.push({ ...base, field: "resume_at", to: task.resume_at });
    }
  }
  for (const { assignment_id, resource_id } of level.handovers) {
    const assignment = assignments.get(assignment_id);
    if (assignment && assignment.resource_id !== resource_id) {
      changes.push({ action: "update", resource: "assignment", subject_id: assignment.id, field: "resource_id", to: resource_id });
    }
  }
  return changes;
}

/** Tasks that start at another time than now, in the order of time. */
export function movedOf(level: Level): LevelTask[] {
  return level.tasks
    .filter((task) => task.start_at !== task.start_before_at || task.resume_at !== null || task.splits.some((split) => split.leveling))
    .sort((a, b) => ((a.start_at ?? "") < (b.start_at ?? "") ? -1 : 1));
}
