/* A week of time as a grid: pure. One row an item, one column a day; a cell is the sum of its entries. */
import type { TimeEntry } from "../../../contract/types";

export interface SheetRow {
  itemId: string;
  cells: TimeEntry[][];
  minutes: number;
}

const dayMs = 86400000;

export function addDays(day: string, count: number): string {
  return new Date(Date.parse(`${day}T00:00Z`) + count * dayMs).toISOString().slice(0, 10);
}

/** The Monday of the week in which the day lies. */
export function mondayOf(day: string): string {
  const weekday = (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
  return addDays(day, -weekday);
}

export function weekDays(monday: string): string[] {
  return [0, 1, 2, 3, 4, 5, 6].map((n) => addDays(monday, n));
}

export function minutesOf(entries: readonly TimeEntry[]): number {
  return entries.reduce((sum, entry) => sum + entry.minutes, 0);
}

/** Items with time in the week, then those offered besides. */
export function sheetRows(entries: Iterable<TimeEntry>, resourceId: string, monday: string, offered: readonly string[]): SheetRow[] {
  const days = weekDays(monday);
  const rows = new Map<string, SheetRow>();
  const rowOf = (itemId: string) => {
    let row = rows.get(itemId);
    if (!row) rows.set(itemId, (row = { itemId, cells: days.map(() => []), minutes: 0 }));
    return row;
  };
  for (const entry of entries) {
    const column = days.indexOf(entry.day);
    if (column < 0 || entry.resource_id !== resourceId) continue;
    const row = rowOf(entry.item_id);
    row.cells[column]!.push(entry);
    row.minutes += entry.minutes;
  }
  for (const itemId of offered) rowOf(itemId);
  return [...rows.values()];
}

/** "7:30", "7,5", "7.5h", "450m", "45min"; plain numbers are hours. Null: not a time; "" is none. */
export function parseTime(text: string): number | null {
  const given = text.trim().toLowerCase().replace(",", ".");
  if (given === "") return 0;
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(given);
  const plain = /^(\d+(?:\.\d+)?)\s*(h|m|min)?$/.exec(given);
  const minutes = clock ? Number(clock[1]) * 60 + Number(clock[2]) : plain ? Number(plain[1]) * (plain[2]?.startsWith("m") ? 1 : 60) : NaN;
  return Number.isFinite(minutes) && minutes <= 1440 ? Math.round(minutes) : null;
}

export function timeText(minutes: number): string {
  return minutes === 0 ? "" : `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, "0")}`;
}
