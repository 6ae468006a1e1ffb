/* Where the engine keeps each member of its rows, in 32-bit words, from the printed contract.
 *
 * Tables are Int32Arrays of whole rows: table[row * T.stride + T.duration]. 64-bit members take two words,
 * the low one first; they are read and written as doubles, exact up to 2^53. */
import { layout } from "../../../contract/engine";

type Layout = typeof layout;
export type StructName = keyof Layout;
export type Words<S extends StructName> = Readonly<
  Record<Exclude<keyof Layout[S]["fields"], "reserved">, number> & { stride: number }
>;

export function words<S extends StructName>(struct: S): Words<S> {
  const found: Record<string, number> = { stride: layout[struct].size / 4 };
  for (const [name, field] of Object.entries(layout[struct].fields)) found[name] = field.offset / 4;
  return found as Words<S>;
}

const TWO_32 = 4294967296;

export function setWide(table: Int32Array, at: number, value: number): void {
  table[at] = value;
  table[at + 1] = Math.floor(value / TWO_32);
}

export function wide(table: Int32Array, at: number): number {
  return table[at + 1]! * TWO_32 + (table[at]! >>> 0);
}
