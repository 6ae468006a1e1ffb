/* Every row of the workspace twice: as the server has it, and as it is shown.
 *
 * The server's rows come from the snapshot, events and answers; of two states of a row the one of the
 * higher revision wins, whatever order they arrive in. What is shown is that with the writes under way
 * laid over it. Rows are never changed in place: a changed row is a new object, so that pages can compare. */
import type { Event } from "../../../contract/types";
import { changesOf, isResourceName, plurals, resourceNames, type AnyRow, type ResourceName } from "../api/resources";
import { newRow } from "./fields";
import type { Write } from "./queue";

type Table = Map<string, AnyRow>;

function emptyTables(): Record<ResourceName, Table> {
  return Object.fromEntries(resourceNames.map((name) => [name, new Map()])) as unknown as Record<ResourceName, Table>;
}

export interface RowPorts {
  /** Writes under way that touch the row, oldest first. */
  writesOf(resource: ResourceName, id: string): readonly Write[];
  changed(resource: ResourceName): void;
  /** An event about a row that is not known whole. */
  missing(resource: ResourceName, id: string): void;
}

export class Rows {
  #saved = emptyTables();
  #shown = emptyTables();

  constructor(readonly ports: RowPorts) {}

  shown(resource: ResourceName): ReadonlyMap<string, AnyRow> {
    return this.#shown[resource];
  }

  saved(resource: ResourceName, id: string): AnyRow | undefined {
    return this.#saved[resource].get(id);
  }

  load(snapshot: Record<string, unknown>): void {
    this.#saved = emptyTables();
    this.#shown = emptyTables();
    for (const resource of resourceNames) {
      const rows = (snapshot[plurals[resource]] ?? []) as AnyRow[];
      for (const row of rows) {
        this.#saved[resource].set(row.id, row);
        this.#shown[resource].set(row.id, row);
      }
      this.ports.changed(resource);
    }
  }

  /** A row as an answer of the server gave it. */
  put(resource: ResourceName, row: AnyRow): void {
    const known = this.#saved[resource].get(row.id);
    if (known && known.revision > row.revision) return;
    this.#saved[resource].set(row.id, row);
    this.refresh(resource, row.id);
  }

  drop(resource: ResourceName, id: string): void {
    if (this.#saved[resource].delete(id)) this.refresh(resource, id);
  }

  apply(event: Event): void {
    if (!isResourceName(event.resource)) return;
    const resource = event.resource;
    const id = event.subject_id;
    if (event.action === "deleted") return this.drop(resource, id);
    const known = this.#saved[resource].get(id);
    /* An erasure says anew what the event before it said: that one has lost its text. */
    if (known && known.revision >= event.revision + (event.action === "erased" ? 1 : 0)) return;
    const changes = changesOf(event);
    const whole = event.action === "created" || changes.some((change) => change.field === "workspace_id");
    if (!known && !whole && event.action !== "restored") return this.ports.missing(resource, id);
    if (!known && event.action === "restored" && changes.length === 0) return this.ports.missing(resource, id);
    const row: Record<string, unknown> = known ? { ...known } : newRow(resource, { created_at: event.at });
    for (const change of changes) row[change.field] = change.to ?? null;
    Object.assign(row, { id, workspace_id: event.workspace_id, revision: event.revision, updated_at: event.at });
    this.put(resource, row as unknown as AnyRow);
  }

  /** Lays the writes under way over the saved row anew. */
  refresh(resource: ResourceName, id: string): void {
    const row = overlaid(resource, id, this.#saved[resource].get(id), this.ports.writesOf(resource, id));
    if (row) this.#shown[resource].set(id, row);
    else this.#shown[resource].delete(id);
    this.ports.changed(resource);
  }

  refreshFor(write: Write): void {
    this.refresh(write.resource, write.id);
    for (const [resource, row] of write.rows) this.refresh(resource, row.id);
  }
}

function overlaid(
  resource: ResourceName,
  id: string,
  saved: AnyRow | undefined,
  writes: readonly Write[],
): AnyRow | undefined {
  let row = saved;
  for (const write of writes) {
    switch (write.action) {
      case "create":
        row = newRow(resource, { ...write.values, id }) as unknown as AnyRow;
        break;
      case "update":
        if (row) row = { ...row, ...write.values } as AnyRow;
        break;
      case "delete":
        row = undefined;
        break;
      case "restore":
        row = write.rows.find(([name, back]) => name === resource && back.id === id)?.[1] ?? row;
        break;
    }
  }
  return row;
}
