/* What a plan is made of: the rows of the workspace, and how they look after a set of changes.
 *
 * Changes are written as a proposal writes them, so that whatever can be proposed can be tried first. A
 * source is never altered: withChanges copies the maps that it touches and shares the others. */
import type {
  Assignment,
  Calendar,
  Item,
  Link,
  Project,
  ProposedChange,
  Release,
  Resource,
  Workspace,
} from "../../../contract/types";
import type { ResourceName } from "../api/resources";
import { newRow } from "../model/fields";

export type Change = Pick<ProposedChange, "action" | "resource"> & {
  subject_id?: string | null;
  field?: string | null;
  to?: unknown;
};

export interface PlanSource {
  workspace: Pick<Workspace, "share_people" | "critical_float_minutes"> | null;
  projects: ReadonlyMap<string, Project>;
  calendars: ReadonlyMap<string, Calendar>;
  releases: ReadonlyMap<string, Release>;
  items: ReadonlyMap<string, Item>;
  links: ReadonlyMap<string, Link>;
  resources: ReadonlyMap<string, Resource>;
  assignments: ReadonlyMap<string, Assignment>;
}

export const emptySource: PlanSource = {
  workspace: null,
  projects: new Map(),
  calendars: new Map(),
  releases: new Map(),
  items: new Map(),
  links: new Map(),
  resources: new Map(),
  assignments: new Map(),
};

type Tables = Exclude<keyof PlanSource, "workspace">;
type AnyMap = Map<string, { id: string }>;

const tables: Partial<Record<string, Tables>> = {
  project: "projects",
  calendar: "calendars",
  release: "releases",
  item: "items",
  link: "links",
  resource: "resources",
  assignment: "assignments",
};

/** The descendants of an item and itself. */
function family(items: ReadonlyMap<string, Item>, id: string): Set<string> {
  const found = new Set([id]);
  for (let before = -1; before !== found.size; ) {
    before = found.size;
    for (const item of items.values()) {
      if (item.parent_id !== null && found.has(item.parent_id)) found.add(item.id);
    }
  }
  return found;
}

class Overlay {
  readonly #copied = new Map<Tables, AnyMap>();
  constructor(readonly source: PlanSource) {}

  table(name: Tables): AnyMap {
    let table = this.#copied.get(name);
    if (!table) {
      table = new Map<string, { id: string }>(this.source[name]);
      this.#copied.set(name, table);
    }
    return table;
  }

  apply(change: Change, number: number): void {
    const name = tables[change.resource];
    if (!name) return;
    if (change.action === "create") {
      const id = change.subject_id ?? `~new-${number}`;
      const values = (change.to ?? {}) as Record<string, unknown>;
      const row = newRow(change.resource as ResourceName, values);
      this.table(name).set(id, { ...row, id } as { id: string });
    } else if (change.subject_id && change.action === "delete") {
      this.#remove(name, change.subject_id);
    } else if (change.subject_id && change.field) {
      const row = this.table(name).get(change.subject_id);
      if (row) this.table(name).set(row.id, { ...row, [change.field]: change.to ?? null });
    }
  }

  /** An item takes its descendants, links and assignments along, as the server does it. */
  #remove(name: Tables, id: string): void {
    if (name !== "items") {
      this.table(name).delete(id);
      return;
    }
    const gone = family(this.table("items") as Map<string, Item & { id: string }>, id);
    for (const item of gone) this.table("items").delete(item);
    for (const link of this.source.links.values()) {
      if (gone.has(link.predecessor_id) || gone.has(link.successor_id)) this.table("links").delete(link.id);
    }
    for (const assignment of this.source.assignments.values()) {
      if (gone.has(assignment.item_id)) this.table("assignments").delete(assignment.id);
    }
  }

  done(): PlanSource {
    return { ...this.source, ...Object.fromEntries(this.#copied) };
  }
}

export function withChanges(source: PlanSource, changes: readonly Change[]): PlanSource {
  const overlay = new Overlay(source);
  changes.forEach((change, number) => overlay.apply(change, number));
  return overlay.done();
}

/** The changes that set these fields of a row. */
export function updates(resource: string, id: string, fields: Record<string, unknown>): Change[] {
  return Object.entries(fields).map(([field, to]) => ({
    action: "update" as const,
    resource,
    subject_id: id,
    field,
    to,
  }));
}
