import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import type { Event, Item, Membership, Person, Workspace } from "../../../contract/types";
import { newRow } from "./fields";
import { workspace, type Notice } from "./workspace.svelte";

type Reply = { status: number; body?: unknown };
let replies: Reply[] = [];
let requests: { method: string; path: string; body: unknown; ifMatch: string | null }[] = [];

function item(id: string, values: Partial<Item> = {}): Item {
  return { ...newRow("item", { id, title: id, kind: "feature", workspace_id: "w" }), revision: 1, ...values } as unknown as Item;
}
function event(values: Partial<Event>): Event {
  return { seq: 9, workspace_id: "w", at: "2026-11-22T08:00:00.000Z", person_id: "me", resource: "item", action: "updated", subject_id: "a", revision: 2, changes: [], proposal_id: null, decision_id: null, owner_id: null, ...values };
}
const title = (id: string) => workspace.get("item", id)?.title;

beforeEach(() => {
  replies = [];
  requests = [];
  vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
    const headers = init.headers as Headers;
    requests.push({ method: init.method!, path, body: init.body && JSON.parse(init.body as string), ifMatch: headers.get("If-Match") });
    const reply = replies.shift() ?? { status: 500, body: { title: "no reply planned" } };
    return new Response(reply.body === undefined ? null : JSON.stringify(reply.body), { status: reply.status });
  });
  workspace.load({ seq: 1, workspace: { id: "w", revision: 1 }, items: [item("a"), item("b", { parent_id: "a" })] });
});
afterEach(() => {
  for (const write of workspace.writes) workspace.discard(write.key);
  vi.unstubAllGlobals();
});

describe("writing", () => {
  it("shows at once, sends the revision it is based on, and takes over the answer", async () => {
    replies = [{ status: 200, body: item("a", { title: "A", revision: 2 }) }];
    const { done } = workspace.update("item", "a", { title: "A" });
    expect(title("a")).toBe("A");
    expect((await done).kind).toBe("saved");
    expect(requests[0]).toMatchObject({ method: "PATCH", body: { title: "A" }, ifMatch: '"1"' });
    expect(workspace.get("item", "a")?.revision).toBe(2);
    expect(workspace.writes).toEqual([]);
  });

  it("sends nothing when nothing changes", async () => {
    expect((await workspace.update("item", "a", { title: "a" }).done).kind).toBe("saved");
    expect(requests).toEqual([]);
  });

  it("creates under a temporary id that goes on working, though the event comes before the answer", async () => {
    const made = workspace.create("item", { kind: "feature", title: "New" });
    expect(title(made.id)).toBe("New");
    replies = [{ status: 201, body: item("real", { title: "New" }) }];
    await Promise.resolve();
    workspace.applyEvent(event({ action: "created", subject_id: "real", revision: 1, changes: [{ field: "title", to: "New" }] }));
    expect([...workspace.rows("item").values()].filter((one) => one.title === "New")).toHaveLength(1);
    await made.done;
    expect(workspace.resolve(made.id)).toBe("real");
    expect(title(made.id)).toBe("New");
    expect(workspace.keyOf("real")).toBe(made.id);
    expect([...workspace.rows("item").values()].filter((one) => one.title === "New")).toHaveLength(1);
  });

  it("goes on top of somebody else's change of other fields", async () => {
    replies = [
      { status: 412, body: { title: "Stale" } },
      { status: 200, body: item("a", { text: "theirs", revision: 5 }) },
      { status: 200, body: item("a", { text: "theirs", title: "A", revision: 6 }) },
    ];
    expect((await workspace.update("item", "a", { title: "A" }).done).kind).toBe("saved");
    expect(requests.map((one) => one.ifMatch)).toEqual(['"1"', null, '"5"']);
  });

  it("stops at somebody else's change of the same field, and retry overwrites it", async () => {
    replies = [
      { status: 412, body: { title: "Stale" } },
      { status: 200, body: item("a", { title: "theirs", revision: 5 }) },
      { status: 200, body: item("a", { title: "A", revision: 6 }) },
    ];
    const { done } = workspace.update("item", "a", { title: "A" });
    await vi.waitFor(() => expect(workspace.writes[0]?.state).toBe("failed"));
    expect(title("a")).toBe("A");
    workspace.retry();
    expect((await done).kind).toBe("saved");
  });

  it("puts the old value back when the change was proposed, says so, and undo withdraws it", async () => {
    const notices: Notice[] = [];
    const stop = workspace.onNotice((notice) => notices.push(notice));
    const proposal = { id: "prop", title: "Rank of a", revision: 1, state: "open", changes: [] };
    replies = [
      { status: 202, body: { proposal, created_id: null } },
      { status: 200, body: { ...proposal, state: "withdrawn", revision: 2 } },
    ];
    const result = await workspace.update("item", "a", { title: "A" }).done;
    expect(result.kind).toBe("proposed");
    expect(title("a")).toBe("a");
    expect(notices.map((notice) => notice.kind)).toEqual(["proposed"]);
    workspace.undo();
    await vi.waitFor(() => expect(workspace.get("proposal", "prop")?.state).toBe("withdrawn"));
    expect(requests[1]!.path).toContain("/proposals/prop/withdraw");
    stop();
  });
});

describe("undo of writes", () => {
  it("takes an update back and does it again", async () => {
    replies = [
      { status: 200, body: item("a", { title: "A", revision: 2 }) },
      { status: 200, body: item("a", { title: "a", revision: 3 }) },
      { status: 200, body: item("a", { title: "A", revision: 4 }) },
    ];
    await workspace.update("item", "a", { title: "A" }, { label: "Title" }).done;
    expect(workspace.undoLabel).toBe("Title");
    workspace.undo();
    expect(title("a")).toBe("a");
    await vi.waitFor(() => expect(workspace.writes).toEqual([]));
    workspace.redo();
    expect(title("a")).toBe("A");
    await vi.waitFor(() => expect(workspace.writes).toEqual([]));
  });

  it("takes what is below along on deletion and brings all of it back, parents first", async () => {
    replies = [{ status: 204 }, { status: 200, body: item("a", { revision: 3 }) }, { status: 200, body: item("b", { parent_id: "a", revision: 3 }) }];
    const { done } = workspace.remove("item", "a", { label: "Delete" });
    expect([title("a"), title("b")]).toEqual([undefined, undefined]);
    await done;
    workspace.undo();
    expect([title("a"), title("b")]).toEqual(["a", "b"]);
    await vi.waitFor(() => expect(workspace.writes).toEqual([]));
    expect(requests.slice(1).map((one) => one.path.split("/").slice(-2))).toEqual([["a", "restore"], ["b", "restore"]]);
  });

  it("treats a group as one step", async () => {
    replies = Array.from({ length: 4 }, (_, n) => ({ status: 200, body: item(n % 2 ? "b" : "a", { revision: 2 + n }) }));
    workspace.group("Both", () => {
      workspace.update("item", "a", { state: "ready" });
      workspace.update("item", "b", { state: "ready" });
    });
    expect(workspace.undoLabel).toBe("Both");
    await vi.waitFor(() => expect(workspace.writes).toEqual([]));
  });
});

describe("changes of many rows", () => {
  const both = [
    { action: "delete" as const, resource: "item", subject_id: "a" },
    { action: "delete" as const, resource: "item", subject_id: "b" },
  ];
  const signIn = (role: Membership["role"]) => {
    const membership = { ...newRow("membership", { id: "m", person_id: "me", role }), revision: 1 } as unknown as Membership;
    vi.spyOn(workspace, "me", "get").mockReturnValue({ person: { id: "me" } as Person, memberships: [membership], workspace: {} as Workspace });
  };
  afterEach(() => vi.restoreAllMocks());

  it("delete what goes along with another row once", async () => {
    signIn("product_manager");
    replies = [{ status: 204 }];
    expect(await workspace.changeAll(both, "Both")).toBe(true);
    await vi.waitFor(() => expect(workspace.writes).toEqual([]));
    expect(requests.map((one) => one.method)).toEqual(["DELETE"]);
    expect(workspace.undoLabel).toBe("Both");
  });

  it("are one proposal where somebody else decides, sent again when asked to", async () => {
    signIn("project_manager");
    const notices: Notice[] = [];
    const stop = workspace.onNotice((notice) => notices.push(notice));
    replies = [{ status: 503, body: { title: "Busy" } }, { status: 201, body: { id: "prop", title: "Both", revision: 1, state: "open", changes: [] } }];
    expect(await workspace.changeAll(both, "Both")).toBe(false);
    notices[0]!.retry!();
    await vi.waitFor(() => expect(notices.map((one) => one.kind)).toEqual(["failed", "proposed"]));
    expect(requests.map((one) => one.body)).toEqual([{ changes: both, title: "Both" }, { changes: both, title: "Both" }]);
    expect([title("a"), title("b")]).toEqual(["a", "b"]);
    stop();
  });
});
