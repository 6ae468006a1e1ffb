/* The import of a plan file: what is asked of the server, and its report in words. Pure. */
import type { FieldMeta, Id, ImportChange, ImportDate, ImportPerson, ImportReport } from "../../../contract/types";

export interface FormatInfo {
  name: string;
  title: string;
  source: string;
  endings: string;
  read: boolean;
  written: boolean;
}

export interface Target {
  projectId: string;
  projectName: string;
  productId: string;
  topFeatures: boolean;
  removed: "keep" | "links" | "all";
}

/** What the importer says of the file's resources: their number to an id, "new" or "none". */
export type PeopleChoice = Readonly<Record<number, string>>;

export function importQuery(name: string, target: Target, people: PeopleChoice, dryRun: boolean): URLSearchParams {
  const query = new URLSearchParams({ name, dry_run: String(dryRun), features: target.topFeatures ? "top" : "none" });
  if (target.projectId) query.set("project_id", target.projectId);
  else if (target.projectName) query.set("project_name", target.projectName);
  if (target.projectId) query.set("removed", target.removed);
  if (target.productId) query.set("product_id", target.productId);
  const choices = Object.entries(people).map(([number, what]) => `${number}=${what}`);
  if (choices.length > 0) query.set("people", choices.join(","));
  return query;
}

/** What stands for a person of the file now: an id, "new" or "none". */
export function meansOf(person: ImportPerson): string {
  if (person.means === "left_out") return "none";
  return person.resource_id ?? person.person_id ?? "new";
}

/** Somebody of nearly the same name, who only the importer can tell to be the same. */
export function similarTo(person: ImportPerson): Id | null {
  return person.similar_resource_id ?? person.similar_person_id;
}

/** Dates that differ by themselves, each with how many follow it. */
export function dateCauses(dates: readonly ImportDate[]): { date: ImportDate; followers: number }[] {
  const by = new Map(dates.map((one) => [one.item_id, one]));
  const followers = new Map<Id, number>();
  for (const one of dates) {
    let cause = one;
    for (let steps = 0; cause.follows_id && by.has(cause.follows_id) && steps < dates.length; steps++) cause = by.get(cause.follows_id)!;
    if (cause !== one) followers.set(cause.item_id, (followers.get(cause.item_id) ?? 0) + 1);
  }
  return dates
    .filter((one) => one.follows_id === null || !by.has(one.follows_id))
    .map((date) => ({ date, followers: followers.get(date.item_id) ?? 0 }));
}

export interface ChangedField {
  field: string;
  from: unknown;
  to: unknown;
}

const silent = new Set(["position", "rank"]);

export function changedFields(change: ImportChange, known: Readonly<Record<string, FieldMeta>>): ChangedField[] {
  const fields = (change.changes ?? []) as ChangedField[];
  return fields.filter(({ field }) => !silent.has(field) && field in known);
}

/** Counts of one kind: "item", "link" ... */
export function countOf(report: ImportReport, resource: string) {
  const none = { resource, created: 0, updated: 0, unchanged: 0, proposed: 0, missing: 0 };
  return report.counts.find((one) => one.resource === resource) ?? none;
}

export function isMpp(name: string): boolean {
  return /\.mp[pt]$/i.test(name);
}
