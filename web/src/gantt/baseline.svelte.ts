/* The dates that were agreed, by item: the latest baseline of each project, else of the workspace. Loaded when
 * they are to be shown. */
import type { BaselineRows } from "../../../contract/types";
import { get } from "../api/client";
import { minuteOf } from "../engine/minutes";
import { workspace } from "../model/workspace.svelte";

export type AgreedDates = ReadonlyMap<string, readonly [start: number, finish: number]>;

function latest(): string[] {
  const newest = new Map<string | null, { id: string; number: number }>();
  for (const one of workspace.rows("baseline").values()) {
    if (one.number > (newest.get(one.project_id)?.number ?? 0)) newest.set(one.project_id, one);
  }
  /* Those of projects come last, so that they win over the workspace's. */
  return [...newest].sort(([a], [b]) => Number(a !== null) - Number(b !== null)).map(([, one]) => one.id);
}

/** To be called while a component is made; `put` gets the dates whenever the baselines change. */
export function followBaselines(wanted: () => boolean, put: (dates: AgreedDates) => void): void {
  $effect(() => {
    const ids = wanted() ? latest() : [];
    let gone = false;
    void Promise.all(ids.map((id) => get<BaselineRows>(`${workspace.root}/baselines/${id}/items`))).then(
      (all) => {
        const dates = new Map<string, readonly [number, number]>();
        for (const { items } of all)
          for (const item of items) if (item.start_at && item.finish_at) dates.set(item.item_id, [minuteOf(item.start_at), minuteOf(item.finish_at)]);
        if (!gone) put(dates);
      },
      () => gone || put(new Map()),
    );
    return () => (gone = true);
  });
}
