/* Rows for tests: short words in, whole rows out. Ids are what the test calls the thing. */
import type { Assignment, Calendar, Item, Link, Project, Release, Resource } from "../../../contract/types";
import type { ResourceName, Row } from "../api/resources";
import { newRow } from "../model/fields";
import { emptySource, type PlanSource } from "./source";

export function row<R extends ResourceName>(resource: R, id: string, values: Partial<Row<R>>): Row<R> {
  return { ...newRow(resource, values as Record<string, unknown>), id } as unknown as Row<R>;
}

const office = [
  { from_minute: 480, to_minute: 720 },
  { from_minute: 780, to_minute: 1020 },
];

export function officeWeek(id = "office", exceptions: Calendar["exceptions"] = []): Calendar {
  const week = [0, 1, 2, 3, 4].map((weekday) => ({ weekday, spans: office }));
  return row("calendar", id, { name: "Office", week, exceptions });
}

function mapOf<T extends { id: string }>(rows: T[]): Map<string, T> {
  return new Map(rows.map((entry) => [entry.id, entry]));
}

export interface Rows {
  projects?: Project[];
  calendars?: Calendar[];
  releases?: Release[];
  items?: Item[];
  links?: Link[];
  resources?: Resource[];
  assignments?: Assignment[];
  share_people?: boolean;
}

export function project(id: string, values: Partial<Project> = {}): Project {
  return row("project", id, { name: id, start_at: "2026-01-05T08:00", calendar_id: "office", rank: id, ...values });
}

export function item(id: string, values: Partial<Item> = {}): Item {
  return row("item", id, { kind: "task", title: id, position: id, project_id: "p", ...values });
}

export function link(predecessor_id: string, successor_id: string, values: Partial<Link> = {}): Link {
  return row("link", `${predecessor_id}-${successor_id}`, { predecessor_id, successor_id, ...values });
}

/** A source with the office calendar and the project "p" unless others are given. */
export function sourceOf(rows: Rows): PlanSource {
  return {
    ...emptySource,
    workspace: { share_people: rows.share_people ?? false, critical_float_minutes: 0 },
    projects: mapOf(rows.projects ?? [project("p")]),
    calendars: mapOf(rows.calendars ?? [officeWeek()]),
    releases: mapOf(rows.releases ?? []),
    items: mapOf(rows.items ?? []),
    links: mapOf(rows.links ?? []),
    resources: mapOf(rows.resources ?? []),
    assignments: mapOf(rows.assignments ?? []),
  };
}

/** The engine that meson compiled; tests that need it are skipped without. */
export const wasmPath = process.env["TRIVET_ENGINE_WASM"] ?? "../build/src/engine/engine.wasm";
