/* The page's schedule is the server's: the example workspace and random edits of it, every date, float and
 * cost compared. Needs TRIVET_BIN and the compiled engine; skipped without. */
import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Engine, type Schedule } from "../src/engine/engine";
import { wasmPath } from "../src/engine/fixture";
import { wide, words } from "../src/engine/layout";
import { momentText } from "../src/engine/minutes";
import { planOf } from "../src/engine/plan";
import type { PlanSource } from "../src/engine/source";

const program = process.env["TRIVET_BIN"] ?? "";
const runnable = existsSync(program) && existsSync(wasmPath);
const EDITS = 60;

const TASK = words("TaskSchedule");
const GROUP = words("GroupSchedule");
const RESOURCE = words("ResourceSchedule");

type Rows = { id: string; [field: string]: unknown }[];
type Snapshot = Record<string, Rows> & { workspace: { id: string; share_people: boolean; critical_float_minutes: number } };

const moments = ["start", "finish", "early_start", "early_finish", "late_start", "late_finish"] as const;

class Server {
  readonly folder = mkdtempSync(join(tmpdir(), "trivet-equal-"));
  base = "";
  root = "";
  cookie = "";
  #process: ChildProcess | undefined;

  async start(): Promise<void> {
    const made = spawnSync(program, ["example", "--data", this.folder], { encoding: "utf8" });
    const password = /^\s*admin@example\.org\s+(\S+)/m.exec(made.stdout)![1]!;
    const child = spawn(program, ["serve", "--data", this.folder, "--listen", "127.0.0.1:0"], { stdio: "pipe" });
    this.#process = child;
    this.base = await new Promise((resolve, reject) => {
      child.stdout.on("data", (bytes) => {
        const ready = /ready on (http:\S+)/.exec(String(bytes));
        if (ready) resolve(ready[1]!);
      });
      child.once("exit", () => reject(new Error("the server ended")));
    });
    const session = await this.call("POST", "/v1/session", { email: "admin@example.org", password });
    this.root = `/v1/workspaces/${(session["workspace"] as { id: string }).id}`;
  }

  async call(method: string, path: string, body?: unknown, revision?: unknown): Promise<Record<string, unknown>> {
    const headers: Record<string, string> = { "Content-Type": "application/json", Origin: this.base, Cookie: this.cookie };
    if (revision !== undefined) headers["If-Match"] = `"${String(revision)}"`;
    const init: RequestInit = { method, headers };
    if (body !== undefined) init.body = JSON.stringify(body);
    const answer = await fetch(this.base + path, init);
    this.cookie ||= answer.headers.get("set-cookie")?.split(";")[0] ?? "";
    const text = await answer.text();
    const data = (text ? JSON.parse(text) : {}) as Record<string, unknown>;
    return answer.ok ? data : { refused: answer.status, ...data };
  }

  stop(): void {
    this.#process?.kill("SIGTERM");
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function sourceOf(snapshot: Snapshot): PlanSource {
  const map = (name: string): Map<string, never> => new Map(snapshot[name]!.map((row) => [row.id, row as never]));
  return {
    workspace: snapshot.workspace,
    projects: map("projects"),
    calendars: map("calendars"),
    releases: map("releases"),
    items: map("items"),
    links: map("links"),
    resources: map("resources"),
    assignments: map("assignments"),
  };
}

/** The page's schedule in the form in which the server answers it. */
function answerOf({ plan, tasks, projects, releases, resources }: Schedule): Record<string, Rows> {
  const groups = (name: string, rows: readonly { id: string }[], table: Int32Array): Rows =>
    rows.map((row, n) => ({
      id: row.id,
      [`${name}_start`]: momentText(table[n * GROUP.stride + GROUP.start]!),
      [`${name}_finish`]: momentText(table[n * GROUP.stride + GROUP.finish]!),
      cost: wide(table, n * GROUP.stride + GROUP.cost_cents),
      work: wide(table, n * GROUP.stride + GROUP.work_minutes),
    }));
  return {
    tasks: plan.items.map((item, n) => ({
      id: item.id,
      ...Object.fromEntries(moments.map((name) => [name, momentText(tasks[n * TASK.stride + TASK[name]]!)])),
      total_float: tasks[n * TASK.stride + TASK.total_float]!,
      free_float: tasks[n * TASK.stride + TASK.free_float]!,
      duration: tasks[n * TASK.stride + TASK.duration]!,
      work: tasks[n * TASK.stride + TASK.work]!,
      critical: tasks[n * TASK.stride + TASK.critical] === 1,
      cost: wide(tasks, n * TASK.stride + TASK.cost_cents),
    })),
    projects: groups("project", plan.projects, projects),
    releases: groups("release", plan.releases, releases),
    resources: plan.resources.map((resource, n) => ({
      id: resource.id,
      work: wide(resources, n * RESOURCE.stride + RESOURCE.work_minutes),
      cost: wide(resources, n * RESOURCE.stride + RESOURCE.cost_cents),
    })),
  };
}

/** The server's answer in the same words. */
function answerOfServer(given: Record<string, Record<string, unknown>[]>): Record<string, Rows> {
  const groups = (name: string, rows: Record<string, unknown>[]): Rows =>
    rows.map((row) => ({
      id: String(row["id"] ?? row["subject_id"]),
      [`${name}_start`]: row["start_at"],
      [`${name}_finish`]: row["finish_at"],
      cost: row["cost_cents"],
      work: row["work_minutes"],
    }));
  return {
    tasks: given["tasks"]!.map((row) => ({
      id: String(row["item_id"]),
      ...Object.fromEntries(moments.map((name) => [name, row[`${name}_at`]])),
      total_float: row["total_float_minutes"],
      free_float: row["free_float_minutes"],
      duration: row["duration_minutes"],
      work: row["work_minutes"],
      critical: row["critical"],
      cost: row["cost_cents"],
    })),
    projects: groups("project", given["projects"]!),
    releases: groups("release", given["releases"]!),
    resources: given["resources"]!.map((row) => ({
      id: String(row["id"] ?? row["resource_id"]),
      work: row["work_minutes"],
      cost: row["cost_cents"],
    })),
  };
}

const byId = (rows: Rows): Rows => [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));

/** A number from 0 up to `below`, always the same row of them. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((state / 0x80000000) * below);
  };
}

function randomDate(random: (below: number) => number): string {
  const day = String(1 + random(28)).padStart(2, "0");
  return `2027-${String(1 + random(9)).padStart(2, "0")}-${day}T${["08:00", "10:30", "13:00"][random(3)]}`;
}

/** Of an item, one kind of edit after another. */
function randomPatch(items: Rows, random: (below: number) => number): Record<string, unknown> {
  const other = items[random(items.length)]!;
  const kinds: (() => Record<string, unknown>)[] = [
    () => ({ duration_minutes: 60 * (1 + random(80)) }),
    () => ({ duration_minutes: null, effort_minutes: 30 * (1 + random(200)) }),
    () => ({ constraint_kind: "start_no_earlier_than", constraint_at: randomDate(random) }),
    () => ({ constraint_kind: "must_finish_on", constraint_at: randomDate(random) }),
    () => ({ constraint_kind: "as_late_as_possible", constraint_at: null }),
    () => ({ deadline_at: randomDate(random) }),
    () => ({ manual_start_at: random(2) ? randomDate(random) : null }),
    () => ({ rank: `k${random(100000)}z` }),
    () => ({ parent_id: other.id }),
    () => ({ position: `m${random(100000)}z` }),
    () => ({ state: ["new", "in_progress", "done", "dropped"][random(4)] }),
    () => ({ kind: ["task", "milestone", "goal", "story"][random(4)] }),
    () => ({ percent_complete: random(100) }),
    () => ({ inactive: random(2) === 1 }),
    () => ({ elapsed: random(2) === 1 }),
    () => ({ project_id: null }),
    () => ({ fixed_cost_cents: random(1000000) }),
  ];
  return kinds[random(kinds.length)]!();
}

describe.skipIf(!runnable)("the page's schedule", () => {
  const server = runnable ? new Server() : (null as unknown as Server);
  let engine: Engine;
  beforeAll(async () => {
    engine = await Engine.load(readFileSync(wasmPath));
    await server.start();
  }, 60_000);
  afterAll(() => server?.stop());

  async function compare(after: string): Promise<Snapshot> {
    const snapshot = (await server.call("GET", `${server.root}/snapshot`)) as Snapshot;
    const theirs = answerOfServer((await server.call("GET", `${server.root}/schedule`)) as never);
    const { schedule } = engine.run(planOf(sourceOf(snapshot)));
    const ours = answerOf(schedule!);
    for (const name of ["tasks", "projects", "releases", "resources"]) {
      expect(byId(ours[name]!), `${name} after ${after}`).toEqual(byId(theirs[name]!));
    }
    return snapshot;
  }

  it("equals the server's for the example workspace", async () => {
    const snapshot = await compare("nothing");
    expect(snapshot["items"]!.length).toBeGreaterThan(200);
  }, 60_000);

  it("equals the server's after each of many random edits", async () => {
    const random = randomFrom(20261122);
    let snapshot = await compare("nothing");
    let written = 0;
    for (let n = 0; n < EDITS; n++) {
      const items = snapshot["items"]!;
      const item = items[random(items.length)]!;
      let what: unknown = randomPatch(items, random);
      let answer: Record<string, unknown>;
      if (random(5) === 0) {
        what = { predecessor_id: item.id, successor_id: items[random(items.length)]!.id, lag_minutes: random(960) - 240 };
        answer = await server.call("POST", `${server.root}/links`, what);
      } else {
        answer = await server.call("PATCH", `${server.root}/items/${item.id}`, what, item["revision"]);
      }
      if ("refused" in answer) continue;
      written++;
      snapshot = await compare(`${JSON.stringify(what)} of ${String(item["title"])}`);
    }
    expect(written).toBeGreaterThan(EDITS / 3);
  }, 240_000);
});
