/* Finding by a few letters: every word of the query has to occur; starts of words count more. */

const folded = new Map<string, string>();

/** Lower case without marks: "Größe" is found by "grosse" and "grö" alike. */
export function fold(text: string): string {
  let known = folded.get(text);
  if (known === undefined) {
    known = text.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replaceAll(/\p{M}/gu, "");
    if (folded.size > 50_000) folded.clear();
    folded.set(text, known);
  }
  return known;
}

export function matches(text: string, query: string): boolean {
  const within = fold(text);
  return fold(query.trim())
    .split(/\s+/)
    .every((part) => within.includes(part));
}

function score(text: string, query: string): number {
  const within = fold(text);
  const wanted = fold(query.trim());
  if (within.startsWith(wanted)) return 3;
  if (within.includes(` ${wanted}`)) return 2;
  return within.includes(wanted) ? 1 : 0;
}

export function rankMatches<T>(entries: readonly T[], query: string, textOf: (entry: T) => string): T[] {
  return entries
    .filter((entry) => matches(textOf(entry), query))
    .map((entry, order) => ({ entry, order, score: score(textOf(entry), query) }))
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .map((one) => one.entry);
}
