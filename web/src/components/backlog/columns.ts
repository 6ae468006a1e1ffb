/* The columns of the backlog: what they show and how each is edited. */
import type { Item, ItemPatch } from "../../../../contract/types";
import type { Dates } from "../../engine/schedule.svelte";
import { formatCompact, formatMoney, formatNumber, formatShortDay, formatWork, missing, parseNumber } from "../../format";
import { scoreOf, type BacklogRow } from "../../model/backlog";
import { fieldOf } from "../../model/fields";
import { m } from "../../paraglide/messages";
import { word } from "../../words";

export type ColumnName =
  | "rank"
  | "title"
  | "kind"
  | "state"
  | "release_id"
  | "value"
  | "reach"
  | "confidence_percent"
  | "score"
  | "effort"
  | "finish"
  | "cost";

export interface Column {
  name: ColumnName;
  label(): string;
  title(): string;
  width: string;
  number?: boolean;
  /** The field it writes; absent: computed. */
  field?: keyof ItemPatch & keyof Item;
  editor?: "text" | "number" | "choice";
}

const field = (name: keyof ItemPatch & keyof Item, editor: Column["editor"], width: string): Column => ({
  name: name as ColumnName,
  label: () => word("field", name),
  title: () => fieldOf("item", name)?.doc ?? "",
  width,
  field: name,
  editor: editor ?? "text",
  number: editor === "number",
});

const computed = (name: ColumnName, label: () => string, title: () => string, width: string): Column => ({
  name,
  label,
  title,
  width,
  number: true,
});

export const columns: readonly Column[] = [
  computed("rank", () => m.column_rank(), () => m.column_rank_title(), "40px"),
  field("title", "text", "minmax(200px, 1fr)"),
  field("kind", "choice", "70px"),
  field("state", "choice", "114px"),
  field("release_id", "choice", "92px"),
  field("value", "number", "62px"),
  field("reach", "number", "68px"),
  field("confidence_percent", "number", "96px"),
  computed("score", () => m.column_score(), () => m.column_score_title(), "58px"),
  computed("effort", () => m.column_effort(), () => m.column_effort_title(), "66px"),
  computed("finish", () => m.column_finish(), () => m.column_finish_title(), "80px"),
  computed("cost", () => m.column_cost(), () => m.column_cost_title(), "76px"),
];

export const template = columns.map((column) => column.width).join(" ");

export interface CellContext {
  figures: Dates | null;
  currency: string;
  releaseName(id: string | null): string;
}

export function cellText(column: Column, row: BacklogRow, context: CellContext): string {
  const { item } = row;
  const { figures } = context;
  switch (column.name) {
    case "rank":
      return row.depth > 0 ? "" : row.number === null ? missing : String(row.number);
    case "title":
      return item.title;
    case "kind":
      return word("kind", item.kind);
    case "state":
      return word("state", item.state);
    case "release_id":
      return context.releaseName(item.release_id);
    case "value":
    case "reach":
      return formatCompact(item[column.name]);
    case "confidence_percent":
      return item.confidence_percent === null ? missing : `${formatNumber(item.confidence_percent)} %`;
    case "score":
      return formatCompact(scoreOf(item, figures?.work_minutes ?? null));
    case "effort":
      return formatWork(figures?.work_minutes);
    case "finish":
      return formatShortDay(figures?.finish_at);
    case "cost":
      return formatMoney(figures?.cost_cents, context.currency);
  }
}

/** The text of an editor to the value written; undefined: it is none, leave it. */
export function parseCell(column: Column, text: string): unknown {
  if (column.editor === "number") {
    if (text.trim() === "") return null;
    const value = parseNumber(text.replace("%", ""));
    return value === null ? undefined : value;
  }
  if (column.name === "release_id") return text === "" ? null : text;
  return text.trim() === "" ? undefined : text.trim();
}
