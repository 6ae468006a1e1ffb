/* The engine in the browser: the same C as on the server, compiled to WebAssembly, with one plan in its
 * linear memory.
 *
 * run() writes the tables that differ from those it wrote last (by identity: plans share what did not
 * change), schedules, and copies the results out, so that a Schedule stays valid for ever and two of them can
 * be compared. Everything happens on the calling thread: 10,000 tasks take a few milliseconds. */
import { words } from "./layout";
import type { Plan, PlanTables } from "./plan";

const TASK = words("TaskSchedule");
const GROUP = words("GroupSchedule");
const RESOURCE = words("ResourceSchedule");
const OPTIONS = words("ScheduleOptions");
const PLACE = words("FloatPlace");

/** In the order of the engine's PlanTable. */
const tableNames = [
  "spans",
  "exceptions",
  "calendars",
  "projects",
  "tasks",
  "links",
  "resources",
  "assignments",
  "pauses",
  "rates",
  "absences",
] as const satisfies readonly (keyof PlanTables)[];
const strides: Record<keyof PlanTables, number> = {
  spans: words("WorkSpan").stride,
  exceptions: words("CalendarException").stride,
  calendars: words("Calendar").stride,
  projects: words("PlanProject").stride,
  tasks: words("Task").stride,
  links: words("Link").stride,
  resources: words("WorkResource").stride,
  assignments: words("Assignment").stride,
  pauses: words("Pause").stride,
  rates: words("Rate").stride,
  absences: words("Absence").stride,
};
const OPTIONS_TABLE = tableNames.length;

/** In the order of the engine's PlanFaultKind, from 1. */
const faultKinds = ["cycle", "index", "value", "outline", "calendar", "range", "memory"] as const;
export type FaultKind = (typeof faultKinds)[number];

export interface Fault {
  kind: FaultKind;
  plan: Plan;
  /** Where the bad value stands. */
  table: keyof PlanTables | null;
  row: number;
  field: string;
  /** Of a cycle: tasks, each linked to the next, the last to the first. */
  cycle: number[];
}

export interface Schedule {
  plan: Plan;
  /** TaskSchedule rows, parallel to the plan's tasks; the others likewise. */
  tasks: Int32Array;
  projects: Int32Array;
  releases: Int32Array;
  resources: Int32Array;
  /** FloatPlace rows, parallel to the tasks; empty where no project asks for float paths. */
  floatPlaces: Int32Array;
}

/** Null: the task is on no float path. */
export function floatPlace({ floatPlaces }: Schedule, task: number): { path: number; order: number } | null {
  const [path, order] = [floatPlaces[task * PLACE.stride + PLACE.path], floatPlaces[task * PLACE.stride + PLACE.order]];
  return path && order ? { path, order } : null;
}

/** The highest number of a float path in any project. */
export function pathCount({ floatPlaces }: Schedule): number {
  let count = 0;
  for (let at = PLACE.path; at < floatPlaces.length; at += PLACE.stride) count = Math.max(count, floatPlaces[at]!);
  return count;
}

export type Outcome = { schedule: Schedule; fault: null } | { schedule: null; fault: Fault };

interface Exports {
  memory: WebAssembly.Memory;
  plan_create(): number;
  plan_reserve(session: number, ...counts: number[]): number;
  plan_table(session: number, table: number): number;
  plan_schedule(session: number, slot: number): number;
  plan_result(session: number, slot: number, what: number): number;
  plan_fault(session: number, what: number): number;
}

export class Engine {
  readonly #exports: Exports;
  readonly #session: number;
  #loaded: PlanTables | null = null;
  #releases = -1;

  private constructor(exports: Exports) {
    this.#exports = exports;
    this.#session = exports.plan_create();
    if (this.#session === 0) throw new Error("The engine has no memory.");
  }

  static async load(bytes: BufferSource): Promise<Engine> {
    const { instance } = await WebAssembly.instantiate(bytes, {});
    return new Engine(instance.exports as unknown as Exports);
  }

  run(plan: Plan): Outcome {
    if (!this.#write(plan)) return this.#memoryFault(plan);
    if (this.#exports.plan_schedule(this.#session, 0) !== 0) return { schedule: null, fault: this.#fault(plan) };
    const { tables, releases } = plan;
    const count = (name: keyof PlanTables): number => tables[name].length / strides[name];
    const schedule = {
      plan,
      tasks: this.#result(0, count("tasks") * TASK.stride),
      projects: this.#result(1, count("projects") * GROUP.stride),
      releases: this.#result(2, releases.length * GROUP.stride),
      resources: this.#result(3, count("resources") * RESOURCE.stride),
      floatPlaces: this.#result(4, count("tasks") * PLACE.stride),
    };
    return { schedule, fault: null };
  }

  #words(address: number, count: number): Int32Array {
    return new Int32Array(this.#exports.memory.buffer, address >>> 0, count);
  }

  #result(what: number, count: number): Int32Array {
    const address = this.#exports.plan_result(this.#session, 0, what);
    return address === 0 ? new Int32Array(0) : this.#words(address, count).slice();
  }

  /** False: no memory. */
  #write(plan: Plan): boolean {
    const { tables } = plan;
    const loaded = this.#loaded;
    const sized = loaded && tableNames.every((name) => loaded[name].length === tables[name].length);
    const fresh = !sized || this.#releases !== plan.releases.length;
    if (fresh && !this.#reserve(plan)) return false;
    tableNames.forEach((name, table) => {
      if (!fresh && loaded![name] === tables[name]) return;
      this.#words(this.#exports.plan_table(this.#session, table), tables[name].length).set(tables[name]);
    });
    const options = this.#words(this.#exports.plan_table(this.#session, OPTIONS_TABLE), OPTIONS.stride);
    options[OPTIONS.share_people] = plan.sharePeople ? 1 : 0;
    this.#loaded = tables;
    this.#releases = plan.releases.length;
    return true;
  }

  #reserve(plan: Plan): boolean {
    const counts = tableNames.map((name) => plan.tables[name].length / strides[name]);
    this.#loaded = null;
    return this.#exports.plan_reserve(this.#session, ...counts, plan.releases.length) === 1;
  }

  #memoryFault(plan: Plan): Outcome {
    return { schedule: null, fault: { kind: "memory", plan, table: null, row: -1, field: "", cycle: [] } };
  }

  #fault(plan: Plan): Fault {
    const ask = (what: number): number => this.#exports.plan_fault(this.#session, what);
    const kind = faultKinds[ask(0) - 1] ?? "memory";
    const cycle = kind === "cycle" ? [...this.#words(ask(4), ask(5))] : [];
    return { kind, plan, table: tableNames[ask(1)] ?? null, row: ask(2), field: this.#text(ask(3)), cycle };
  }

  #text(address: number): string {
    if (address === 0) return "";
    const bytes = new Uint8Array(this.#exports.memory.buffer, address >>> 0);
    return new TextDecoder().decode(bytes.subarray(0, Math.min(bytes.indexOf(0), 100)));
  }
}
