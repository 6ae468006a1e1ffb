/* The plan's part of the address: zoom, date, filter and row, so that a view is a link. */
import { dayOfMinute, dayText, minuteOf } from "../engine/minutes";
import { boundedZoom, zoomAtFirst, zoomStops, type ZoomStop } from "./timescale";

export interface Address {
  perDay: number | null;
  /** A day near the left edge. */
  start: number | null;
  text: string;
  critical: boolean;
  /** Of a float path. */
  path: number | null;
  project: string | null;
  row: string | null;
}

export function readAddress(query: URLSearchParams): Address {
  const zoom = query.get("zoom");
  const stop = zoom !== null && Object.hasOwn(zoomStops, zoom) ? zoomStops[zoom as ZoomStop] : Number(zoom);
  const at = query.get("at");
  return {
    perDay: zoom !== null && stop > 0 && Number.isFinite(stop) ? boundedZoom(stop) : null,
    start: at !== null && /^\d{4}-\d\d-\d\d$/.test(at) && !Number.isNaN(minuteOf(at)) ? minuteOf(at) : null,
    text: query.get("q") ?? "",
    critical: query.get("critical") === "1",
    path: Number(query.get("path")) > 0 ? Number(query.get("path")) : null,
    project: query.get("project"),
    row: query.get("row"),
  };
}

export function writeAddress(address: Address): Record<string, string | null> {
  const stop = (Object.keys(zoomStops) as ZoomStop[]).find((name) => zoomStops[name] === address.perDay);
  const zoom = stop ?? (address.perDay === null ? null : String(Number(address.perDay.toPrecision(3))));
  return {
    zoom: zoom === zoomAtFirst ? null : zoom,
    at: address.start === null || Number.isNaN(address.start) ? null : dayText(dayOfMinute(address.start)),
    q: address.text || null,
    critical: address.critical ? "1" : null,
    path: address.path === null ? null : String(address.path),
    project: address.project,
    row: address.row,
  };
}
