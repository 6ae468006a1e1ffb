import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";

import { ApiError } from "../api/client";
import { WriteQueue, type Write } from "./queue";

type Answer = string | Error;

function offline(): ApiError {
  return new ApiError({ status: 0, title: "No answer" });
}
function refused(): ApiError {
  return new ApiError({ status: 422, title: "Invalid", field: "title" });
}

/** A server that answers as told, write by write, and remembers what it saw. */
function harness(answers: Answer[]) {
  const sent: Pick<Write, "id" | "key" | "values">[] = [];
  const saved: Write[][] = [];
  const settled: [string, string | null][] = [];
  const queue = new WriteQueue<string>({
    send: (write) => {
      sent.push({ id: write.id, key: write.key, values: { ...write.values } });
      const answer = answers.shift() ?? "ok";
      return typeof answer === "string" ? Promise.resolve(answer) : Promise.reject(answer);
    },
    settled: (write, result) => settled.push([write.id, result]),
    changed: () => {},
    save: (writes) => saved.push(structuredClone([...writes])),
  });
  const update = (id: string, title: string) =>
    queue.add({ action: "update", resource: "item", id, label: "", values: { title }, before: { title: "" } });
  return { queue, sent, saved, settled, update };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("the queue of writes", () => {
  it("sends one after another in order and answers each", async () => {
    const { queue, sent, update } = harness(["a", "b"]);
    const first = update("1", "A");
    const second = update("2", "B");
    expect(queue.writes.map((write) => write.state)).toEqual(["waiting", "waiting"]);
    expect(await first.done).toBe("a");
    expect(await second.done).toBe("b");
    expect(sent.map((write) => write.id)).toEqual(["1", "2"]);
    expect(queue.writes).toEqual([]);
  });

  it("marks a write failed without a connection, holds the others, and tries again by itself", async () => {
    const { queue, sent, update } = harness([offline(), offline(), "ok", "ok"]);
    const first = update("1", "A");
    update("2", "B");
    await vi.advanceTimersByTimeAsync(0);
    expect(queue.writes.map((write) => write.state)).toEqual(["failed", "waiting"]);
    await vi.advanceTimersByTimeAsync(1000);
    expect(queue.writes[0]!.state).toBe("failed");
    await vi.advanceTimersByTimeAsync(2000);
    expect(await first.done).toBe("ok");
    expect(queue.writes).toEqual([]);
    expect(new Set(sent.slice(0, 3).map((write) => write.key)).size).toBe(1);
  });

  it("keeps a refused write and what follows on its row; other rows go on", async () => {
    const { queue, update } = harness([refused(), "ok"]);
    update("1", "A");
    update("1", "A again");
    const other = update("2", "B");
    expect(await other.done).toBe("ok");
    expect(queue.writes.map((write) => [write.id, write.state])).toEqual([
      ["1", "failed"],
      ["1", "waiting"],
    ]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(queue.writes[0]!.state).toBe("failed");
  });

  it("retries a refused write under a new key", async () => {
    const { queue, sent, update } = harness([refused(), "ok"]);
    const { write, done } = update("1", "A");
    await vi.advanceTimersByTimeAsync(0);
    queue.retry(write.key);
    expect(await done).toBe("ok");
    expect(sent[0]!.key).not.toBe(sent[1]!.key);
  });

  it("discards a failed creation with everything that hangs on it", async () => {
    const { queue, settled } = harness([refused()]);
    const { write, done } = queue.add({ action: "create", resource: "item", id: "~1", label: "", values: { title: "" } });
    queue.add({ action: "create", resource: "item", id: "~2", label: "", values: { parent_id: "~1" } });
    queue.add({ action: "update", resource: "item", id: "~1", label: "", values: { text: "x" } });
    await vi.advanceTimersByTimeAsync(0);
    queue.discard(write.key);
    expect(await done).toBeNull();
    expect(queue.writes).toEqual([]);
    expect(settled.map(([, result]) => result)).toEqual([null, null, null]);
  });

  it("gives later writes the id that the server gave", async () => {
    const { queue, sent } = harness(["made", "ok", "ok"]);
    queue.ports.settled = (write) => write.action === "create" && queue.rename("~1", "real");
    queue.add({ action: "create", resource: "item", id: "~1", label: "", values: {} });
    queue.add({ action: "update", resource: "item", id: "~1", label: "", values: { title: "x" } });
    queue.add({ action: "create", resource: "link", id: "~2", label: "", values: { predecessor_id: "~1", ids: ["~1"] } });
    await vi.advanceTimersByTimeAsync(0);
    expect(sent[1]!.id).toBe("real");
    expect(sent[2]!.values).toEqual({ predecessor_id: "real", ids: ["real"] });
  });

  it("takes up what an earlier visit left, under the same keys", async () => {
    const before = harness([offline()]);
    before.update("1", "A");
    await vi.advanceTimersByTimeAsync(0);
    before.queue.close();
    const left = before.saved.at(-1)!;
    expect(left).toHaveLength(1);
    const after = harness(["ok"]);
    after.queue.adopt(left);
    await vi.advanceTimersByTimeAsync(0);
    expect(after.sent[0]!.key).toBe(before.sent[0]!.key);
    expect(after.saved.at(-1)).toEqual([]);
  });
});
