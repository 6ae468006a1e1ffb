/* The one way to the server: fetch with JSON in and out, and every failure an ApiError.
 *
 * An ApiError carries what problem+json says (title, detail, field, hint); without an answer from the
 * server its status is 0. Callers decide what to do with it; nothing here retries. */
import type { Event, Membership, Person, Proposal, Workspace } from "../../../contract/types";

export interface Problem {
  status: number;
  title: string;
  detail?: string;
  field?: string;
  hint?: string;
}

export class ApiError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = "ApiError";
    this.problem = problem;
  }
  get status(): number {
    return this.problem.status;
  }
  /** No answer, or one that may be different in a moment. */
  get passing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }
}

/** What went wrong and what to do. */
export function problemText(cause: unknown): string {
  return cause instanceof ApiError ? [cause.message, cause.problem.hint].filter(Boolean).join(" ") : String(cause);
}

export interface SessionView {
  person: Person;
  workspace: Workspace;
  memberships: Membership[];
  expires_at: string | null;
}

export interface Proposed {
  proposal: Proposal;
  created_id: string | null;
}

export interface EventPage {
  data: Event[];
  next_cursor: string | null;
}

export interface RequestOptions {
  body?: unknown;
  /** Sent as it is, for files. */
  raw?: Blob;
  /** No body, although it is a POST. */
  empty?: boolean;
  revision?: number;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

export interface Answer<T> {
  status: number;
  data: T;
}

function headersOf(options: RequestOptions): Headers {
  const headers = new Headers({ Accept: "application/json" });
  if (options.raw) headers.set("Content-Type", "application/octet-stream");
  else if (options.body !== undefined) headers.set("Content-Type", "application/json");
  if (options.revision !== undefined) headers.set("If-Match", `"${options.revision}"`);
  if (options.idempotencyKey) headers.set("Idempotency-Key", options.idempotencyKey);
  return headers;
}

async function problemOf(response: Response): Promise<Problem> {
  const fallback: Problem = { status: response.status, title: response.statusText || `HTTP ${response.status}` };
  try {
    const body = (await response.json()) as Partial<Problem>;
    return { ...fallback, ...body, status: response.status };
  } catch {
    return fallback;
  }
}

/** Some requests want the password once more (403 with the field confirmation). Whoever can ask for it says so here;
 *  `ask` answers whether it was given. */
let ask: (() => Promise<boolean>) | null = null;
export function confirmWith(asks: () => Promise<boolean>): () => void {
  ask = asks;
  return () => (ask = null);
}

export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<Answer<T>> {
  try {
    return await send<T>(method, path, options);
  } catch (cause) {
    const wanted = cause instanceof ApiError && cause.status === 403 && cause.problem.field === "confirmation";
    if (!wanted || !ask || !(await ask())) throw cause;
    return send<T>(method, path, options);
  }
}

async function send<T>(method: string, path: string, options: RequestOptions): Promise<Answer<T>> {
  const init: RequestInit = { method, headers: headersOf(options), credentials: "same-origin" };
  if (options.raw) init.body = options.raw;
  else if (options.body !== undefined) init.body = JSON.stringify(options.body);
  if (options.signal) init.signal = options.signal;
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new ApiError({ status: 0, title: "No answer from the server" });
  }
  if (!response.ok) throw new ApiError(await problemOf(response));
  const text = response.status === 204 ? "" : await response.text();
  return { status: response.status, data: (text === "" ? undefined : JSON.parse(text)) as T };
}

export async function get<T>(path: string, signal?: AbortSignal): Promise<T> {
  return (await request<T>("GET", path, signal ? { signal } : {})).data;
}

export async function post<T>(path: string, body?: unknown, options: RequestOptions = {}): Promise<T> {
  return (await request<T>("POST", path, { ...options, ...(options.empty ? {} : { body: body ?? {} }) })).data;
}

export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
