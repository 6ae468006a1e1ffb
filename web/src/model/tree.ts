/* The outline of items: who is below whom, in order, and what belongs to a branch. */
import type { Item } from "../../../contract/types";
import type { AnyRow, ResourceName, Row } from "../api/resources";

export interface Readable {
  rows<R extends ResourceName>(resource: R): ReadonlyMap<string, Row<R>>;
}

export function byPosition(a: Item, b: Item): number {
  if (a.position !== b.position) return a.position < b.position ? -1 : 1;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Children by parent's id, in the order of the outline. */
export function childrenOf(items: Iterable<Item>): Map<string, Item[]> {
  const children = new Map<string, Item[]>();
  for (const item of items) {
    if (item.parent_id === null) continue;
    const list = children.get(item.parent_id);
    if (list) list.push(item);
    else children.set(item.parent_id, [item]);
  }
  for (const list of children.values()) list.sort(byPosition);
  return children;
}

/** The item and everything below it, parents first. */
export function branch(id: string, children: ReadonlyMap<string, Item[]>): string[] {
  const found = [id];
  for (let at = 0; at < found.length; at++) {
    for (const child of children.get(found[at]!) ?? []) found.push(child.id);
  }
  return found;
}

/** An item and all that a deletion of it takes along. */
export function withDependents(id: string, rows: Readable): [ResourceName, AnyRow][] {
  const items = rows.rows("item");
  const ids = new Set(branch(id, childrenOf(items.values())));
  const found: [ResourceName, AnyRow][] = [];
  for (const one of ids) {
    const item = items.get(one);
    if (item) found.push(["item", item]);
  }
  for (const link of rows.rows("link").values()) {
    if (ids.has(link.predecessor_id) || ids.has(link.successor_id)) found.push(["link", link]);
  }
  for (const one of rows.rows("assignment").values()) {
    if (ids.has(one.item_id)) found.push(["assignment", one]);
  }
  return found;
}

/** From the topmost ancestor down to the parent. */
export function ancestors(item: Item, items: ReadonlyMap<string, Item>): Item[] {
  const found: Item[] = [];
  let at = item.parent_id === null ? undefined : items.get(item.parent_id);
  for (let depth = 0; at && depth < 100; depth++) {
    found.unshift(at);
    at = at.parent_id === null ? undefined : items.get(at.parent_id);
  }
  return found;
}

/** The field's own value, or that of the nearest ancestor which has one. */
export function inherited<F extends "product_id" | "project_id" | "release_id" | "rank">(
  item: Item,
  field: F,
  items: ReadonlyMap<string, Item>,
): string | null {
  let at: Item | undefined = item;
  for (let depth = 0; at && depth < 100; depth++) {
    if (at[field] !== null) return at[field];
    at = at.parent_id === null ? undefined : items.get(at.parent_id);
  }
  return null;
}
