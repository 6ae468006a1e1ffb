/* Typing into the table: which cell is open, what was wrong with what was typed, where to go on. */
import { schedule } from "../engine/schedule.svelte";
import { workspace } from "../model/workspace.svelte";
import { m } from "../paraglide/messages";
import { columnOf, editOf, editorText, isEditable, type ColumnName } from "./columns";
import { isRefused } from "./edits";
import { newBelow } from "./outline-edits";
import { isProjectRow, projectOfRow } from "./rows";
import type { PlanView } from "./view.svelte";
import type { PlanWork } from "./work.svelte";

export interface OpenCell {
  id: string;
  column: ColumnName;
  text: string;
  error: string | null;
  /** A row made just now: giving up takes it away again. */
  fresh: boolean;
}

export class TableEditor {
  open: OpenCell | null = $state.raw(null);

  constructor(
    readonly view: PlanView,
    readonly work: PlanWork,
  ) {}

  /** Opens the cell with the focus, the title when the whole row has it. */
  begin(column = this.view.focus && this.view.focus.column >= 0 ? this.view.columns[this.view.focus.column]! : "title"): boolean {
    const { view } = this;
    const task = view.focusTask;
    if (task === null || !view.cells || !view.base || !isEditable(column, view.base, task)) return false;
    const text = editorText(column, task, view.cells);
    this.open = { id: view.focus!.id, column, text, error: null, fresh: false };
    this.work.hush();
    return true;
  }

  /** `next`: the cell to go on in, -1 before, 1 behind. */
  write(text: string, next: -1 | 0 | 1): void {
    const { open, view } = this;
    const task = view.focusTask;
    if (!open || task === null || !view.base) return this.close();
    if (text !== open.text) {
      const attempt = editOf(open.column, task, text, view.base);
      const problem = isRefused(attempt) ? attempt.refused : this.work.trial(attempt).problem;
      if (problem !== null) {
        this.open = { ...open, error: problem };
        this.work.say(problem);
        return;
      }
      this.work.commit(attempt, task, open.column === "title");
    }
    const column = next === 0 ? null : this.#beside(open.column, next);
    this.close();
    if (column) {
      view.setFocus(view.focusRow, view.columns.indexOf(column));
      this.begin(column);
    }
  }

  #beside(column: ColumnName, next: -1 | 1): ColumnName | null {
    const { columns, base, focusTask } = this.view;
    for (let at = columns.indexOf(column) + next; at >= 0 && at < columns.length; at += next) {
      if (base && focusTask !== null && isEditable(columns[at]!, base, focusTask)) return columns[at]!;
    }
    return null;
  }

  cancel(): void {
    const { open } = this;
    this.close();
    if (open?.fresh) workspace.remove("item", open.id, { label: m.plan_label_delete({ name: open.text }) });
  }

  close(): void {
    this.open = null;
  }

  /** A new task below the row with the focus, its title open for typing. */
  insertBelow(): void {
    const { view } = this;
    const what = view.list.rows[view.focusRow];
    const plan = view.base?.plan;
    if (what === undefined || !plan) return;
    if (view.text !== "" || view.criticalOnly || view.path !== null) Object.assign(view, { text: "", criticalOnly: false, path: null });
    const values = newBelow(plan, isProjectRow(what) ? { project: projectOfRow(what) } : { task: what });
    const { id } = workspace.create("item", values, { label: m.plan_label_insert() });
    schedule.refresh();
    const title = view.columns.indexOf("title");
    view.focus = { id, column: title };
    if (view.focusRow >= 0) view.reveal(view.focusRow);
    this.open = { id, column: "title", text: values.title, error: null, fresh: true };
  }

  get label(): string {
    return this.open ? columnOf(this.open.column).label() : "";
  }
}
