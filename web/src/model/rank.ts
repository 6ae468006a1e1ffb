/* Ranks: fractional indexes, texts over 0-9a-z that are compared as bytes (src/model/rank.h).
 *
 * A key stands for the digits behind a point, so between any two keys there is another. A key never ends
 * in the digit 0 (nothing would fit directly before it). Keys at either end count up and down in their
 * first four digits and stay short; keys in between take the shortest text near the middle. */

const digits = "0123456789abcdefghijklmnopqrstuvwxyz";
const base = digits.length;
const endWidth = 4;

/** The longest key the server takes. */
export const rankMax = 100;

export function compareRanks(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Not every key comes from here: a digit that is none of ours counts as its lower neighbour. */
function digitAt(key: string, at: number): number {
  if (at >= key.length) return 0;
  const exact = digits.indexOf(key[at]!);
  if (exact >= 0) return exact;
  let below = 0;
  while (below + 1 < base && digits[below + 1]! < key[at]!) below++;
  return below;
}

function trimmed(key: string): string {
  return key.replace(/0+$/, "");
}

function counted(key: string, step: 1 | -1): string | null {
  let value = 0;
  for (let at = 0; at < endWidth; at++) value = value * base + digitAt(key, at);
  if (step === -1 && key.length > endWidth) step += 1;
  value += step;
  if (value <= 0 || value >= base ** endWidth) return null;
  let text = "";
  for (let at = 0; at < endWidth; at++) {
    text = digits[value % base]! + text;
    value = Math.floor(value / base);
  }
  return trimmed(text);
}

function middle(after: string, before: string | null): string {
  let text = "";
  let open = before === null;
  for (let at = 0; ; at++) {
    const low = digitAt(after, at);
    const high = open ? base : digitAt(before!, at);
    if (high - low > 1) return text + digits[(low + high) >> 1]!;
    if (high === low + 1) {
      if (!open && at + 1 < before!.length) return text + digits[high]!;
      open = true;
    }
    text += digits[low]!;
  }
}

/**
 * A key with after < key < before; null is the open end. Without room (after >= before) it throws:
 * rankPlace handles that.
 */
export function rankBetween(after: string | null, before: string | null): string {
  if (after !== null && before !== null && after >= before) throw new RangeError("no room between ranks");
  if (after === null && before === null) return "i";
  if (before === null) {
    const key = counted(after!, 1);
    if (key !== null && key > after!) return key;
  } else if (after === null) {
    const key = counted(before, -1);
    if (key !== null && key < before) return key;
  }
  const key = middle(after ?? "", before);
  if ((after !== null && key <= after) || (before !== null && key >= before)) {
    throw new RangeError("no room between ranks");
  }
  return key;
}

/** `count` ascending keys between two, by halving, so that they stay short. */
export function rankSpread(after: string | null, before: string | null, count: number): string[] {
  if (count <= 0) return [];
  const half = count >> 1;
  const key = rankBetween(after, before);
  return [...rankSpread(after, key, half), key, ...rankSpread(key, before, count - half - 1)];
}

export interface Ranked {
  id: string;
  rank: string | null;
}

/**
 * The ranks to write so that `id` stands at `index` of the ordered list (counted without it). Mostly one
 * change; more where equal or overlong keys leave no room. Rows without a rank stand at the end and count
 * as the open end.
 */
export function rankPlace(ordered: readonly Ranked[], id: string, index: number): Map<string, string> {
  const others = ordered.filter((row) => row.id !== id && row.rank !== null);
  const at = Math.max(0, Math.min(index, others.length));
  for (let reach = 0; reach <= others.length; reach++) {
    const from = Math.max(0, at - reach);
    const to = Math.min(others.length, at + reach);
    const after = from > 0 ? others[from - 1]!.rank : null;
    const before = to < others.length ? others[to]!.rank : null;
    if (after !== null && before !== null && after >= before) continue;
    const moved = [...others.slice(from, at), { id, rank: null }, ...others.slice(at, to)];
    const keys = tryPlace(after, before, moved.length);
    if (!keys || keys.some((key) => key.length > rankMax)) continue;
    return new Map(moved.map((row, n) => [row.id, keys[n]!]));
  }
  return new Map();
}

function tryPlace(after: string | null, before: string | null, count: number): string[] | null {
  try {
    return rankSpread(after, before, count);
  } catch {
    return null;
  }
}
