/* Calculations in the background of the server, by kind: started, followed, cancelled.
 *
 * One follower a kind and purpose lives as long as the page, so that its result is still there when its user comes
 * back; a result that somebody else asked for is taken, too. An event of what the plan is made of makes it stale. */
import type { Event, Page, Run, RunKinds } from "../../../contract/types";
import { ApiError, get, post, request, type Problem } from "../api/client";
import { planResources } from "./answer.svelte";
import { workspace } from "./workspace.svelte";

type Kind = keyof RunKinds;

const waitSeconds = 20;
const triesMost = 5;
const dependsOn: ReadonlySet<string> = new Set(["workspace", ...planResources]);

function isActive(run: Run | null): boolean {
  return run !== null && (run.state === "queued" || run.state === "running");
}

/** Not of a scenario. */
function isOfPlan(run: Run): boolean {
  const changes = (run.parameters as { changes?: unknown[] }).changes;
  return !changes?.length;
}

export class RunFollower<K extends Kind> {
  readonly kind: K;
  run: Run | null = $state.raw(null);
  result: RunKinds[K]["result"] | null = $state.raw(null);
  problem: Problem | null = $state.raw(null);
  /** Changed since: the result is of an older plan. */
  stale = $state(false);
  #starting = $state(false);
  #looked = false;
  #next: RunKinds[K]["parameters"] | null = null;
  #stopped: AbortController | null = null;
  #followed: Promise<void> = Promise.resolve();

  constructor(kind: K) {
    this.kind = kind;
    workspace.onEvent((event) => this.#heard(event));
  }

  get busy(): boolean {
    return this.#starting || isActive(this.run);
  }

  /** The parameters of what is shown. */
  get parameters(): RunKinds[K]["parameters"] | null {
    return (this.run?.parameters as RunKinds[K]["parameters"] | undefined) ?? null;
  }

  /** Of several that are asked for while one is being started, the last one follows. */
  async start(parameters: RunKinds[K]["parameters"]): Promise<void> {
    if (this.#starting) {
      this.#next = parameters;
      return;
    }
    this.#starting = true;
    this.#looked = true;
    this.problem = null;
    try {
      if (isActive(this.run)) await this.cancel();
      this.#follow(await post<Run>(this.#path(), { kind: this.kind, parameters }));
    } catch (cause) {
      this.#failed(cause);
    }
    this.#starting = false;
    const next = this.#next;
    this.#next = null;
    if (next) await this.start(next);
  }

  /** Starts one and waits for its end; null: there is no result. */
  async outcome(parameters: RunKinds[K]["parameters"]): Promise<RunKinds[K]["result"] | null> {
    this.forget();
    await this.start(parameters);
    await this.#followed;
    return this.problem ? null : this.result;
  }

  /** The result answers another question than the next one. */
  forget(): void {
    this.result = null;
  }

  /** Forgets the run, too, and ends it. */
  clear(): void {
    void this.cancel();
    this.#stopped?.abort();
    this.run = this.result = this.problem = null;
    this.stale = false;
  }

  /** Takes the newest one there is, whoever started it; once. */
  async look(): Promise<void> {
    if (this.#looked) return;
    this.#looked = true;
    try {
      const { data } = await get<Page<Run>>(this.#path());
      const newest = data.find((one) => one.kind === this.kind && isOfPlan(one) && (isActive(one) || (one.state === "done" && one.result_revision > 0)));
      if (newest && !this.run) this.#follow(await get<Run>(this.#path(newest.id)));
    } catch (cause) {
      this.#failed(cause);
    }
  }

  /** The newest one there is; without any a new one. */
  async lookOrStart(parameters: RunKinds[K]["parameters"]): Promise<void> {
    await this.look();
    if (!this.run && !this.problem) await this.start(parameters);
  }

  async cancel(): Promise<void> {
    const { run } = this;
    if (!run || !isActive(run)) return;
    try {
      await request("DELETE", this.#path(run.id));
    } catch (cause) {
      this.#failed(cause);
    }
  }

  #path(id?: string): string {
    return `${workspace.root}/runs${id ? `/${id}` : ""}`;
  }

  #failed(cause: unknown): void {
    this.problem = cause instanceof ApiError ? cause.problem : { status: -1, title: String(cause) };
  }

  #take(run: Run): void {
    if (run.result !== null) this.result = run.result as RunKinds[K]["result"];
    this.run = run;
    this.stale = run.stale;
    if (run.state === "failed") this.problem = { status: 422, title: run.error ?? "", ...(run.error_hint ? { hint: run.error_hint } : {}) };
  }

  #follow(run: Run): void {
    this.#stopped?.abort();
    const stopped = new AbortController();
    this.#stopped = stopped;
    this.#take(run);
    this.#followed = this.#poll(run.id, stopped.signal);
  }

  async #poll(id: string, signal: AbortSignal): Promise<void> {
    for (let tries = 0; tries < triesMost && isActive(this.run) && !signal.aborted; ) {
      try {
        const query = `?after=${this.run!.revision}&wait_seconds=${waitSeconds}`;
        const run = await get<Run>(this.#path(id) + query, signal);
        if (signal.aborted) return;
        this.#take(run);
        tries = 0;
      } catch (cause) {
        if (signal.aborted) return;
        tries++;
        if (!(cause instanceof ApiError && cause.passing) || tries === triesMost) {
          this.run = null;
          return this.#failed(cause);
        }
        await new Promise((resolve) => setTimeout(resolve, 1000 * tries));
      }
    }
  }

  #heard(event: Event): void {
    if (this.run && dependsOn.has(event.resource) && event.seq > (this.run.seq ?? Infinity)) this.stale = true;
  }
}

const followers = new Map<string, RunFollower<Kind>>();

/** The one follower of a kind, for the plan itself or another purpose, in the workspace that is open. */
export function runOf<K extends Kind>(kind: K, purpose = "plan"): RunFollower<K> {
  const key = `${workspace.root}/${kind}/${purpose}`;
  let follower = followers.get(key);
  if (!follower) followers.set(key, (follower = new RunFollower(kind)));
  return follower as unknown as RunFollower<K>;
}
