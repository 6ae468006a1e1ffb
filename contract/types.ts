/* The types of the API, printed by `trivet contract`: do not edit. */

/** The boundary of visibility: its people see all of it, nobody else sees anything. */
export interface Workspace {
  /** Made by Trivet. */
  id: string;
  /** The workspace it belongs to. */
  workspace_id: string;
  /** One more with every change. */
  revision: number;
  /** When created. */
  created_at: string;
  /** When changed. */
  updated_at: string;
  /** What the workspace is called. */
  name: string;
  /** ISO 4217 code of every amount. */
  currency: string;
  /** A task is critical when its total float is at most this. */
  critical_float_minutes: number;
  /** Nobody works on more than his units at a time; the rank decides who waits. */
  share_people: boolean;
}
export interface WorkspaceCreate {
  name: string;
  currency?: string;
  critical_float_minutes?: number;
  share_people?: boolean;
}
export interface WorkspacePatch {
  name?: string;
  currency?: string;
  critical_float_minutes?: number;
  share_people?: boolean;
}
export const workspace_fields = {
  id: {"kind": "id", "custody": "system", "doc": "Made by Trivet."},
  workspace_id: {"kind": "id", "custody": "system", "doc": "The workspace it belongs to."},
  revision: {"kind": "integer", "custody": "system", "doc": "One more with every change."},
  created_at: {"kind": "time", "custody": "system", "doc": "When created."},
  updated_at: {"kind": "time", "custody": "system", "doc": "When changed."},
  name: {"kind": "text", "custody": "admin", "required": true, "min": 1, "max": 100, "doc": "What the workspace is called."},
  currency: {"kind": "text", "custody": "admin", "min": 3, "max": 3, "doc": "ISO 4217 code of every amount."},
  critical_float_minutes: {"kind": "integer", "custody": "admin", "unit": "min", "max": 52704000, "doc": "A task is critical when its total float is at most this."},
  share_people: {"kind": "boolean", "custody": "admin", "doc": "Nobody works on more than his units at a time; the rank decides who waits."},
} as const;

/** Somebody who can sign in. */
export interface Person {
  /** Made by Trivet. */
  id: string;
  /** The workspace it belongs to. */
  workspace_id: string;
  /** One more with every change. */
  revision: number;
  /** When created. */
  created_at: string;
  /** When changed. */
  updated_at: string;
  /** Full name. */
  name: string;
  /** Signs in with it; unique. */
  email: string;
  /** May administer accounts, roles and settings. */
  administrator: boolean;
  /** May not sign in any more. */
  disabled: boolean;
}
export interface PersonCreate {
  name: string;
  email: string;
  password?: string | null;
  administrator?: boolean;
  disabled?: boolean;
}
export interface PersonPatch {
  name?: string;
  email?: string;
  password?: string | null;
  administrator?: boolean;
  disabled?: boolean;
}
export const person_fields = {
  id: {"kind": "id", "custody": "system", "doc": "Made by Trivet."},
  workspace_id: {"kind": "id", "custody": "system", "doc": "The workspace it belongs to."},
  revision: {"kind": "integer", "custody": "system", "doc": "One more with every change."},
  created_at: {"kind": "time", "custody": "system", "doc": "When created."},
  updated_at: {"kind": "time", "custody": "system", "doc": "When changed."},
  name: {"kind": "text", "custody": "admin", "required": true, "min": 1, "max": 100, "doc": "Full name."},
  email: {"kind": "text", "custody": "admin", "required": true, "min": 3, "max": 254, "doc": "Signs in with it; unique."},
  password: {"kind": "text", "custody": "admin", "nullable": true, "secret": true, "min": 10, "max": 200, "doc": "At least 10 characters; accepted, never shown. Null: cannot sign in."},
  administrator: {"kind": "boolean", "custody": "admin", "doc": "May administer accounts, roles and settings."},
  disabled: {"kind": "boolean", "custody": "admin", "doc": "May not sign in any more."},
} as const;

/** Who holds which role where. */
export interface Membership {
  /** Made by Trivet. */
  id: string;
  /** The workspace it belongs to. */
  workspace_id: string;
  /** One more with every change. */
  revision: number;
  /** When created. */
  created_at: string;
  /** When changed. */
  updated_at: string;
  /** Who holds the role. */
  person_id: string;
  /** The role. */
  role: "product_manager" | "product_owner" | "project_manager" | "scrum_master" | "member" | "program_manager" | "pmo" | "sponsor" | "stakeholder";
  /** Where he holds it; with neither product nor project: in the whole workspace. */
  product_id: string | null;
  /** Where he holds it; with neither product nor project: in the whole workspace. */
  project_id: string | null;
}
export interface MembershipCreate {
  person_id: string;
  role: "product_manager" | "product_owner" | "project_manager" | "scrum_master" | "member" | "program_manager" | "pmo" | "sponsor" | "stakeholder";
  product_id?: string | null;
  project_id?: string | null;
}
export interface MembershipPatch {
  role?: "product_manager" | "product_owner" | "project_manager" | "scrum_master" | "member" | "program_manager" | "pmo" | "sponsor" | "stakeholder";
  product_id?: string | null;
  project_id?: string | null;
}
export const membership_fields = {
  id: {"kind": "id", "custody": "system", "doc": "Made by Trivet."},
  workspace_id: {"kind": "id", "custody": "system", "doc": "The workspace it belongs to."},
  revision: {"kind": "integer", "custody": "system", "doc": "One more with every change."},
  created_at: {"kind": "time", "custody": "system", "doc": "When created."},
  updated_at: {"kind": "time", "custody": "system", "doc": "When changed."},
  person_id: {"kind": "id", "custody": "admin", "required": true, "create_only": true, "refers_to": "person", "doc": "Who holds the role."},
  role: {"kind": "choice", "custody": "admin", "required": true, "choices": ["product_manager", "product_owner", "project_manager", "scrum_master", "member", "program_manager", "pmo", "sponsor", "stakeholder"], "doc": "The role."},
  product_id: {"kind": "id", "custody": "admin", "nullable": true, "refers_to": "product", "doc": "Where he holds it; with neither product nor project: in the whole workspace."},
  project_id: {"kind": "id", "custody": "admin", "nullable": true, "refers_to": "project", "doc": "Where he holds it; with neither product nor project: in the whole workspace."},
} as const;

/** What is made, and for whom. */
export interface Product {
  /** Made by Trivet. */
  id: string;
  /** The workspace it belongs to. */
  workspace_id: string;
  /** One more with every change. */
  revision: number;
  /** When created. */
  created_at: string;
  /** When changed. */
  updated_at: string;
  /** What the product is called. */
  name: string;
  /** What it is for. */
  vision: string;
  /** Where in its life it is. */
  life_cycle_stage: "introduction" | "growth" | "maturity" | "decline" | "sunset";
  /** Order among the products: compared as bytes. */
  rank: string;
}
export interface ProductCreate {
  name: string;
  vision?: string;
  life_cycle_stage?: "introduction" | "growth" | "maturity" | "decline" | "sunset";
  rank?: string;
}
export interface ProductPatch {
  name?: string;
  vision?: string;
  life_cycle_stage?: "introduction" | "growth" | "maturity" | "decline" | "sunset";
  rank?: string;
}
export const product_fields = {
  id: {"kind": "id", "custody": "system", "doc": "Made by Trivet."},
  workspace_id: {"kind": "id", "custody": "system", "doc": "The workspace it belongs to."},
  revision: {"kind": "integer", "custody": "system", "doc": "One more with every change."},
  created_at: {"kind": "time", "custody": "system", "doc": "When created."},
  updated_at: {"kind": "time", "custody": "system", "doc": "When changed."},
  name: {"kind": "text", "custody": "product", "required": true, "min": 1, "max": 100, "doc": "What the product is called."},
  vision: {"kind": "text", "custody": "product", "multiline": true, "max": 4000, "doc": "What it is for."},
  life_cycle_stage: {"kind": "choice", "custody": "product", "choices": ["introduction", "growth", "maturity", "decline", "sunset"], "doc": "Where in its life it is."},
  rank: {"kind": "text", "custody": "product", "max": 100, "doc": "Order among the products: compared as bytes."},
} as const;

/** How, when and for how much. */
export interface Project {
  /** Made by Trivet. */
  id: string;
  /** The workspace it belongs to. */
  workspace_id: string;
  /** One more with every change. */
  revision: number;
  /** When created. */
  created_at: string;
  /** When changed. */
  updated_at: string;
  /** What the project is called. */
  name: string;
  /** Why it exists and what it owes. */
  charter: string;
  /** Nothing starts before it. */
  start_at: string;
  /** Status date: remaining work is not planned before it. */
  status_at: string | null;
  /** Agreed finish: caps the late dates. */
  must_finish_at: string | null;
  /** Its working time. */
  calendar_id: string;
  /** What it may cost. */
  budget_cents: number | null;
  /** Order among the projects: compared as bytes. */
  rank: string;
  /** The products it works on. */
  product_ids: string[];
}
export interface ProjectCreate {
  name: string;
  charter?: string;
  start_at: string;
  status_at?: string | null;
  must_finish_at?: string | null;
  calendar_id: string;
  budget_cents?: number | null;
  rank?: string;
  product_ids?: string[];
}
export interface ProjectPatch {
  name?: string;
  charter?: string;
  start_at?: string;
  status_at?: string | null;
  must_finish_at?: string | null;
  calendar_id?: string;
  budget_cents?: number | null;
  rank?: string;
  product_ids?: string[];
}
export const project_fields = {
  id: {"kind": "id", "custody": "system", "doc": "Made by Trivet."},
  workspace_id: {"kind": "id", "custody": "system", "doc": "The workspace it belongs to."},
  revision: {"kind": "integer", "custody": "system", "doc": "One more with every change."},
  created_at: {"kind": "time", "custody": "system", "doc": "When created."},
  updated_at: {"kind": "time", "custody": "system", "doc": "When changed."},
  name: {"kind": "text", "custody": "project", "required": true, "min": 1, "max": 100, "doc": "What the project is called."},
  charter: {"kind": "text", "custody": "project", "multiline": true, "max": 20000, "doc": "Why it exists and what it owes."},
  start_at: {"kind": "moment", "custody": "project", "required": true, "doc": "Nothing starts before it."},
  status_at: {"kind": "moment", "custody": "project", "nullable": true, "doc": "Status date: remaining work is not planned before it."},
  must_finish_at: {"kind": "moment", "custody": "project", "nullable": true, "doc": "Agreed finish: caps the late dates."},
  calendar_id: {"kind": "id", "custody": "project", "required": true, "refers_to": "calendar", "doc": "Its working time."},
  budget_cents: {"kind": "integer", "custody": "project", "nullable": true, "unit": "cents", "max": 1000000000000, "doc": "What it may cost."},
  rank: {"kind": "text", "custody": "project", "max": 100, "doc": "Order among the projects: compared as bytes."},
  product_ids: {"kind": "list", "custody": "project", "max": 50, "refers_to": "product", "doc": "The products it works on."},
} as const;

/** One acceptance criterion. */
export interface Criterion {
  /** What must be true. */
  text: string;
  /** Product has accepted it. */
  accepted: boolean;
}
export const criterion_fields = {
  text: {"kind": "text", "custody": "product", "required": true, "multiline": true, "min": 1, "max": 1000, "doc": "What must be true."},
  accepted: {"kind": "boolean", "custody": "product", "doc": "Product has accepted it."},
} as const;

/** Everything people plan: goal, initiative, feature, story, task, milestone or bug. */
export interface Item {
  /** Made by Trivet. */
  id: string;
  /** The workspace it belongs to. */
  workspace_id: string;
  /** One more with every change. */
  revision: number;
  /** When created. */
  created_at: string;
  /** When changed. */
  updated_at: string;
  /** What sort of item it is. */
  kind: "goal" | "initiative" | "feature" | "story" | "task" | "milestone" | "bug";
  /** How far it is. */
  state: "new" | "ready" | "in_progress" | "done" | "dropped";
  /** The item it is part of; with children an item is a summary of them. */
  parent_id: string | null;
  /** The product it serves; null: its parent's. */
  product_id: string | null;
  /** The project that delivers it; null: its parent's, or not planned yet. */
  project_id: string | null;
  /** The release it belongs to; null: its parent's. */
  release_id: string | null;
  /** Importance among all items, a fractional index compared as bytes: smaller comes first; when people are shared it decides who waits. Null: its parent's. */
  rank: string | null;
  /** Order among its siblings in the outline, a fractional index; at the end when left out. */
  position: string;
  /** What is to be done. */
  title: string;
  /** All that is to be said about it. */
  text: string;
  /** Words to find it by. */
  labels: string[];
  /** What it is worth, on the team's scale. */
  value: number | null;
  /** People reached a quarter. */
  reach: number | null;
  /** How sure value and reach are. */
  confidence_percent: number | null;
  /** The goal it serves. */
  goal: string;
  /** What must be true for it to be accepted. */
  acceptance_criteria: Criterion[];
  /** Working time it takes; null: from the work of its assignments, else one day. */
  duration_minutes: number | null;
  /** Estimated work before people are assigned. */
  effort_minutes: number | null;
  /** How much of the duration is done. */
  percent_complete: number;
  /** Working time still to do; null: from percent_complete. */
  remaining_minutes: number | null;
  /** When work began. */
  actual_start_at: string | null;
  /** When it was finished. */
  actual_finish_at: string | null;
  /** Bound on its dates. */
  constraint_kind: "as_soon_as_possible" | "as_late_as_possible" | "start_no_earlier_than" | "start_no_later_than" | "finish_no_earlier_than" | "finish_no_later_than" | "must_start_on" | "must_finish_on";
  /** The date of the constraint. */
  constraint_at: string | null;
  /** Should be finished by; moves nothing. */
  deadline_at: string | null;
  /** Placed by hand: starts here whatever the links say; null: the engine places it. */
  manual_start_at: string | null;
  /** Own working time; null: its people's, else the project's. */
  calendar_id: string | null;
  /** Cost beside the people's. */
  fixed_cost_cents: number;
  /** The duration counts around the clock. */
  elapsed: boolean;
  /** Takes no part in the plan. */
  inactive: boolean;
  /** Its id in the file it came from. */
  external_id: string | null;
}
export interface ItemCreate {
  kind: "goal" | "initiative" | "feature" | "story" | "task" | "milestone" | "bug";
  state?: "new" | "ready" | "in_progress" | "done" | "dropped";
  parent_id?: string | null;
  product_id?: string | null;
  project_id?: string | null;
  release_id?: string | null;
  rank?: string | null;
  position?: string;
  title: string;
  text?: string;
  labels?: string[];
  value?: number | null;
  reach?: number | null;
  confidence_percent?: number | null;
  goal?: string;
  acceptance_criteria?: Criterion[];
  duration_minutes?: number | null;
  effort_minutes?: number | null;
  percent_complete?: number;
  remaining_minutes?: number | null;
  actual_start_at?: string | null;
  actual_finish_at?: string | null;
  constraint_kind?: "as_soon_as_possible" | "as_late_as_possible" | "start_no_earlier_than" | "start_no_later_than" | "finish_no_earlier_than" | "finish_no_later_than" | "must_start_on" | "must_finish_on";
  constraint_at?: string | null;
  deadline_at?: string | null;
  manual_start_at?: string | null;
  calendar_id?: string | null;
  fixed_cost_cents?: number;
  elapsed?: boolean;
  inactive?: boolean;
  external_id?: string | null;
}
export interface ItemPatch {
  kind?: "goal" | "initiative" | "feature" | "story" | "task" | "milestone" | "bug";
  state?: "new" | "ready" | "in_progress" | "done" | "dropped";
  parent_id?: string | null;
  product_id?: string | null;
  project_id?: string | null;
  release_id?: string | null;
  rank?: string | null;
  position?: string;
  title?: string;
  text?: string;
  labels?: string[];
  value?: number | null;
  reach?: number | null;
  confidence_percent?: number | null;
  goal?: string;
  acceptance_criteria?: Criterion[];
  duration_minutes?: number | null;
  effort_minutes?: number | null;
  percent_complete?: number;
  remaining_minutes?: number | null;
  actual_start_at?: string | null;
  actual_finish_at?: string | null;
  constraint_kind?: "as_soon_as_possible" | "as_late_as_possible" | "start_no_earlier_than" | "start_no_later_than" | "finish_no_earlier_than" | "finish_no_later_than" | "must_start_on" | "must_finish_on";
  constraint_at?: string | null;
  deadline_at?: string | null;
  manual_start_at?: string | null;
  calendar_id?: string | null;
  fixed_cost_cents?: number;
  elapsed?: boolean;
  inactive?: boolean;
  external_id?: string | null;
}
export const item_fields = {
  id: {"kind": "id", "custody": "system", "doc": "Made by Trivet."},
  workspace_id: {"kind": "id", "custody": "system", "doc": "The workspace it belongs to."},
  revision: {"kind": "integer", "custody": "system", "doc": "One more with every change."},
  created_at: {"kind": "time", "custody": "system", "doc": "When created."},
  updated_at: {"kind": "time", "custody": "system", "doc": "When changed."},
  kind: {"kind": "choice", "custody": "shared", "required": true, "choices": ["goal", "initiative", "feature", "story", "task", "milestone", "bug"], "doc": "What sort of item it is."},
  state: {"kind": "choice", "custody": "shared", "choices": ["new", "ready", "in_progress", "done", "dropped"], "doc": "How far it is."},
  parent_id: {"kind": "id", "custody": "shared", "nullable": true, "refers_to": "item", "doc": "The item it is part of; with children an item is a summary of them."},
  product_id: {"kind": "id", "custody": "product", "nullable": true, "refers_to": "product", "doc": "The product it serves; null: its parent's."},
  project_id: {"kind": "id", "custody": "project", "nullable": true, "refers_to": "project", "doc": "The project that delivers it; null: its parent's, or not planned yet."},
  release_id: {"kind": "id", "custody": "product", "nullable": true, "refers_to": "release", "doc": "The release it belongs to; null: its parent's."},
  rank: {"kind": "text", "custody": "product", "nullable": true, "min": 1, "max": 100, "doc": "Importance among all items, a fractional index compared as bytes: smaller comes first; when people are shared it decides who waits. Null: its parent's."},
  position: {"kind": "text", "custody": "shared", "min": 1, "max": 100, "doc": "Order among its siblings in the outline, a fractional index; at the end when left out."},
  title: {"kind": "text", "custody": "shared", "required": true, "min": 1, "max": 300, "doc": "What is to be done."},
  text: {"kind": "text", "custody": "shared", "multiline": true, "max": 50000, "doc": "All that is to be said about it."},
  labels: {"kind": "list", "custody": "shared", "max": 50, "doc": "Words to find it by."},
  value: {"kind": "real", "custody": "product", "nullable": true, "max": 1000000, "doc": "What it is worth, on the team's scale."},
  reach: {"kind": "real", "custody": "product", "nullable": true, "max": 10000000000, "doc": "People reached a quarter."},
  confidence_percent: {"kind": "real", "custody": "product", "nullable": true, "unit": "percent", "max": 100, "doc": "How sure value and reach are."},
  goal: {"kind": "text", "custody": "product", "max": 500, "doc": "The goal it serves."},
  acceptance_criteria: {"kind": "list", "custody": "product", "max": 100, "of": "Criterion", "doc": "What must be true for it to be accepted."},
  duration_minutes: {"kind": "integer", "custody": "project", "nullable": true, "unit": "min", "max": 52704000, "doc": "Working time it takes; null: from the work of its assignments, else one day."},
  effort_minutes: {"kind": "integer", "custody": "project", "nullable": true, "unit": "min", "max": 52704000, "doc": "Estimated work before people are assigned."},
  percent_complete: {"kind": "integer", "custody": "shared", "unit": "percent", "max": 100, "doc": "How much of the duration is done."},
  remaining_minutes: {"kind": "integer", "custody": "project", "nullable": true, "unit": "min", "max": 52704000, "doc": "Working time still to do; null: from percent_complete."},
  actual_start_at: {"kind": "moment", "custody": "shared", "nullable": true, "doc": "When work began."},
  actual_finish_at: {"kind": "moment", "custody": "shared", "nullable": true, "doc": "When it was finished."},
  constraint_kind: {"kind": "choice", "custody": "project", "choices": ["as_soon_as_possible", "as_late_as_possible", "start_no_earlier_than", "start_no_later_than", "finish_no_earlier_than", "finish_no_later_than", "must_start_on", "must_finish_on"], "doc": "Bound on its dates."},
  constraint_at: {"kind": "moment", "custody": "project", "nullable": true, "doc": "The date of the constraint."},
  deadline_at: {"kind": "moment", "custody": "project", "nullable": true, "doc": "Should be finished by; moves nothing."},
  manual_start_at: {"kind": "moment", "custody": "project", "nullable": true, "doc": "Placed by hand: starts here whatever the links say; null: the engine places it."},
  calendar_id: {"kind": "id", "custody": "project", "nullable": true, "refers_to": "calendar", "doc": "Own working time; null: its people's, else the project's."},
  fixed_cost_cents: {"kind": "integer", "custody": "project", "unit": "cents", "max": 1000000000000, "doc": "Cost beside the people's."},
  elapsed: {"kind": "boolean", "custody": "project", "doc": "The duration counts around the clock."},
  inactive: {"kind": "boolean", "custody": "project", "doc": "Takes no part in the plan."},
  external_id: {"kind": "text", "custody": "shared", "nullable": true, "max": 100, "doc": "Its id in the file it came from."},
} as const;

/** A dependency between two items. */
export interface Link {
  /** Made by Trivet. */
  id: string;
  /** The workspace it belongs to. */
  workspace_id: string;
  /** One more with every change. */
  revision: number;
  /** When created. */
  created_at: string;
  /** When changed. */
  updated_at: string;
  /** The item that goes first. */
  predecessor_id: string;
  /** The item that depends on it. */
  successor_id: string;
  /** Which end waits for which; finish_start by default. */
  type: "finish_finish" | "finish_start" | "start_finish" | "start_start";
  /** Waits this much longer; with lag_kind percent: percent of the predecessor's duration. */
  lag_minutes: number;
  /** What the lag counts in. */
  lag_kind: "working" | "elapsed" | "percent";
}
export interface LinkCreate {
  predecessor_id: string;
  successor_id: string;
  type?: "finish_finish" | "finish_start" | "start_finish" | "start_start";
  lag_minutes?: number;
  lag_kind?: "working" | "elapsed" | "percent";
}
export interface LinkPatch {
  type?: "finish_finish" | "finish_start" | "start_finish" | "start_start";
  lag_minutes?: number;
  lag_kind?: "working" | "elapsed" | "percent";
}
export const link_fields = {
  id: {"kind": "id", "custody": "system", "doc": "Made by Trivet."},
  workspace_id: {"kind": "id", "custody": "system", "doc": "The workspace it belongs to."},
  revision: {"kind": "integer", "custody": "system", "doc": "One more with every change."},
  created_at: {"kind": "time", "custody": "system", "doc": "When created."},
  updated_at: {"kind": "time", "custody": "system", "doc": "When changed."},
  predecessor_id: {"kind": "id", "custody": "project", "required": true, "create_only": true, "refers_to": "item", "doc": "The item that goes first."},
  successor_id: {"kind": "id", "custody": "project", "required": true, "create_only": true, "refers_to": "item", "doc": "The item that depends on it."},
  type: {"kind": "choice", "custody": "project", "choices": ["finish_finish", "finish_start", "start_finish", "start_start"], "doc": "Which end waits for which; finish_start by default."},
  lag_minutes: {"kind": "integer", "custody": "project", "unit": "min", "min": -52704000, "max": 52704000, "doc": "Waits this much longer; with lag_kind percent: percent of the predecessor's duration."},
  lag_kind: {"kind": "choice", "custody": "project", "choices": ["working", "elapsed", "percent"], "doc": "What the lag counts in."},
} as const;

/** Working time within a day. */
export interface CalendarSpan {
  /** Minute of the day. */
  from_minute: number;
  /** Minute of the day, after from_minute; 1440 is midnight. */
  to_minute: number;
}
export const calendar_span_fields = {
  from_minute: {"kind": "integer", "custody": "project", "required": true, "unit": "min", "max": 1440, "doc": "Minute of the day."},
  to_minute: {"kind": "integer", "custody": "project", "required": true, "unit": "min", "max": 1440, "doc": "Minute of the day, after from_minute; 1440 is midnight."},
} as const;

/** Working time of a weekday. */
export interface CalendarWeekday {
  /** 0 is Monday, 6 is Sunday. */
  weekday: number;
  /** Sorted, disjoint. */
  spans: CalendarSpan[];
}
export const calendar_weekday_fields = {
  weekday: {"kind": "integer", "custody": "project", "required": true, "max": 6, "doc": "0 is Monday, 6 is Sunday."},
  spans: {"kind": "list", "custody": "project", "max": 20, "of": "CalendarSpan", "doc": "Sorted, disjoint."},
} as const;

/** Days with other hours than the week's. */
export interface CalendarException {
  /** Why: a holiday's name. */
  name: string;
  /** First day. */
  first_day: string;
  /** Last day, included. */
  last_day: string;
  /** Empty: nobody works. */
  spans: CalendarSpan[];
}
export const calendar_exception_fields = {
  name: {"kind": "text", "custody": "project", "max": 100, "doc": "Why: a holiday's name."},
  first_day: {"kind": "day", "custody": "project", "required": true, "doc": "First day."},
  last_day: {"kind": "day", "custody": "project", "required": true, "doc": "Last day, included."},
  spans: {"kind": "list", "custody": "project", "max": 20, "of": "CalendarSpan", "doc": "Empty: nobody works."},
} as const;

/** Working time. */
export interface Calendar {
  /** Made by Trivet. */
  id: string;
  /** The workspace it belongs to. */
  workspace_id: string;
  /** One more with every change. */
  revision: number;
  /** When created. */
  created_at: string;
  /** When changed. */
  updated_at: string;
  /** What it is called. */
  name: string;
  /** The usual week; a weekday not named is free. */
  week: CalendarWeekday[];
  /** Holidays, leave and special hours; where they overlap the later wins. */
  exceptions: CalendarException[];
}
export interface CalendarCreate {
  name: string;
  week: CalendarWeekday[];
  exceptions?: CalendarException[];
}
export interface CalendarPatch {
  name?: string;
  week?: CalendarWeekday[];
  exceptions?: CalendarException[];
}
export const calendar_fields = {
  id: {"kind": "id", "custody": "system", "doc": "Made by Trivet."},
  workspace_id: {"kind": "id", "custody": "system", "doc": "The workspace it belongs to."},
  revision: {"kind": "integer", "custody": "system", "doc": "One more with every change."},
  created_at: {"kind": "time", "custody": "system", "doc": "When created."},
  updated_at: {"kind": "time", "custody": "system", "doc": "When changed."},
  name: {"kind": "text", "custody": "project", "required": true, "min": 1, "max": 100, "doc": "What it is called."},
  week: {"kind": "list", "custody": "project", "required": true, "max": 7, "of": "CalendarWeekday", "doc": "The usual week; a weekday not named is free."},
  exceptions: {"kind": "list", "custody": "project", "max": 5000, "of": "CalendarException", "doc": "Holidays, leave and special hours; where they overlap the later wins."},
} as const;

/** A person, machine or material that work is assigned to. */
export interface Resource {
  /** Made by Trivet. */
  id: string;
  /** The workspace it belongs to. */
  workspace_id: string;
  /** One more with every change. */
  revision: number;
  /** When created. */
  created_at: string;
  /** When changed. */
  updated_at: string;
  /** What or who it is. */
  name: string;
  /** Person, machine or material. */
  kind: "person" | "machine" | "material";
  /** His account, if he has one. */
  person_id: string | null;
  /** Own working time; null: that of the project worked for. */
  calendar_id: string | null;
  /** How much there is: 100 is one whole person, 300 a team of three. */
  units_percent: number;
  /** Cost of an hour; of material: of one unit. */
  rate_cents_per_hour: number;
  /** Cost of each assignment. */
  cost_per_use_cents: number;
  /** Its id in the file it came from. */
  external_id: string | null;
}
export interface ResourceCreate {
  name: string;
  kind?: "person" | "machine" | "material";
  person_id?: string | null;
  calendar_id?: string | null;
  units_percent?: number;
  rate_cents_per_hour?: number;
  cost_per_use_cents?: number;
  external_id?: string | null;
}
export interface ResourcePatch {
  name?: string;
  kind?: "person" | "machine" | "material";
  person_id?: string | null;
  calendar_id?: string | null;
  units_percent?: number;
  rate_cents_per_hour?: number;
  cost_per_use_cents?: number;
  external_id?: string | null;
}
export const resource_fields = {
  id: {"kind": "id", "custody": "system", "doc": "Made by Trivet."},
  workspace_id: {"kind": "id", "custody": "system", "doc": "The workspace it belongs to."},
  revision: {"kind": "integer", "custody": "system", "doc": "One more with every change."},
  created_at: {"kind": "time", "custody": "system", "doc": "When created."},
  updated_at: {"kind": "time", "custody": "system", "doc": "When changed."},
  name: {"kind": "text", "custody": "project", "required": true, "min": 1, "max": 100, "doc": "What or who it is."},
  kind: {"kind": "choice", "custody": "project", "choices": ["person", "machine", "material"], "doc": "Person, machine or material."},
  person_id: {"kind": "id", "custody": "project", "nullable": true, "refers_to": "person", "doc": "His account, if he has one."},
  calendar_id: {"kind": "id", "custody": "project", "nullable": true, "refers_to": "calendar", "doc": "Own working time; null: that of the project worked for."},
  units_percent: {"kind": "integer", "custody": "project", "unit": "percent", "max": 1000000, "doc": "How much there is: 100 is one whole person, 300 a team of three."},
  rate_cents_per_hour: {"kind": "integer", "custody": "project", "unit": "cents", "max": 100000000, "doc": "Cost of an hour; of material: of one unit."},
  cost_per_use_cents: {"kind": "integer", "custody": "project", "unit": "cents", "max": 1000000000000, "doc": "Cost of each assignment."},
  external_id: {"kind": "text", "custody": "project", "nullable": true, "max": 100, "doc": "Its id in the file it came from."},
} as const;

/** Who works on what. */
export interface Assignment {
  /** Made by Trivet. */
  id: string;
  /** The workspace it belongs to. */
  workspace_id: string;
  /** One more with every change. */
  revision: number;
  /** When created. */
  created_at: string;
  /** When changed. */
  updated_at: string;
  /** The work. */
  item_id: string;
  /** Who does it. */
  resource_id: string;
  /** How much of the resource's time; of material: how many units. */
  units_percent: number;
  /** Work to do; null: units times the item's duration. */
  work_minutes: number | null;
}
export interface AssignmentCreate {
  item_id: string;
  resource_id: string;
  units_percent?: number;
  work_minutes?: number | null;
}
export interface AssignmentPatch {
  units_percent?: number;
  work_minutes?: number | null;
}
export const assignment_fields = {
  id: {"kind": "id", "custody": "system", "doc": "Made by Trivet."},
  workspace_id: {"kind": "id", "custody": "system", "doc": "The workspace it belongs to."},
  revision: {"kind": "integer", "custody": "system", "doc": "One more with every change."},
  created_at: {"kind": "time", "custody": "system", "doc": "When created."},
  updated_at: {"kind": "time", "custody": "system", "doc": "When changed."},
  item_id: {"kind": "id", "custody": "project", "required": true, "create_only": true, "refers_to": "item", "doc": "The work."},
  resource_id: {"kind": "id", "custody": "project", "required": true, "create_only": true, "refers_to": "resource", "doc": "Who does it."},
  units_percent: {"kind": "integer", "custody": "project", "unit": "percent", "max": 1000000, "doc": "How much of the resource's time; of material: how many units."},
  work_minutes: {"kind": "integer", "custody": "project", "nullable": true, "unit": "min", "max": 52704000, "doc": "Work to do; null: units times the item's duration."},
} as const;

/** What goes out together. */
export interface Release {
  /** Made by Trivet. */
  id: string;
  /** The workspace it belongs to. */
  workspace_id: string;
  /** One more with every change. */
  revision: number;
  /** When created. */
  created_at: string;
  /** When changed. */
  updated_at: string;
  /** Its product. */
  product_id: string;
  /** What it is called. */
  name: string;
  /** The day wished for it. */
  target_on: string | null;
  /** Whether it is out. */
  state: "planned" | "released" | "cancelled";
  /** Order among the releases: compared as bytes. */
  rank: string;
}
export interface ReleaseCreate {
  product_id: string;
  name: string;
  target_on?: string | null;
  state?: "planned" | "released" | "cancelled";
  rank?: string;
}
export interface ReleasePatch {
  name?: string;
  target_on?: string | null;
  state?: "planned" | "released" | "cancelled";
  rank?: string;
}
export const release_fields = {
  id: {"kind": "id", "custody": "system", "doc": "Made by Trivet."},
  workspace_id: {"kind": "id", "custody": "system", "doc": "The workspace it belongs to."},
  revision: {"kind": "integer", "custody": "system", "doc": "One more with every change."},
  created_at: {"kind": "time", "custody": "system", "doc": "When created."},
  updated_at: {"kind": "time", "custody": "system", "doc": "When changed."},
  product_id: {"kind": "id", "custody": "product", "required": true, "create_only": true, "refers_to": "product", "doc": "Its product."},
  name: {"kind": "text", "custody": "product", "required": true, "min": 1, "max": 100, "doc": "What it is called."},
  target_on: {"kind": "day", "custody": "product", "nullable": true, "doc": "The day wished for it."},
  state: {"kind": "choice", "custody": "product", "choices": ["planned", "released", "cancelled"], "doc": "Whether it is out."},
  rank: {"kind": "text", "custody": "product", "max": 100, "doc": "Order among the releases: compared as bytes."},
} as const;

/** One change that a proposal asks for. */
export interface ProposedChange {
  /** Create, update or delete. */
  action: "create" | "update" | "delete";
  /** What sort of thing changes: item, link ... */
  resource: string;
  /** The thing that changes; of a creation the id it will have, null: Trivet makes it. */
  subject_id: string | null;
  /** The field of an update. */
  field: string | null;
  /** The value when it was proposed. */
  from: unknown;
  /** The value proposed; of a creation the whole object. */
  to: unknown;
}
export const proposed_change_fields = {
  action: {"kind": "choice", "custody": "shared", "choices": ["create", "update", "delete"], "doc": "Create, update or delete."},
  resource: {"kind": "text", "custody": "shared", "required": true, "max": 40, "doc": "What sort of thing changes: item, link ..."},
  subject_id: {"kind": "id", "custody": "shared", "nullable": true, "doc": "The thing that changes; of a creation the id it will have, null: Trivet makes it."},
  field: {"kind": "text", "custody": "shared", "nullable": true, "max": 60, "doc": "The field of an update."},
  from: {"kind": "json", "custody": "shared", "nullable": true, "max": 100000, "doc": "The value when it was proposed."},
  to: {"kind": "json", "custody": "shared", "nullable": true, "max": 100000, "doc": "The value proposed; of a creation the whole object."},
} as const;

/** What a change does to a release or a project. */
export interface Impact {
  /** release or project. */
  subject: string;
  /** Which. */
  subject_id: string;
  /** Finish without the change. */
  finish_before: string | null;
  /** Finish with the change. */
  finish_after: string | null;
  /** Cost without the change. */
  cost_before_cents: number;
  /** Cost with the change. */
  cost_after_cents: number;
}
export const impact_fields = {
  subject: {"kind": "text", "custody": "system", "max": 20, "doc": "release or project."},
  subject_id: {"kind": "id", "custody": "system", "doc": "Which."},
  finish_before: {"kind": "moment", "custody": "system", "nullable": true, "doc": "Finish without the change."},
  finish_after: {"kind": "moment", "custody": "system", "nullable": true, "doc": "Finish with the change."},
  cost_before_cents: {"kind": "integer", "custody": "system", "unit": "cents", "doc": "Cost without the change."},
  cost_after_cents: {"kind": "integer", "custody": "system", "unit": "cents", "doc": "Cost with the change."},
} as const;

/** Changes outside their author's custody, with what they would do. */
export interface Proposal {
  /** Made by Trivet. */
  id: string;
  /** The workspace it belongs to. */
  workspace_id: string;
  /** One more with every change. */
  revision: number;
  /** When created. */
  created_at: string;
  /** When changed. */
  updated_at: string;
  /** What is proposed; written by Trivet when left out. */
  title: string;
  /** Why. */
  reason: string;
  /** Whether it is decided. */
  state: "open" | "accepted" | "declined" | "countered" | "withdrawn";
  /** Product has to sign. */
  needs_product: boolean;
  /** Project has to sign. */
  needs_project: boolean;
  /** Who signed for product. */
  product_signed_by_id: string | null;
  /** Who signed for project. */
  project_signed_by_id: string | null;
  /** Who proposes. */
  author_id: string | null;
  /** The proposal that this one answers. */
  counter_to_id: string | null;
  /** What would change. */
  changes: ProposedChange[];
  /** What accepting does, computed when it was made: the releases and projects that change. */
  impacts: Impact[];
  /** The event up to which the impacts are right. */
  computed_at_seq: number;
  /** Who decided. */
  decided_by_id: string | null;
  /** When. */
  decided_at: string | null;
  /** What was said about it. */
  decision_note: string;
}
export interface ProposalCreate {
  title?: string;
  reason?: string;
  changes: ProposedChange[];
}
export interface ProposalPatch {
  title?: string;
  reason?: string;
}
export const proposal_fields = {
  id: {"kind": "id", "custody": "system", "doc": "Made by Trivet."},
  workspace_id: {"kind": "id", "custody": "system", "doc": "The workspace it belongs to."},
  revision: {"kind": "integer", "custody": "system", "doc": "One more with every change."},
  created_at: {"kind": "time", "custody": "system", "doc": "When created."},
  updated_at: {"kind": "time", "custody": "system", "doc": "When changed."},
  title: {"kind": "text", "custody": "shared", "min": 1, "max": 300, "doc": "What is proposed; written by Trivet when left out."},
  reason: {"kind": "text", "custody": "shared", "multiline": true, "max": 4000, "doc": "Why."},
  state: {"kind": "choice", "custody": "system", "choices": ["open", "accepted", "declined", "countered", "withdrawn"], "doc": "Whether it is decided."},
  needs_product: {"kind": "boolean", "custody": "system", "doc": "Product has to sign."},
  needs_project: {"kind": "boolean", "custody": "system", "doc": "Project has to sign."},
  product_signed_by_id: {"kind": "id", "custody": "system", "nullable": true, "refers_to": "person", "doc": "Who signed for product."},
  project_signed_by_id: {"kind": "id", "custody": "system", "nullable": true, "refers_to": "person", "doc": "Who signed for project."},
  author_id: {"kind": "id", "custody": "system", "nullable": true, "refers_to": "person", "doc": "Who proposes."},
  counter_to_id: {"kind": "id", "custody": "system", "nullable": true, "refers_to": "proposal", "doc": "The proposal that this one answers."},
  changes: {"kind": "list", "custody": "shared", "required": true, "create_only": true, "min": 1, "max": 20000, "of": "ProposedChange", "doc": "What would change."},
  impacts: {"kind": "list", "custody": "system", "max": 1000, "of": "Impact", "doc": "What accepting does, computed when it was made: the releases and projects that change."},
  computed_at_seq: {"kind": "integer", "custody": "system", "doc": "The event up to which the impacts are right."},
  decided_by_id: {"kind": "id", "custody": "system", "nullable": true, "refers_to": "person", "doc": "Who decided."},
  decided_at: {"kind": "time", "custody": "system", "nullable": true, "doc": "When."},
  decision_note: {"kind": "text", "custody": "system", "multiline": true, "max": 4000, "doc": "What was said about it."},
} as const;

/** Lets a program act for a person. */
export interface Token {
  /** Made by Trivet. */
  id: string;
  /** The workspace it belongs to. */
  workspace_id: string;
  /** One more with every change. */
  revision: number;
  /** When created. */
  created_at: string;
  /** When changed. */
  updated_at: string;
  /** For whom it acts. */
  person_id: string;
  /** What it is for. */
  name: string;
  /** Ends by itself; null: never. */
  expires_at: string | null;
  /** When it was last used. */
  last_used_at: string | null;
}
export interface TokenCreate {
  name: string;
  expires_at?: string | null;
}
export interface TokenPatch {
  name?: string;
  expires_at?: string | null;
}
export const token_fields = {
  id: {"kind": "id", "custody": "system", "doc": "Made by Trivet."},
  workspace_id: {"kind": "id", "custody": "system", "doc": "The workspace it belongs to."},
  revision: {"kind": "integer", "custody": "system", "doc": "One more with every change."},
  created_at: {"kind": "time", "custody": "system", "doc": "When created."},
  updated_at: {"kind": "time", "custody": "system", "doc": "When changed."},
  person_id: {"kind": "id", "custody": "system", "refers_to": "person", "doc": "For whom it acts."},
  name: {"kind": "text", "custody": "shared", "required": true, "min": 1, "max": 100, "doc": "What it is for."},
  hash: {"kind": "text", "custody": "system", "secret": true, "doc": "Of the secret."},
  expires_at: {"kind": "time", "custody": "shared", "nullable": true, "doc": "Ends by itself; null: never."},
  last_used_at: {"kind": "time", "custody": "system", "nullable": true, "doc": "When it was last used."},
} as const;

/** One immutable line of history. */
export interface Event {
  /** Counts up over the whole database. */
  seq: number;
  /** Where. */
  workspace_id: string;
  /** When. */
  at: string;
  /** Who; null: Trivet itself. */
  person_id: string | null;
  /** What sort of thing: item, link ... */
  resource: string;
  /** created, updated, deleted or restored. */
  action: string;
  /** Which one. */
  subject_id: string;
  /** Its revision afterwards. */
  revision: number;
  /** A list of {field, from, to}. */
  changes: EventChange[];
  /** The decision that carried it. */
  proposal_id: string | null;
}
export const event_fields = {
  seq: {"kind": "integer", "custody": "system", "doc": "Counts up over the whole database."},
  workspace_id: {"kind": "id", "custody": "system", "refers_to": "workspace", "doc": "Where."},
  at: {"kind": "time", "custody": "system", "doc": "When."},
  person_id: {"kind": "id", "custody": "system", "nullable": true, "refers_to": "person", "doc": "Who; null: Trivet itself."},
  resource: {"kind": "text", "custody": "system", "doc": "What sort of thing: item, link ..."},
  action: {"kind": "text", "custody": "system", "doc": "created, updated, deleted or restored."},
  subject_id: {"kind": "id", "custody": "system", "doc": "Which one."},
  revision: {"kind": "integer", "custody": "system", "doc": "Its revision afterwards."},
  changes: {"kind": "json", "custody": "system", "doc": "A list of {field, from, to}."},
  proposal_id: {"kind": "id", "custody": "system", "nullable": true, "refers_to": "proposal", "doc": "The decision that carried it."},
} as const;

export interface EventChange {
  field: string;
  from?: unknown;
  to?: unknown;
}
