/* Addresses to what they show and back: pure, the History API is router.svelte.ts. */

export const pageNames = ["inbox", "meetings", "promises", "backlog", "charter", "plan", "ways", "trivet", "scenarios", "exceptions", "workload", "forecast", "flow", "budget", "time", "check", "proposals", "decisions", "activity", "people", "settings"] as const;
export type PageName = (typeof pageNames)[number];

export interface Place {
  page: PageName;
  /** "/proposals/ID" */
  id: string | null;
  query: URLSearchParams;
}

export interface Route extends Place {
  /** The item whose panel is open. */
  item: string | null;
}

export const home = "/backlog";

export function parsePlace(address: string): Place {
  const url = new URL(address, "http://trivet");
  const [page, id] = url.pathname.split("/").filter(Boolean);
  const known = pageNames.find((name) => name === page);
  return { page: known ?? "backlog", id: (known && id) || null, query: url.searchParams };
}

/** `under` is the address of the page that an item's panel lies over. */
export function parseRoute(address: string, under: string | null): Route {
  const match = /^\/items\/([^/?#]+)/.exec(new URL(address, "http://trivet").pathname);
  if (!match) return { ...parsePlace(address), item: null };
  return { ...parsePlace(under ?? home), item: decodeURIComponent(match[1]!) };
}

export function formatPlace(place: Place): string {
  const path = `/${place.page}${place.id ? `/${place.id}` : ""}`;
  const query = place.query.toString();
  return query ? `${path}?${query}` : path;
}
