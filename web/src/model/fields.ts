/* The fields of each resource as the printed contract describes them: kind, custody, limits, unit. */
import * as contract from "../../../contract/types";
import type { ResourceName } from "../api/resources";

export interface FieldInfo {
  kind: string;
  custody: "system" | "admin" | "shared" | "product" | "project";
  required?: boolean;
  nullable?: boolean;
  create_only?: boolean;
  secret?: boolean;
  multiline?: boolean;
  unit?: string;
  min?: number;
  max?: number;
  initial?: number;
  choices?: readonly string[];
  refers_to?: string;
  of?: string;
  doc: string;
}

type Fields = Readonly<Record<string, FieldInfo>>;

const tables: Record<ResourceName, Fields> = {
  person: contract.person_fields,
  membership: contract.membership_fields,
  calendar: contract.calendar_fields,
  product: contract.product_fields,
  project: contract.project_fields,
  release: contract.release_fields,
  item: contract.item_fields,
  link: contract.link_fields,
  resource: contract.resource_fields,
  assignment: contract.assignment_fields,
  proposal: contract.proposal_fields,
};

export function fieldsOf(resource: ResourceName): Fields {
  return tables[resource];
}

export function fieldOf(resource: ResourceName, field: string): FieldInfo | undefined {
  return tables[resource][field];
}

function initialValue(field: FieldInfo): unknown {
  if (field.nullable) return null;
  switch (field.kind) {
    case "boolean":
      return field.initial === 1;
    case "integer":
    case "real":
      return field.initial ?? 0;
    case "choice":
      return field.choices?.[field.initial ?? 0] ?? null;
    case "list":
      return [];
    default:
      return "";
  }
}

/** A row as the server would make it from these values, but for what only the server knows. */
export function newRow(resource: ResourceName, values: Record<string, unknown>): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(tables[resource])) {
    if (!field.secret) row[name] = values[name] ?? initialValue(field);
  }
  row["revision"] = 0;
  return row;
}
