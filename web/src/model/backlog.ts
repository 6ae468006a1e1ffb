/* The backlog: features in the order of their rank, with what is below them on demand.
 *
 * A root is a feature or bug, or anything with a rank of its own, that is not below another root. Rows
 * without a rank stand at the end. Ranks are one order over all products, so the number of a row counts all
 * open ones of the workspace, whatever the filter shows. */
import type { Item } from "../../../contract/types";
import { rankPlace } from "./rank";
import { matches } from "./search";
import { byPosition, inherited } from "./tree";

export interface BacklogFilter {
  product: string | null;
  release: string | null;
  text: string;
  /** Done and dropped ones as well. */
  closed: boolean;
}

export interface BacklogRow {
  item: Item;
  depth: number;
  /** 1 is the most important; null below a root, without a rank, and when closed. */
  number: number | null;
  children: number;
  expanded: boolean;
}

type Items = ReadonlyMap<string, Item>;

function mayBeRoot(item: Item): boolean {
  return item.kind === "feature" || item.kind === "bug" || item.rank !== null;
}

/** The root that an item is shown under (itself, if it is one); null: it is not in the backlog. */
export function rootOf(item: Item, items: Items): Item | null {
  let root: Item | null = null;
  let at: Item | undefined = item;
  for (let depth = 0; at && depth < 100; depth++) {
    if (mayBeRoot(at)) root = at;
    at = at.parent_id === null ? undefined : items.get(at.parent_id);
  }
  return root;
}

export function byRank(a: Item, b: Item): number {
  if (a.rank !== b.rank) {
    if (a.rank === null) return 1;
    if (b.rank === null) return -1;
    return a.rank < b.rank ? -1 : 1;
  }
  return byPosition(a, b);
}

/** All roots in order. */
export function backlogRoots(items: Items): Item[] {
  const roots: Item[] = [];
  for (const item of items.values()) {
    if (mayBeRoot(item) && rootOf(item, items) === item) roots.push(item);
  }
  return roots.sort(byRank);
}

/** Roots with the text in their title, label or in an item below them. */
function rootsWith(text: string, roots: readonly Item[], items: Items): Set<string> {
  const found = new Set<string>();
  for (const item of items.values()) {
    if (!matches(item.title, text)) continue;
    const root = rootOf(item, items);
    if (root) found.add(root.id);
  }
  for (const root of roots) {
    if (root.labels.some((label) => matches(label, text))) found.add(root.id);
  }
  return found;
}

function isClosed(item: Item): boolean {
  return item.state === "done" || item.state === "dropped";
}

/** Whether it has a number: what is closed makes no place. */
function counts(root: Item): boolean {
  return root.rank !== null && !isClosed(root);
}

/** The number that the item would have under this rank. */
export function placeOfRank(roots: readonly Item[], id: string, rank: string): number {
  return 1 + roots.filter((root) => root.id !== id && counts(root) && root.rank! < rank).length;
}

export function filteredRoots(roots: readonly Item[], items: Items, filter: BacklogFilter): Item[] {
  const named = filter.text.trim() === "" ? null : rootsWith(filter.text, roots, items);
  return roots.filter((root) => {
    if (named && !named.has(root.id)) return false;
    if (!filter.closed && isClosed(root)) return false;
    if (filter.product !== null && inherited(root, "product_id", items) !== filter.product) return false;
    if (filter.release === null) return true;
    const release = inherited(root, "release_id", items);
    return filter.release === "none" ? release === null : release === filter.release;
  });
}

export function backlogRows(
  shown: readonly Item[],
  roots: readonly Item[],
  children: ReadonlyMap<string, Item[]>,
  expanded: ReadonlySet<string>,
): BacklogRow[] {
  const numbers = new Map<string, number>();
  for (const root of roots) if (counts(root)) numbers.set(root.id, numbers.size + 1);
  const rows: BacklogRow[] = [];
  const add = (item: Item, depth: number): void => {
    const below = children.get(item.id) ?? [];
    const open = below.length > 0 && expanded.has(item.id);
    const number = depth === 0 ? (numbers.get(item.id) ?? null) : null;
    rows.push({ item, depth, number, children: below.length, expanded: open });
    if (open && depth < 20) for (const child of below) add(child, depth + 1);
  };
  for (const root of shown) add(root, 0);
  return rows;
}

/**
 * The ranks to write when the root `id` is put at `index` of the roots that are shown (counted without
 * it): behind the one shown before it, else before the first.
 */
export function placeShown(
  roots: readonly Item[],
  shown: readonly Item[],
  id: string,
  index: number,
): Map<string, string> {
  const others = shown.filter((root) => root.id !== id);
  const order = roots.filter((root) => root.id !== id);
  const before = others[index - 1];
  const after = others[0];
  const at = before ? order.indexOf(before) + 1 : after ? order.indexOf(after) : 0;
  return rankPlace(roots, id, Math.min(at, order.filter((root) => root.rank !== null).length));
}

/** Value times reach times confidence for each person-day of effort; null where a part is missing. */
export function scoreOf(item: Item, workMinutes: number | null): number | null {
  if (item.value === null || item.reach === null || item.confidence_percent === null) return null;
  if (workMinutes === null || workMinutes <= 0) return null;
  return (item.value * item.reach * (item.confidence_percent / 100)) / (workMinutes / 480);
}
