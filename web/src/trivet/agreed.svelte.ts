/* The frozen rows that count: of each project those of its latest baseline, else of the workspace's latest. Baselines
 * never change, so that each is loaded once. */
import type { Baseline, BaselineItem, BaselineRows } from "../../../contract/types";
import { get } from "../api/client";
import { workspace } from "../model/workspace.svelte";
import { nothingAgreed, type Agreed } from "./legs";
import { outlineOfRows } from "./outline";

const loaded = new Map<string, Promise<BaselineItem[]>>();

export function rowsOfBaseline(id: string): Promise<BaselineItem[]> {
  const found = loaded.get(id) ?? get<BaselineRows>(`${workspace.root}/baselines/${id}/items`).then(({ items }) => items);
  loaded.set(id, found);
  found.catch(() => loaded.delete(id));
  return found;
}

/** By project, the workspace's under null. */
export function latestBaselines(baselines: Iterable<Baseline>): Map<string | null, Baseline> {
  const latest = new Map<string | null, Baseline>();
  for (const one of baselines) if (one.number > (latest.get(one.project_id)?.number ?? 0)) latest.set(one.project_id, one);
  return latest;
}

async function load(latest: ReadonlyMap<string | null, Baseline>, projects: Iterable<string>): Promise<Agreed> {
  const covered = new Set<string>();
  const rows: BaselineItem[] = [];
  for (const project of projects) {
    const baseline = latest.get(project) ?? latest.get(null);
    const own = baseline ? (await rowsOfBaseline(baseline.id)).filter((row) => row.project_id === project) : [];
    if (own.length) covered.add(project);
    for (const row of own) rows.push(row);
  }
  return { rows: outlineOfRows(rows), projects: covered };
}

export class AgreedModel {
  current: Agreed = $state.raw(nothingAgreed);
  ready = $state(false);

  /** To be made while a component is. */
  constructor() {
    $effect(() => {
      const latest = latestBaselines([...workspace.rows("baseline").values()].filter((one) => !one.id.startsWith("~")));
      const projects = [...workspace.rows("project").keys()];
      let gone = false;
      void load(latest, projects).then(
        (agreed) => {
          if (gone) return;
          this.current = agreed;
          this.ready = true;
        },
        () => gone || (this.ready = true),
      );
      return () => (gone = true);
    });
  }
}
