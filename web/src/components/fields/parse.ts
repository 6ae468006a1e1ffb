/* Between a field's value and the text of its editor, by the kind and unit that the contract gives. */
import type { FieldMeta } from "../../../../contract/types";
import { formatNumber, formatWork, parseNumber, parseWork } from "../../format";

export type EditorKind = "text" | "area" | "number" | "work" | "money" | "bool" | "choice" | "ref" | "refs" | "labels" | "moment" | "day";

export function editorOf(field: FieldMeta): EditorKind {
  switch (field.kind) {
    case "bool":
      return "bool";
    case "choice":
      return "choice";
    case "id":
      return "ref";
    case "list":
      return field.refersTo ? "refs" : "labels";
    case "moment":
    case "day":
      return field.kind;
    case "int":
    case "real":
      return field.unit === "min" ? "work" : field.unit === "cents" ? "money" : "number";
    default:
      return field.multiline ? "area" : "text";
  }
}

export function editText(field: FieldMeta, value: unknown): string {
  if (value === null || value === undefined) return "";
  switch (editorOf(field)) {
    case "work":
      return formatWork(value as number);
    case "money":
      return formatNumber((value as number) / 100, 2);
    case "number":
      return formatNumber(value as number, 4);
    case "labels":
      return (value as string[]).join(", ");
    default:
      return String(value);
  }
}

/** undefined: the text is no value of the field. */
export function editValue(field: FieldMeta, text: string): unknown {
  const given = text.trim();
  const kind = editorOf(field);
  if (kind === "labels") return [...new Set(given.split(",").map((label) => label.trim()).filter(Boolean))];
  if (given === "") return field.nullable ? null : field.kind === "text" && !field.required ? "" : undefined;
  switch (kind) {
    case "work":
      return within(field, given.startsWith("-") || given.startsWith("−") ? negative(parseWork(given.slice(1))) : parseWork(given));
    case "money": {
      const amount = parseNumber(given);
      return within(field, amount === null ? null : Math.round(amount * 100));
    }
    case "number": {
      const number = parseNumber(given.replace("%", ""));
      return within(field, number !== null && field.kind === "int" ? Math.round(number) : number);
    }
    case "area":
      return text;
    default:
      return given;
  }
}

function negative(value: number | null): number | null {
  return value === null ? null : -value;
}

function within(field: FieldMeta, value: number | null): number | undefined {
  if (value === null) return undefined;
  if (field.min !== null && value < field.min) return undefined;
  return field.max !== null && field.max !== 0 && value > field.max ? undefined : value;
}
