/* j and k: from row to row. */
import { m } from "../paraglide/messages";
import type { Action } from "./registry.svelte";

export type Step = 1 | -1;

export function rowActions(step: (by: Step) => void): Action[] {
  return [
    { id: "row_next", label: () => m.action_row_next(), group: "row", keys: ["j"], run: () => step(1) },
    { id: "row_previous", label: () => m.action_row_previous(), group: "row", keys: ["k"], run: () => step(-1) },
  ];
}

/** The neighbour of the chosen row; the first row when none is chosen; the last stays. */
export function rowBeside<Row extends { id: string }>(list: readonly Row[], id: string | undefined, by: Step): Row | undefined {
  const at = list.findIndex((one) => one.id === id);
  return list[Math.max(0, Math.min(list.length - 1, at + by))];
}
