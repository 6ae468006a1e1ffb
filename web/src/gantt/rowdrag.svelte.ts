/* Dragging a row of the table to another place in the outline: the line where it would come to lie, and what
 * that does to dates and cost. */
import { isRefused, type Attempt } from "./edits";
import { placeBeside } from "./outline-edits";
import { isProjectRow } from "./rows";
import { HEADER, ROW } from "./scene";
import { deciders, type Bubble, type PlanWork } from "./work.svelte";
import type { PlanView } from "./view.svelte";

export class RowDrag {
  task: number | null = $state(null);
  /** Above which row it would lie. */
  line: number | null = $state(null);
  card: Bubble | null = $state.raw(null);
  #attempt: Attempt | null = null;

  constructor(
    readonly view: PlanView,
    readonly work: PlanWork,
  ) {}

  begin(task: number): void {
    this.task = task;
    this.line = null;
    this.#attempt = null;
    this.work.hush();
  }

  /** `y` from the top of the table, header included. */
  move(y: number, screenX: number, screenY: number): void {
    const { task, view } = this;
    if (task === null || !view.base) return;
    const count = view.list.rows.length;
    const line = Math.max(1, Math.min(count, Math.round((y - HEADER + view.top) / ROW)));
    if (line === this.line) {
      if (this.card) this.card = { ...this.card, x: screenX, y: screenY };
      return;
    }
    this.line = line;
    const attempt = this.#attemptAt(task, line);
    this.#attempt = attempt;
    if (!attempt) {
      this.card = null;
      return;
    }
    const { trial, problem } = this.work.trial(attempt);
    const title = isRefused(attempt) ? null : attempt.label;
    const proposedTo = isRefused(attempt) ? null : deciders(attempt.changes);
    this.card = { x: screenX, y: screenY, title, impact: trial?.impact ?? null, problem, proposedTo };
  }

  /** In front of the row that begins at the line; behind the last row of its project where a project begins. */
  #attemptAt(task: number, line: number): Attempt | null {
    const { view } = this;
    const { rows } = view.list;
    const below = rows[line];
    const above = rows[line - 1];
    if (below === task || above === task) return null;
    const { plan } = view.base!;
    if (below !== undefined && !isProjectRow(below)) return placeBeside(plan, task, below, false);
    if (above === undefined || isProjectRow(above)) return null;
    let top = above;
    while (plan.outline.parent[top]! >= 0) top = plan.outline.parent[top]!;
    return placeBeside(plan, task, top, true);
  }

  drop(): void {
    const { task } = this;
    const attempt = this.#attempt;
    this.cancel();
    if (task !== null && attempt) this.work.commit(attempt, task, true);
  }

  cancel(): void {
    this.task = null;
    this.line = null;
    this.card = null;
    this.#attempt = null;
  }
}
