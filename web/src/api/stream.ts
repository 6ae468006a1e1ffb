/* A workspace as it stands and then every change of it, in order.
 *
 * The snapshot carries the number of the last event it contains; the stream goes on from there. A lost
 * connection is taken up behind the last event seen, a "resync" loads the snapshot again. The caller
 * gets each event at most once and in order. */
import type { Event, Workspace } from "../../../contract/types";
import { get } from "./client";
import type { AnyRow } from "./resources";

export type Snapshot = { seq: number; workspace: Workspace } & Record<string, AnyRow[]>;
export type StreamState = "connecting" | "live" | "offline";

export interface StreamHandlers {
  snapshot(snapshot: Snapshot): void;
  event(event: Event): void;
  state(state: StreamState): void;
  failed(error: unknown): void;
}

const retryFirst = 500;
const retryMost = 10_000;

export class Stream {
  #source: EventSource | null = null;
  #seq = 0;
  #retry = retryFirst;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #closed = false;

  constructor(
    readonly root: string,
    readonly handlers: StreamHandlers,
  ) {}

  async start(): Promise<void> {
    this.handlers.state("connecting");
    try {
      const snapshot = await get<Snapshot>(`${this.root}/snapshot`);
      if (this.#closed) return;
      this.#seq = snapshot.seq;
      this.handlers.snapshot(snapshot);
      this.#listen();
    } catch (error) {
      this.handlers.failed(error);
    }
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#source?.close();
  }

  #listen(): void {
    const source = new EventSource(`${this.root}/stream?after=${this.#seq}`);
    this.#source = source;
    source.addEventListener("open", () => {
      this.#retry = retryFirst;
      this.handlers.state("live");
    });
    source.addEventListener("change", (message) => this.#take(JSON.parse(message.data) as Event));
    source.addEventListener("resync", () => {
      source.close();
      void this.start();
    });
    source.addEventListener("error", () => this.#lost(source));
  }

  #take(event: Event): void {
    if (event.seq <= this.#seq) return;
    this.#seq = event.seq;
    this.handlers.event(event);
  }

  /* The browser's own reconnection asks with the old ?after=, so the connection is made anew. */
  #lost(source: EventSource): void {
    source.close();
    if (this.#closed) return;
    this.handlers.state("offline");
    this.#timer = setTimeout(() => this.#listen(), this.#retry);
    this.#retry = Math.min(this.#retry * 2, retryMost);
  }

  /** Try again at once: the browser came back online or the user asks. */
  wake(): void {
    if (this.#closed || !this.#source || this.#source.readyState === EventSource.OPEN) return;
    clearTimeout(this.#timer);
    this.#source.close();
    this.#listen();
  }
}
