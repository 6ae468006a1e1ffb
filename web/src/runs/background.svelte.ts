/* A calculation in the server's background, followed: its progress, its best result so far, its end.
 *
 * start() asks for a run and long-polls it until it ends; cancel() ends it and keeps the best result. The
 * object outlives the page that shows it as long as somebody holds it. */
import { ApiError, get, post, request } from "../api/client";
import { errorText } from "../engine/words";
import { workspace } from "../model/workspace.svelte";

export type RunState = "idle" | "queued" | "running" | "done" | "failed" | "cancelled";

interface Answer<T> {
  id: string;
  state: Exclude<RunState, "idle">;
  progress: number;
  revision: number;
  result: T | null;
  error: string | null;
}

const WAIT_SECONDS = 20;

export class BackgroundRun<T> {
  state: RunState = $state("idle");
  /** 0 to 1. */
  progress = $state(0);
  result: T | null = $state.raw(null);
  problem: string | null = $state(null);
  #id: string | null = null;
  #turn = 0;

  get active(): boolean {
    return this.state === "queued" || this.state === "running";
  }

  async start(kind: string, parameters: unknown): Promise<void> {
    const turn = ++this.#turn;
    Object.assign(this, { state: "queued", progress: 0, result: null, problem: null });
    try {
      let answer = await post<Answer<T>>(`${workspace.root}/runs`, { kind, parameters });
      this.#id = answer.id;
      while (turn === this.#turn) {
        this.#take(answer);
        if (!this.active) return;
        answer = await get<Answer<T>>(`${workspace.root}/runs/${answer.id}?after=${answer.revision}&wait_seconds=${WAIT_SECONDS}`);
      }
    } catch (error) {
      if (turn === this.#turn) Object.assign(this, { state: "failed", problem: errorText(error) });
    }
  }

  #take(answer: Answer<T>): void {
    this.state = answer.state;
    this.progress = answer.progress;
    if (answer.result !== null) this.result = answer.result;
    this.problem = answer.error;
  }

  /** Ends the search; the best result so far stays. */
  async cancel(): Promise<void> {
    if (!this.active || this.#id === null) return;
    try {
      await request("DELETE", `${workspace.root}/runs/${this.#id}`);
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 404)) this.problem = errorText(error);
    }
  }

  /** Forgets run and result. */
  clear(): void {
    void this.cancel();
    this.#turn++;
    this.#id = null;
    Object.assign(this, { state: "idle", progress: 0, result: null, problem: null });
  }
}
