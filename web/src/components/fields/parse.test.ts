import { describe, expect, it } from "vitest";

import { item_fields, link_fields, project_fields } from "../../../../contract/types";
import { editorOf, editText, editValue } from "./parse";

describe("editors", () => {
  it("follow kind and unit of the field", () => {
    expect(editorOf(item_fields.duration_minutes)).toBe("work");
    expect(editorOf(project_fields.budget_cents)).toBe("money");
    expect(editorOf(item_fields.text)).toBe("area");
    expect(editorOf(item_fields.labels)).toBe("labels");
    expect(editorOf(project_fields.product_ids)).toBe("refs");
    expect(editorOf(item_fields.release_id)).toBe("ref");
  });
  it("read back what they show", () => {
    const cases = [
      [item_fields.duration_minutes, 720],
      [project_fields.budget_cents, 123450],
      [item_fields.confidence_percent, 80],
      [item_fields.labels, ["web", "later"]],
      [item_fields.deadline_at, "2026-12-01T17:00"],
      [link_fields.lag_minutes, -480],
    ] as const;
    for (const [field, value] of cases) expect(editValue(field, editText(field, value))).toEqual(value);
  });
  it("refuse what the field does not take and clear what may be null", () => {
    expect(editValue(item_fields.confidence_percent, "120")).toBeUndefined();
    expect(editValue(item_fields.value, "lots")).toBeUndefined();
    expect(editValue(item_fields.value, "")).toBeNull();
    expect(editValue(item_fields.title, " ")).toBeUndefined();
    expect(editValue(item_fields.goal, "")).toBe("");
  });
});
