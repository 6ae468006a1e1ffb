/* The dates that were agreed, by item: of one baseline, or the latest of each project, else of the workspace. Loaded
 * when they are to be shown. */
import { minuteOf } from "../engine/minutes";
import { workspace } from "../model/workspace.svelte";
import { latestBaselines, rowsOfBaseline } from "../trivet/agreed.svelte";

export type AgreedDates = ReadonlyMap<string, readonly [start: number, finish: number]>;

/** Those of projects come last, so that they win over the workspace's. */
function latest(): string[] {
  const newest = latestBaselines(workspace.rows("baseline").values());
  return [...newest].sort(([a], [b]) => Number(a !== null) - Number(b !== null)).map(([, one]) => one.id);
}

async function datesOf(ids: readonly string[]): Promise<AgreedDates> {
  const dates = new Map<string, readonly [number, number]>();
  for (const id of ids)
    for (const item of await rowsOfBaseline(id)) if (item.start_at && item.finish_at) dates.set(item.item_id, [minuteOf(item.start_at), minuteOf(item.finish_at)]);
  return dates;
}

/**
 * To be called while a component is made. `wanted` are ids, "" for the latest; `put` gets the dates of each, in their
 * order, whenever they or the baselines change.
 */
export function followBaselines(wanted: () => readonly string[], put: (dates: readonly AgreedDates[]) => void): void {
  $effect(() => {
    const sets = wanted().map((id) => (id === "" ? latest() : [id]).filter((one) => !one.startsWith("~")));
    let gone = false;
    void Promise.all(sets.map(datesOf)).then(
      (all) => gone || put(all),
      () => gone || put([]),
    );
    return () => (gone = true);
  });
}
