/* What the server computes from the workspace (earned value, checks): asked when a component shows it, and again
 * when the workspace or the question changed, at most so often. The last answer stays until the next is there.
 * To be made while a component is. */
import { get } from "../api/client";
import { workspace } from "./workspace.svelte";

const pauseMs = 600;

export class Answer<T> {
  data: T | null = $state.raw(null);
  failure: unknown = $state.raw(null);

  /** The path below the workspace; null: nothing is asked. */
  constructor(path: () => string | null) {
    let asked: string | null = null;
    $effect(() => {
      void workspace.seq;
      const wanted = path();
      if (wanted === null) return;
      const control = new AbortController();
      const timer = setTimeout(() => void this.#ask(wanted, control.signal), wanted === asked ? pauseMs : 0);
      asked = wanted;
      return () => {
        clearTimeout(timer);
        control.abort();
      };
    });
  }

  async #ask(path: string, signal: AbortSignal): Promise<void> {
    try {
      this.data = await get<T>(workspace.root + path, signal);
      this.failure = null;
    } catch (error) {
      if (!signal.aborted) this.failure = error;
    }
  }
}
