/* Meetings as the page needs them: in order, with their clock, and what is done in them. */
import type { Meeting, MeetingAction, MeetingPoint, MeetingSeries, Person, PrivateNote } from "../../../contract/types";
import { post, randomKey } from "../api/client";
import { touches } from "./custody";
import { compareRanks, rankBetween } from "./rank";
import { workspace } from "./workspace.svelte";

export type Verb = "agenda" | "begin" | "close";

/** What is still to come first, then what was, the latest first. */
export function meetingsInOrder(meetings: Iterable<Meeting>): Meeting[] {
  const ahead = (one: Meeting) => one.state === "planned" || one.state === "running";
  return [...meetings].sort((a, b) => {
    if (ahead(a) !== ahead(b)) return ahead(a) ? -1 : 1;
    const order = a.starts_at! < b.starts_at! ? -1 : a.starts_at! > b.starts_at! ? 1 : 0;
    return ahead(a) ? order : -order;
  });
}

export function pointsOf(meeting: Meeting): MeetingPoint[] {
  const points = [...workspace.rows("meeting_point").values()].filter((one) => one.meeting_id === meeting.id);
  return points.sort((a, b) => compareRanks(a.position, b.position) || compareRanks(a.id, b.id));
}

export function actionsOf(point: MeetingPoint): MeetingAction[] {
  return [...workspace.rows("meeting_action").values()].filter((one) => one.point_id === point.id);
}

/** The person's own; the server gives nobody another's. */
export function noteOf(meeting: Meeting, point: MeetingPoint | null): PrivateNote | undefined {
  const mine = workspace.rows("private_note").values();
  return [...mine].find((one) => one.meeting_id === meeting.id && one.point_id === (point?.id ?? null));
}

/** Seconds, with what is running now. */
export function usedSeconds(meeting: Meeting, point: MeetingPoint, now: number): number {
  const running = meeting.current_point_id === point.id && meeting.current_since;
  return point.seconds_used + (running ? Math.max(0, (now - Date.parse(meeting.current_since!)) / 1000) : 0);
}

export function clockText(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** By name, and by a role that is held where the series is about. */
export function peopleOf(series: MeetingSeries, people: Iterable<Person>): Person[] {
  const ids = new Set(series.participant_ids);
  const about = { product_id: series.product_id, project_id: series.project_id };
  const anywhere = series.product_id === null && series.project_id === null;
  for (const one of workspace.widened([...workspace.rows("membership").values()])) {
    if (series.participant_roles.includes(one.role) && (anywhere || touches(one, about))) ids.add(one.person_id);
  }
  return [...people].filter((person) => ids.has(person.id) && !person.disabled);
}

const path = (meeting: Meeting) => `${workspace.root}/meetings/${meeting.id}`;

export function act(meeting: Meeting, verb: Verb): Promise<Meeting> {
  return post<Meeting>(`${path(meeting)}/${verb}`, undefined, { empty: true, idempotencyKey: randomKey() });
}
export function present(meeting: Meeting, point: MeetingPoint | null): Promise<Meeting> {
  return post<Meeting>(`${path(meeting)}/present`, { point_id: point?.id ?? null });
}
export function cancel(meeting: Meeting, reason: string): Promise<Meeting> {
  return post<Meeting>(`${path(meeting)}/cancel`, { reason });
}
/** On the figures of the plan as it is here. */
export function decide(point: MeetingPoint, accept: boolean, note: string): Promise<MeetingPoint> {
  const body = { accept, computed_at_seq: workspace.seq, ...(note ? { note } : {}) };
  return post<MeetingPoint>(`${workspace.root}/meeting_points/${point.id}/decide`, body, { idempotencyKey: randomKey() });
}
export function takeOn(point: MeetingPoint, title: string, personId: string, dueOn: string | null): Promise<MeetingAction> {
  const body = { title, person_id: personId, due_on: dueOn };
  return post<MeetingAction>(`${workspace.root}/meeting_points/${point.id}/actions`, body, { idempotencyKey: randomKey() });
}

export function movePoint(points: readonly MeetingPoint[], at: number, by: -1 | 1): void {
  const to = at + by;
  const point = points[at];
  if (!point || to < 0 || to >= points.length) return;
  const [after, before] = by < 0 ? [points[to - 1], points[to]] : [points[to], points[to + 1]];
  workspace.update("meeting_point", point.id, { position: rankBetween(after?.position ?? null, before?.position ?? null) });
}

export function writeNote(meeting: Meeting, point: MeetingPoint | null, text: string): void {
  const known = noteOf(meeting, point);
  if (known) workspace.update("private_note", known.id, { text });
  else if (text !== "") workspace.create("private_note", { meeting_id: meeting.id, point_id: point?.id ?? null, text });
}
