// The places of the engine's rows, as the program prints them: contract/engine.ts without its types.
import { readFileSync } from "node:fs";

const text = readFileSync(new URL("../../contract/engine.ts", import.meta.url), "utf8").replace(/\} as const;/, "};");
export const { layout } = await import("data:text/javascript," + encodeURIComponent(text));

/** In the order of PlanTable, and of plan_result. */
export const tables = ["WorkSpan", "CalendarException", "Calendar", "PlanProject", "Task", "Link", "WorkResource", "Assignment",
  "Pause", "Rate", "Absence"];
export const results = ["TaskSchedule", "GroupSchedule", "GroupSchedule", "ResourceSchedule", "FloatPlace"];
export const OPTIONS = tables.length;

/** Sets members of row number `row`, all of 32 bits, in a table of whole rows. */
export function setRow(table, struct, row, values) {
  const { size, fields } = layout[struct];
  for (const [name, value] of Object.entries(values)) table[(row * size + fields[name].offset) / 4] = value;
}
