import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { Engine, type Schedule } from "../engine/engine";
import { item, row, sourceOf, wasmPath } from "../engine/fixture";
import { planOf } from "../engine/plan";
import { assignmentText, columns, editOf, editorText, isEditable, projectCell, taskCell, type CellContext } from "./columns";
import { isRefused } from "./edits";

const made = existsSync(wasmPath);
const engine = made ? await Engine.load(readFileSync(wasmPath)) : null;

const schedule = made
  ? engine!.run(
      planOf(
        sourceOf({
          items: [item("s", { title: "All" }), item("a", { title: "Pour", parent_id: "s", duration_minutes: 960 })],
          resources: ["Ann", "Bob"].map((name) => row("resource", name, { name, units_percent: 100 })),
          assignments: [row("assignment", "x", { item_id: "a", resource_id: "Ann", units_percent: 50 })],
        }),
      ),
    ).schedule!
  : (null as unknown as Schedule);
const context: CellContext = {
  schedule,
  currency: "EUR",
  number: (task) => String(task + 1),
  people: () => "Ann [50%]",
  stateWord: (state) => state,
  forecast: () => undefined,
};
const changes = (name: Parameters<typeof editOf>[0], text: string): unknown => {
  const attempt = editOf(name, 1, text, schedule);
  return isRefused(attempt) ? attempt.refused : attempt.changes.map(({ action, subject_id, field, to }) => ({ action, subject_id, field, to }));
};

describe.skipIf(!made)("a cell", () => {
  it("says what the engine computed", () => {
    expect(taskCell("title", 1, context)).toBe("Pour");
    expect(taskCell("duration", 1, context)).toBe("2d");
    expect(taskCell("float", 1, context)).toBe("0");
    expect(taskCell("percent", 1, context)).toBe("0 %");
    expect(projectCell("title", 0, context)).toBe("p");
    for (const column of columns) {
      expect(taskCell(column.name, 1, context)).toBeTypeOf("string");
      expect(projectCell(column.name, 0, context)).toBeTypeOf("string");
    }
  });
  it("takes text only where something can be written", () => {
    expect(isEditable("duration", schedule, 1)).toBe(true);
    expect(isEditable("duration", schedule, 0)).toBe(false);
    expect(isEditable("title", schedule, 0)).toBe(true);
    expect(isEditable("float", schedule, 1)).toBe(false);
  });
  it("is edited in the form it takes", () => {
    expect(editorText("start", 1, context)).toBe("2026-01-05");
    expect(editorText("duration", 1, context)).toBe("2d");
    expect(editorText("percent", 1, context)).toBe("0");
  });
  it("turns text into changes", () => {
    expect(changes("duration", "3d")).toMatchObject([{ field: "duration_minutes", to: 1440 }]);
    expect(changes("start", "2026-01-10")).toMatchObject([{}, { field: "constraint_at", to: "2026-01-12T08:00" }]);
    expect(changes("start", "")).toMatchObject([{ field: "constraint_kind", to: "as_soon_as_possible" }, {}, {}]);
    expect(changes("finish", "2026-01-07")).toMatchObject([{ field: "duration_minutes", to: 1440 }]);
    expect(changes("deadline", "2026-01-10")).toMatchObject([{ field: "deadline_at", to: "2026-01-09T17:00" }]);
    expect(changes("percent", "50 %")).toMatchObject([{ field: "percent_complete", to: 50 }, { field: "actual_start_at" }]);
  });
  it("refuses text that is none of its kind", () => {
    expect(changes("duration", "soon")).toBeTypeOf("string");
    expect(changes("percent", "120")).toBeTypeOf("string");
    expect(changes("title", " ")).toBeTypeOf("string");
    expect(changes("finish", "")).toBeTypeOf("string");
    expect(changes("people", "Zoe")).toContain("Zoe");
    expect(changes("people", "Ann, ann")).toContain("Ann");
  });
  it("assigns people by name and units", () => {
    expect(changes("people", "bob, Ann [50%]")).toMatchObject([{ action: "create", to: { resource_id: "Bob", units_percent: 100 } }]);
    expect(changes("people", "Ann")).toMatchObject([{ action: "update", field: "units_percent", to: 100 }]);
    expect(changes("people", "")).toMatchObject([{ action: "delete", subject_id: "x" }]);
    expect(assignmentText("Ann", 50)).toBe("Ann [50%]");
  });
});
