/* The whole workspace in memory, and the only way the page changes it.
 *
 * rows() and get() answer at once and are reactive by resource: in a $derived or an effect they run again
 * when a row of that resource changed. create, update, remove and restore show at once, are sent behind
 * the scenes (queue.ts), can be undone, and come back as saved, proposed (the fields are in somebody
 * else's custody: the old values show again) or discarded. Every failure stays in `writes` until the user
 * retries or discards it. */
import type { Custody, Decision, Event, Membership, Person, Proposal, Workspace } from "../../../contract/types";
import { ApiError, get, post, randomKey, request, type Proposed, type SessionView } from "../api/client";
import {
  changesOf,
  plurals,
  resourceNames,
  type AnyRow,
  type Create,
  type Patch,
  type ResourceName,
  type Row,
} from "../api/resources";
import { Stream, type StreamState } from "../api/stream";
import { updates, type Change as PlanChange } from "../engine/source";
import { byRow, fieldsOfExistence, type RowChange } from "./changes";
import { custodyOf, followMoves, holds, placeOfItem, widen, type Place } from "./custody";
import { Keep } from "./keep";
import { WriteQueue, type NewWrite, type Write } from "./queue";
import { Rows } from "./rows";
import { withDependents } from "./tree";
import { UndoStack } from "./undo";

export type WriteResult =
  | { kind: "saved"; row: AnyRow | null }
  | { kind: "proposed"; proposal: Proposal; created_id: string | null }
  | { kind: "discarded" };

/** `id` is valid at once, also for get(); of a creation it is replaced by the server's, see resolve(). */
export interface Pending {
  id: string;
  done: Promise<WriteResult>;
}

export interface WriteOptions {
  /** In words, for undo: "Move ABC up". */
  label?: string;
}

/** What a proposal asks for; `from` is filled in by the server. */
export interface Change {
  action: "create" | "update" | "delete";
  resource: ResourceName;
  subject_id: string | null;
  field?: string | null;
  to?: unknown;
}

interface Inverse {
  action: "update" | "delete" | "restore" | "withdraw";
  resource: ResourceName;
  id: string;
  values: Record<string, unknown>;
  rows: [ResourceName, AnyRow][];
  /** The write that this takes back. */
  key: string;
}

export interface Notice {
  kind: "proposed" | "undone" | "redone" | "failed" | "lost";
  text: string;
  proposal?: Proposal;
  /** Of what is not among the writes. */
  retry?(): void;
}

/** What becomes one proposal. */
interface Asked {
  changes: readonly PlanChange[];
  label: string;
  title: string;
  reason: string | undefined;
}

type Values = Record<string, unknown>;
type Listener = (notice: Notice) => void;

class WorkspaceModel {
  ready = $state(false);
  seq = $state(0);
  version = $state(0);
  connection: StreamState = $state("connecting");
  /** Why the workspace could not be loaded. */
  failure: unknown = $state.raw(null);
  writes: readonly Write[] = $state.raw([]);
  undoLabel: string | null = $state(null);
  redoLabel: string | null = $state(null);
  #versions: Record<ResourceName, number> = $state(
    Object.fromEntries(resourceNames.map((name) => [name, 0])) as Record<ResourceName, number>,
  );
  #person: Person | null = $state.raw(null);
  #workspace: Workspace | null = $state.raw(null);

  #rows: Rows;
  #queue: WriteQueue<WriteResult>;
  #undo = new UndoStack<Inverse>();
  #group: Inverse[] | null = null;
  #aliases = new Map<string, string>();
  #keys = new Map<string, string>();
  #held: Event[] = [];
  #stream: Stream | null = null;
  #keep: Keep | null = null;
  #listeners = new Set<Listener>();
  #eventListeners = new Set<(event: Event) => void>();

  constructor() {
    followMoves(() => this.#workspace?.custody_moves ?? []);
    this.#rows = new Rows({
      writesOf: (resource, id) => this.#queue.of(resource, id),
      changed: (resource) => this.#bump(resource),
      missing: (resource, id) => void this.#fetch(resource, id),
    });
    this.#queue = new WriteQueue<WriteResult>({
      send: (write) => this.#send(write),
      settled: (write, result) => this.#settled(write, result),
      changed: (write) => this.#writeChanged(write),
      save: (writes) => this.#keep?.save(writes),
    });
  }

  // ---- who and where ----

  get me(): { person: Person; memberships: Membership[]; workspace: Workspace } {
    const person = this.#person!;
    const all = [...this.rows("membership").values()];
    const memberships = all.filter((one) => one.person_id === person.id);
    return { person: this.get("person", person.id) ?? person, memberships, workspace: this.#workspace! };
  }

  get root(): string {
    return `/v1/workspaces/${this.#workspace!.id}`;
  }

  async open(session: SessionView): Promise<void> {
    this.close();
    this.#person = session.person;
    this.#workspace = session.workspace;
    this.#keep = new Keep(session.person.id, randomKey(), localStorage);
    this.#stream = new Stream(this.root, {
      snapshot: (snapshot) => this.load(snapshot as unknown as Values),
      event: (event) => this.applyEvent(event),
      state: (state) => (this.connection = state),
      failed: (error) => (this.failure = error),
    });
    const left = await this.#keep.takeOver();
    await this.#stream.start();
    this.#queue.adopt(left);
  }

  close(): void {
    this.#stream?.close();
    this.#stream = null;
    this.#undo.clear();
    this.#undoChanged();
    this.#held = [];
    this.failure = null;
    this.ready = false;
  }

  /** The browser is online again, or the user asks to try. */
  wake(): void {
    this.#stream?.wake();
    this.#queue.retry();
  }

  load(snapshot: Values): void {
    this.#workspace = snapshot["workspace"] as Workspace;
    this.#rows.load(snapshot);
    for (const write of this.#queue.writes) this.#rows.refreshFor(write);
    this.seq = snapshot["seq"] as number;
    this.ready = true;
  }

  // ---- reading ----

  rows<R extends ResourceName>(resource: R): ReadonlyMap<string, Row<R>> {
    void this.#versions[resource];
    return this.#rows.shown(resource) as unknown as ReadonlyMap<string, Row<R>>;
  }

  get<R extends ResourceName>(resource: R, id: string | null | undefined): Row<R> | undefined {
    if (id === null || id === undefined) return undefined;
    const rows = this.rows(resource);
    return rows.get(id) ?? rows.get(this.resolve(id));
  }

  /** The server's id of a row that was created here under a temporary one. */
  resolve(id: string): string {
    return this.#aliases.get(id) ?? id;
  }

  /** Stays the same over the life of a row on the screen: for keyed lists. */
  keyOf(id: string): string {
    return this.#keys.get(id) ?? id;
  }

  writesOf(resource: ResourceName, id: string): readonly Write[] {
    void this.writes;
    return this.#queue.of(resource, id);
  }

  place(resource: ResourceName, row: Values): Place {
    const own = (row["id"] as string | undefined) ?? null;
    if (resource === "product") return { product_id: own, project_id: null };
    if (resource === "project") return { product_id: null, project_id: own };
    if (resource === "product_line") return { product_id: null, project_id: null, product_line_id: own };
    if (resource === "program") return { product_id: null, project_id: null, program_id: own };
    if (resource === "item") {
      return placeOfItem(row as unknown as Row<"item">, (id) => this.get("item", id));
    }
    if (resource === "tolerance" || resource === "exception") return this.#levelOf(row);
    const itemId = (row["item_id"] ?? row["successor_id"]) as string | undefined;
    const item = this.get("item", itemId);
    if (item) return this.place("item", item as unknown as Values);
    return { product_id: (row["product_id"] as string) ?? null, project_id: (row["project_id"] as string) ?? null };
  }

  #levelOf(row: Values): Place {
    const [project, release, id] = ["project_id", "release_id", "item_id"].map((name) => (row[name] as string | null) ?? null);
    const item = this.get("item", id);
    if (item) return { ...this.place("item", item as unknown as Values), level: "item" };
    const product_id = this.get("release", release)?.product_id ?? null;
    return { product_id, project_id: project ?? null, level: release ? "release" : project ? "project" : "workspace" };
  }

  /** With what roles in product lines and programs come to. */
  widened(memberships: readonly Row<"membership">[]): Row<"membership">[] {
    return widen(memberships, this.rows("product").values(), this.rows("project").values());
  }

  /** Whether a change of the field is made (true) or becomes a proposal. */
  canWrite(resource: ResourceName, field: string, row: object): boolean {
    return this.holdsOver(custodyOf(resource, field), resource, row);
  }

  /** Who, other than the user, has to agree to these changes; nobody: they are made. */
  foreignOf(changes: readonly PlanChange[]): Set<Custody> {
    const foreign = new Set<Custody>();
    for (const change of byRow(changes)) {
      for (const [resource, row, fields] of this.#written(change)) {
        for (const field of fields) {
          const custody = custodyOf(resource, field);
          if (custody !== "system" && !this.holdsOver(custody, resource, row)) foreign.add(custody);
        }
      }
    }
    return foreign;
  }

  /* The rows that a change concerns, each with the fields that are asked for. */
  #written({ action, resource, id, fields }: RowChange): [ResourceName, object, string[]][] {
    if (action === "create") return [[resource, fields, Object.keys(fields)]];
    if (action === "delete") return this.#goingAlong(resource, id).map(([name, row]) => [name, row, fieldsOfExistence(name, row)]);
    const row = this.get(resource, id);
    return row ? [[resource, row, Object.keys(fields)]] : [];
  }

  holdsOver(custody: Custody, resource: ResourceName, row: object): boolean {
    const { person, memberships } = this.me;
    return holds(custody, this.place(resource, row as Values), person, this.widened(memberships));
  }

  // ---- writing ----

  create<R extends ResourceName>(resource: R, values: Create<R>, options: WriteOptions = {}): Pending {
    const id = `~${randomKey().slice(0, 12)}`;
    const pending = this.#write({ action: "create", resource, id, values: { ...values }, label: options.label ?? "" });
    this.#remember(pending.write, { action: "delete", resource, id, values: {}, rows: [] });
    return pending;
  }

  update<R extends ResourceName>(resource: R, id: string, patch: Patch<R>, options: WriteOptions = {}): Pending {
    id = this.resolve(id);
    const row = this.get(resource, id) as unknown as Values | undefined;
    const values: Values = {};
    const before: Values = {};
    for (const [field, value] of Object.entries(patch as Values)) {
      if (value === undefined || sameValue(row?.[field], value)) continue;
      values[field] = value;
      before[field] = row?.[field] ?? null;
    }
    if (Object.keys(values).length === 0) {
      return { id, done: Promise.resolve({ kind: "saved", row: (row as unknown as AnyRow) ?? null }) };
    }
    const pending = this.#write({ action: "update", resource, id, values, before, label: options.label ?? "" });
    this.#remember(pending.write, { action: "update", resource, id, values: before, rows: [] });
    return pending;
  }

  remove(resource: ResourceName, id: string, options: WriteOptions = {}): Pending {
    id = this.resolve(id);
    const rows = this.#goingAlong(resource, id);
    const pending = this.#write({ action: "delete", resource, id, rows, label: options.label ?? "" });
    this.#remember(pending.write, { action: "restore", resource, id, values: {}, rows });
    return pending;
  }

  /** Several writes as one step of undo. */
  group(label: string, work: () => void): void {
    if (this.#group) return work();
    this.#group = [];
    try {
      work();
    } finally {
      const changes = this.#group;
      this.#group = null;
      this.#undo.push({ label, changes });
      this.#undoChanged();
    }
  }

  /** The same of many rows, as changeAll. */
  updateAll<R extends ResourceName>(resource: R, patches: readonly (readonly [string, Patch<R>])[], label: string, title = label, reason?: string): Promise<Proposal | boolean> {
    return this.changeAll(patches.flatMap(([id, patch]) => updates(resource, id, patch as Values)), label, title, reason);
  }

  /** Changes of rows as one step of undo (true), or as one proposal where somebody else writes any of it. False: not sent. */
  async changeAll(changes: readonly PlanChange[], label: string, title = label, reason?: string): Promise<Proposal | boolean> {
    const rows = byRow(changes);
    if (rows.length > 1 && this.foreignOf(changes).size > 0) return this.#proposeAll({ changes, label, title, reason }, randomKey());
    this.group(label, () => rows.forEach((one) => this.#change(one, label)));
    return true;
  }

  #change({ action, resource, id, fields }: RowChange, label: string): void {
    if (action === "create") this.create(resource, fields as never, { label });
    else if (action === "update") this.update(resource, id, fields as never, { label });
    else if (this.get(resource, id)) this.remove(resource, id, { label }); /* else it went along with another */
  }

  /* A retry of what may have arrived goes out under the same key. */
  async #proposeAll(asked: Asked, key: string): Promise<Proposal | false> {
    const { label, title, reason } = asked;
    const changes = asked.changes.map((one) => ({ ...one, subject_id: one.subject_id ? this.resolve(one.subject_id) : null }));
    try {
      const proposal = await this.propose(changes as Change[], title, reason, key);
      this.#undo.push({ label, changes: [{ action: "withdraw", resource: "proposal", id: proposal.id, values: {}, rows: [], key: "" }] });
      this.#undoChanged();
      this.#notify({ kind: "proposed", text: proposal.title, proposal });
      return proposal;
    } catch (error) {
      const next = error instanceof ApiError && error.passing ? key : randomKey();
      this.#notify({ kind: "failed", text: label, retry: () => void this.#proposeAll(asked, next) });
      return false;
    }
  }

  async propose(changes: Change[], title?: string, reason?: string, idempotencyKey = randomKey()): Promise<Proposal> {
    const body: Values = { changes };
    if (title) body["title"] = title;
    if (reason) body["reason"] = reason;
    const proposal = await post<Proposal>(`${this.root}/proposals`, body, { idempotencyKey });
    this.#rows.put("proposal", proposal);
    return proposal;
  }

  /** Accept, decline, withdraw or counter a proposal. */
  async decide(id: string, verb: "accept" | "decline" | "withdraw" | "counter", body: Values = {}): Promise<Proposal> {
    const options = { idempotencyKey: randomKey() };
    const proposal = await post<Proposal>(`${this.root}/proposals/${id}/${verb}`, body, options);
    this.#rows.put("proposal", proposal);
    return proposal;
  }

  /** Takes a decision back: the decision that does so, or the proposal that waits for the others. */
  async undoDecision(id: string, note: string): Promise<Decision | Proposed> {
    const answer = await post<Decision | Proposed>(`${this.root}/decisions/${id}/undo`, note ? { note } : {}, { idempotencyKey: randomKey() });
    if ("proposal" in answer) this.#rows.put("proposal", answer.proposal);
    else this.#rows.put("decision", answer);
    return answer;
  }

  async updateWorkspace(patch: Partial<Workspace>): Promise<void> {
    const workspace = this.#workspace!;
    const answer = await request<Workspace>("PATCH", this.root, { body: patch, revision: workspace.revision });
    this.#workspace = answer.data;
    this.version++;
  }

  undo(): void {
    const label = this.#undo.undo((changes) => this.#reverse(changes));
    this.#undoChanged();
    if (label !== null) this.#notify({ kind: "undone", text: label });
  }

  redo(): void {
    const label = this.#undo.redo((changes) => this.#reverse(changes));
    this.#undoChanged();
    if (label !== null) this.#notify({ kind: "redone", text: label });
  }

  retry(key?: string): void {
    this.#queue.retry(key);
  }

  discard(key: string): void {
    this.#queue.discard(key);
  }

  onNotice(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  onEvent(listener: (event: Event) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  // ---- what comes from the server ----

  /* An event of a row that is being created here may come before the answer that says which row it is:
   * events wait until then. */
  applyEvent(event: Event): void {
    if (this.#queue.writes.some((write) => write.action === "create" && write.state === "sending")) {
      this.#held.push(event);
      return;
    }
    this.seq = Math.max(this.seq, event.seq);
    if (event.resource === "workspace") this.#workspaceChanged(event);
    else this.#rows.apply(event);
    for (const listener of this.#eventListeners) listener(event);
  }

  #releaseHeld(): void {
    const held = this.#held;
    this.#held = [];
    for (const event of held) this.applyEvent(event);
  }

  #workspaceChanged(event: Event): void {
    const fields = Object.fromEntries(changesOf(event).map((change) => [change.field, change.to]));
    if (this.#workspace!.revision < event.revision) {
      this.#workspace = { ...this.#workspace!, ...fields, revision: event.revision };
      this.version++;
    }
  }

  async #fetch(resource: ResourceName, id: string): Promise<AnyRow | null> {
    try {
      const row = await get<AnyRow>(`${this.root}/${plurals[resource]}/${id}`);
      this.#rows.put(resource, row);
      return row;
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) {
        this.#rows.drop(resource, id);
        return null;
      }
      throw error;
    }
  }

  // ---- sending ----

  #write(given: NewWrite): Pending & { write: Write } {
    const { write, done } = this.#queue.add(given);
    return { id: write.id, write, done: done.then((result) => result ?? { kind: "discarded" }) };
  }

  async #send(write: Write): Promise<WriteResult> {
    const path = `${this.root}/${plurals[write.resource]}`;
    const idempotencyKey = write.key;
    switch (write.action) {
      case "create":
        return resultOf(await request<AnyRow>("POST", path, { body: write.values, idempotencyKey }));
      case "restore":
        return resultOf(await request<AnyRow>("POST", `${path}/${write.id}/restore`, { body: {}, idempotencyKey }));
      case "update":
      case "delete":
        return this.#sendRevised(write, `${path}/${write.id}`);
    }
  }

  /* Somebody else's change of other fields is no conflict: the write goes out again on top of it. */
  async #sendRevised(write: Write, path: string, again = false): Promise<WriteResult> {
    const revision = this.#rows.saved(write.resource, write.id)?.revision ?? 0;
    const idempotencyKey = again ? randomKey() : write.key;
    const method = write.action === "update" ? "PATCH" : "DELETE";
    const body = write.action === "update" ? { body: write.values } : {};
    try {
      return resultOf(await request<AnyRow>(method, path, { ...body, revision, idempotencyKey }));
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 412 || again) throw error;
      const fresh = (await this.#fetch(write.resource, write.id)) as unknown as Values | null;
      if (!fresh) throw error;
      const mine = Object.entries(write.before).every(([field, value]) => sameValue(fresh[field], value));
      if (!mine) {
        write.before = Object.fromEntries(Object.keys(write.before).map((field) => [field, fresh[field]]));
        throw error;
      }
      return this.#sendRevised(write, path, true);
    }
  }

  #settled(write: Write, result: WriteResult | null): void {
    if (result?.kind === "saved") {
      if (result.row) this.#saved(write, result.row);
      else if (write.action === "delete") this.#deleted(write);
    }
    if (result?.kind === "proposed") this.#proposed(write, result);
    if (result === null) this.#undo.drop((change) => change.key === write.key);
    this.#undoChanged();
    queueMicrotask(() => this.#releaseHeld());
  }

  #saved(write: Write, row: AnyRow): void {
    if (write.action === "create") this.#renamed(write.id, row.id);
    this.#rows.put(write.resource, row);
  }

  #deleted(write: Write): void {
    this.#rows.drop(write.resource, write.id);
    for (const [resource, row] of write.rows) this.#rows.drop(resource, row.id);
  }

  #renamed(from: string, to: string): void {
    this.#aliases.set(from, to);
    this.#keys.set(to, from);
    this.#queue.rename(from, to);
  }

  #proposed(write: Write, result: WriteResult & { kind: "proposed" }): void {
    this.#rows.put("proposal", result.proposal);
    if (result.created_id !== null) {
      this.#renamed(write.id, result.created_id);
      void this.#fetch(write.resource, result.created_id).catch(() => undefined);
    } else {
      this.#withdrawInstead(write, result.proposal.id);
    }
    this.#notify({ kind: "proposed", text: result.proposal.title, proposal: result.proposal });
  }

  #withdrawInstead(write: Write, proposalId: string): void {
    this.#undo.each((change) => {
      if (change.key !== write.key) return;
      Object.assign(change, { action: "withdraw", resource: "proposal", id: proposalId, values: {}, rows: [] });
    });
  }

  #writeChanged(write: Write): void {
    this.writes = [...this.#queue.writes];
    this.#rows.refreshFor(write);
    if (write.state === "failed") this.#notify({ kind: "failed", text: write.label });
  }

  // ---- undo ----

  #remember(write: Write, change: Omit<Inverse, "key">): void {
    const inverse = { ...change, key: write.key };
    if (this.#group) this.#group.push(inverse);
    else this.#undo.push({ label: write.label, changes: [inverse] });
    this.#undoChanged();
  }

  #reverse(changes: Inverse[]): Inverse[] {
    return changes.flatMap((change) => this.#reverseOne(change) ?? []);
  }

  #reverseOne(change: Inverse): Inverse | null {
    const { resource } = change;
    const id = this.resolve(change.id);
    if (change.action === "withdraw") {
      this.decide(id, "withdraw").catch((error: unknown) => this.#notify({ kind: "failed", text: String(error) }));
      return null;
    }
    if (change.action === "update") {
      const row = this.get(resource, id) as unknown as Values | undefined;
      if (!row) return null;
      const before = Object.fromEntries(Object.keys(change.values).map((field) => [field, row[field] ?? null]));
      const { write } = this.#write({ action: "update", resource, id, values: change.values, before, label: "" });
      return { action: "update", resource, id, values: before, rows: [], key: write.key };
    }
    if (change.action === "delete") {
      const rows = this.#goingAlong(resource, id);
      const { write } = this.#write({ action: "delete", resource, id, rows, label: "" });
      return { action: "restore", resource, id, values: {}, rows, key: write.key };
    }
    return this.#restore(change);
  }

  /* The server brings back one row at a time: parents first, then what hangs on them. */
  #restore({ resource, id, rows }: Inverse): Inverse {
    let key = "";
    for (const [name, row] of rows) {
      const { write } = this.#write({ action: "restore", resource: name, id: row.id, rows: [[name, row]], label: "" });
      key ||= write.key;
    }
    return { action: "delete", resource, id, values: {}, rows: [], key };
  }

  #goingAlong(resource: ResourceName, id: string): [ResourceName, AnyRow][] {
    const row = this.get(resource, id);
    if (resource === "item") return withDependents(id, this);
    return row ? [[resource, row as AnyRow]] : [];
  }

  #undoChanged(): void {
    this.undoLabel = this.#undo.undoLabel;
    this.redoLabel = this.#undo.redoLabel;
  }

  #bump(resource: ResourceName): void {
    this.#versions[resource]++;
    this.version++;
  }

  #notify(notice: Notice): void {
    for (const listener of this.#listeners) listener(notice);
  }
}

function resultOf(answer: { status: number; data: unknown }): WriteResult {
  if (answer.status === 202) {
    const { proposal, created_id } = answer.data as Proposed;
    return { kind: "proposed", proposal, created_id };
  }
  return { kind: "saved", row: (answer.data as AnyRow | undefined) ?? null };
}

export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b || (a ?? null) === (b ?? null)) return true;
  return typeof a === "object" && typeof b === "object" && JSON.stringify(a) === JSON.stringify(b);
}

export const workspace = new WorkspaceModel();
export type { WorkspaceModel };
