import { expect, test } from "vitest";

import type { ImportDate, ImportPerson } from "../../../contract/types";
import { dateCauses, importQuery, isMpp, meansOf, type Target } from "./import";

const target: Target = { projectId: "", projectName: "Bridge", productId: "", topFeatures: true, removed: "keep" };
const date = (item: string, follows: string | null) => ({ item_id: item, follows_id: follows }) as ImportDate;

test("a new project is asked for by name, a known one by id with what becomes of removed rows", () => {
  expect(importQuery("a plan.csv", target, {}, true).toString()).toBe("name=a+plan.csv&dry_run=true&features=top&project_name=Bridge");
  const query = importQuery("plan.xml", { ...target, projectId: "P", removed: "all" }, { 2: "new", 4: "none" }, false);
  expect(query.get("project_id")).toBe("P");
  expect(query.get("removed")).toBe("all");
  expect(query.has("project_name")).toBe(false);
  expect(query.get("people")).toBe("2=new,4=none");
});

test("dates that follow another are counted with the first cause", () => {
  const causes = dateCauses([date("a", null), date("b", "a"), date("c", "b"), date("d", "elsewhere")]);
  expect(causes.map(({ date: one, followers }) => [one.item_id, followers])).toEqual([
    ["a", 2],
    ["d", 0],
  ]);
});

test("a person is known, new or left out", () => {
  const person = { means: "new", resource_id: null, person_id: null } as ImportPerson;
  expect(meansOf(person)).toBe("new");
  expect(meansOf({ ...person, means: "known", resource_id: "R" })).toBe("R");
  expect(meansOf({ ...person, means: "left_out" })).toBe("none");
});

test("binary MS Project files are known by their ending", () => {
  expect(isMpp("Plan.MPP") && isMpp("a.mpt")).toBe(true);
  expect(isMpp("plan.xml")).toBe(false);
});
