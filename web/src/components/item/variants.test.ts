import { expect, test } from "vitest";

import type { Item } from "../../../../contract/types";
import { withTask, workBelow } from "./variants";

test("work is what has nothing below itself, in the order of the outline", () => {
  const item = (id: string, parent_id: string | null, position: string) => ({ id, parent_id, position }) as unknown as Item;
  const items = [item("f", null, "a"), item("s", "f", "b"), item("t2", "f", "a"), item("t1", "s", "a"), item("other", null, "c")];
  expect(workBelow("f", new Map(items.map((one) => [one.id, one]))).map((one) => one.id)).toEqual(["t2", "t1"]);
});

test("what is as it is in the plan is not named by a variant", () => {
  const one = withTask([], "t", { left_out: true });
  expect(one).toEqual([{ item_id: "t", left_out: true, effort_minutes: null }]);
  expect(withTask(one, "t", { left_out: false })).toEqual([]);
  expect(withTask([], "t", { effort_minutes: 60 })).toEqual([{ item_id: "t", left_out: false, effort_minutes: 60 }]);
  expect(withTask([{ item_id: "t", left_out: false, effort_minutes: 60 }], "t", { left_out: true })[0]!.effort_minutes).toBeNull();
});
