/* What lies under the pointer. */
import { distanceTo } from "./route";
import { isProjectRow, projectOfRow } from "./rows";
import {
  BAR_HALF,
  DIAMOND,
  HANDLE,
  HANDLE_AWAY,
  HEADER,
  arrowOf,
  barOf,
  isInactive,
  progressX,
  rowAt,
  shownLinks,
  type Bar,
  type Scene,
} from "./scene";

export type BarPart = "body" | "end" | "progress" | "from-start" | "from-finish";

export type Hit =
  | { kind: "header" }
  | { kind: "bar"; task: number; part: BarPart }
  | { kind: "link"; link: number }
  | { kind: "row"; row: number; task: number | null; project: number | null }
  | { kind: "nothing" };

/** How near a link has to be. */
const LINK_REACH = 4;
const EDGE_IN = 5;
const EDGE_OUT = 4;
/** Narrower bars have no inner handles. */
const ROOMY = 26;

export function linkHandles(bar: Bar): { start: number; finish: number } {
  const away = HANDLE_AWAY + (bar.kind === "milestone" ? DIAMOND - 2 : 0);
  return { start: bar.x1 - away, finish: bar.x2 + away };
}

/** Summaries and inactive rows can be linked but not drawn longer. */
function partOf(scene: Scene, task: number, bar: Bar, x: number, y: number): BarPart | null {
  if (Math.abs(y - bar.y) > BAR_HALF + 3) return null;
  const handles = linkHandles(bar);
  if (Math.abs(x - handles.finish) <= HANDLE) return "from-finish";
  if (Math.abs(x - handles.start) <= HANDLE) return "from-start";
  const shapes = bar.kind === "task" && !isInactive(scene.schedule, task);
  if (shapes && x >= bar.x2 - (bar.x2 - bar.x1 < ROOMY ? 2 : EDGE_IN) && x <= bar.x2 + EDGE_OUT) return "end";
  const roomy = bar.x2 - bar.x1 >= ROOMY;
  if (shapes && roomy && y > bar.y + 1 && Math.abs(x - progressX(scene, task, bar)) <= 5) return "progress";
  const around = bar.kind === "milestone" ? DIAMOND : 0;
  return x >= bar.x1 - around && x <= bar.x2 + around ? "body" : null;
}

/** The bar of a row under the pointer, and its end nearer to it: where a drawn link would arrive. */
export function linkTarget(scene: Scene, x: number, y: number): { task: number; finish: boolean } | null {
  const row = rowAt(scene, y);
  const task = row < 0 ? -1 : scene.list.rows[row]!;
  if (task < 0) return null;
  const bar = barOf(scene, task);
  const reach = HANDLE_AWAY + HANDLE;
  if (!bar || x < bar.x1 - reach || x > bar.x2 + reach) return null;
  return { task, finish: bar.kind !== "milestone" && x > (bar.x1 + bar.x2) / 2 };
}

export function linkAt(scene: Scene, x: number, y: number): number | null {
  let found: number | null = null;
  let nearest = LINK_REACH;
  for (const link of shownLinks(scene)) {
    const arrow = arrowOf(scene, link);
    const distance = arrow ? distanceTo(arrow.points, x, y) : Infinity;
    if (distance <= nearest) {
      nearest = distance;
      found = link;
    }
  }
  return found;
}

export function hitTest(scene: Scene, x: number, y: number, links = true): Hit {
  if (y < HEADER) return { kind: "header" };
  const row = rowAt(scene, y);
  const what = row < 0 ? null : scene.list.rows[row]!;
  if (what !== null && !isProjectRow(what)) {
    const bar = barOf(scene, what);
    const part = bar ? partOf(scene, what, bar, x, y) : null;
    if (part) return { kind: "bar", task: what, part };
  }
  const link = links ? linkAt(scene, x, y) : null;
  if (link !== null) return { kind: "link", link };
  if (what === null) return { kind: "nothing" };
  return isProjectRow(what)
    ? { kind: "row", row, task: null, project: projectOfRow(what) }
    : { kind: "row", row, task: what, project: null };
}

export function cursorOf(hit: Hit): string {
  if (hit.kind === "link") return "pointer";
  if (hit.kind === "header") return "ew-resize";
  if (hit.kind !== "bar") return "default";
  return { body: "grab", end: "e-resize", progress: "col-resize", "from-start": "crosshair", "from-finish": "crosshair" }[
    hit.part
  ];
}

export function sameHit(a: Hit | null, b: Hit | null): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
