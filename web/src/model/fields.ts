/* The fields of each resource as the printed contract describes them: kind, custody, limits, unit. */
import * as contract from "../../../contract/types";
import type { FieldMeta } from "../../../contract/types";
import type { ResourceName } from "../api/resources";

type Fields = Readonly<Record<string, FieldMeta>>;

const tables: Record<ResourceName, Fields> = {
  person: contract.person_fields,
  membership: contract.membership_fields,
  calendar: contract.calendar_fields,
  product_line: contract.product_line_fields,
  program: contract.program_fields,
  product: contract.product_fields,
  project: contract.project_fields,
  release: contract.release_fields,
  item: contract.item_fields,
  link: contract.link_fields,
  resource: contract.resource_fields,
  assignment: contract.assignment_fields,
  baseline: contract.baseline_fields,
  time_entry: contract.time_entry_fields,
  expense: contract.expense_fields,
  risk: contract.risk_fields,
  attachment: contract.attachment_fields,
  formula: contract.formula_fields,
  notice: contract.notice_fields,
  promise: contract.promise_fields,
  meeting_series: contract.meeting_series_fields,
  meeting: contract.meeting_fields,
  meeting_point: contract.meeting_point_fields,
  private_note: contract.private_note_fields,
  meeting_action: contract.meeting_action_fields,
  tolerance: contract.tolerance_fields,
  exception: contract.exception_fields,
  scenario: contract.scenario_fields,
  proposal: contract.proposal_fields,
  decision: contract.decision_fields,
};

export function fieldsOf(resource: ResourceName): Fields {
  return tables[resource];
}

export function fieldOf(resource: ResourceName, field: string): FieldMeta | undefined {
  return tables[resource][field];
}

/** A row as the server would make it from these values, but for what only the server knows. */
export function newRow(resource: ResourceName, values: Record<string, unknown>): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(tables[resource])) {
    const initial = field.kind === "list" ? [] : field.initial;
    row[name] = values[name] ?? initial;
  }
  row["revision"] = 0;
  return row;
}
