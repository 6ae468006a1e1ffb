/* The schedule of the whole workspace, always up to date, and what would become of it.
 *
 * `current` follows the rows at most once a frame, however many events arrive; trial() answers for the rows
 * as they are this moment. Both run the engine in this thread. When there is no schedule, `problem` says why
 * in words and the last good one stays. */
import engineUrl from "trivet-engine.wasm?url";
import { workspace } from "../model/workspace.svelte";
import { Engine, floatPlace, type Fault, type Schedule } from "./engine";
import { impactOf, type Impact } from "./impact";
import { wide, words } from "./layout";
import { momentText } from "./minutes";
import { planOf, replan, type Plan } from "./plan";
import { withChanges, type Change, type PlanSource } from "./source";
import { errorText, faultText } from "./words";

const TASK = words("TaskSchedule");
const GROUP = words("GroupSchedule");

export interface Trial {
  /** Null: there is none, see problem. */
  schedule: Schedule | null;
  impact: Impact | null;
  fault: Fault | null;
  problem: string | null;
}

export interface Dates {
  start_at: string | null;
  finish_at: string | null;
  early_start_at: string | null;
  early_finish_at: string | null;
  late_start_at: string | null;
  late_finish_at: string | null;
  total_float_minutes: number;
  free_float_minutes: number;
  duration_minutes: number;
  work_minutes: number;
  cost_cents: number;
  critical: boolean;
  late_by_deadline: boolean;
  /** Null: on none, or its project numbers none. */
  float_path: number | null;
  float_path_order: number | null;
}

export interface GroupDates {
  start_at: string | null;
  finish_at: string | null;
  task_count: number;
  critical_count: number;
  work_minutes: number;
  cost_cents: number;
}

function sourceOfWorkspace(): PlanSource {
  return {
    workspace: workspace.me.workspace,
    projects: workspace.rows("project"),
    calendars: workspace.rows("calendar"),
    releases: workspace.rows("release"),
    items: workspace.rows("item"),
    links: workspace.rows("link"),
    resources: workspace.rows("resource"),
    assignments: workspace.rows("assignment"),
  };
}

function groupDates(table: Int32Array, row: number): GroupDates {
  const at = row * GROUP.stride;
  return {
    start_at: momentText(table[at + GROUP.start]!),
    finish_at: momentText(table[at + GROUP.finish]!),
    task_count: table[at + GROUP.task_count]!,
    critical_count: table[at + GROUP.critical_count]!,
    work_minutes: wide(table, at + GROUP.work_minutes),
    cost_cents: wide(table, at + GROUP.cost_cents),
  };
}

function taskDates(schedule: Schedule, task: number): Dates {
  const table = schedule.tasks;
  const at = task * TASK.stride;
  const place = floatPlace(schedule, task);
  return {
    start_at: momentText(table[at + TASK.start]!),
    finish_at: momentText(table[at + TASK.finish]!),
    early_start_at: momentText(table[at + TASK.early_start]!),
    early_finish_at: momentText(table[at + TASK.early_finish]!),
    late_start_at: momentText(table[at + TASK.late_start]!),
    late_finish_at: momentText(table[at + TASK.late_finish]!),
    total_float_minutes: table[at + TASK.total_float]!,
    free_float_minutes: table[at + TASK.free_float]!,
    duration_minutes: table[at + TASK.duration]!,
    work_minutes: table[at + TASK.work]!,
    cost_cents: wide(table, at + TASK.cost_cents),
    critical: table[at + TASK.critical] === 1,
    late_by_deadline: table[at + TASK.late_by_deadline] === 1,
    float_path: place?.path ?? null,
    float_path_order: place?.order ?? null,
  };
}

class ScheduleModel {
  current: Schedule | null = $state.raw(null);
  /** The rows of the plan, also while there is no schedule of them. */
  plan: Plan | null = $state.raw(null);
  problem: string | null = $state(null);

  #engine: Engine | null = $state.raw(null);
  #version = -1;
  #waiting = false;

  /** Loads the engine and follows the workspace from then on; answers what ends that. */
  start(): () => void {
    void this.#load();
    return $effect.root(() => {
      $effect(() => {
        if (this.#engine && workspace.ready && workspace.version !== this.#version) this.#soon();
      });
    });
  }

  async #load(): Promise<void> {
    try {
      const answer = await fetch(engineUrl);
      if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
      this.#engine ??= await Engine.load(await answer.arrayBuffer());
    } catch (error) {
      this.problem = errorText(error);
    }
  }

  /* Frames stop in a tab that is not seen: a timer goes on. */
  #soon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    const run = (): void => {
      this.#waiting = false;
      this.refresh();
    };
    if (document.hidden || !this.current) setTimeout(run, 0);
    else requestAnimationFrame(run);
  }

  /** Makes `current` right for the rows of this moment. */
  refresh(): void {
    if (!this.#engine || !workspace.ready || this.#version === workspace.version) return;
    this.#version = workspace.version;
    try {
      const plan = planOf(sourceOfWorkspace());
      const { schedule, fault } = this.#engine.run(plan);
      this.plan = plan;
      if (schedule) this.current = schedule;
      this.problem = fault ? faultText(fault) : null;
    } catch (error) {
      this.problem = errorText(error);
    }
  }

  /** What the changes would do. Nothing is stored. */
  trial(changes: readonly Change[]): Trial {
    this.refresh();
    const none: Trial = { schedule: null, impact: null, fault: null, problem: this.problem };
    if (!this.#engine || !this.current || !this.plan) return none;
    try {
      const source = withChanges(this.plan.source, changes);
      const { schedule, fault } = this.#engine.run(replan(this.plan, source, changes));
      if (!schedule) return { ...none, fault, problem: faultText(fault) };
      return { schedule, impact: impactOf(this.current, schedule, workspace.rows("promise").values()), fault: null, problem: null };
    } catch (error) {
      return { ...none, problem: errorText(error) };
    }
  }

  /** Null when the item is not planned. */
  dates(itemId: string, schedule: Schedule | null = this.current): Dates | null {
    const task = schedule?.plan.taskOf.get(itemId);
    return schedule && task !== undefined ? taskDates(schedule, task) : null;
  }

  release(id: string, schedule: Schedule | null = this.current): GroupDates | null {
    const row = schedule?.plan.releases.findIndex((release) => release.id === id) ?? -1;
    return schedule && row >= 0 ? groupDates(schedule.releases, row) : null;
  }

  project(id: string, schedule: Schedule | null = this.current): GroupDates | null {
    const row = schedule?.plan.projects.findIndex((project) => project.id === id) ?? -1;
    return schedule && row >= 0 ? groupDates(schedule.projects, row) : null;
  }
}

export const schedule = new ScheduleModel();
