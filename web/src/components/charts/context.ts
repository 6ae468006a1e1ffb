/* What a chart hands to the shapes inside it. */
import { getContext, setContext } from "svelte";

import type { Placed } from "./axis";

export interface ChartSpace {
  readonly x: Placed;
  readonly y: Placed;
}

const key = Symbol("chart");

export function provideSpace(space: ChartSpace): void {
  setContext(key, space);
}

export function chartSpace(): ChartSpace {
  return getContext<ChartSpace>(key);
}
