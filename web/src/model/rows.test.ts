import { describe, expect, it } from "vitest";

import type { Event, Item } from "../../../contract/types";
import type { AnyRow } from "../api/resources";
import { newRow } from "./fields";
import type { Write } from "./queue";
import { Rows } from "./rows";

function item(id: string, values: Partial<Item> = {}): Item {
  return { ...newRow("item", { id, title: id, kind: "task" }), revision: 1, ...values } as unknown as Item;
}
function event(values: Partial<Event>): Event {
  return { seq: 1, workspace_id: "w", at: "2026-11-22T08:00:00.000Z", person_id: "p", resource: "item", action: "updated", subject_id: "a", revision: 2, changes: [], proposal_id: null, decision_id: null, owner_id: null, ...values };
}
function write(values: Partial<Write>): Write {
  return { key: "k", action: "update", resource: "item", id: "a", values: {}, before: {}, rows: [], label: "", state: "waiting", problem: null, ...values };
}
function harness(...items: Item[]) {
  const writes: Write[] = [];
  const missing: string[] = [];
  const rows = new Rows({ writesOf: () => writes, changed: () => {}, missing: (_, id) => missing.push(id) });
  rows.load({ items });
  const title = (id: string) => (rows.shown("item").get(id) as Item | undefined)?.title;
  return { rows, writes, missing, title };
}

describe("rows and events", () => {
  it("applies creations, changes and deletions", () => {
    const { rows, title } = harness(item("a"));
    rows.apply(event({ changes: [{ field: "title", from: "a", to: "A" }] }));
    expect(title("a")).toBe("A");
    rows.apply(event({ action: "created", subject_id: "b", revision: 1, changes: [{ field: "title", to: "B" }] }));
    expect(rows.shown("item").get("b")).toMatchObject({ id: "b", title: "B", state: "new", labels: [], parent_id: null, revision: 1 });
    rows.apply(event({ action: "deleted", revision: 3 }));
    expect(title("a")).toBeUndefined();
  });

  it("replaces rows and never changes them in place", () => {
    const { rows } = harness(item("a"));
    const before = rows.shown("item").get("a");
    rows.apply(event({ changes: [{ field: "title", to: "A" }] }));
    expect(rows.shown("item").get("a")).not.toBe(before);
    expect((before as Item).title).toBe("a");
  });

  it("takes the higher revision whatever comes first, answer or event", () => {
    const { rows, title } = harness(item("a"));
    rows.put("item", item("a", { title: "mine", revision: 3 }) as AnyRow);
    rows.apply(event({ revision: 2, changes: [{ field: "title", to: "older" }] }));
    expect(title("a")).toBe("mine");
    rows.put("item", item("a", { title: "stale", revision: 2 }) as AnyRow);
    expect(title("a")).toBe("mine");
    rows.apply(event({ revision: 4, changes: [{ field: "title", to: "newer" }] }));
    expect(title("a")).toBe("newer");
  });

  it("shows an erased row as it is now, although the change itself has lost its text", () => {
    const { rows, title } = harness(item("a"));
    rows.apply(event({ changes: [] }));
    rows.apply(event({ action: "erased", changes: [{ field: "title", to: "Erased" }] }));
    expect(title("a")).toBe("Erased");
    rows.apply(event({ revision: 3, changes: [{ field: "title", to: "later" }] }));
    rows.apply(event({ action: "erased", changes: [{ field: "title", to: "Erased" }] }));
    expect(title("a")).toBe("later");
  });

  it("asks for a row that it does not know whole", () => {
    const { rows, missing } = harness();
    rows.apply(event({ subject_id: "x", changes: [{ field: "title", to: "X" }] }));
    expect(missing).toEqual(["x"]);
    rows.apply(event({ subject_id: "y", action: "restored", changes: [] }));
    expect(missing).toEqual(["x", "y"]);
  });

  it("lays writes under way over what the server says, and takes them off again", () => {
    const { rows, writes, title } = harness(item("a"));
    writes.push(write({ values: { title: "mine" } }));
    rows.refresh("item", "a");
    expect(title("a")).toBe("mine");
    rows.apply(event({ changes: [{ field: "title", to: "theirs" }, { field: "text", to: "hello" }] }));
    expect(rows.shown("item").get("a")).toMatchObject({ title: "mine", text: "hello" });
    writes.length = 0;
    rows.refresh("item", "a");
    expect(title("a")).toBe("theirs");
  });

  it("hides what is being deleted and shows what is being restored", () => {
    const { rows, writes, title } = harness(item("a"));
    writes.push(write({ action: "delete", rows: [["item", item("a")]] }));
    rows.refresh("item", "a");
    expect(title("a")).toBeUndefined();
    rows.drop("item", "a");
    writes[0] = write({ action: "restore", rows: [["item", item("a", { title: "back" })]] });
    rows.refresh("item", "a");
    expect(title("a")).toBe("back");
  });
});
