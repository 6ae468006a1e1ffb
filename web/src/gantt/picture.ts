/* What is to be drawn: the scene, and how it is to look. */
import type { Schedule } from "../engine/engine";
import type { WorkTime } from "../engine/worktime";
import type { AgreedDates } from "./baseline.svelte";
import type { Hit } from "./hit";
import type { Scene } from "./scene";
import type { Theme } from "./theme";
import type { TickLabels } from "./timescale";

export type Colouring = "plain" | "release" | "state";
export type Labels = "none" | "title" | "people";

export interface Looks {
  colouring: Colouring;
  labels: Labels;
  floats: boolean;
  links: boolean;
  /** From P50 to P80 of the last forecast. */
  whiskers: boolean;
  baseline: boolean;
}

/** The finish in 50 and in 80 of 100 cases, in minutes. */
export interface Whisker {
  p50: number;
  p80: number;
}

export interface Rubber {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
}

export interface Picture {
  scene: Scene;
  theme: Theme;
  looks: Looks;
  ticks: TickLabels;
  /** The schedule before what is being tried; null: nothing is. */
  before: Schedule | null;
  hover: Hit | null;
  /** What was agreed, by item: none, one baseline, or two to be compared. */
  agreed: readonly AgreedDates[];
  /** Rows chosen, and the one with the focus. */
  selected: ReadonlySet<number>;
  focus: number;
  now: number;
  /** Working time of each project, by index. */
  times: readonly WorkTime[];
  /** By task, where they are wanted. */
  whiskers: ReadonlyMap<number, Whisker>;
  /** Names of who works on a task. */
  people(task: number): string;
  /** A link being drawn. */
  rubber: Rubber | null;
}
