/* What choosing a form of a feature changes: the name, and the work that this form does without or does in another
 * time. The server's ways out write the same (src/change/figures/ways_changes.c). */
import type { Assignment, Item } from "../../../contract/types";
import type { Edit } from "./draft.svelte";

function workEdits(item: Item, minutes: number, assignments: readonly Assignment[]): Edit[] {
  const own = assignments.filter((one) => one.work_minutes !== null);
  const units = own.reduce((sum, one) => sum + one.units_percent, 0);
  if (own.length && units) {
    return own.map((one) => ({ resource: "assignment", id: one.id, field: "work_minutes", to: Math.round((minutes * one.units_percent) / units) }));
  }
  const field = assignments.length || item.duration_minutes === null ? "effort_minutes" : "duration_minutes";
  return [{ resource: "item", id: item.id, field, to: minutes }];
}

/** name null: the whole feature. What the form before left out comes back. */
export function variantEdits(feature: Item, name: string | null, items: ReadonlyMap<string, Item>, assignments: Iterable<Assignment>): Edit[] {
  const tasksOf = (which: string | null) => feature.variants.find((one) => one.name === which)?.tasks ?? [];
  const left = tasksOf(name).filter((task) => task.left_out).map((task) => task.item_id);
  const back = tasksOf(feature.variant).filter((task) => task.left_out && !left.includes(task.item_id));
  const all = [...assignments];
  const edits: Edit[] = [{ resource: "item", id: feature.id, field: "variant", to: name }];
  for (const { item_id } of back) edits.push({ resource: "item", id: item_id, field: "inactive", to: false });
  for (const task of tasksOf(name)) {
    const item = items.get(task.item_id);
    if (!item) continue;
    if (task.left_out) edits.push({ resource: "item", id: item.id, field: "inactive", to: true });
    else if (task.effort_minutes !== null) edits.push(...workEdits(item, task.effort_minutes, all.filter((one) => one.item_id === item.id)));
  }
  return edits;
}
