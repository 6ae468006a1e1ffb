/* What the charts of flow show, from the server's answer: pure. */
import type { Flow, FlowDay, FlowItem } from "../../../../contract/types";

const dayMs = 86400000;

/** A day as the milliseconds that time axes take. */
export function msOfDay(day: string): number {
  return Date.parse(`${day}T00:00Z`);
}

/** From the bottom: what is done grows, what is new lies on top. */
export const layers = ["done_count", "in_progress_count", "ready_count", "new_count"] as const;
export type Layer = (typeof layers)[number];

/** The cumulative flow: where each layer lies on each day. */
export function stack(days: readonly FlowDay[]): Record<Layer, (readonly [number, number, number])[]> {
  const spans = Object.fromEntries(layers.map((layer) => [layer, []])) as unknown as Record<Layer, (readonly [number, number, number])[]>;
  for (const day of days) {
    let low = 0;
    for (const layer of layers) {
      spans[layer].push([msOfDay(day.day), low, low + day[layer]]);
      low += day[layer];
    }
  }
  return spans;
}

export interface Week {
  from: number;
  to: number;
  count: number;
  size: number;
}

/** Whole weeks that end today; what is left at the beginning is no week. */
export function weeks(days: readonly FlowDay[]): Week[] {
  const made: Week[] = [];
  for (let end = days.length; end >= 7; end -= 7) {
    const week = days.slice(end - 7, end);
    const from = msOfDay(week[0]!.day);
    made.unshift({
      from,
      to: from + 7 * dayMs,
      count: week.reduce((sum, day) => sum + day.finished_count, 0),
      size: week.reduce((sum, day) => sum + day.finished_size, 0),
    });
  }
  return made;
}

export interface Finished {
  id: string;
  at: number;
  days: number;
}

/** Finished ones that had been in progress, in the order of their ends. */
export function scatter(items: readonly FlowItem[]): Finished[] {
  return items
    .flatMap((item) => (item.finished_on && item.cycle_days ? [{ id: item.item_id, at: msOfDay(item.finished_on), days: item.cycle_days }] : []))
    .sort((a, b) => a.at - b.at);
}

export const agesMost = 15;

/** What is in progress longest. */
export function oldest(items: readonly FlowItem[]): FlowItem[] {
  return items.filter((item) => item.cycle_days).slice(0, agesMost);
}

export interface Bin {
  from: number;
  to: number;
  share: number;
  upTo: number;
}

/** When the remaining are done, as shares of the trials. */
export function whenBins(flow: Flow): Bin[] {
  const all = flow.when_bins.at(-1)?.up_to ?? 1;
  const froms = flow.when_bins.map((bin) => msOfDay(bin.from_on));
  const width = froms.length > 1 ? froms[1]! - froms[0]! : dayMs;
  return flow.when_bins.map((bin, n) => ({ from: froms[n]!, to: froms[n]! + width, share: bin.trials / all, upTo: bin.up_to / all }));
}

/** What the server is asked, from the page's address; nothing that is as it is by default. */
export function question(query: URLSearchParams): string {
  const asked = new URLSearchParams();
  const [what, id] = (query.get("of") ?? "").split(":");
  if (id) asked.set(`${what}_id`, id);
  for (const name of ["kind", "days", "by_effort", "remaining", "by"]) {
    const value = query.get(name);
    if (value) asked.set(name, value);
  }
  const text = asked.toString();
  return text ? `?${text}` : "";
}
