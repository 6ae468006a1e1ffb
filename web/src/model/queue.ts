/* The writes on their way to the server: shown at once, sent one after another, kept until answered.
 *
 * A write is waiting, sending or failed. A failure that may pass (no connection, busy server) is tried
 * again by itself, slower each time, and is shown as failed meanwhile; any other waits for the user to
 * retry or discard it. Writes behind a failed one on the same row wait with it; other rows go on. The
 * list is kept in storage, and each write carries its idempotency key, so that closing the tab loses
 * nothing and doubles nothing. */
import { ApiError, randomKey, type Problem } from "../api/client";
import type { AnyRow, ResourceName } from "../api/resources";

export type WriteAction = "create" | "update" | "delete" | "restore";
export type WriteState = "waiting" | "sending" | "failed";

export interface Write {
  key: string;
  action: WriteAction;
  resource: ResourceName;
  /** Of a creation a temporary id until the server gives its own. */
  id: string;
  /** Create and update: the fields written. */
  values: Record<string, unknown>;
  /** Update: the values they replace, to notice that somebody else changed them meanwhile. */
  before: Record<string, unknown>;
  /** Delete: rows that go along. Restore: rows that come back, as they were. */
  rows: [ResourceName, AnyRow][];
  label: string;
  state: WriteState;
  problem: Problem | null;
}

export type NewWrite = Pick<Write, "action" | "resource" | "id" | "label"> &
  Partial<Pick<Write, "values" | "before" | "rows">>;

export interface QueuePorts<Result> {
  send(write: Write): Promise<Result>;
  /** The write is answered and gone from the list. */
  settled(write: Write, result: Result | null): void;
  /** The list or a state in it changed. */
  changed(touched: Write): void;
  save(writes: readonly Write[]): void;
}

const retryFirst = 1000;
const retryMost = 30_000;

export class WriteQueue<Result> {
  #writes: Write[] = [];
  #waiters = new Map<string, (result: Result | null) => void>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #delay = retryFirst;
  #sending = false;

  constructor(readonly ports: QueuePorts<Result>) {}

  get writes(): readonly Write[] {
    return this.#writes;
  }

  of(resource: ResourceName, id: string): Write[] {
    return this.#writes.filter((write) => touches(write, resource, id));
  }

  /** The promise answers null when the write is discarded. */
  add(given: NewWrite): { write: Write; done: Promise<Result | null> } {
    const write: Write = {
      key: randomKey(),
      values: {},
      before: {},
      rows: [],
      ...given,
      state: "waiting",
      problem: null,
    };
    this.#writes.push(write);
    const done = new Promise<Result | null>((resolve) => this.#waiters.set(write.key, resolve));
    this.#touched(write);
    queueMicrotask(() => void this.#pump());
    return { write, done };
  }

  /** Takes up what an earlier visit left. */
  adopt(writes: Write[]): void {
    for (const write of writes) {
      const state = write.state === "failed" && !passing(write.problem) ? "failed" : "waiting";
      this.#writes.push({ ...write, state });
      this.#touched(write);
    }
    void this.#pump();
  }

  retry(key?: string): void {
    for (const write of this.#writes) {
      if (write.state !== "failed" || (key !== undefined && write.key !== key)) continue;
      /* A new key: the server may remember its refusal under the old one. */
      if (!passing(write.problem)) write.key = this.#rekey(write.key);
      write.state = "waiting";
      write.problem = null;
      this.#touched(write);
    }
    clearTimeout(this.#timer);
    this.#delay = retryFirst;
    void this.#pump();
  }

  /** Gives up a write, and with a creation all that would hang on its row. */
  discard(key: string): void {
    const write = this.#writes.find((one) => one.key === key);
    if (!write || write.state === "sending") return;
    const given = [write];
    for (const lost of given) {
      if (lost.action !== "create") continue;
      for (const other of this.#writes) {
        if (!given.includes(other) && (other.id === lost.id || refersTo(other, lost.id))) given.push(other);
      }
    }
    for (const lost of given) this.#finish(lost, null);
    void this.#pump();
  }

  /** The server gave a created row its id: later writes follow. */
  rename(from: string, to: string): void {
    for (const write of this.#writes) {
      if (write.id === from) write.id = to;
      write.values = renamed(write.values, from, to);
    }
    this.ports.save(this.#writes);
  }

  close(): void {
    clearTimeout(this.#timer);
    this.#sending = true;
  }

  #rekey(key: string): string {
    const fresh = randomKey();
    const waiter = this.#waiters.get(key);
    this.#waiters.delete(key);
    if (waiter) this.#waiters.set(fresh, waiter);
    return fresh;
  }

  #touched(write: Write): void {
    this.ports.save(this.#writes);
    this.ports.changed(write);
  }

  #next(): Write | undefined {
    const failed: Write[] = [];
    for (const write of this.#writes) {
      if (write.state === "failed") failed.push(write);
      else if (!failed.some((one) => blocks(one, write))) return write;
    }
    return undefined;
  }

  async #pump(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    for (let write = this.#next(); write; write = this.#next()) {
      write.state = "sending";
      this.#touched(write);
      try {
        const result = await this.ports.send(write);
        this.#delay = retryFirst;
        this.#finish(write, result);
      } catch (error) {
        if (this.#fail(write, error)) break;
      }
    }
    this.#sending = false;
  }

  /** True: no use in sending the others now. */
  #fail(write: Write, error: unknown): boolean {
    write.state = "failed";
    write.problem =
      error instanceof ApiError ? error.problem : { status: -1, title: error instanceof Error ? error.message : "" };
    this.#touched(write);
    if (!passing(write.problem)) return false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#again(), this.#delay);
    this.#delay = Math.min(this.#delay * 2, retryMost);
    return true;
  }

  #again(): void {
    for (const write of this.#writes) {
      if (write.state === "failed" && passing(write.problem)) write.state = "waiting";
    }
    void this.#pump();
  }

  #finish(write: Write, result: Result | null): void {
    this.#writes = this.#writes.filter((one) => one !== write);
    const waiter = this.#waiters.get(write.key);
    this.#waiters.delete(write.key);
    this.ports.settled(write, result);
    this.#touched(write);
    waiter?.(result);
  }
}

export function passing(problem: Problem | null): boolean {
  return problem !== null && new ApiError(problem).passing;
}

export function touches(write: Write, resource: ResourceName, id: string): boolean {
  if (write.resource === resource && write.id === id) return true;
  return write.rows.some(([name, row]) => name === resource && row.id === id);
}

function refersTo(write: Write, id: string): boolean {
  return Object.values(write.values).some((value) => value === id);
}

function blocks(failed: Write, later: Write): boolean {
  if (failed.resource === later.resource && failed.id === later.id) return true;
  return failed.action === "create" && refersTo(later, failed.id);
}

function renamed(values: Record<string, unknown>, from: string, to: string): Record<string, unknown> {
  const swap = (value: unknown): unknown => {
    if (value === from) return to;
    return Array.isArray(value) ? value.map(swap) : value;
  };
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [name, swap(value)]));
}
