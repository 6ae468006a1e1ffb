/* What a variant of a feature changes of the work below it: pure. */
import type { Item, VariantTask } from "../../../../contract/types";
import { byPosition, childrenOf } from "../../model/tree";

/** The work below an item: what has nothing below itself, in the order of the outline. */
export function workBelow(id: string, items: ReadonlyMap<string, Item>): Item[] {
  const children = childrenOf(items.values());
  const found: Item[] = [];
  const add = (parent: string, depth: number): void => {
    for (const child of [...(children.get(parent) ?? [])].sort(byPosition)) {
      if (children.has(child.id) && depth < 100) add(child.id, depth + 1);
      else found.push(child);
    }
  };
  add(id, 0);
  return found;
}

/** Its work as it is; null: nobody said. */
export function effortIn(item: Item): number | null {
  return item.effort_minutes ?? item.duration_minutes;
}

/** The tasks of a variant with one changed; what is as it is in the plan is not named. */
export function withTask(tasks: readonly VariantTask[], id: string, patch: Partial<VariantTask>): VariantTask[] {
  const before = tasks.find((one) => one.item_id === id) ?? { item_id: id, left_out: false, effort_minutes: null };
  const after = { ...before, ...patch };
  if (after.left_out) after.effort_minutes = null;
  const others = tasks.filter((one) => one.item_id !== id);
  return after.left_out || after.effort_minutes !== null ? [...others, after] : others;
}
