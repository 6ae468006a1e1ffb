/* What the backlog's grid is doing: where the cursor stands, what is edited, selected, open and moved.
 *
 * A move is a rank tried out: the new place, the ranks that it takes, and what the engine says about them.
 * It starts by dragging or by Alt+arrow, ends by drop or Enter (written) or Escape (forgotten). */
import type { Item, ItemPatch } from "../../../../contract/types";
import { schedule, type Trial } from "../../engine/schedule.svelte";
import { updates } from "../../engine/source";
import { formatNumber } from "../../format";
import { placeShown, type BacklogRow } from "../../model/backlog";
import { fieldOf } from "../../model/fields";
import { workspace } from "../../model/workspace.svelte";
import { m } from "../../paraglide/messages";
import { word } from "../../words";
import { toasts } from "../toasts.svelte";
import { columns, parseCell, type Column } from "./columns";

export interface Move {
  id: string;
  by: "drag" | "keys";
  /** Among the roots shown, counted without the one that moves. */
  index: number;
  ranks: Map<string, string>;
  trial: Trial | null;
  x: number;
  y: number;
}

export interface Option {
  value: string;
  label: string;
}

export function optionsOf(column: Column, item: Item): Option[] {
  if (column.name === "release_id") {
    const product = workspace.place("item", item as unknown as Record<string, unknown>).product_id;
    const releases = [...workspace.rows("release").values()].filter((one) => one.product_id === product);
    return [{ value: "", label: m.none() }, ...releases.map((one) => ({ value: one.id, label: one.name }))];
  }
  const field = column.field ? fieldOf("item", column.field) : undefined;
  const prefix = column.name === "kind" ? "kind" : "state";
  return (field?.choices ?? []).map((value) => ({ value, label: word(prefix, value) }));
}

export class BacklogGridState {
  rows: () => readonly BacklogRow[];
  roots: () => readonly Item[];
  shown: () => readonly Item[];

  activeId: string | null = $state(null);
  column = $state(1);
  editing = $state(false);
  selected: ReadonlySet<string> = $state.raw(new Set());
  expanded: ReadonlySet<string> = $state.raw(new Set());
  move: Move | null = $state.raw(null);

  constructor(sources: Pick<BacklogGridState, "rows" | "roots" | "shown">) {
    this.rows = sources.rows;
    this.roots = sources.roots;
    this.shown = sources.shown;
  }

  get index(): number {
    return this.rows().findIndex((row) => row.item.id === this.activeId);
  }
  get row(): BacklogRow | undefined {
    return this.rows()[this.index];
  }

  // ---- cursor ----

  step(by: number): void {
    const rows = this.rows();
    if (rows.length === 0) return;
    const from = this.index;
    const to = from < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, from + by));
    this.activeId = rows[to]!.item.id;
    this.editing = false;
  }

  sideways(by: -1 | 1): void {
    this.column = Math.max(0, Math.min(columns.length - 1, this.column + by));
    this.editing = false;
  }

  set(id: string, column: number): void {
    this.activeId = id;
    this.column = column;
    this.editing = false;
  }

  toggleSelected(id: string | null = this.activeId): void {
    if (id === null) return;
    const next = new Set(this.selected);
    if (!next.delete(id)) next.add(id);
    this.selected = next;
  }

  expand(id: string, open?: boolean): void {
    const next = new Set(this.expanded);
    if (open ?? !next.has(id)) next.add(id);
    else next.delete(id);
    this.expanded = next;
  }

  // ---- editing ----

  startEditing(): boolean {
    this.editing = this.row !== undefined && columns[this.column]!.editor !== undefined;
    return this.editing;
  }
  stopEditing(): void {
    this.editing = false;
  }

  editText(item: Item, column: Column): string {
    const value = column.field ? item[column.field] : null;
    return typeof value === "number" ? formatNumber(value).replaceAll(/[^\d.,-]/g, "") : String(value ?? "");
  }

  write(item: Item, column: Column, text: string, next: -1 | 0 | 1): void {
    const value = parseCell(column, text);
    this.editing = false;
    if (value === undefined) toasts.show(m.bad_value({ field: column.label() }), { tone: "bad" });
    else {
      const label = m.undo_edit({ field: column.label(), title: item.title });
      workspace.update("item", item.id, { [column.field!]: value } as ItemPatch, { label });
    }
    if (next !== 0) {
      this.#nextEditable(next);
      this.startEditing();
    }
  }

  #nextEditable(by: -1 | 1): void {
    for (let at = this.column + by; at >= 0 && at < columns.length; at += by) {
      if (!columns[at]!.editor) continue;
      this.column = at;
      return;
    }
  }

  // ---- moving ----

  /** The place of the row among the roots shown. */
  placeOf(id: string): number {
    return this.shown().findIndex((root) => root.id === id);
  }

  tryMove(id: string, index: number, by: Move["by"], x: number, y: number): void {
    const most = this.shown().length - 1;
    const at = Math.max(0, Math.min(most, index));
    const same = this.move?.id === id && this.move.index === at;
    const ranks = same ? this.move!.ranks : this.#ranksAt(id, at);
    const trial = same ? this.move!.trial : this.#trial(ranks);
    this.move = { id, by, index: at, ranks, trial, x, y };
  }

  #ranksAt(id: string, index: number): Map<string, string> {
    return index === this.placeOf(id) ? new Map() : placeShown(this.roots(), this.shown(), id, index);
  }

  #trial(ranks: Map<string, string>): Trial {
    return schedule.trial([...ranks].flatMap(([id, rank]) => updates("item", id, { rank })));
  }

  stepMove(by: -1 | 1, x: number, y: number): void {
    const id = this.move?.id ?? this.activeId;
    if (id === null || this.placeOf(id) < 0) return;
    const from = this.move?.id === id ? this.move.index : this.placeOf(id);
    this.tryMove(id, from + by, "keys", x, y);
  }

  drop(): void {
    const move = this.move;
    this.move = null;
    const item = move && workspace.get("item", move.id);
    if (!item || move.ranks.size === 0) return;
    void workspace.updateAll("item", [...move.ranks].map(([id, rank]) => [id, { rank }]), m.undo_move({ title: item.title }));
  }

  cancelMove(): void {
    this.move = null;
  }
}
