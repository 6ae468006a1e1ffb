/* Doing things to the plan: every edit, by mouse or keyboard, goes through commit().
 *
 * An edit is tried in the engine first. What closes a circle or cannot be calculated is refused with the
 * reason beside what was touched; what works is written in one step of undo, and what it did is shown there
 * and announced. */
import { impactSentence } from "../engine/impact-words";
import { schedule, type Trial } from "../engine/schedule.svelte";
import type { Change } from "../engine/source";
import { workspace } from "../model/workspace.svelte";
import { m } from "../paraglide/messages";
import { isRefused, type Attempt } from "./edits";
import type { Impact } from "../engine/impact";
import { barOf } from "./scene";
import type { PlanView } from "./view.svelte";

/** Shown beside what was touched. */
export interface Bubble {
  x: number;
  y: number;
  title: string | null;
  impact: Impact | null;
  problem: string | null;
  proposedTo: string | null;
}

const BUBBLE_MS = 4000;
const PROBLEM_MS = 8000;

/** Who has to agree to these changes; null: nobody else. */
export function deciders(changes: readonly Change[]): string | null {
  const foreign = workspace.foreignOf(changes);
  if (foreign.has("product") && foreign.has("project")) return m.impact_who_both();
  if (foreign.has("product")) return m.impact_who_product();
  return foreign.size > 0 ? m.impact_who_project() : null;
}

export class PlanWork {
  bubble: Bubble | null = $state.raw(null);
  /** For the live region. */
  said = $state("");
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly view: PlanView,
    /** The chart's box on the screen. */
    readonly chart: () => DOMRect | undefined,
  ) {}

  say(text: string): void {
    this.said = this.said === text ? `${text} ` : text;
  }

  hush(): void {
    clearTimeout(this.#timer);
    this.bubble = null;
  }

  /** Tries the edit and answers what it would do; null when it is refused. */
  trial(attempt: Attempt): { trial: Trial | null; problem: string | null } {
    if (isRefused(attempt)) return { trial: null, problem: attempt.refused };
    const trial = schedule.trial(attempt.changes);
    return trial.schedule ? { trial, problem: null } : { trial: null, problem: trial.problem };
  }

  /** True: written. `quiet`: nothing is shown beside the row. */
  commit(attempt: Attempt, task: number | null = this.view.focusTask, quiet = false): boolean {
    const { trial, problem } = this.trial(attempt);
    if (isRefused(attempt) || !trial) {
      this.refuse(problem ?? "", task);
      return false;
    }
    const proposedTo = deciders(attempt.changes);
    void workspace.changeAll(attempt.changes, attempt.label);
    schedule.refresh();
    if (!quiet) this.#show(task, { title: null, impact: trial.impact, problem: null, proposedTo }, BUBBLE_MS);
    this.say(this.#told(attempt.label, trial, proposedTo));
    return true;
  }

  #told(label: string, trial: Trial, proposedTo: string | null): string {
    const what = trial.impact ? impactSentence(trial.impact, workspace.me.workspace.currency) : "";
    return [label, what, proposedTo ? m.impact_proposed({ who: proposedTo }) : ""].filter(Boolean).join(". ");
  }

  refuse(problem: string, task: number | null = this.view.focusTask): void {
    this.#show(task, { title: null, impact: null, problem, proposedTo: null }, PROBLEM_MS);
    this.say(problem);
  }

  /** Beside the end of the row's bar, as far as it is in sight. */
  #show(task: number | null, bubble: Omit<Bubble, "x" | "y">, forMs: number): void {
    const box = this.chart();
    const { scene } = this.view;
    const bar = scene && task !== null && task < scene.schedule.plan.items.length ? barOf(scene, task) : null;
    const y = bar ? bar.y : 80;
    const x = bar ? Math.max(8, Math.min(bar.x2, (scene?.width ?? 0) - 40)) : 40;
    this.bubble = { ...bubble, x: (box?.left ?? 0) + x, y: (box?.top ?? 0) + y };
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.bubble = null), forMs);
  }
}
