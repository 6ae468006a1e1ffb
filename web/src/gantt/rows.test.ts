import { describe, expect, it } from "vitest";
import { item, project, sourceOf } from "../engine/fixture";
import { planOf } from "../engine/plan";
import * as gantt from "./rows";

const plan = planOf(
  sourceOf({
    projects: [project("p"), project("q")],
    items: [
      item("a"),
      item("a1", { parent_id: "a" }),
      item("a2", { parent_id: "a" }),
      item("a21", { parent_id: "a2" }),
      item("b"),
      item("c", { project_id: "q" }),
    ],
  }),
);
const { outline } = plan;
const show = (options: Partial<gantt.RowOptions> = {}): string[] =>
  names(gantt.rowList(outline, ["p", "q"], { folded: new Set(), project: null, matches: null, ...options }));
const names = (list: gantt.RowList): string[] =>
  [...list.rows].map((row) =>
    gantt.isProjectRow(row) ? "pq"[gantt.projectOfRow(row)]! : outline.items[row]!.id,
  );

describe("the shown rows", () => {
  it("are each project and its outline", () => {
    expect(show()).toEqual(["p", "a", "a1", "a2", "a21", "b", "q", "c"]);
  });
  it("leave out what is folded away", () => {
    expect(show({ folded: new Set(["a"]) })).toEqual(["p", "a", "b", "q", "c"]);
    expect(show({ folded: new Set(["a2", "q"]) })).toEqual(["p", "a", "a1", "a2", "b", "q"]);
    expect(show({ folded: new Set(["p"]) })).toEqual(["p", "q", "c"]);
  });
  it("of a filter are the matches with all above them, folded or not", () => {
    const matches = (task: number): boolean => outline.items[task]!.id === "a21";
    expect(show({ matches, folded: new Set(["a", "p"]) })).toEqual(["p", "a", "a2", "a21"]);
  });
  it("can be of one project", () => {
    expect(show({ project: 1 })).toEqual(["q", "c"]);
  });
  it("know where each task and project stands", () => {
    const list = gantt.rowList(outline, ["p", "q"], { folded: new Set(["a2"]), project: null, matches: null });
    expect([...list.rowOfTask]).toEqual([1, 2, 3, -1, 4, 6]);
    expect([...list.rowOfProject]).toEqual([0, 5]);
  });
});

describe("the outline", () => {
  it("is numbered in each project", () => {
    const ordinal = gantt.ordinals(outline);
    expect(outline.items.map((_, task) => gantt.outlineNumber(outline, ordinal, task))).toEqual([
      "1",
      "1.1",
      "1.2",
      "1.2.1",
      "2",
      "1",
    ]);
  });
  it("knows where a family ends and who has children", () => {
    expect([...gantt.familyEnds(outline)]).toEqual([4, 2, 4, 4, 5, 6]);
    expect(outline.items.map((_, task) => gantt.isSummary(outline, task))).toEqual([true, false, true, false, false, false]);
  });
});

describe("the window of rows", () => {
  it("holds every row that is at least partly seen", () => {
    expect(gantt.rowWindow(100, 28, 0, 280)).toEqual({ first: 0, end: 10 });
    expect(gantt.rowWindow(100, 28, 27, 280)).toEqual({ first: 0, end: 11 });
    expect(gantt.rowWindow(5, 28, 0, 280)).toEqual({ first: 0, end: 5 });
    expect(gantt.rowWindow(0, 28, 0, 280)).toEqual({ first: 0, end: 0 });
  });
});
