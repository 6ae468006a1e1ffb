/* Sets of changes, as a proposal writes them: field by field. Here they are put together row by row, the way
 * they are written when nobody has to be asked. */
import type { Change } from "../engine/source";
import type { ResourceName } from "../api/resources";
import { fieldsOf } from "./fields";

export interface RowChange {
  action: Change["action"];
  resource: ResourceName;
  /** Of a creation empty. */
  id: string;
  /** What an update or a creation writes. */
  fields: Record<string, unknown>;
}

/** All updates of a row together; creations and deletions one by one. */
export function byRow(changes: readonly Change[]): RowChange[] {
  const found: RowChange[] = [];
  const updates = new Map<string, RowChange>();
  for (const { action, resource, subject_id, field, to } of changes) {
    const key = `${resource} ${subject_id}`;
    const known = action === "update" ? updates.get(key) : undefined;
    if (known) {
      known.fields[field!] = to;
      continue;
    }
    const fields = action === "update" ? { [field!]: to } : ((to ?? {}) as Record<string, unknown>);
    const one = { action, resource: resource as ResourceName, id: subject_id ?? "", fields };
    if (action === "update") updates.set(key, one);
    found.push(one);
  }
  return found;
}

/** The fields whose custodians decide about the end of a row, as in src/change/remove.c. */
export function fieldsOfExistence(resource: ResourceName, row: object): string[] {
  if (resource !== "item") return Object.entries(fieldsOf(resource)).flatMap(([name, field]) => (field.required ? [name] : []));
  const { kind } = row as { kind: string };
  if (kind === "bug") return ["title"];
  return [kind === "task" || kind === "milestone" ? "duration_minutes" : "value"];
}
