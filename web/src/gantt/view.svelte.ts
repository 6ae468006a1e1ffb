/* The state of the plan page: what is shown, where the window stands, which rows are chosen.
 *
 * Rows are remembered by id, because their numbers change with every edit. `base` is the schedule of the rows
 * as they are, `shown` that of what is being tried, if anything. */
import type { ForecastTask } from "../../../contract/types";
import { schedule, type Trial } from "../engine/schedule.svelte";
import { floatPlace, pathCount, type Schedule } from "../engine/engine";
import { words } from "../engine/layout";
import { MINUTES_PER_DAY, minuteNow, minuteOf } from "../engine/minutes";
import { workTimeOf, type WorkTime } from "../engine/worktime";
import { runOf } from "../model/run.svelte";
import { workspace } from "../model/workspace.svelte";
import { locale } from "../format";
import { preferences } from "../preferences.svelte";
import { word } from "../words";
import { assignmentText, columnOf, type CellContext, type ColumnName } from "./columns";
import type { AgreedDates } from "./baseline.svelte";
import type { Hit } from "./hit";
import { atFirst, readKept, writeKept } from "./kept";
import type { Looks, Picture, Rubber, Whisker } from "./picture";
import * as rowsOf from "./rows";
import { HEADER, ROW, spanOf, type Scene } from "./scene";
import { readTheme } from "./theme";
import { TickLabels, boundedZoom, fitZoom, minuteAt, nextZoom, timescale, zoomAtFirst, zoomStops } from "./timescale";
import { sameRows, undated } from "./undated";

const TASK = words("TaskSchedule");

export interface Focus {
  id: string;
  /** Number among the shown columns; -1 the whole row. */
  column: number;
}

export class PlanView {
  width = $state(800);
  height = $state(480);
  top = $state(0);
  /** The minute at the left edge of the chart; NaN until there is something to show. */
  start = $state(NaN);
  perDay: number = $state(zoomStops[zoomAtFirst]);

  text = $state("");
  criticalOnly = $state(false);
  /** Only tasks on the float path of this number. */
  path: number | null = $state(null);
  projectId: string | null = $state(null);
  folded: ReadonlySet<string> = $state.raw(new Set());
  looks: Looks = $state.raw(atFirst.looks);
  columns: readonly ColumnName[] = $state.raw([]);
  widths: Readonly<Partial<Record<ColumnName, number>>> = $state.raw({});
  tableWidth = $state(0);

  focus: Focus | null = $state.raw(null);
  selected: ReadonlySet<string> = $state.raw(new Set());
  hover: Hit | null = $state.raw(null);
  agreed: readonly AgreedDates[] = $state.raw([]);
  trial: Trial | null = $state.raw(null);
  rubber: Rubber | null = $state.raw(null);
  now = $state(minuteNow());

  /** Scrolls the rows; set by the page. */
  scrollTo: (top: number) => void = () => undefined;

  constructor() {
    const kept = readKept(localStorage);
    this.looks = kept.looks;
    this.columns = kept.columns;
    this.widths = kept.widths;
    this.tableWidth = kept.tableWidth;
    this.folded = new Set(kept.folded);
  }

  keep(): void {
    const { columns, widths, tableWidth, looks } = this;
    writeKept(localStorage, { columns: [...columns], widths, tableWidth, looks, folded: [...this.folded] });
  }

  // ---- what is shown ----

  base: Schedule | null = $derived.by(() => {
    const { current, plan, problem } = schedule;
    if (problem && plan && plan !== current?.plan) return undated(plan);
    return current;
  });

  list: rowsOf.RowList = $derived.by(() => {
    if (!this.base) return { rows: new Int32Array(0), rowOfTask: new Int32Array(0), rowOfProject: new Int32Array(0) };
    const { plan } = this.base;
    const ids = plan.projects.map((project) => project.id);
    const project = this.projectId === null ? null : ids.indexOf(this.projectId);
    return rowsOf.rowList(plan.outline, ids, { folded: this.folded, project, matches: this.#matcher(this.base) });
  });

  /** How many float paths there are to choose from; 0 where no project numbers them. */
  paths = $derived(this.base ? pathCount(this.base) : 0);

  #matcher(base: Schedule): ((task: number) => boolean) | null {
    const { plan, tasks } = base;
    const text = this.text.trim().toLocaleLowerCase();
    const critical = this.criticalOnly;
    const path = this.paths > 0 ? this.path : null;
    if (text === "" && !critical && path === null) return null;
    return (task) =>
      (path === null || floatPlace(base, task)?.path === path) &&
      (!critical || (tasks[task * TASK.stride + TASK.critical] === 1 && !rowsOf.isSummary(plan.outline, task))) &&
      (text === "" || plan.items[task]!.title.toLocaleLowerCase().includes(text));
  }

  shown: Schedule | null = $derived.by(() => {
    const tried = this.trial?.schedule;
    return tried && this.base && sameRows(tried.plan, this.base.plan) ? tried : this.base;
  });

  scene: Scene | null = $derived.by(() => {
    if (!this.shown || Number.isNaN(this.start)) return null;
    const { width, height, top, list } = this;
    return { width, height, top, list, schedule: this.shown, scale: timescale(this.start, this.perDay) };
  });

  /** The scene of the rows as they are: what a gesture measures by. */
  baseScene: Scene | null = $derived(this.scene && this.base ? { ...this.scene, schedule: this.base } : null);

  #crews: ReadonlyMap<string, string> = $derived.by(() => {
    const names = new Map<string, string>();
    if (!this.base) return names;
    const { assignments, source } = this.base.plan;
    for (const row of assignments) {
      const text = assignmentText(source.resources.get(row.resource_id)?.name ?? "", row.units_percent);
      const before = names.get(row.item_id);
      names.set(row.item_id, before ? `${before}, ${text}` : text);
    }
    return names;
  });

  #ordinals: Int32Array = $derived(this.base ? rowsOf.ordinals(this.base.plan.outline) : new Int32Array(0));

  people = (task: number): string => this.#crews.get(this.shown?.plan.items[task]?.id ?? "") ?? "";

  cells: CellContext | null = $derived.by(() => {
    if (!this.shown) return null;
    const { outline } = this.shown.plan;
    const ordinals = this.#ordinals;
    return {
      schedule: this.shown,
      currency: workspace.me.workspace.currency,
      number: (task) => rowsOf.outlineNumber(outline, ordinals, task),
      people: this.people,
      stateWord: (state) => word("state", state),
      forecast: (item) => this.#forecast.get(item),
    };
  });

  wantsForecast: boolean = $derived(this.looks.whiskers || this.columns.includes("p50") || this.columns.includes("p80"));
  /** By item: of the last run, whoever asked for it. */
  #forecast: ReadonlyMap<string, ForecastTask> = $derived(
    new Map((this.wantsForecast ? (runOf("forecast").result?.tasks ?? []) : []).map((one) => [one.item_id, one])),
  );

  /** By task; a chart that is drawn is not followed, so that it gets values and no questions. */
  #whiskers: ReadonlyMap<number, Whisker> = $derived.by(() => {
    const made = new Map<number, Whisker>();
    if (!this.looks.whiskers || !this.shown) return made;
    for (const [id, one] of this.#forecast) {
      const task = this.shown.plan.taskOf.get(id);
      if (task !== undefined) made.set(task, { p50: minuteOf(one.p50_at), p80: minuteOf(one.p80_at) });
    }
    return made;
  });

  #theme = $derived.by(() => {
    void preferences.themeVersion;
    return readTheme();
  });
  #ticks = new TickLabels(locale());
  #times: readonly WorkTime[] = $derived.by(() => {
    if (!this.base) return [];
    const { projects, source } = this.base.plan;
    return projects.map((project) => workTimeOf(source.calendars.get(project.calendar_id)!));
  });

  picture: Picture | null = $derived.by(() => {
    if (!this.scene) return null;
    return {
      scene: this.scene,
      theme: this.#theme,
      looks: this.looks,
      agreed: this.agreed,
      ticks: this.#ticks,
      before: this.shown === this.base ? null : this.base,
      hover: this.hover,
      selected: this.selectedRows,
      focus: this.focusRow,
      now: this.now,
      times: this.#times,
      whiskers: this.#whiskers,
      people: this.people,
      rubber: this.rubber,
    };
  });

  // ---- rows by id ----

  idOfRow(row: number): string | null {
    const what = this.list.rows[row];
    if (what === undefined || !this.base) return null;
    const { items, projects } = this.base.plan;
    return rowsOf.isProjectRow(what) ? projects[rowsOf.projectOfRow(what)]!.id : items[what]!.id;
  }

  rowOfId(id: string): number {
    const plan = this.base?.plan;
    if (!plan) return -1;
    const task = plan.taskOf.get(id) ?? plan.taskOf.get(workspace.resolve(id));
    if (task !== undefined) return this.list.rowOfTask[task] ?? -1;
    const project = plan.projects.findIndex((one) => one.id === id);
    return project < 0 ? -1 : (this.list.rowOfProject[project] ?? -1);
  }

  focusRow: number = $derived(this.focus ? this.rowOfId(this.focus.id) : -1);

  /** The task with the focus; null: none, or a project. */
  focusTask: number | null = $derived.by(() => {
    const what = this.list.rows[this.focusRow];
    return what === undefined || rowsOf.isProjectRow(what) ? null : what;
  });

  /** Row values (tasks, projects) that are chosen. */
  selectedRows: ReadonlySet<number> = $derived.by(() => {
    const found = new Set<number>();
    for (const id of this.selected) {
      const what = this.list.rows[this.rowOfId(id)];
      if (what !== undefined) found.add(what);
    }
    return found;
  });

  /** The chosen tasks in the order of the rows, or the one with the focus. */
  get tasks(): number[] {
    const chosen = [...this.selectedRows].filter((what) => !rowsOf.isProjectRow(what));
    if (chosen.length > 0) return chosen.sort((a, b) => a - b);
    return this.focusTask === null ? [] : [this.focusTask];
  }

  setFocus(row: number, column = this.focus?.column ?? -1): void {
    const bounded = Math.max(0, Math.min(row, this.list.rows.length - 1));
    const id = this.idOfRow(bounded);
    if (id === null) return;
    this.focus = { id, column: Math.max(-1, Math.min(column, this.columns.length - 1)) };
    this.reveal(bounded);
  }

  select(ids: Iterable<string>): void {
    this.selected = new Set(ids);
  }

  toggleSelected(id: string): void {
    const chosen = new Set(this.selected);
    if (!chosen.delete(id)) chosen.add(id);
    this.selected = chosen;
  }

  setFolded(id: string, folded: boolean): void {
    const next = new Set(this.folded);
    if (folded) next.add(id);
    else next.delete(id);
    this.folded = next;
    this.keep();
  }

  /** Folds everything (true) or nothing. */
  foldAll(folded: boolean): void {
    const plan = this.base?.plan;
    const summaries = plan?.items.filter((_, task) => rowsOf.isSummary(plan.outline, task)) ?? [];
    this.folded = new Set(folded ? summaries.map((item) => item.id) : []);
    this.keep();
  }

  // ---- the window ----

  reveal(row: number): void {
    const room = this.height - HEADER;
    const y = row * ROW;
    if (y < this.top) this.scrollTo(y);
    else if (y + ROW > this.top + room) this.scrollTo(y + ROW - room);
  }

  /** Brings the bar of a task into sight sideways. */
  revealDate(minute: number): void {
    const wide = this.width / (this.perDay / MINUTES_PER_DAY);
    if (minute < this.start || minute > this.start + wide) this.start = minute - wide * 0.2;
  }

  /** Keeps the minute at x where it is. */
  zoom(perDay: number, x = this.width / 2): void {
    const anchor = minuteAt(timescale(this.start, this.perDay), x);
    this.perDay = boundedZoom(perDay);
    this.start = anchor - (x / this.perDay) * MINUTES_PER_DAY;
  }

  zoomStep(direction: 1 | -1): void {
    this.zoom(nextZoom(this.perDay, direction));
  }

  fit(): void {
    const span = this.base ? spanOf(this.base) : null;
    if (!span) return;
    this.perDay = fitZoom(span.from, span.to, this.width);
    this.start = span.from - ((this.width * 0.03) / this.perDay) * MINUTES_PER_DAY;
  }

  showToday(): void {
    this.now = minuteNow();
    this.start = this.now - (this.width * 0.3 * MINUTES_PER_DAY) / this.perDay;
  }

  /** Where the window stands at first: at today when the plan is under way, else at its beginning. */
  begin(): void {
    const span = this.base ? spanOf(this.base) : null;
    if (!span) this.showToday();
    else if (this.now > span.from && this.now < span.to) this.showToday();
    else this.start = span.from - (this.width * 0.04 * MINUTES_PER_DAY) / this.perDay;
  }

  /** How far the window may go: all dates, today, and a window's width around. */
  range: { from: number; to: number } = $derived.by(() => {
    const span = (this.base && spanOf(this.base)) ?? { from: this.now, to: this.now };
    const wide = (this.width / this.perDay) * MINUTES_PER_DAY;
    return { from: Math.min(span.from, this.now) - wide * 0.6, to: Math.max(span.to, this.now) + wide * 0.8 };
  });

  widthOf(name: ColumnName): number {
    return this.widths[name] ?? columnOf(name).width;
  }
}
