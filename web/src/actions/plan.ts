/* The actions of the plan: what keys, menu and palette do to the row with the focus or the chosen rows. */
import { explained, figures } from "../components/item/explained.svelte";
import { schedule } from "../engine/schedule.svelte";
import type { TableEditor } from "../gantt/editor.svelte";
import * as edits from "../gantt/edits";
import * as outline from "../gantt/outline-edits";
import { snapUnit } from "../gantt/timescale";
import type { PlanView } from "../gantt/view.svelte";
import type { PlanWork } from "../gantt/work.svelte";
import { m } from "../paraglide/messages";
import { router } from "../router.svelte";
import type { Action } from "./registry.svelte";

export interface PlanPorts {
  view: PlanView;
  work: PlanWork;
  editor: TableEditor;
  /** Whether the table has the focus, and Tab indents there. */
  inTable(): boolean;
  tabs(): boolean;
  focusFilter(): void;
  editLinks(): void;
  chooseColumns(): void;
}

const PERCENT_STEP = 10;

/** Commits one attempt for each chosen task; the first refusal ends it. */
function each(ports: PlanPorts, make: (task: number) => edits.Attempt): void {
  const { view, work } = ports;
  const tasks = view.tasks;
  const attempts = tasks.map(make);
  const refused = attempts.find(edits.isRefused);
  if (refused) return work.refuse(refused.refused, tasks[attempts.indexOf(refused)]);
  const all = attempts as edits.Edit[];
  const [first] = all;
  if (!first) return;
  const label = all.length === 1 ? first.label : m.plan_label_many({ what: first.label, count: all.length - 1 });
  work.commit({ label, changes: all.flatMap((one) => one.changes) }, tasks[0]!);
}

/** How far one press moves: a day, or what is snapped to when hours are shown. */
function stepOf(view: PlanView): { days: number; minutes: number } {
  const unit = snapUnit(view.perDay);
  return unit === 1440 ? { days: 1, minutes: 480 } : { days: 0, minutes: unit };
}

function moveBy(ports: PlanPorts, direction: 1 | -1): void {
  const { view } = ports;
  const base = schedule.current!;
  const { days, minutes } = stepOf(view);
  each(ports, (task) => {
    if (days > 0) return edits.moveDays(base, task, direction * days);
    return edits.move(base, task, edits.cell(base, task, "start") + direction * minutes);
  });
}

function rowActions(ports: PlanPorts): Action[] {
  const { view, editor } = ports;
  const onRow = (): boolean => view.focusRow >= 0 && editor.open === null;
  const onTask = (): boolean => view.focusTask !== null && editor.open === null;
  const step = (by: number) => (): void => view.setFocus(view.focusRow + by);
  return [
    { id: "row_next", label: () => m.action_row_next(), group: "row", keys: ["j"], run: step(1) },
    { id: "row_previous", label: () => m.action_row_previous(), group: "row", keys: ["k"], run: step(-1) },
    {
      id: "row_select",
      label: () => m.action_row_select(),
      group: "row",
      keys: ["x"],
      when: onRow,
      run: () => view.toggleSelected(view.focus!.id),
    },
    { id: "row_edit", label: () => m.action_row_edit(), group: "row", keys: ["F2", "e"], when: onTask, run: () => void editor.begin() },
    { id: "row_open", label: () => m.action_row_open(), group: "row", keys: ["o"], when: onTask, run: () => router.openItem(view.focus!.id) },
    { id: "row_why", label: () => m.action_row_why(), group: "row", keys: ["w"], when: onTask, run: () => explain(view.focus!.id) },
    {
      id: "plan_insert",
      label: () => m.plan_action_insert(),
      group: "create",
      keys: ["Enter"],
      when: () => onRow() && ports.inTable(),
      run: () => enter(ports),
    },
    {
      id: "row_delete",
      label: () => m.action_row_delete(),
      group: "row",
      keys: ["Delete"],
      when: onTask,
      run: () => removeRows(ports),
    },
    { id: "filter", label: () => m.action_filter(), group: "view", keys: ["/"], run: ports.focusFilter },
  ];
}

/** Its panel, with all that was computed explained. */
function explain(item: string): void {
  explained.open(item, figures);
  router.openItem(item);
}

/** On a cell Enter types into it, on a row it makes another. */
function enter({ view, editor }: PlanPorts): void {
  if (view.focus && view.focus.column >= 0 && editor.begin()) return;
  editor.insertBelow();
}

function removeRows({ view, work }: PlanPorts): void {
  const row = view.focusRow;
  if (!work.commit(outline.remove(schedule.current!.plan, view.tasks), view.focusTask, true)) return;
  view.select([]);
  view.setFocus(row);
}

function outlineActions(ports: PlanPorts): Action[] {
  const { view, work, editor } = ports;
  const onTask = (): boolean => view.focusTask !== null && editor.open === null;
  const tabs = (): boolean => onTask() && ports.tabs();
  const plan = () => schedule.current!.plan;
  const one = (make: (task: number) => edits.Attempt) => (): void => {
    work.commit(make(view.focusTask!), view.focusTask, true);
    if (view.focusRow >= 0) view.reveal(view.focusRow);
  };
  return [
    { id: "plan_indent", label: () => m.plan_action_indent(), group: "plan", keys: ["Tab"], when: tabs, run: one((task) => outline.indent(plan(), task)) },
    { id: "plan_outdent", label: () => m.plan_action_outdent(), group: "plan", keys: ["shift+Tab"], when: tabs, run: one((task) => outline.outdent(plan(), task)) },
    { id: "plan_up", label: () => m.plan_action_up(), group: "plan", keys: ["alt+ArrowUp"], when: onTask, run: one((task) => outline.shift(plan(), task, -1)) },
    { id: "plan_down", label: () => m.plan_action_down(), group: "plan", keys: ["alt+ArrowDown"], when: onTask, run: one((task) => outline.shift(plan(), task, 1)) },
    { id: "plan_fold_all", label: () => m.plan_action_fold_all(), group: "view", run: () => view.foldAll(true) },
    { id: "plan_unfold_all", label: () => m.plan_action_unfold_all(), group: "view", run: () => view.foldAll(false) },
  ];
}

function dateActions(ports: PlanPorts): Action[] {
  const { view, work, editor } = ports;
  const onTask = (): boolean => view.tasks.length > 0 && editor.open === null;
  const lengthen = (direction: 1 | -1) => (): void =>
    each(ports, (task) => edits.lengthen(schedule.current!, task, direction * stepOf(view).minutes));
  const progress = (by: number) => (): void =>
    each(ports, (task) =>
      edits.setProgress(schedule.current!, task, schedule.current!.plan.items[task]!.percent_complete + by),
    );
  const action = (id: string, label: () => string, keys: string[], run: () => void): Action => ({
    id: `plan_${id}`,
    label,
    group: "plan",
    keys,
    when: onTask,
    run,
  });
  return [
    action("earlier", () => m.plan_action_earlier(), ["alt+ArrowLeft"], () => moveBy(ports, -1)),
    action("later", () => m.plan_action_later(), ["alt+ArrowRight"], () => moveBy(ports, 1)),
    action("shorter", () => m.plan_action_shorter(), ["alt+shift+ArrowLeft"], lengthen(-1)),
    action("longer", () => m.plan_action_longer(), ["alt+shift+ArrowRight"], lengthen(1)),
    action("more_done", () => m.plan_action_more_done(), ["]"], progress(PERCENT_STEP)),
    action("less_done", () => m.plan_action_less_done(), ["["], progress(-PERCENT_STEP)),
    action("release", () => m.plan_action_release(), ["shift+a"], () => each(ports, (task) => edits.release(schedule.current!, task))),
    action("link", () => m.plan_action_link(), ["l"], () => void work.commit(edits.linkChain(schedule.current!, view.tasks))),
    action("unlink", () => m.plan_action_unlink(), ["u"], () => void work.commit(edits.unlinkAll(schedule.current!, view.tasks))),
    action("links", () => m.plan_action_links(), ["shift+l"], ports.editLinks),
    action("show_bar", () => m.plan_action_show_bar(), ["s"], () => view.revealDate(edits.cell(schedule.current!, view.tasks[0]!, "start"))),
  ];
}

function viewActions({ view, chooseColumns }: PlanPorts): Action[] {
  const action = (id: string, label: () => string, keys: string[], run: () => void): Action => ({
    id: `plan_${id}`,
    label,
    group: "view",
    keys,
    run,
  });
  return [
    action("zoom_in", () => m.plan_action_zoom_in(), ["+", "="], () => view.zoomStep(1)),
    action("zoom_out", () => m.plan_action_zoom_out(), ["-"], () => view.zoomStep(-1)),
    action("fit", () => m.plan_action_fit(), ["f"], () => view.fit()),
    action("today", () => m.plan_action_today(), ["shift+t"], () => view.showToday()),
    action("critical", () => m.plan_action_critical(), ["shift+p"], () => (view.criticalOnly = !view.criticalOnly)),
    action("columns", () => m.plan_action_columns(), [], chooseColumns),
  ];
}

export function planActions(ports: PlanPorts): Action[] {
  const dated = (): boolean => schedule.current !== null && schedule.current === ports.view.base;
  const guard = (action: Action): Action => ({ ...action, when: () => dated() && (action.when?.() ?? true) });
  return [
    ...rowActions(ports),
    ...outlineActions(ports).map(guard),
    ...dateActions(ports).map(guard),
    ...viewActions(ports),
  ];
}
