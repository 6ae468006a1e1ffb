import { describe, expect, it } from "vitest";

import { UndoStack } from "./undo";

/** A counter whose changes add; each is taken back by its negative. */
function harness() {
  let value = 0;
  const stack = new UndoStack<number>();
  const run = (changes: number[]) => changes.map((change) => ((value += change), -change));
  const act = (label: string, ...steps: number[]) => {
    for (const step of steps) value += step;
    stack.push({ label, changes: steps.map((step) => -step) });
  };
  return { stack, run, act, value: () => value };
}

describe("undo", () => {
  it("takes back and does again, step by step", () => {
    const { stack, run, act, value } = harness();
    act("one", 1);
    act("two", 10, 100);
    expect(stack.undo(run)).toBe("two");
    expect(value()).toBe(1);
    expect(stack.redoLabel).toBe("two");
    expect(stack.undo(run)).toBe("one");
    expect(value()).toBe(0);
    expect(stack.undo(run)).toBeNull();
    stack.redo(run);
    stack.redo(run);
    expect(value()).toBe(111);
    expect(stack.undoLabel).toBe("two");
  });

  it("forgets redo when something new is done", () => {
    const { stack, run, act } = harness();
    act("one", 1);
    stack.undo(run);
    act("other", 5);
    expect(stack.redo(run)).toBeNull();
  });

  it("holds at least fifty steps and has an end", () => {
    const { stack, run, act, value } = harness();
    for (let n = 0; n < 300; n++) act(`step ${n}`, 1);
    let undone = 0;
    while (stack.undo(run) !== null) undone++;
    expect(undone).toBe(200);
    expect(value()).toBe(100);
  });

  it("leaves out what cannot be taken back any more", () => {
    const { stack, run, act, value } = harness();
    act("kept", 1);
    act("gone", 10);
    stack.drop((change) => change === -10);
    expect(stack.undo(run)).toBe("kept");
    expect(value()).toBe(10);
  });
});
