/* What the server computes from the workspace (earned value, checks): asked when a component shows it, and again
 * when what it depends on or the question changed, at most so often: while one is under way, and for a moment after
 * it, changes are gathered. The last answer stays until the next is there. To be made while a component is. */
import { untrack } from "svelte";

import { get } from "../api/client";
import type { ResourceName } from "../api/resources";
import { workspace } from "./workspace.svelte";

const pauseMs = 600;

/** All that a schedule is computed from. */
export const planResources: readonly ResourceName[] = ["project", "calendar", "release", "item", "link", "resource", "assignment", "risk"];

export class Answer<T> {
  data: T | null = $state.raw(null);
  failure: unknown = $state.raw(null);
  #path: string | null = null;
  #control: AbortController | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Something changed since the last question was asked. */
  #again = false;

  /** path: below the workspace; null: nothing is asked. of: the rows it depends on; absent: everything. */
  constructor(path: () => string | null, of?: readonly ResourceName[]) {
    $effect(() => {
      if (of) for (const resource of of) void workspace.rows(resource);
      void (of ? workspace.me.workspace : workspace.seq);
      const wanted = path();
      untrack(() => this.#want(wanted));
    });
    $effect(() => () => this.#stop());
  }

  #want(path: string | null): void {
    if (path !== this.#path) {
      this.#stop();
      this.#path = path;
      if (path !== null) void this.#ask(path);
    } else if (this.#control !== null) this.#again = true;
    else this.#askSoon();
  }

  #askSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      if (this.#path !== null) void this.#ask(this.#path);
    }, pauseMs);
  }

  #stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#control?.abort();
    this.#control = null;
    this.#again = false;
  }

  async #ask(path: string): Promise<void> {
    const control = new AbortController();
    this.#control = control;
    this.#again = false;
    try {
      const data = await get<T>(workspace.root + path, control.signal);
      if (control.signal.aborted) return;
      this.data = data;
      this.failure = null;
    } catch (error) {
      if (control.signal.aborted) return;
      this.failure = error;
    }
    this.#control = null;
    if (this.#again) this.#askSoon();
  }
}
