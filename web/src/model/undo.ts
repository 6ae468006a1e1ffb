/* Undo and redo: two stacks of steps, each the list of changes that takes back what one action did.
 *
 * Running a step gives the step that reverses it, so undoing feeds redo and the other way round. A new
 * action empties redo. The stack holds the last `depth` steps. */

export interface UndoStep<C> {
  label: string;
  changes: C[];
}

export class UndoStack<C> {
  #undo: UndoStep<C>[] = [];
  #redo: UndoStep<C>[] = [];

  constructor(readonly depth = 200) {}

  get undoLabel(): string | null {
    return this.#undo.at(-1)?.label ?? null;
  }
  get redoLabel(): string | null {
    return this.#redo.at(-1)?.label ?? null;
  }

  push(step: UndoStep<C>): void {
    if (step.changes.length === 0) return;
    this.#undo.push(step);
    if (this.#undo.length > this.depth) this.#undo.shift();
    this.#redo = [];
  }

  /** `run` carries the changes out, last first, and answers what takes each of them back. */
  undo(run: (changes: C[]) => C[]): string | null {
    return this.#turn(this.#undo, this.#redo, run);
  }
  redo(run: (changes: C[]) => C[]): string | null {
    return this.#turn(this.#redo, this.#undo, run);
  }

  #turn(from: UndoStep<C>[], to: UndoStep<C>[], run: (changes: C[]) => C[]): string | null {
    const step = from.pop();
    if (!step) return null;
    to.push({ label: step.label, changes: run([...step.changes].reverse()) });
    return step.label;
  }

  each(visit: (change: C) => void): void {
    for (const step of [...this.#undo, ...this.#redo]) step.changes.forEach(visit);
  }

  /** Takes out changes that cannot be taken back any more, and steps left without any. */
  drop(without: (change: C) => boolean): void {
    for (const stack of [this.#undo, this.#redo]) {
      for (const step of stack) step.changes = step.changes.filter((change) => !without(change));
    }
    this.#undo = this.#undo.filter((step) => step.changes.length > 0);
    this.#redo = this.#redo.filter((step) => step.changes.length > 0);
  }

  clear(): void {
    this.#undo = [];
    this.#redo = [];
  }
}
