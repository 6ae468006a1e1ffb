/* What a person chose for the plan on this browser: columns, widths, looks, what is folded. */
import { COLUMN_MAX, COLUMN_MIN, columns, columnsAtFirst, type ColumnName } from "./columns";
import type { Looks } from "./picture";

export interface Kept {
  columns: ColumnName[];
  widths: Partial<Record<ColumnName, number>>;
  tableWidth: number;
  looks: Looks;
  folded: string[];
}

const key = "trivet.plan";
const foldedMax = 2000;

export const atFirst: Kept = {
  columns: [...columnsAtFirst],
  widths: {},
  tableWidth: 620,
  looks: { colouring: "plain", labels: "title", floats: true, links: true, whiskers: false, baseline: true },
  folded: [],
};

function isColumn(name: unknown): name is ColumnName {
  return columns.some((column) => column.name === name);
}

/** Reads what is there as far as it makes sense; the rest is as at first. */
export function readKept(storage: Pick<Storage, "getItem">): Kept {
  let stored: Partial<Kept> = {};
  try {
    stored = (JSON.parse(storage.getItem(key) ?? "{}") ?? {}) as Partial<Kept>;
  } catch {
    /* Not ours, or cut off: as if there were nothing. */
  }
  const widths: Kept["widths"] = {};
  for (const [name, width] of Object.entries(stored.widths ?? {})) {
    if (isColumn(name) && typeof width === "number") widths[name] = Math.min(COLUMN_MAX, Math.max(COLUMN_MIN, width));
  }
  const chosen = Array.isArray(stored.columns) ? stored.columns.filter(isColumn) : [];
  return {
    columns: chosen.includes("title") ? chosen : [...atFirst.columns],
    widths,
    tableWidth: typeof stored.tableWidth === "number" ? stored.tableWidth : atFirst.tableWidth,
    looks: { ...atFirst.looks, ...stored.looks },
    folded: Array.isArray(stored.folded) ? stored.folded.filter((id) => typeof id === "string") : [],
  };
}

export function writeKept(storage: Pick<Storage, "setItem">, kept: Kept): void {
  storage.setItem(key, JSON.stringify({ ...kept, folded: kept.folded.slice(-foldedMax) }));
}
