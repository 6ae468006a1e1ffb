/* Changes that are thought through on the page and not written: one a field. The engine answers them before the next
 * frame, however many came since the last one: of the steps of a drag the latest counts. They become a proposal or a
 * scenario, or are forgotten. */
import { untrack } from "svelte";
import type { ResourceName } from "../api/resources";
import { schedule, type Trial } from "../engine/schedule.svelte";
import { sameValue, workspace, type Change } from "../model/workspace.svelte";

export interface Edit {
  resource: ResourceName;
  id: string;
  field: string;
  to: unknown;
}

export class Draft {
  changes: readonly Change[] = $state.raw([]);
  /** What the changes would do; null without any. */
  trial: Trial | null = $state.raw(null);
  #waiting = false;

  /** To be made while a component is: follows the plan. */
  constructor() {
    $effect(() => {
      void schedule.current;
      untrack(() => this.#soon());
    });
  }

  get size(): number {
    return this.changes.length;
  }

  /** The value that the field has in the draft. */
  value(resource: ResourceName, id: string, field: string): unknown {
    const change = this.changes.find((one) => one.resource === resource && one.subject_id === id && one.field === field);
    if (change) return change.to;
    return (workspace.get(resource, id) as unknown as Record<string, unknown> | undefined)?.[field];
  }

  /** All at once, so that the engine runs once. A value that is there anyway is no change. */
  set(...edits: Edit[]): void {
    let changes = [...this.changes];
    for (const { resource, id, field, to } of edits) {
      changes = changes.filter((one) => one.resource !== resource || one.subject_id !== id || one.field !== field);
      const row = workspace.get(resource, id) as unknown as Record<string, unknown> | undefined;
      if (!sameValue(row?.[field], to)) changes.push({ action: "update", resource, subject_id: id, field, to });
    }
    this.changes = changes;
    this.#soon();
  }

  clear(): void {
    this.changes = [];
    this.trial = null;
  }

  #soon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.trial = this.changes.length ? schedule.trial(this.changes) : null;
    });
  }
}
