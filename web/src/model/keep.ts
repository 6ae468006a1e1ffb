/* Writes kept over the closing of a tab, in localStorage, one entry for each tab.
 *
 * A tab holds a lock as long as it lives; another takes over the entries whose lock is free. Without
 * locks (a page not served securely) the entries of all tabs are taken over: the idempotency key keeps a
 * write from being made twice. */
import type { Write } from "./queue";

const prefix = "trivet.writes.";

export class Keep {
  readonly #name: string;
  readonly #owner: string;

  constructor(
    owner: string,
    tab: string,
    readonly storage: Storage,
  ) {
    this.#owner = `${prefix}${owner}.`;
    this.#name = this.#owner + tab;
    if (typeof navigator !== "undefined" && "locks" in navigator) {
      void navigator.locks.request(this.#name, () => new Promise(() => {}));
    }
  }

  save(writes: readonly Write[]): void {
    try {
      if (writes.length === 0) this.storage.removeItem(this.#name);
      else this.storage.setItem(this.#name, JSON.stringify(writes));
    } catch {
      /* Storage full or forbidden: the writes go on in memory. */
    }
  }

  async takeOver(): Promise<Write[]> {
    const found: Write[] = [];
    const names = Object.keys(this.storage).filter((name) => name.startsWith(this.#owner) && name !== this.#name);
    for (const name of names) {
      if (await alive(name)) continue;
      found.push(...read(this.storage.getItem(name)));
      this.storage.removeItem(name);
    }
    return found;
  }
}

async function alive(name: string): Promise<boolean> {
  if (typeof navigator === "undefined" || !("locks" in navigator)) return false;
  return navigator.locks.request(name, { ifAvailable: true }, (lock) => lock === null);
}

function read(text: string | null): Write[] {
  try {
    const writes: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(writes) ? (writes as Write[]) : [];
  } catch {
    return [];
  }
}
