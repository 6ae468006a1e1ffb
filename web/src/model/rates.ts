/* The rates of a resource as tables of rows, each from a day on. The first row of table a, from the beginning,
 * is what the resource itself says; all others are its list of rates. */
import { resource_rate_fields, type Resource, type ResourcePatch, type ResourceRate } from "../../../contract/types";

export type RateTable = ResourceRate["rate_table"];
export const rateTables: readonly RateTable[] = resource_rate_fields.rate_table.choices;
export type Prices = Pick<ResourceRate, "rate_cents_per_hour" | "overtime_rate_cents_per_hour" | "cost_per_use_cents">;

function ownRate(resource: Resource): ResourceRate {
  const { rate_cents_per_hour, overtime_rate_cents_per_hour, cost_per_use_cents } = resource;
  return { rate_table: "a", effective_at: null, rate_cents_per_hour, overtime_rate_cents_per_hour, cost_per_use_cents };
}

/** The rows of one table, first to last. */
export function ratesOf(resource: Resource, table: RateTable): ResourceRate[] {
  const later = resource.rates.filter((rate) => rate.rate_table === table);
  return table === "a" ? [ownRate(resource), ...later] : later;
}

/** The tables that say anything, a always. */
export function tablesOf(resource: Resource): RateTable[] {
  return rateTables.filter((table) => ratesOf(resource, table).length > 0);
}

function before(one: ResourceRate, other: ResourceRate): number {
  const tables = rateTables.indexOf(one.rate_table) - rateTables.indexOf(other.rate_table);
  return tables || (one.effective_at ?? "").localeCompare(other.effective_at ?? "");
}

/** The resource with these rows in the table. */
function withRows(resource: Resource, table: RateTable, rows: readonly ResourceRate[]): ResourcePatch {
  const others = resource.rates.filter((rate) => rate.rate_table !== table);
  const first = table === "a" ? rows[0] : undefined;
  const listed = first ? rows.slice(1) : rows;
  const own: Partial<Prices> = {};
  if (first) {
    own.rate_cents_per_hour = first.rate_cents_per_hour;
    own.overtime_rate_cents_per_hour = first.overtime_rate_cents_per_hour;
    own.cost_per_use_cents = first.cost_per_use_cents;
  }
  return { ...own, rates: [...others, ...listed].sort(before) };
}

export function priced(resource: Resource, table: RateTable, row: number, prices: Partial<Prices>): ResourcePatch {
  if (table === "a" && row === 0) return prices;
  return withRows(resource, table, ratesOf(resource, table).map((rate, n) => (n === row ? { ...rate, ...prices } : rate)));
}

export function withoutRate(resource: Resource, table: RateTable, row: number): ResourcePatch {
  return withRows(resource, table, ratesOf(resource, table).filter((_, n) => n !== row));
}

/** A row from the day on (empty: from the beginning) that costs what holds until then; null: that day has one. */
export function withRateFrom(resource: Resource, table: RateTable, day: string): ResourcePatch | null {
  const rows = ratesOf(resource, table);
  const effective_at = day ? `${day}T00:00` : null;
  if (rows.some((rate) => (rate.effective_at ?? "").slice(0, 10) === day)) return null;
  const last = rows.filter((rate) => (rate.effective_at ?? "") < (effective_at ?? "")).at(-1) ?? rows[0] ?? ownRate(resource);
  return withRows(resource, table, [...rows, { ...last, rate_table: table, effective_at }]);
}
