/* Values of fields in words: for history, proposals and lists. */
import type { FieldMeta, Tolerance } from "../../../contract/types";
import type { ResourceName } from "../api/resources";
import { formatDay, formatMoment, formatMoney, formatNumber, formatTime, formatWork, missing } from "../format";
import { m } from "../paraglide/messages";
import { word } from "../words";
import { fieldOf } from "./fields";
import { workspace } from "./workspace.svelte";

type WordPrefix = Parameters<typeof word>[0];

const prefixes: Record<string, WordPrefix> = {
  "item.kind": "kind",
  "item.state": "state",
  "item.constraint_kind": "constraint",
  "item.task_type": "task_type",
  "assignment.contour": "contour",
  "link.type": "link",
  "link.lag_kind": "lag",
  "membership.role": "role",
  "product.life_cycle_stage": "stage",
  "release.state": "release",
  "resource.kind": "means",
  "item.estimate_kind": "estimate",
  "risk.state": "risk",
  "risk.response": "response",
  "risk.roam": "roam",
  "risk.effect_kind": "effect",
  "proposal.state": "proposal",
  "proposal.source": "source",
  "decision.outcome": "outcome",
  "notice.kind": "notice",
  "project.progress_mode": "progress_mode",
  "project.lag_calendar": "lag_calendar",
  "project.float_kind": "float_kind",
  "project.critical_by": "critical_by",
  "project.float_paths_by": "float_paths_by",
  "item.moscow": "moscow",
  "meeting.state": "meeting",
  "meeting_series.template": "template",
  "meeting_series.recurrence": "every",
  "meeting_point.kind": "point",
  "meeting_point.outcome": "result",
  "promise.state": "promised",
  "promise.figure": "figure",
  "promise.share_detail": "share",
};

export function choiceText(resource: ResourceName, field: string, value: string): string {
  const prefix = prefixes[`${resource}.${field}`];
  return prefix ? word(prefix, value) : value.replaceAll("_", " ");
}

type Values = Record<string, string | null>;

const ofItem = (row: Values) => nameOf("item", row["item_id"]);
const ofLevel = (row: Values) => m.exception_title({ aspect: word("aspect", row["aspect"]), level: levelText(row as unknown as Level) });

/** What has no title and no name is called by what it is about. */
const callings: Partial<Record<ResourceName, (row: Values) => string>> = {
  link: (row) => `${nameOf("item", row["predecessor_id"])} → ${nameOf("item", row["successor_id"])}`,
  assignment: (row) => `${nameOf("resource", row["resource_id"])} · ${ofItem(row)}`,
  membership: (row) => `${nameOf("person", row["person_id"])} · ${word("role", row["role"])}`,
  meeting: (row) => `${nameOf("meeting_series", row["series_id"])}, ${formatMoment(row["starts_at"])}`,
  private_note: (row) => nameOf("meeting", row["meeting_id"]),
  time_entry: (row) => `${nameOf("resource", row["resource_id"])} · ${ofItem(row)}`,
  promise: (row) => m.promise_to({ account: row["account"] ?? "" }),
  meeting_action: ofItem,
  tolerance: ofLevel,
  exception: ofLevel,
};

/** What a row with these values is called. */
export function callingOf(resource: ResourceName, row: Values): string {
  return row["title"] ?? row["name"] ?? callings[resource]?.(row) ?? missing;
}

/** The name of what an id points to. */
export function nameOf(resource: string, id: string | null | undefined): string {
  if (!id) return missing;
  const row = workspace.get(resource as ResourceName, id) as unknown as Values | undefined;
  return row ? callingOf(resource as ResourceName, row) : m.gone();
}

/** What has an address of its own, by the page that shows it. */
export const addresses = { item: "items", proposal: "proposals", decision: "decisions", promise: "promises", meeting: "meetings" } as const;

/** The address of a row that is there. */
export function linkOf(resource: ResourceName, id: string): string | null {
  const page = (addresses as Partial<Record<ResourceName, string>>)[resource];
  return page && workspace.get(resource, id) ? `/${page}/${id}` : null;
}

export type Level = Pick<Tolerance, "project_id" | "release_id" | "item_id">;

/** The work package, release or project; none of them: the whole workspace. */
export function levelText(level: Level): string {
  if (level.item_id) return nameOf("item", level.item_id);
  if (level.release_id) return nameOf("release", level.release_id);
  return level.project_id ? nameOf("project", level.project_id) : workspace.me.workspace.name;
}

/** What the number of a field counts; durations say it themselves. */
export function unitText(field: FieldMeta | undefined): string {
  if (field?.unit === "percent") return "%";
  return field?.unit === "cents" ? workspace.me.workspace.currency : "";
}

function numberText(name: string, field: FieldMeta, value: number): string {
  if (name === "lag_minutes") return formatWork(value);
  if (field.unit === "min") return formatWork(value);
  if (field.unit === "cents") return formatMoney(value, workspace.me.workspace.currency, value % 100 === 0);
  if (field.unit === "percent") return `${formatNumber(value)} %`;
  return formatNumber(value);
}

function listText(field: FieldMeta, value: unknown[]): string {
  if (value.length === 0) return missing;
  if (field.refersTo) return value.map((id) => nameOf(field.refersTo!, String(id))).join(", ");
  if (value.every((one) => typeof one === "string")) return value.join(", ");
  const texts = value.map((one) => (one as { text?: string }).text).filter((text) => text !== undefined);
  return texts.length > 0 ? texts.join("; ") : m.entries({ count: value.length });
}

export function valueText(resource: ResourceName, name: string, value: unknown): string {
  if (value === null || value === undefined || value === "") return missing;
  const field = fieldOf(resource, name);
  if (!field) return String(value);
  if (Array.isArray(value)) return listText(field, value);
  switch (field.kind) {
    case "bool":
      return value ? m.yes() : m.no();
    case "int":
    case "real":
      return numberText(name, field, value as number);
    case "choice":
      return choiceText(resource, name, String(value));
    case "id":
      return nameOf(field.refersTo ?? "", String(value));
    case "moment":
      return formatMoment(String(value));
    case "day":
      return formatDay(String(value));
    case "time":
      return formatTime(String(value));
    default:
      return String(value);
  }
}
