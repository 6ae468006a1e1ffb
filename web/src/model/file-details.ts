/* What a file said of an item and Trivet has no field for, in words: custom fields, codes and the rest, named as the
   definitions of the file name them. See docs/reference/files.md: lists of [name, value], by format. */

type Value = string | Pair[];
type Pair = [name: string, value: Value];
export interface FileDetail {
  label: string;
  value: string;
}

/* The pairs of a format; a row that does not look like one is left out. */
const pairsOf = (field: unknown, format: string): Pair[] => {
  const pairs = (field as Record<string, unknown> | null)?.[format];
  return Array.isArray(pairs) ? (pairs as Pair[]) : [];
};
const all = (pairs: Value | undefined, name: string): Pair[][] =>
  (Array.isArray(pairs) ? pairs : []).filter(([own, value]) => own === name && Array.isArray(value)).map(([, value]) => value as Pair[]);
const text = (pairs: Value | undefined, ...names: string[]): string => {
  for (const name of names) {
    const found = (Array.isArray(pairs) ? pairs : []).find(([own, value]) => own === name && typeof value === "string" && value !== "");
    if (found) return found[1] as string;
  }
  return "";
};
/* By one of their values: of rows that define something. */
const index = (rows: Pair[][], ...names: string[]): Map<string, Pair[]> => new Map(rows.map((row) => [text(row, ...names), row]));

/* "HyperlinkAddress", "cost_account": as words. */
export const inWords = (name: string): string => {
  const words = name.replaceAll("_", " ").replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const plain = (pairs: Value | undefined): FileDetail[] =>
  (Array.isArray(pairs) ? pairs : []).filter(([, value]) => typeof value === "string").map(([name, value]) => ({ label: inWords(name), value: value as string }));

function ofMspdi(item: Pair[], project: Pair[]): FileDetail[] {
  const fields = index(all(project, "ExtendedAttributes").flatMap((list) => all(list, "ExtendedAttribute")), "FieldID");
  const codes = index(all(project, "OutlineCodes").flatMap((list) => all(list, "OutlineCode")), "FieldID");
  const nameOf = (id: string, among: Map<string, Pair[]>) => text(among.get(id), "Alias", "FieldName") || id;
  const custom = all(item, "ExtendedAttribute").map((one) => ({ label: nameOf(text(one, "FieldID"), fields), value: text(one, "Value") }));
  const outline = all(item, "OutlineCode").map((one) => {
    const code = codes.get(text(one, "FieldID"));
    const values = index(all(code, "Values").flatMap((list) => all(list, "Value")), "ValueID");
    const value = values.get(text(one, "ValueID"));
    return { label: nameOf(text(one, "FieldID"), codes), value: text(value, "Description", "Value") || text(one, "ValueID", "ValueGUID") };
  });
  return [...custom, ...outline, ...plain(item)];
}

function ofXer(item: Pair[], project: Pair[]): FileDetail[] {
  const types = index(all(project, "ACTVTYPE"), "actv_code_type_id");
  const codes = index(all(project, "ACTVCODE"), "actv_code_id");
  const fields = index(all(project, "UDFTYPE"), "udf_type_id");
  const named = all(item, "TASKACTV").map((one) => {
    const code = codes.get(text(one, "actv_code_id"));
    return {
      label: text(types.get(text(one, "actv_code_type_id")), "actv_code_type") || text(one, "actv_code_type_id"),
      value: text(code, "actv_code_name", "short_name") || text(one, "actv_code_id"),
    };
  });
  const custom = all(item, "UDFVALUE").map((one) => ({
    label: text(fields.get(text(one, "udf_type_id")), "udf_type_label", "udf_type_name") || text(one, "udf_type_id"),
    value: text(one, "udf_text", "udf_number", "udf_date", "udf_code_id"),
  }));
  const steps = all(item, "TASKPROC").map((one) => ({ label: inWords("step"), value: text(one, "proc_name") }));
  return [...named, ...custom, ...steps, ...[...all(item, "TASK"), ...all(item, "PROJWBS")].flatMap(plain)];
}

function ofPmxml(item: Pair[], project: Pair[]): FileDetail[] {
  const types = index(all(project, "ActivityCodeType"), "ObjectId");
  const codes = index(all(project, "ActivityCode"), "ObjectId");
  const fields = index(all(project, "UDFType"), "ObjectId");
  const rows = [...all(item, "Activity"), ...all(item, "WBS")];
  const named = rows.flatMap((row) => all(row, "Code")).map((one) => ({
    label: text(types.get(text(one, "TypeObjectId")), "Name") || text(one, "TypeObjectId"),
    value: text(codes.get(text(one, "ValueObjectId")), "Description", "CodeValue") || text(one, "ValueObjectId"),
  }));
  const custom = rows.flatMap((row) => all(row, "UDF")).map((one) => ({
    label: text(fields.get(text(one, "TypeObjectId")), "Title") || text(one, "TypeObjectId"),
    value: one.find(([name]) => name.endsWith("Value"))?.[1] as string,
  }));
  return [...named, ...custom, ...rows.flatMap(plain)];
}

const formats = { mspdi: ofMspdi, xer: ofXer, pmxml: ofPmxml } as const;

/** Both fields file_details; what says nothing is left out. */
export function fileDetails(item: unknown, project: unknown): FileDetail[] {
  return Object.entries(formats)
    .flatMap(([format, words]) => words(pairsOf(item, format), pairsOf(project, format)))
    .filter((one) => typeof one.value === "string" && one.value !== "");
}
