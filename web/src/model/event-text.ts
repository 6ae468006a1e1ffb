/* Events in words: who did what to which thing, field by field. */
import type { Event } from "../../../contract/types";
import { changesOf, isResourceName, type ResourceName } from "../api/resources";
import { m } from "../paraglide/messages";
import { word } from "../words";
import { callingOf, linkOf, nameOf, valueText } from "./field-text";
import { workspace } from "./workspace.svelte";

export interface ChangeLine {
  field: string;
  from: string;
  to: string;
}

const silent = new Set(["id", "workspace_id", "revision", "created_at", "updated_at", "position", "computed_at_seq", "engine_version", "impacts", "overloads", "exceeded", "baseline_ids", "checks_failed_before", "checks_failed_after"]);

export function eventPerson(event: Event): string {
  return event.person_id === null ? m.trivet_itself() : nameOf("person", event.person_id);
}

export function eventVerb(event: Event): string {
  const verbs: Record<string, () => string> = {
    created: () => m.event_created(),
    updated: () => m.event_updated(),
    deleted: () => m.event_deleted(),
    restored: () => m.event_restored(),
    erased: () => m.event_erased(),
  };
  return verbs[event.action]?.() ?? event.action;
}

/** What it happened to; of something deleted the name that it had. */
export function eventSubject(event: Event): string {
  if (event.resource === "workspace") return workspace.me.workspace.name;
  if (!isResourceName(event.resource)) return word("resource", event.resource);
  if (workspace.get(event.resource, event.subject_id)) return nameOf(event.resource, event.subject_id);
  return callingOf(event.resource, Object.fromEntries(changesOf(event).map((one) => [one.field, (one.to ?? one.from) as string | null])));
}

/** The fields that an update changed; of other actions nothing, their verb says it all. */
export function eventLines(event: Event): ChangeLine[] {
  if (event.action !== "updated" || !isResourceName(event.resource)) return [];
  const resource: ResourceName = event.resource;
  return changesOf(event)
    .filter((change) => !silent.has(change.field))
    .map((change) => ({
      field: word("field", change.field),
      from: change.field === "rank" ? "" : valueText(resource, change.field, change.from),
      to: change.field === "rank" ? m.moved() : valueText(resource, change.field, change.to),
    }));
}

/** Where to look at it. */
export function eventLink(event: Event): string | null {
  const link = isResourceName(event.resource) && linkOf(event.resource, event.subject_id);
  if (link) return link;
  const changes = changesOf(event);
  const id = changes.find((one) => one.field === "item_id" || one.field === "successor_id")?.to as string | undefined;
  return id ? linkOf("item", id) : null;
}
