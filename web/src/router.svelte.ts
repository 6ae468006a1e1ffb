/* What the address bar says, reactive; every view, filter and open panel is an address, and back works. */
import { formatPlace, home, parseRoute, type PageName, type Route } from "./route";

interface Kept {
  under?: string;
}

function current(): Route {
  const kept = history.state as Kept | null;
  return parseRoute(location.pathname + location.search, kept?.under ?? null);
}

class Router {
  #route: Route = $state.raw({ page: "backlog", id: null, query: new URLSearchParams(), item: null });

  start(): void {
    this.#route = current();
    addEventListener("popstate", () => (this.#route = current()));
    addEventListener("click", (event) => this.#follow(event));
  }

  get page(): PageName {
    return this.#route.page;
  }
  get id(): string | null {
    return this.#route.id;
  }
  get item(): string | null {
    return this.#route.item;
  }
  get query(): URLSearchParams {
    return this.#route.query;
  }

  go(address: string, replace = false): void {
    if (address.startsWith("/items/")) return this.openItem(address.slice("/items/".length));
    this.#show(address, null, replace);
  }

  openItem(id: string): void {
    this.#show(`/items/${encodeURIComponent(id)}`, formatPlace(this.#route), this.#route.item !== null);
  }

  closeItem(): void {
    if (this.#route.item !== null) this.#show(formatPlace(this.#route), null, false);
  }

  /** Changes parts of the page's query; null takes one away. The step is not kept in the history. */
  setQuery(patch: Record<string, string | null>): void {
    const query = new URLSearchParams(this.#route.query);
    for (const [name, value] of Object.entries(patch)) {
      if (value === null || value === "") query.delete(name);
      else query.set(name, value);
    }
    const address = formatPlace({ ...this.#route, query });
    if (this.#route.item === null) this.#show(address, null, true);
    else this.#show(`/items/${encodeURIComponent(this.#route.item)}`, address, true);
  }

  #show(address: string, under: string | null, replace: boolean): void {
    const kept: Kept | null = under === null ? null : { under };
    if (replace) history.replaceState(kept, "", address);
    else history.pushState(kept, "", address);
    this.#route = parseRoute(address, under ?? home);
  }

  /* Links are plain <a href>: those inside the page are followed without loading it anew. */
  #follow(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as Element | null)?.closest?.("a[href]");
    if (!(link instanceof HTMLAnchorElement) || link.target || link.hasAttribute("download")) return;
    if (link.origin !== location.origin || link.pathname.startsWith("/v1/")) return;
    event.preventDefault();
    this.go(link.pathname + link.search);
  }
}

export const router = new Router();
