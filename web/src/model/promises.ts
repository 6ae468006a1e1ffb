/* What the current forecast says of what was promised. */
import type { Forecast, Promise as Told } from "../../../contract/types";

export interface Odds {
  p50_at: string;
  p80_at: string;
}

/** Of its release or its item; null: the forecast does not have it. */
export function oddsOf(forecast: Pick<Forecast, "groups" | "tasks"> | null, promise: Pick<Told, "release_id" | "item_id">): Odds | null {
  const found = promise.release_id
    ? forecast?.groups.find((one) => one.subject === "release" && one.subject_id === promise.release_id)
    : forecast?.tasks.find((one) => one.item_id === promise.item_id);
  return found ?? null;
}
