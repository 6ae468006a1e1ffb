/* Which items are planned and in which order: the same rules as the server's plan of items (model/plan.h).
 *
 * An item belongs to its own project or its nearest ancestor's. A goal or initiative without planned
 * children is nothing to do and left out. Rows stand project by project in pre-order, siblings by
 * (position, id); an item whose parent is not planned in the same project stands at its top. */
import type { Item, Project } from "../../../contract/types";

export const NONE = -1;
const UNKNOWN = -2;
const CLIMBING = -3;

export interface Outline {
  /** The planned items in the order of the plan's rows. */
  items: Item[];
  /** Parallel to items: row of the parent, project, release, and how deep it stands (0 at the top). */
  parent: Int32Array;
  project: Int32Array;
  release: Int32Array;
  depth: Int32Array;
  taskOf: Map<string, number>;
}

/** An item that is its own ancestor. */
export class OwnAncestorError extends Error {
  constructor(readonly item: Item) {
    super(`"${item.title}" is part of itself.`);
  }
}

export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function sortedById<T extends { id: string }>(rows: Iterable<T>): T[] {
  return [...rows].sort((a, b) => byText(a.id, b.id));
}

export function sortedProjects(rows: Iterable<Project>): Project[] {
  return [...rows].sort((a, b) => byText(a.rank, b.rank) || byText(a.id, b.id));
}

export function indexOf(rows: readonly { id: string }[]): Map<string, number> {
  return new Map(rows.map((row, index) => [row.id, index]));
}

class Climber {
  readonly items: Item[];
  readonly parent: Int32Array;
  readonly project: Int32Array;
  readonly release: Int32Array;

  constructor(
    items: ReadonlyMap<string, Item>,
    readonly projectOf: ReadonlyMap<string, number>,
    readonly releaseOf: ReadonlyMap<string, number>,
  ) {
    this.items = [...items.values()];
    const place = indexOf(this.items);
    this.parent = new Int32Array(this.items.length);
    this.project = new Int32Array(this.items.length).fill(UNKNOWN);
    this.release = new Int32Array(this.items.length).fill(NONE);
    this.items.forEach((item, i) => {
      this.parent[i] = item.parent_id === null ? NONE : (place.get(item.parent_id) ?? NONE);
    });
  }

  #inherit(i: number): void {
    const item = this.items[i]!;
    const parent = this.parent[i]!;
    this.project[i] =
      item.project_id !== null
        ? (this.projectOf.get(item.project_id) ?? NONE)
        : parent === NONE
          ? NONE
          : this.project[parent]!;
    this.release[i] =
      item.release_id !== null
        ? (this.releaseOf.get(item.release_id) ?? NONE)
        : parent === NONE
          ? NONE
          : this.release[parent]!;
  }

  /** Climbs from each item to the first ancestor that is known and comes back down the same way. */
  climb(): void {
    const way: number[] = [];
    for (let i = 0; i < this.items.length; i++) {
      let at = i;
      while (at !== NONE && this.project[at] === UNKNOWN) {
        this.project[at] = CLIMBING;
        way.push(at);
        at = this.parent[at]!;
      }
      if (at !== NONE && this.project[at] === CLIMBING) throw new OwnAncestorError(this.items[at]!);
      while (way.length > 0) this.#inherit(way.pop()!);
    }
  }

  /** An aim alone is nothing to do; without it the aim above may stand alone too. */
  leaveOutAims(): Int32Array {
    const { parent, project, items } = this;
    const planned = new Int32Array(items.length);
    const children = new Int32Array(items.length);
    for (let i = 0; i < items.length; i++) {
      const above = parent[i]!;
      const same = above !== NONE && project[i] !== NONE && project[above] === project[i];
      planned[i] = same ? above : NONE;
      if (same) children[above]!++;
    }
    for (let i = 0; i < items.length; i++) {
      let at = i;
      while (at !== NONE && project[at] !== NONE && children[at] === 0 && isAim(items[at]!)) {
        project[at] = NONE;
        at = planned[at]!;
        if (at !== NONE) children[at]!--;
      }
    }
    return planned;
  }
}

function isAim(item: Item): boolean {
  return item.kind === "goal" || item.kind === "initiative";
}

/** Items of each parent, and per project those at the top, in order. */
function families(climber: Climber, planned: Int32Array, projectCount: number): [number[][], Map<number, number[]>] {
  const tops: number[][] = Array.from({ length: projectCount }, () => []);
  const children = new Map<number, number[]>();
  for (let i = 0; i < climber.items.length; i++) {
    if (climber.project[i] === NONE) continue;
    const parent = planned[i]!;
    if (parent === NONE) {
      tops[climber.project[i]!]!.push(i);
    } else {
      const siblings = children.get(parent);
      if (siblings) siblings.push(i);
      else children.set(parent, [i]);
    }
  }
  const order = (a: number, b: number): number => {
    const x = climber.items[a]!;
    const y = climber.items[b]!;
    return byText(x.position, y.position) || byText(x.id, y.id);
  };
  for (const top of tops) top.sort(order);
  for (const siblings of children.values()) siblings.sort(order);
  return [tops, children];
}

export function outlineOf(
  items: ReadonlyMap<string, Item>,
  projectOf: ReadonlyMap<string, number>,
  releaseOf: ReadonlyMap<string, number>,
): Outline {
  const climber = new Climber(items, projectOf, releaseOf);
  climber.climb();
  const planned = climber.leaveOutAims();
  const [tops, children] = families(climber, planned, projectOf.size);
  const rows: Item[] = [];
  const taskOf = new Map<string, number>();
  const columns: number[] = [];
  const stack: { item: number; parent: number; depth: number }[] = [];
  for (const top of [...tops].reverse()) {
    for (let k = top.length - 1; k >= 0; k--) stack.push({ item: top[k]!, parent: NONE, depth: 0 });
  }
  while (stack.length > 0) {
    const { item, parent, depth } = stack.pop()!;
    const row = rows.length;
    rows.push(climber.items[item]!);
    taskOf.set(climber.items[item]!.id, row);
    columns.push(parent, climber.project[item]!, climber.release[item]!, depth);
    const below = children.get(item) ?? [];
    for (let k = below.length - 1; k >= 0; k--) stack.push({ item: below[k]!, parent: row, depth: depth + 1 });
  }
  const column = (n: number): Int32Array => Int32Array.from(rows, (_, row) => columns[row * 4 + n]!);
  return { items: rows, parent: column(0), project: column(1), release: column(2), depth: column(3), taskOf };
}
