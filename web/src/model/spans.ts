/* Working hours of a day as people write them: "08:00-12:00, 13:00-17:00". */
import type { CalendarSpan } from "../../../contract/types";

function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;
}

export function spansText(spans: readonly CalendarSpan[]): string {
  return spans.map((span) => `${clock(span.from_minute)}–${clock(span.to_minute)}`).join(", ");
}

function minuteOf(text: string): number | null {
  const match = /^(\d{1,2})(?:[:.](\d{2}))?$/.exec(text.trim());
  if (!match) return null;
  const minute = Number(match[1]) * 60 + Number(match[2] ?? 0);
  return Number(match[2] ?? 0) < 60 && minute <= 1440 ? minute : null;
}

/** Sorted and apart from each other; null: it cannot be read so. */
export function parseSpans(text: string): CalendarSpan[] | null {
  if (text.trim() === "") return [];
  const spans: CalendarSpan[] = [];
  for (const part of text.split(/[,;]/)) {
    const [from, to, more] = part.split(/[-–]/).map(minuteOf);
    if (from === null || from === undefined || to === null || to === undefined || more !== undefined) return null;
    if (from >= to || from < (spans.at(-1)?.to_minute ?? 0)) return null;
    spans.push({ from_minute: from, to_minute: to });
  }
  return spans;
}
