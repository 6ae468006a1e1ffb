/** 13 characters. */
export type Id = string;
/** An instant: "2026-01-05T08:00:00.000Z". */
export type Time = string;
/** Wall clock of the plan: "2026-01-05T08:00". */
export type Moment = string;
/** "2026-01-05". */
export type Day = string;
export type Json = unknown;
export type Custody = "system" | "admin" | "own" | "shared" | "product" | "project" | "above";
export type FieldKind = "bool" | "int" | "real" | "text" | "id" | "time" | "moment" | "day" | "choice" | "list" | "json";
/** min and max: of numbers the value, of texts the characters, of lists the elements. */
export interface FieldMeta {
  readonly kind: FieldKind;
  readonly custody: Custody;
  readonly required: boolean;
  readonly nullable: boolean;
  readonly createOnly: boolean;
  readonly multiline: boolean;
  readonly min: number | null;
  readonly max: number | null;
  readonly initial: boolean | number | string | null;
  readonly unit: string | null;
  readonly choices: readonly string[] | null;
  readonly refersTo: string | null;
  readonly doc: string;
}

/** The boundary of visibility: its people see all of it, nobody else sees anything. */
export interface Workspace {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** What the workspace is called. */
  name: string;
  /** ISO 4217 code of every amount. */
  currency: string;
  /** A task is critical when its total float is at most this. */
  critical_float_minutes: number;
  /** Fields that are in other hands in this workspace; some are fixed. */
  custody_moves: CustodyMove[];
  /** Nobody works on more than his units at a time; the rank decides who waits. */
  share_people: boolean;
}

export interface WorkspaceCreate {
  name: string;
  currency?: string;
  critical_float_minutes?: number;
  custody_moves?: CustodyMoveCreate[];
  share_people?: boolean;
}

export interface WorkspacePatch {
  name?: string;
  currency?: string;
  critical_float_minutes?: number;
  custody_moves?: CustodyMoveCreate[];
  share_people?: boolean;
}

export const workspace_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  name: { kind: "text", custody: "admin", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What the workspace is called." },
  currency: { kind: "text", custody: "admin", required: false, nullable: false, createOnly: false, multiline: false, min: 3, max: 3, initial: "", unit: null, choices: null, refersTo: null, doc: "ISO 4217 code of every amount." },
  critical_float_minutes: { kind: "int", custody: "admin", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 52704000, initial: 0, unit: "min", choices: null, refersTo: null, doc: "A task is critical when its total float is at most this." },
  custody_moves: { kind: "list", custody: "admin", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "Fields that are in other hands in this workspace; some are fixed." },
  share_people: { kind: "bool", custody: "admin", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: true, unit: null, choices: null, refersTo: null, doc: "Nobody works on more than his units at a time; the rank decides who waits." },
} as const satisfies Record<string, FieldMeta>;


/** Somebody who can sign in. */
export interface Person {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Full name. */
  name: string;
  /** Signs in with it; unique. */
  email: string;
  /** May administer accounts, roles and settings. */
  administrator: boolean;
  /** May not sign in any more. */
  disabled: boolean;
  /** Signs in with a code besides the password. */
  two_factor: boolean;
  /** Can sign in with a passkey. */
  has_passkey: boolean;
  /** When notices come by mail too. */
  notice_mail: "never" | "daily" | "at_once";
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
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  name: { kind: "text", custody: "admin", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "Full name." },
  email: { kind: "text", custody: "admin", required: true, nullable: false, createOnly: false, multiline: false, min: 3, max: 254, initial: null, unit: null, choices: null, refersTo: null, doc: "Signs in with it; unique." },
  administrator: { kind: "bool", custody: "admin", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "May administer accounts, roles and settings." },
  disabled: { kind: "bool", custody: "admin", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "May not sign in any more." },
  two_factor: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Signs in with a code besides the password." },
  has_passkey: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Can sign in with a passkey." },
  notice_mail: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "never", unit: null, choices: ["never", "daily", "at_once"], refersTo: null, doc: "When notices come by mail too." },
} as const satisfies Record<string, FieldMeta>;


/** Who holds which role where. */
export interface Membership {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Who holds the role. */
  person_id: Id;
  /** The role. */
  role: "product_manager" | "product_owner" | "project_manager" | "scrum_master" | "member" | "program_manager" | "pmo" | "sponsor" | "stakeholder";
  /** Where he holds it: at most one place; with none, in the whole workspace. */
  product_id: Id | null;
  /** Where he holds it. */
  project_id: Id | null;
  /** Where he holds it: in each product of the line. */
  product_line_id: Id | null;
  /** Where he holds it: in each project of the program. */
  program_id: Id | null;
}

export interface MembershipCreate {
  person_id: Id;
  role: "product_manager" | "product_owner" | "project_manager" | "scrum_master" | "member" | "program_manager" | "pmo" | "sponsor" | "stakeholder";
  product_id?: Id | null;
  project_id?: Id | null;
  product_line_id?: Id | null;
  program_id?: Id | null;
}

export interface MembershipPatch {
  role?: "product_manager" | "product_owner" | "project_manager" | "scrum_master" | "member" | "program_manager" | "pmo" | "sponsor" | "stakeholder";
  product_id?: Id | null;
  project_id?: Id | null;
  product_line_id?: Id | null;
  program_id?: Id | null;
}

export const membership_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  person_id: { kind: "id", custody: "admin", required: true, nullable: false, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who holds the role." },
  role: { kind: "choice", custody: "admin", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["product_manager", "product_owner", "project_manager", "scrum_master", "member", "program_manager", "pmo", "sponsor", "stakeholder"], refersTo: null, doc: "The role." },
  product_id: { kind: "id", custody: "admin", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "product", doc: "Where he holds it: at most one place; with none, in the whole workspace." },
  project_id: { kind: "id", custody: "admin", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "Where he holds it." },
  product_line_id: { kind: "id", custody: "admin", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "product_line", doc: "Where he holds it: in each product of the line." },
  program_id: { kind: "id", custody: "admin", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "program", doc: "Where he holds it: in each project of the program." },
} as const satisfies Record<string, FieldMeta>;


/** Working time. */
export interface Calendar {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** What it is called. */
  name: string;
  /** The usual week; a weekday not named is free. */
  week: CalendarWeekday[];
  /** Holidays, leave and special hours; where they overlap the later wins. */
  exceptions: CalendarException[];
}

export interface CalendarCreate {
  name: string;
  week: CalendarWeekdayCreate[];
  exceptions?: CalendarExceptionCreate[];
}

export interface CalendarPatch {
  name?: string;
  week?: CalendarWeekdayCreate[];
  exceptions?: CalendarExceptionCreate[];
}

export const calendar_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  name: { kind: "text", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What it is called." },
  week: { kind: "list", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 0, max: 7, initial: null, unit: null, choices: null, refersTo: null, doc: "The usual week; a weekday not named is free." },
  exceptions: { kind: "list", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 5000, initial: null, unit: null, choices: null, refersTo: null, doc: "Holidays, leave and special hours; where they overlap the later wins." },
} as const satisfies Record<string, FieldMeta>;


/** Products that are led together: a role held here holds in each of them. */
export interface ProductLine {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** What the line is called. */
  name: string;
  /** What its products have in common. */
  vision: string;
}

export interface ProductLineCreate {
  name: string;
  vision?: string;
}

export interface ProductLinePatch {
  name?: string;
  vision?: string;
}

export const product_line_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  name: { kind: "text", custody: "product", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What the line is called." },
  vision: { kind: "text", custody: "product", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What its products have in common." },
} as const satisfies Record<string, FieldMeta>;


/** Projects that are led together: a role held here holds in each of them. */
export interface Program {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** What the program is called. */
  name: string;
  /** What its projects reach together, and none alone. */
  purpose: string;
}

export interface ProgramCreate {
  name: string;
  purpose?: string;
}

export interface ProgramPatch {
  name?: string;
  purpose?: string;
}

export const program_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  name: { kind: "text", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What the program is called." },
  purpose: { kind: "text", custody: "project", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What its projects reach together, and none alone." },
} as const satisfies Record<string, FieldMeta>;


/** What is made, and for whom. */
export interface Product {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** What the product is called. */
  name: string;
  /** What it is for. */
  vision: string;
  /** Where in its life it is. */
  life_cycle_stage: "introduction" | "growth" | "maturity" | "decline" | "sunset";
  /** Order among the products: compared as bytes. */
  rank: string;
  /** The line it belongs to. Roles held there hold here: whoever gives roles decides. */
  product_line_id: Id | null;
}

export interface ProductCreate {
  name: string;
  vision?: string;
  life_cycle_stage?: "introduction" | "growth" | "maturity" | "decline" | "sunset";
  rank?: string;
  product_line_id?: Id | null;
}

export interface ProductPatch {
  name?: string;
  vision?: string;
  life_cycle_stage?: "introduction" | "growth" | "maturity" | "decline" | "sunset";
  rank?: string;
  product_line_id?: Id | null;
}

export const product_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  name: { kind: "text", custody: "product", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What the product is called." },
  vision: { kind: "text", custody: "product", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What it is for." },
  life_cycle_stage: { kind: "choice", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "introduction", unit: null, choices: ["introduction", "growth", "maturity", "decline", "sunset"], refersTo: null, doc: "Where in its life it is." },
  rank: { kind: "text", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100, initial: "", unit: null, choices: null, refersTo: null, doc: "Order among the products: compared as bytes." },
  product_line_id: { kind: "id", custody: "admin", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "product_line", doc: "The line it belongs to. Roles held there hold here: whoever gives roles decides." },
} as const satisfies Record<string, FieldMeta>;


/** How, when and for how much. */
export interface Project {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** What the project is called. */
  name: string;
  /** Why it exists and what it owes. */
  charter: string;
  /** Why it is done at all. */
  purpose: string;
  /** What it is to reach. */
  objectives: string;
  /** By what is seen that it has. */
  success_criteria: string;
  /** What belongs to it. */
  scope_in: string;
  /** What does not. */
  scope_out: string;
  /** What is taken for granted, and would change the plan if it were not so. */
  assumptions: string;
  /** Who pays for it and answers for its success. */
  sponsor_id: Id | null;
  /** Who is responsible, accountable, consulted and informed, activity by activity. */
  raci: RaciRow[];
  /** Nothing starts before it. */
  start_at: Moment;
  /** Status date: remaining work is not planned before it. */
  status_at: Moment | null;
  /** Agreed finish: caps the late dates. */
  must_finish_at: Moment | null;
  /** Its working time. */
  calendar_id: Id;
  /** Counts back from must_finish_at: what has not begun is as late as possible, unless it is to be as soon as possible, and start_at is not read. Off: counts from start_at. */
  schedule_from_finish: boolean;
  /** Constraints win over links that contradict them; off: links win (Primavera P6). */
  honour_constraints: boolean;
  /** Remaining work is not planned before the status date; off: only progress is read by it. */
  status_holds: boolean;
  /** What a started task makes of unfinished predecessors: it goes on whatever they do (progress_override), links hold back what remains of it (retained_logic), or links count from actual dates (actual_dates). */
  progress_mode: "progress_override" | "retained_logic" | "actual_dates";
  /** Early and late dates of a started task are those of what remains (Primavera P6); off: of the whole task (MS Project). */
  dates_of_remaining: boolean;
  /** Whose working time a lag counts. */
  lag_calendar: "successor" | "predecessor" | "project" | "around_the_clock";
  /** The lag of a start-start link counts from the actual start, off: from the early one. */
  lag_from_actual_start: boolean;
  /** Total float is the room of the start, of the finish, or the smallest of both. */
  float_kind: "smallest" | "start" | "finish";
  /** Float counts to the last finish of all projects that say so; off: of this project. */
  common_end: boolean;
  /** A task without successors has no float: several critical paths. */
  open_ends_critical: boolean;
  /** Critical is what has little total float, or what drives the last finish. */
  critical_by: "total_float" | "longest_path";
  /** A task is critical when its total float is at most this; null: the workspace's. */
  critical_float_minutes: number | null;
  /** The schedule numbers float paths: which items hang together on their way to the end, the most critical first. */
  float_paths: boolean;
  /** At most so many float paths. */
  float_path_count: number;
  /** Float paths follow each other by the total float of their items, or by the slack of the link with which they join (free_float). */
  float_paths_by: "total_float" | "free_float";
  /** What remains of a task with an expected finish lasts until then. */
  use_expected_finish: boolean;
  /** Links from and to other projects are void. */
  ignore_other_projects: boolean;
  /** What it may cost. */
  budget_cents: number | null;
  /** Part of the budget kept for known risks; the project manager spends it. */
  contingency_reserve_cents: number;
  /** Part of the budget kept for what nobody foresaw; the sponsor releases it. */
  management_reserve_cents: number;
  /** Order among the projects: compared as bytes. */
  rank: string;
  /** The products it works on. */
  product_ids: Id[];
  /** What the file it came from says of it and Trivet has no field for, by format; written back on export. */
  file_details?: Json | null;
  /** The program it belongs to. Roles held there hold here: whoever gives roles decides. */
  program_id: Id | null;
}

export interface ProjectCreate {
  name: string;
  charter?: string;
  purpose?: string;
  objectives?: string;
  success_criteria?: string;
  scope_in?: string;
  scope_out?: string;
  assumptions?: string;
  sponsor_id?: Id | null;
  raci?: RaciRowCreate[];
  start_at: Moment;
  status_at?: Moment | null;
  must_finish_at?: Moment | null;
  calendar_id: Id;
  schedule_from_finish?: boolean;
  honour_constraints?: boolean;
  status_holds?: boolean;
  progress_mode?: "progress_override" | "retained_logic" | "actual_dates";
  dates_of_remaining?: boolean;
  lag_calendar?: "successor" | "predecessor" | "project" | "around_the_clock";
  lag_from_actual_start?: boolean;
  float_kind?: "smallest" | "start" | "finish";
  common_end?: boolean;
  open_ends_critical?: boolean;
  critical_by?: "total_float" | "longest_path";
  critical_float_minutes?: number | null;
  float_paths?: boolean;
  float_path_count?: number;
  float_paths_by?: "total_float" | "free_float";
  use_expected_finish?: boolean;
  ignore_other_projects?: boolean;
  budget_cents?: number | null;
  contingency_reserve_cents?: number;
  management_reserve_cents?: number;
  rank?: string;
  product_ids?: Id[];
  file_details?: Json | null;
  program_id?: Id | null;
}

export interface ProjectPatch {
  name?: string;
  charter?: string;
  purpose?: string;
  objectives?: string;
  success_criteria?: string;
  scope_in?: string;
  scope_out?: string;
  assumptions?: string;
  sponsor_id?: Id | null;
  raci?: RaciRowCreate[];
  start_at?: Moment;
  status_at?: Moment | null;
  must_finish_at?: Moment | null;
  calendar_id?: Id;
  schedule_from_finish?: boolean;
  honour_constraints?: boolean;
  status_holds?: boolean;
  progress_mode?: "progress_override" | "retained_logic" | "actual_dates";
  dates_of_remaining?: boolean;
  lag_calendar?: "successor" | "predecessor" | "project" | "around_the_clock";
  lag_from_actual_start?: boolean;
  float_kind?: "smallest" | "start" | "finish";
  common_end?: boolean;
  open_ends_critical?: boolean;
  critical_by?: "total_float" | "longest_path";
  critical_float_minutes?: number | null;
  float_paths?: boolean;
  float_path_count?: number;
  float_paths_by?: "total_float" | "free_float";
  use_expected_finish?: boolean;
  ignore_other_projects?: boolean;
  budget_cents?: number | null;
  contingency_reserve_cents?: number;
  management_reserve_cents?: number;
  rank?: string;
  product_ids?: Id[];
  file_details?: Json | null;
  program_id?: Id | null;
}

export const project_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  name: { kind: "text", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What the project is called." },
  charter: { kind: "text", custody: "project", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 20000, initial: "", unit: null, choices: null, refersTo: null, doc: "Why it exists and what it owes." },
  purpose: { kind: "text", custody: "product", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "Why it is done at all." },
  objectives: { kind: "text", custody: "product", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What it is to reach." },
  success_criteria: { kind: "text", custody: "product", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "By what is seen that it has." },
  scope_in: { kind: "text", custody: "product", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What belongs to it." },
  scope_out: { kind: "text", custody: "product", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What does not." },
  assumptions: { kind: "text", custody: "project", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What is taken for granted, and would change the plan if it were not so." },
  sponsor_id: { kind: "id", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who pays for it and answers for its success." },
  raci: { kind: "list", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "Who is responsible, accountable, consulted and informed, activity by activity." },
  start_at: { kind: "moment", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Nothing starts before it." },
  status_at: { kind: "moment", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Status date: remaining work is not planned before it." },
  must_finish_at: { kind: "moment", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Agreed finish: caps the late dates." },
  calendar_id: { kind: "id", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "calendar", doc: "Its working time." },
  schedule_from_finish: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Counts back from must_finish_at: what has not begun is as late as possible, unless it is to be as soon as possible, and start_at is not read. Off: counts from start_at." },
  honour_constraints: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: true, unit: null, choices: null, refersTo: null, doc: "Constraints win over links that contradict them; off: links win (Primavera P6)." },
  status_holds: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: true, unit: null, choices: null, refersTo: null, doc: "Remaining work is not planned before the status date; off: only progress is read by it." },
  progress_mode: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "progress_override", unit: null, choices: ["progress_override", "retained_logic", "actual_dates"], refersTo: null, doc: "What a started task makes of unfinished predecessors: it goes on whatever they do (progress_override), links hold back what remains of it (retained_logic), or links count from actual dates (actual_dates)." },
  dates_of_remaining: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Early and late dates of a started task are those of what remains (Primavera P6); off: of the whole task (MS Project)." },
  lag_calendar: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "successor", unit: null, choices: ["successor", "predecessor", "project", "around_the_clock"], refersTo: null, doc: "Whose working time a lag counts." },
  lag_from_actual_start: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "The lag of a start-start link counts from the actual start, off: from the early one." },
  float_kind: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "smallest", unit: null, choices: ["smallest", "start", "finish"], refersTo: null, doc: "Total float is the room of the start, of the finish, or the smallest of both." },
  common_end: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Float counts to the last finish of all projects that say so; off: of this project." },
  open_ends_critical: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "A task without successors has no float: several critical paths." },
  critical_by: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "total_float", unit: null, choices: ["total_float", "longest_path"], refersTo: null, doc: "Critical is what has little total float, or what drives the last finish." },
  critical_float_minutes: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 52704000, initial: null, unit: "min", choices: null, refersTo: null, doc: "A task is critical when its total float is at most this; null: the workspace's." },
  float_paths: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "The schedule numbers float paths: which items hang together on their way to the end, the most critical first." },
  float_path_count: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 1000, initial: 10, unit: null, choices: null, refersTo: null, doc: "At most so many float paths." },
  float_paths_by: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "total_float", unit: null, choices: ["total_float", "free_float"], refersTo: null, doc: "Float paths follow each other by the total float of their items, or by the slack of the link with which they join (free_float)." },
  use_expected_finish: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: true, unit: null, choices: null, refersTo: null, doc: "What remains of a task with an expected finish lasts until then." },
  ignore_other_projects: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Links from and to other projects are void." },
  budget_cents: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 1000000000000, initial: null, unit: "cents", choices: null, refersTo: null, doc: "What it may cost." },
  contingency_reserve_cents: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000000000000, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Part of the budget kept for known risks; the project manager spends it." },
  management_reserve_cents: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000000000000, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Part of the budget kept for what nobody foresaw; the sponsor releases it." },
  rank: { kind: "text", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100, initial: "", unit: null, choices: null, refersTo: null, doc: "Order among the projects: compared as bytes." },
  product_ids: { kind: "list", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 50, initial: null, unit: null, choices: null, refersTo: "product", doc: "The products it works on." },
  file_details: { kind: "json", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "What the file it came from says of it and Trivet has no field for, by format; written back on export." },
  program_id: { kind: "id", custody: "admin", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "program", doc: "The program it belongs to. Roles held there hold here: whoever gives roles decides." },
} as const satisfies Record<string, FieldMeta>;


/** What goes out together. */
export interface Release {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Its product. */
  product_id: Id;
  /** What it is called. */
  name: string;
  /** The day wished for it. */
  target_on: Day | null;
  /** Whether it is out. */
  state: "planned" | "released" | "cancelled";
  /** Order among the releases: compared as bytes. */
  rank: string;
}

export interface ReleaseCreate {
  product_id: Id;
  name: string;
  target_on?: Day | null;
  state?: "planned" | "released" | "cancelled";
  rank?: string;
}

export interface ReleasePatch {
  name?: string;
  target_on?: Day | null;
  state?: "planned" | "released" | "cancelled";
  rank?: string;
}

export const release_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  product_id: { kind: "id", custody: "product", required: true, nullable: false, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "product", doc: "Its product." },
  name: { kind: "text", custody: "product", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What it is called." },
  target_on: { kind: "day", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The day wished for it." },
  state: { kind: "choice", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "planned", unit: null, choices: ["planned", "released", "cancelled"], refersTo: null, doc: "Whether it is out." },
  rank: { kind: "text", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100, initial: "", unit: null, choices: null, refersTo: null, doc: "Order among the releases: compared as bytes." },
} as const satisfies Record<string, FieldMeta>;


/** Everything people plan: goal, initiative, feature, story, task, milestone or bug. */
export interface Item {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** What sort of item it is. */
  kind: "goal" | "initiative" | "feature" | "story" | "task" | "milestone" | "bug";
  /** How far it is. */
  state: "new" | "ready" | "in_progress" | "done" | "dropped";
  /** The item it is part of; with children an item is a summary of them. */
  parent_id: Id | null;
  /** The product it serves; null: its parent's. */
  product_id: Id | null;
  /** The project that delivers it; null: its parent's, or not planned yet. */
  project_id: Id | null;
  /** The release it belongs to; null: its parent's. */
  release_id: Id | null;
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
  /** How much it does for each person reached: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal. */
  impact: number | null;
  /** How easy it is to make, 1 to 10. */
  ease: number | null;
  /** How fast its value fades while it waits, on the scale of value. */
  time_criticality: number | null;
  /** Risk it takes away or chances it opens, on the scale of value. */
  risk_reduction: number | null;
  /** Must, should, could or won't be in it. */
  moscow: "must" | "should" | "could" | "wont" | null;
  /** Answers to the Kano survey; its class follows from them. */
  kano_answers: KanoAnswer[];
  /** Other forms of it, such as a simplified one. */
  variants: Variant[];
  /** Name of the variant chosen; null: all of it. */
  variant: string | null;
  /** Working time it takes; null: from the work of its assignments, else one day. */
  duration_minutes: number | null;
  /** How the duration is distributed between optimistic, most likely (the duration itself) and pessimistic; lognormal: these are its P10 and P90; discrete: one of the three, in 30, 40 and 30 of 100 cases. */
  estimate_kind: "triangular" | "pert" | "lognormal" | "uniform" | "discrete";
  /** How long it takes if all goes well; null: no less than the duration. */
  optimistic_minutes: number | null;
  /** How long it takes if much goes wrong; null: no more than the duration. */
  pessimistic_minutes: number | null;
  /** Estimated work before people are assigned. */
  effort_minutes: number | null;
  /** How much of the duration is done. */
  percent_complete: number;
  /** Working time still to do; null: from percent_complete. */
  remaining_minutes: number | null;
  /** When work began. */
  actual_start_at: Moment | null;
  /** When it was finished. */
  actual_finish_at: Moment | null;
  /** Bound on its dates. */
  constraint_kind: "as_soon_as_possible" | "as_late_as_possible" | "start_no_earlier_than" | "start_no_later_than" | "finish_no_earlier_than" | "finish_no_later_than" | "must_start_on" | "must_finish_on";
  /** The date of the constraint. */
  constraint_at: Moment | null;
  /** The constraint wins over links even where links win over constraints. */
  constraint_mandatory: boolean;
  /** A second bound on its dates. */
  constraint_2_kind: "as_soon_as_possible" | "as_late_as_possible" | "start_no_earlier_than" | "start_no_later_than" | "finish_no_earlier_than" | "finish_no_later_than" | "must_start_on" | "must_finish_on";
  /** The date of the second constraint. */
  constraint_2_at: Moment | null;
  /** What is not in the plan lets it start: not before this. */
  external_start_at: Moment | null;
  /** What is not in the plan waits for it: late finish not after this. */
  external_finish_at: Moment | null;
  /** Should be finished by; moves nothing. */
  deadline_at: Moment | null;
  /** Placed by hand: starts here whatever the links say; null: the engine places it. */
  manual_start_at: Moment | null;
  /** Of an item placed by hand: ends here; null: the duration after its start. */
  manual_finish_at: Moment | null;
  /** What stays when duration, work or units are edited. */
  task_type: "fixed_units" | "fixed_duration" | "fixed_work";
  /** Who joins takes over part of the work, instead of bringing more. */
  effort_driven: boolean;
  /** Levelling that splits may interrupt it, before and after it has begun. */
  leveling_can_split: boolean;
  /** Starts so much elapsed time later, because its people are busy before. */
  leveling_delay_minutes: number;
  /** Pauses in the work, sorted. */
  splits: ItemSplit[];
  /** What remains of work that has begun goes on no earlier. */
  resume_at: Moment | null;
  /** What remains lasts until then, where the project uses expected finishes. */
  expected_finish_at: Moment | null;
  /** Where its dates come from: its own duration; of a start_milestone, from where work goes on; of a level_of_effort, from its predecessors to its successors; of a wbs_summary, from the items beside and below it; of a resource_dependent one, from the calendars of its people, while its own says its float. */
  activity_kind: "task" | "start_milestone" | "level_of_effort" | "wbs_summary" | "resource_dependent";
  /** Float paths of its project lead to it; where no item says so, to whatever ends last. */
  ends_float_paths: boolean;
  /** Own working time; null: its people's, else the project's. */
  calendar_id: Id | null;
  /** Its own working time counts only where its people's calendars have working time, too; off: it counts alone. */
  calendar_with_people: boolean;
  /** Cost beside the people's. */
  fixed_cost_cents: number;
  /** When its fixed cost falls due: at the start, at the end, or as the work goes on. */
  cost_accrual: "start" | "end" | "prorated";
  /** How progress becomes earned value. */
  earned_value_method: "percent_complete" | "zero_hundred" | "fifty_fifty" | "weighted_steps" | "accepted_criteria";
  /** Weighted milestones of the work: each earns its share of the value when it is done. */
  steps: WorkStep[];
  /** The duration counts around the clock. */
  elapsed: boolean;
  /** Takes no part in the plan. */
  inactive: boolean;
  /** Its id in the file it came from. */
  external_id: string | null;
  /** What the file it came from says of it and Trivet has no field for, by format; written back on export. */
  file_details?: Json | null;
}

export interface ItemCreate {
  kind: "goal" | "initiative" | "feature" | "story" | "task" | "milestone" | "bug";
  state?: "new" | "ready" | "in_progress" | "done" | "dropped";
  parent_id?: Id | null;
  product_id?: Id | null;
  project_id?: Id | null;
  release_id?: Id | null;
  rank?: string | null;
  position?: string;
  title: string;
  text?: string;
  labels?: string[];
  value?: number | null;
  reach?: number | null;
  confidence_percent?: number | null;
  goal?: string;
  acceptance_criteria?: CriterionCreate[];
  impact?: number | null;
  ease?: number | null;
  time_criticality?: number | null;
  risk_reduction?: number | null;
  moscow?: "must" | "should" | "could" | "wont" | null;
  kano_answers?: KanoAnswerCreate[];
  variants?: VariantCreate[];
  variant?: string | null;
  duration_minutes?: number | null;
  estimate_kind?: "triangular" | "pert" | "lognormal" | "uniform" | "discrete";
  optimistic_minutes?: number | null;
  pessimistic_minutes?: number | null;
  effort_minutes?: number | null;
  percent_complete?: number;
  remaining_minutes?: number | null;
  actual_start_at?: Moment | null;
  actual_finish_at?: Moment | null;
  constraint_kind?: "as_soon_as_possible" | "as_late_as_possible" | "start_no_earlier_than" | "start_no_later_than" | "finish_no_earlier_than" | "finish_no_later_than" | "must_start_on" | "must_finish_on";
  constraint_at?: Moment | null;
  constraint_mandatory?: boolean;
  constraint_2_kind?: "as_soon_as_possible" | "as_late_as_possible" | "start_no_earlier_than" | "start_no_later_than" | "finish_no_earlier_than" | "finish_no_later_than" | "must_start_on" | "must_finish_on";
  constraint_2_at?: Moment | null;
  external_start_at?: Moment | null;
  external_finish_at?: Moment | null;
  deadline_at?: Moment | null;
  manual_start_at?: Moment | null;
  manual_finish_at?: Moment | null;
  task_type?: "fixed_units" | "fixed_duration" | "fixed_work";
  effort_driven?: boolean;
  leveling_can_split?: boolean;
  leveling_delay_minutes?: number;
  splits?: ItemSplitCreate[];
  resume_at?: Moment | null;
  expected_finish_at?: Moment | null;
  activity_kind?: "task" | "start_milestone" | "level_of_effort" | "wbs_summary" | "resource_dependent";
  ends_float_paths?: boolean;
  calendar_id?: Id | null;
  calendar_with_people?: boolean;
  fixed_cost_cents?: number;
  cost_accrual?: "start" | "end" | "prorated";
  earned_value_method?: "percent_complete" | "zero_hundred" | "fifty_fifty" | "weighted_steps" | "accepted_criteria";
  steps?: WorkStepCreate[];
  elapsed?: boolean;
  inactive?: boolean;
  external_id?: string | null;
  file_details?: Json | null;
}

export interface ItemPatch {
  kind?: "goal" | "initiative" | "feature" | "story" | "task" | "milestone" | "bug";
  state?: "new" | "ready" | "in_progress" | "done" | "dropped";
  parent_id?: Id | null;
  product_id?: Id | null;
  project_id?: Id | null;
  release_id?: Id | null;
  rank?: string | null;
  position?: string;
  title?: string;
  text?: string;
  labels?: string[];
  value?: number | null;
  reach?: number | null;
  confidence_percent?: number | null;
  goal?: string;
  acceptance_criteria?: CriterionCreate[];
  impact?: number | null;
  ease?: number | null;
  time_criticality?: number | null;
  risk_reduction?: number | null;
  moscow?: "must" | "should" | "could" | "wont" | null;
  kano_answers?: KanoAnswerCreate[];
  variants?: VariantCreate[];
  variant?: string | null;
  duration_minutes?: number | null;
  estimate_kind?: "triangular" | "pert" | "lognormal" | "uniform" | "discrete";
  optimistic_minutes?: number | null;
  pessimistic_minutes?: number | null;
  effort_minutes?: number | null;
  percent_complete?: number;
  remaining_minutes?: number | null;
  actual_start_at?: Moment | null;
  actual_finish_at?: Moment | null;
  constraint_kind?: "as_soon_as_possible" | "as_late_as_possible" | "start_no_earlier_than" | "start_no_later_than" | "finish_no_earlier_than" | "finish_no_later_than" | "must_start_on" | "must_finish_on";
  constraint_at?: Moment | null;
  constraint_mandatory?: boolean;
  constraint_2_kind?: "as_soon_as_possible" | "as_late_as_possible" | "start_no_earlier_than" | "start_no_later_than" | "finish_no_earlier_than" | "finish_no_later_than" | "must_start_on" | "must_finish_on";
  constraint_2_at?: Moment | null;
  external_start_at?: Moment | null;
  external_finish_at?: Moment | null;
  deadline_at?: Moment | null;
  manual_start_at?: Moment | null;
  manual_finish_at?: Moment | null;
  task_type?: "fixed_units" | "fixed_duration" | "fixed_work";
  effort_driven?: boolean;
  leveling_can_split?: boolean;
  leveling_delay_minutes?: number;
  splits?: ItemSplitCreate[];
  resume_at?: Moment | null;
  expected_finish_at?: Moment | null;
  activity_kind?: "task" | "start_milestone" | "level_of_effort" | "wbs_summary" | "resource_dependent";
  ends_float_paths?: boolean;
  calendar_id?: Id | null;
  calendar_with_people?: boolean;
  fixed_cost_cents?: number;
  cost_accrual?: "start" | "end" | "prorated";
  earned_value_method?: "percent_complete" | "zero_hundred" | "fifty_fifty" | "weighted_steps" | "accepted_criteria";
  steps?: WorkStepCreate[];
  elapsed?: boolean;
  inactive?: boolean;
  external_id?: string | null;
  file_details?: Json | null;
}

export const item_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  kind: { kind: "choice", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["goal", "initiative", "feature", "story", "task", "milestone", "bug"], refersTo: null, doc: "What sort of item it is." },
  state: { kind: "choice", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "new", unit: null, choices: ["new", "ready", "in_progress", "done", "dropped"], refersTo: null, doc: "How far it is." },
  parent_id: { kind: "id", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "The item it is part of; with children an item is a summary of them." },
  product_id: { kind: "id", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "product", doc: "The product it serves; null: its parent's." },
  project_id: { kind: "id", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "The project that delivers it; null: its parent's, or not planned yet." },
  release_id: { kind: "id", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "release", doc: "The release it belongs to; null: its parent's." },
  rank: { kind: "text", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "Importance among all items, a fractional index compared as bytes: smaller comes first; when people are shared it decides who waits. Null: its parent's." },
  position: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: "", unit: null, choices: null, refersTo: null, doc: "Order among its siblings in the outline, a fractional index; at the end when left out." },
  title: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 300, initial: null, unit: null, choices: null, refersTo: null, doc: "What is to be done." },
  text: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 50000, initial: "", unit: null, choices: null, refersTo: null, doc: "All that is to be said about it." },
  labels: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 50, initial: null, unit: null, choices: null, refersTo: null, doc: "Words to find it by." },
  value: { kind: "real", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 1000000, initial: null, unit: null, choices: null, refersTo: null, doc: "What it is worth, on the team's scale." },
  reach: { kind: "real", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 10000000000, initial: null, unit: null, choices: null, refersTo: null, doc: "People reached a quarter." },
  confidence_percent: { kind: "real", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 100, initial: null, unit: "percent", choices: null, refersTo: null, doc: "How sure value and reach are." },
  goal: { kind: "text", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 500, initial: "", unit: null, choices: null, refersTo: null, doc: "The goal it serves." },
  acceptance_criteria: { kind: "list", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What must be true for it to be accepted." },
  impact: { kind: "real", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "How much it does for each person reached: 3 massive, 2 high, 1 medium, 0.5 low, 0.25 minimal." },
  ease: { kind: "real", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "How easy it is to make, 1 to 10." },
  time_criticality: { kind: "real", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 1000000, initial: null, unit: null, choices: null, refersTo: null, doc: "How fast its value fades while it waits, on the scale of value." },
  risk_reduction: { kind: "real", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 1000000, initial: null, unit: null, choices: null, refersTo: null, doc: "Risk it takes away or chances it opens, on the scale of value." },
  moscow: { kind: "choice", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["must", "should", "could", "wont"], refersTo: null, doc: "Must, should, could or won't be in it." },
  kano_answers: { kind: "list", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Answers to the Kano survey; its class follows from them." },
  variants: { kind: "list", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 20, initial: null, unit: null, choices: null, refersTo: null, doc: "Other forms of it, such as a simplified one." },
  variant: { kind: "text", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "Name of the variant chosen; null: all of it." },
  duration_minutes: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 52704000, initial: null, unit: "min", choices: null, refersTo: null, doc: "Working time it takes; null: from the work of its assignments, else one day." },
  estimate_kind: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "triangular", unit: null, choices: ["triangular", "pert", "lognormal", "uniform", "discrete"], refersTo: null, doc: "How the duration is distributed between optimistic, most likely (the duration itself) and pessimistic; lognormal: these are its P10 and P90; discrete: one of the three, in 30, 40 and 30 of 100 cases." },
  optimistic_minutes: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 52704000, initial: null, unit: "min", choices: null, refersTo: null, doc: "How long it takes if all goes well; null: no less than the duration." },
  pessimistic_minutes: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 52704000, initial: null, unit: "min", choices: null, refersTo: null, doc: "How long it takes if much goes wrong; null: no more than the duration." },
  effort_minutes: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 52704000, initial: null, unit: "min", choices: null, refersTo: null, doc: "Estimated work before people are assigned." },
  percent_complete: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100, initial: 0, unit: "percent", choices: null, refersTo: null, doc: "How much of the duration is done." },
  remaining_minutes: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 52704000, initial: null, unit: "min", choices: null, refersTo: null, doc: "Working time still to do; null: from percent_complete." },
  actual_start_at: { kind: "moment", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When work began." },
  actual_finish_at: { kind: "moment", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was finished." },
  constraint_kind: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "as_soon_as_possible", unit: null, choices: ["as_soon_as_possible", "as_late_as_possible", "start_no_earlier_than", "start_no_later_than", "finish_no_earlier_than", "finish_no_later_than", "must_start_on", "must_finish_on"], refersTo: null, doc: "Bound on its dates." },
  constraint_at: { kind: "moment", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The date of the constraint." },
  constraint_mandatory: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "The constraint wins over links even where links win over constraints." },
  constraint_2_kind: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "as_soon_as_possible", unit: null, choices: ["as_soon_as_possible", "as_late_as_possible", "start_no_earlier_than", "start_no_later_than", "finish_no_earlier_than", "finish_no_later_than", "must_start_on", "must_finish_on"], refersTo: null, doc: "A second bound on its dates." },
  constraint_2_at: { kind: "moment", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The date of the second constraint." },
  external_start_at: { kind: "moment", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "What is not in the plan lets it start: not before this." },
  external_finish_at: { kind: "moment", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "What is not in the plan waits for it: late finish not after this." },
  deadline_at: { kind: "moment", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Should be finished by; moves nothing." },
  manual_start_at: { kind: "moment", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Placed by hand: starts here whatever the links say; null: the engine places it." },
  manual_finish_at: { kind: "moment", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Of an item placed by hand: ends here; null: the duration after its start." },
  task_type: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "fixed_units", unit: null, choices: ["fixed_units", "fixed_duration", "fixed_work"], refersTo: null, doc: "What stays when duration, work or units are edited." },
  effort_driven: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Who joins takes over part of the work, instead of bringing more." },
  leveling_can_split: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: true, unit: null, choices: null, refersTo: null, doc: "Levelling that splits may interrupt it, before and after it has begun." },
  leveling_delay_minutes: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 52704000, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Starts so much elapsed time later, because its people are busy before." },
  splits: { kind: "list", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 500, initial: null, unit: null, choices: null, refersTo: null, doc: "Pauses in the work, sorted." },
  resume_at: { kind: "moment", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "What remains of work that has begun goes on no earlier." },
  expected_finish_at: { kind: "moment", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "What remains lasts until then, where the project uses expected finishes." },
  activity_kind: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "task", unit: null, choices: ["task", "start_milestone", "level_of_effort", "wbs_summary", "resource_dependent"], refersTo: null, doc: "Where its dates come from: its own duration; of a start_milestone, from where work goes on; of a level_of_effort, from its predecessors to its successors; of a wbs_summary, from the items beside and below it; of a resource_dependent one, from the calendars of its people, while its own says its float." },
  ends_float_paths: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Float paths of its project lead to it; where no item says so, to whatever ends last." },
  calendar_id: { kind: "id", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "calendar", doc: "Own working time; null: its people's, else the project's." },
  calendar_with_people: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Its own working time counts only where its people's calendars have working time, too; off: it counts alone." },
  fixed_cost_cents: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000000000000, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost beside the people's." },
  cost_accrual: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "prorated", unit: null, choices: ["start", "end", "prorated"], refersTo: null, doc: "When its fixed cost falls due: at the start, at the end, or as the work goes on." },
  earned_value_method: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "percent_complete", unit: null, choices: ["percent_complete", "zero_hundred", "fifty_fifty", "weighted_steps", "accepted_criteria"], refersTo: null, doc: "How progress becomes earned value." },
  steps: { kind: "list", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "Weighted milestones of the work: each earns its share of the value when it is done." },
  elapsed: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "The duration counts around the clock." },
  inactive: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Takes no part in the plan." },
  external_id: { kind: "text", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "Its id in the file it came from." },
  file_details: { kind: "json", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "What the file it came from says of it and Trivet has no field for, by format; written back on export." },
} as const satisfies Record<string, FieldMeta>;


/** What may happen to a project, or is uncertain in it. */
export interface Risk {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Whose risk it is. */
  project_id: Id;
  /** What may happen. */
  title: string;
  /** Why it may happen. */
  cause: string;
  /** What it would do. */
  effect: string;
  /** Open: it is in the forecast; occurred or closed: not any more. */
  state: "open" | "occurred" | "closed";
  /** In so many of 100 cases it happens; 100: it is certain, and what it does is not. */
  probability_percent: number;
  /** How bad it would be: the column of the matrix. */
  impact: number;
  /** The items it acts on, all of them at once; of one with children, on all below it. */
  item_ids: Id[];
  /** percent: their durations become duration_low to duration_high percent, the same for all; minutes: so much is added to each, to one with children once. */
  effect_kind: "percent" | "minutes";
  /** Percent or minutes, at least; null: durations stay. */
  duration_low: number | null;
  /** Most likely; null: between the other two. */
  duration_likely: number | null;
  /** At most; null: durations stay. */
  duration_high: number | null;
  /** What it costs when it happens, at least; null: nothing. */
  cost_low_cents: number | null;
  /** Most likely; null: between the other two. */
  cost_likely_cents: number | null;
  /** At most; null: nothing. */
  cost_high_cents: number | null;
  /** What is done about it. */
  response: "none" | "avoid" | "mitigate" | "transfer" | "accept" | "exploit" | "enhance" | "share";
  /** Resolved, owned, accepted or mitigated. */
  roam: "none" | "resolved" | "owned" | "accepted" | "mitigated";
  /** The response in words. */
  response_text: string;
  /** By what is noticed that it happens. */
  trigger_text: string;
  /** Who watches it. */
  owner_id: Id | null;
}

export interface RiskCreate {
  project_id: Id;
  title: string;
  cause?: string;
  effect?: string;
  state?: "open" | "occurred" | "closed";
  probability_percent?: number;
  impact?: number;
  item_ids?: Id[];
  effect_kind?: "percent" | "minutes";
  duration_low?: number | null;
  duration_likely?: number | null;
  duration_high?: number | null;
  cost_low_cents?: number | null;
  cost_likely_cents?: number | null;
  cost_high_cents?: number | null;
  response?: "none" | "avoid" | "mitigate" | "transfer" | "accept" | "exploit" | "enhance" | "share";
  roam?: "none" | "resolved" | "owned" | "accepted" | "mitigated";
  response_text?: string;
  trigger_text?: string;
  owner_id?: Id | null;
}

export interface RiskPatch {
  project_id?: Id;
  title?: string;
  cause?: string;
  effect?: string;
  state?: "open" | "occurred" | "closed";
  probability_percent?: number;
  impact?: number;
  item_ids?: Id[];
  effect_kind?: "percent" | "minutes";
  duration_low?: number | null;
  duration_likely?: number | null;
  duration_high?: number | null;
  cost_low_cents?: number | null;
  cost_likely_cents?: number | null;
  cost_high_cents?: number | null;
  response?: "none" | "avoid" | "mitigate" | "transfer" | "accept" | "exploit" | "enhance" | "share";
  roam?: "none" | "resolved" | "owned" | "accepted" | "mitigated";
  response_text?: string;
  trigger_text?: string;
  owner_id?: Id | null;
}

export const risk_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  project_id: { kind: "id", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "Whose risk it is." },
  title: { kind: "text", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "What may happen." },
  cause: { kind: "text", custody: "project", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "Why it may happen." },
  effect: { kind: "text", custody: "project", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What it would do." },
  state: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "open", unit: null, choices: ["open", "occurred", "closed"], refersTo: null, doc: "Open: it is in the forecast; occurred or closed: not any more." },
  probability_percent: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100, initial: 50, unit: "percent", choices: null, refersTo: null, doc: "In so many of 100 cases it happens; 100: it is certain, and what it does is not." },
  impact: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 5, initial: 3, unit: null, choices: null, refersTo: null, doc: "How bad it would be: the column of the matrix." },
  item_ids: { kind: "list", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: "item", doc: "The items it acts on, all of them at once; of one with children, on all below it." },
  effect_kind: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "percent", unit: null, choices: ["percent", "minutes"], refersTo: null, doc: "percent: their durations become duration_low to duration_high percent, the same for all; minutes: so much is added to each, to one with children once." },
  duration_low: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 52704000, initial: null, unit: null, choices: null, refersTo: null, doc: "Percent or minutes, at least; null: durations stay." },
  duration_likely: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 52704000, initial: null, unit: null, choices: null, refersTo: null, doc: "Most likely; null: between the other two." },
  duration_high: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 52704000, initial: null, unit: null, choices: null, refersTo: null, doc: "At most; null: durations stay." },
  cost_low_cents: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 1000000000000, initial: null, unit: "cents", choices: null, refersTo: null, doc: "What it costs when it happens, at least; null: nothing." },
  cost_likely_cents: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 1000000000000, initial: null, unit: "cents", choices: null, refersTo: null, doc: "Most likely; null: between the other two." },
  cost_high_cents: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 1000000000000, initial: null, unit: "cents", choices: null, refersTo: null, doc: "At most; null: nothing." },
  response: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "none", unit: null, choices: ["none", "avoid", "mitigate", "transfer", "accept", "exploit", "enhance", "share"], refersTo: null, doc: "What is done about it." },
  roam: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "none", unit: null, choices: ["none", "resolved", "owned", "accepted", "mitigated"], refersTo: null, doc: "Resolved, owned, accepted or mitigated." },
  response_text: { kind: "text", custody: "project", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "The response in words." },
  trigger_text: { kind: "text", custody: "project", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "By what is noticed that it happens." },
  owner_id: { kind: "id", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who watches it." },
} as const satisfies Record<string, FieldMeta>;


/** A dependency between two items. */
export interface Link {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** The item that goes first. */
  predecessor_id: Id;
  /** The item that depends on it. */
  successor_id: Id;
  /** Which end waits for which; finish_start by default. */
  type: "finish_finish" | "finish_start" | "start_finish" | "start_start";
  /** Waits this much longer; with lag_kind percent: percent of the predecessor's duration. */
  lag_minutes: number;
  /** What the lag counts in. */
  lag_kind: "working" | "elapsed" | "percent";
}

export interface LinkCreate {
  predecessor_id: Id;
  successor_id: Id;
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
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  predecessor_id: { kind: "id", custody: "project", required: true, nullable: false, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "The item that goes first." },
  successor_id: { kind: "id", custody: "project", required: true, nullable: false, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "The item that depends on it." },
  type: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "finish_start", unit: null, choices: ["finish_finish", "finish_start", "start_finish", "start_start"], refersTo: null, doc: "Which end waits for which; finish_start by default." },
  lag_minutes: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: -52704000, max: 52704000, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Waits this much longer; with lag_kind percent: percent of the predecessor's duration." },
  lag_kind: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "working", unit: null, choices: ["working", "elapsed", "percent"], refersTo: null, doc: "What the lag counts in." },
} as const satisfies Record<string, FieldMeta>;


/** A person, machine or material that work is assigned to. */
export interface Resource {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** What or who it is. */
  name: string;
  /** Person, machine or material. */
  kind: "person" | "machine" | "material";
  /** Where he is reached; finds him again when a plan is imported. */
  email: string | null;
  /** His account, if he has one. */
  person_id: Id | null;
  /** Own working time; null: that of the project worked for. */
  calendar_id: Id | null;
  /** How much there is: 100 is one whole person, 300 a team of three. */
  units_percent: number;
  /** First day, of somebody who joins: shared and levelled work waits for it; null: always there. */
  available_from: Day | null;
  /** Last day, of somebody who leaves: work after it is overload; null: stays. */
  available_until: Day | null;
  /** Where it changes how much there is, by day; before the first step units_percent. */
  availability: AvailabilityStep[];
  /** What it can do, one name each: levelling may give it assignments that name one of them. */
  skills: string[];
  /** Nobody in particular, a role: levelling gives its assignments to whoever has their skill; without one, its first skill or else its name counts. */
  generic: boolean;
  /** Cost of an hour from the beginning, by rate table a; of material: of one unit. */
  rate_cents_per_hour: number;
  /** Cost of an hour of overtime; null: as any other. */
  overtime_rate_cents_per_hour: number | null;
  /** Cost of each assignment, for each unit; of material for all of it. */
  cost_per_use_cents: number;
  /** What it costs later, and by its other rate tables; sorted by table and moment. */
  rates: ResourceRate[];
  /** Its id in the file it came from. */
  external_id: string | null;
  /** What the file it came from says of it and Trivet has no field for, by format; written back on export. */
  file_details?: Json | null;
}

export interface ResourceCreate {
  name: string;
  kind?: "person" | "machine" | "material";
  email?: string | null;
  person_id?: Id | null;
  calendar_id?: Id | null;
  units_percent?: number;
  available_from?: Day | null;
  available_until?: Day | null;
  availability?: AvailabilityStepCreate[];
  skills?: string[];
  generic?: boolean;
  rate_cents_per_hour?: number;
  overtime_rate_cents_per_hour?: number | null;
  cost_per_use_cents?: number;
  rates?: ResourceRateCreate[];
  external_id?: string | null;
  file_details?: Json | null;
}

export interface ResourcePatch {
  name?: string;
  kind?: "person" | "machine" | "material";
  email?: string | null;
  person_id?: Id | null;
  calendar_id?: Id | null;
  units_percent?: number;
  available_from?: Day | null;
  available_until?: Day | null;
  availability?: AvailabilityStepCreate[];
  skills?: string[];
  generic?: boolean;
  rate_cents_per_hour?: number;
  overtime_rate_cents_per_hour?: number | null;
  cost_per_use_cents?: number;
  rates?: ResourceRateCreate[];
  external_id?: string | null;
  file_details?: Json | null;
}

export const resource_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  name: { kind: "text", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What or who it is." },
  kind: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "person", unit: null, choices: ["person", "machine", "material"], refersTo: null, doc: "Person, machine or material." },
  email: { kind: "text", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 3, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "Where he is reached; finds him again when a plan is imported." },
  person_id: { kind: "id", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "His account, if he has one." },
  calendar_id: { kind: "id", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "calendar", doc: "Own working time; null: that of the project worked for." },
  units_percent: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000000, initial: 100, unit: "percent", choices: null, refersTo: null, doc: "How much there is: 100 is one whole person, 300 a team of three." },
  available_from: { kind: "day", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "First day, of somebody who joins: shared and levelled work waits for it; null: always there." },
  available_until: { kind: "day", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Last day, of somebody who leaves: work after it is overload; null: stays." },
  availability: { kind: "list", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 500, initial: null, unit: null, choices: null, refersTo: null, doc: "Where it changes how much there is, by day; before the first step units_percent." },
  skills: { kind: "list", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 50, initial: null, unit: null, choices: null, refersTo: null, doc: "What it can do, one name each: levelling may give it assignments that name one of them." },
  generic: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Nobody in particular, a role: levelling gives its assignments to whoever has their skill; without one, its first skill or else its name counts." },
  rate_cents_per_hour: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100000000, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost of an hour from the beginning, by rate table a; of material: of one unit." },
  overtime_rate_cents_per_hour: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 100000000, initial: null, unit: "cents", choices: null, refersTo: null, doc: "Cost of an hour of overtime; null: as any other." },
  cost_per_use_cents: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000000000000, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost of each assignment, for each unit; of material for all of it." },
  rates: { kind: "list", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 500, initial: null, unit: null, choices: null, refersTo: null, doc: "What it costs later, and by its other rate tables; sorted by table and moment." },
  external_id: { kind: "text", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "Its id in the file it came from." },
  file_details: { kind: "json", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "What the file it came from says of it and Trivet has no field for, by format; written back on export." },
} as const satisfies Record<string, FieldMeta>;


/** Who works on what. */
export interface Assignment {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** The work. */
  item_id: Id;
  /** Who does it. */
  resource_id: Id;
  /** Skill that it takes: levelling may give it to whoever has it; null: to nobody else. */
  skill: string | null;
  /** How much of the resource's time; of material: how many units. */
  units_percent: number;
  /** Work to do; null: units times the item's duration. */
  work_minutes: number | null;
  /** Begins so much working time after the item. */
  delay_minutes: number;
  /** Begins so much working time after that, because the resource is busy before. */
  leveling_delay_minutes: number;
  /** How the work is spread: in tenths of the time by a usual shape, or as portions say. */
  contour: "flat" | "back_loaded" | "front_loaded" | "double_peak" | "early_peak" | "late_peak" | "bell" | "turtle" | "custom";
  /** Of a custom contour: stretches of even work, one after the other. */
  portions: AssignmentPortion[];
  /** How much of the work is done outside working time, and takes none of it. */
  overtime_minutes: number;
  /** Work that is done. */
  actual_work_minutes: number;
  /** By which of the resource's rate tables its work costs. */
  rate_table: "a" | "b" | "c" | "d" | "e";
  /** What the file it came from says of it and Trivet has no field for, by format; written back on export. */
  file_details?: Json | null;
}

export interface AssignmentCreate {
  item_id: Id;
  resource_id: Id;
  skill?: string | null;
  units_percent?: number;
  work_minutes?: number | null;
  delay_minutes?: number;
  leveling_delay_minutes?: number;
  contour?: "flat" | "back_loaded" | "front_loaded" | "double_peak" | "early_peak" | "late_peak" | "bell" | "turtle" | "custom";
  portions?: AssignmentPortionCreate[];
  overtime_minutes?: number;
  actual_work_minutes?: number;
  rate_table?: "a" | "b" | "c" | "d" | "e";
  file_details?: Json | null;
}

export interface AssignmentPatch {
  resource_id?: Id;
  skill?: string | null;
  units_percent?: number;
  work_minutes?: number | null;
  delay_minutes?: number;
  leveling_delay_minutes?: number;
  contour?: "flat" | "back_loaded" | "front_loaded" | "double_peak" | "early_peak" | "late_peak" | "bell" | "turtle" | "custom";
  portions?: AssignmentPortionCreate[];
  overtime_minutes?: number;
  actual_work_minutes?: number;
  rate_table?: "a" | "b" | "c" | "d" | "e";
  file_details?: Json | null;
}

export const assignment_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  item_id: { kind: "id", custody: "project", required: true, nullable: false, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "The work." },
  resource_id: { kind: "id", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "resource", doc: "Who does it." },
  skill: { kind: "text", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 1, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "Skill that it takes: levelling may give it to whoever has it; null: to nobody else." },
  units_percent: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000000, initial: 100, unit: "percent", choices: null, refersTo: null, doc: "How much of the resource's time; of material: how many units." },
  work_minutes: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 52704000, initial: null, unit: "min", choices: null, refersTo: null, doc: "Work to do; null: units times the item's duration." },
  delay_minutes: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 52704000, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Begins so much working time after the item." },
  leveling_delay_minutes: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 52704000, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Begins so much working time after that, because the resource is busy before." },
  contour: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "flat", unit: null, choices: ["flat", "back_loaded", "front_loaded", "double_peak", "early_peak", "late_peak", "bell", "turtle", "custom"], refersTo: null, doc: "How the work is spread: in tenths of the time by a usual shape, or as portions say." },
  portions: { kind: "list", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 5000, initial: null, unit: null, choices: null, refersTo: null, doc: "Of a custom contour: stretches of even work, one after the other." },
  overtime_minutes: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 52704000, initial: 0, unit: "min", choices: null, refersTo: null, doc: "How much of the work is done outside working time, and takes none of it." },
  actual_work_minutes: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 52704000, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Work that is done." },
  rate_table: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "a", unit: null, choices: ["a", "b", "c", "d", "e"], refersTo: null, doc: "By which of the resource's rate tables its work costs." },
  file_details: { kind: "json", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "What the file it came from says of it and Trivet has no field for, by format; written back on export." },
} as const satisfies Record<string, FieldMeta>;


/** Changes outside their author's custody, with what they would do. */
export interface Proposal {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** What is proposed; written by Trivet when left out. */
  title: string;
  /** Why. */
  reason: string;
  /** From whom it comes: somebody here, a customer, quality assurance, a regulator, the result of a test, somebody else. */
  source: "person" | "customer" | "quality" | "regulator" | "test_result" | "other";
  /** The name of that customer or office. */
  source_account: string;
  /** Product's assessment: what it is worth. */
  value: number | null;
  /** The goals it serves. */
  goal_ids: Id[];
  /** When it is done well. */
  acceptance_criteria: Criterion[];
  /** What happens if it is not done. */
  if_not_done: string;
  /** Whether it is decided. */
  state: "open" | "accepted" | "declined" | "countered" | "withdrawn";
  /** Product has to sign. */
  needs_product: boolean;
  /** Project has to sign. */
  needs_project: boolean;
  /** It leaves a baseline, and nobody but its author has signed: somebody else has to. */
  needs_second: boolean;
  /** Who set the tolerances that it would exceed: each of them signs. */
  authority_ids: Id[];
  /** Who has signed so far. */
  signatures: Signature[];
  /** Who proposes. */
  author_id: Id | null;
  /** The proposal that this one answers. */
  counter_to_id: Id | null;
  /** The decision that accepting it takes back. */
  undoes_id: Id | null;
  /** What would change. */
  changes: ProposedChange[];
  /** What it does to the releases and projects that differ by it. */
  impacts: Impact[];
  /** Whose overload differs by it. */
  overloads: Overload[];
  /** The baselines in force that the plan would no longer be. */
  baseline_ids: Id[];
  /** The tolerances that it exceeds. */
  exceeded: Exceeded[];
  /** Checks of schedule quality that fail without it. */
  checks_failed_before: number;
  /** Checks of schedule quality that fail with it. */
  checks_failed_after: number;
  /** The event up to which these figures are right. */
  computed_at_seq: number;
  /** The engine that computed them. */
  engine_version: string;
  /** The decision that closed it. */
  decision_id: Id | null;
  /** Who decided. */
  decided_by_id: Id | null;
  /** When. */
  decided_at: Time | null;
  /** What was said about it. */
  decision_note: string;
}

export interface ProposalCreate {
  title?: string;
  reason?: string;
  source?: "person" | "customer" | "quality" | "regulator" | "test_result" | "other";
  source_account?: string;
  value?: number | null;
  goal_ids?: Id[];
  acceptance_criteria?: CriterionCreate[];
  if_not_done?: string;
  changes: ProposedChangeCreate[];
}

export interface ProposalPatch {
  title?: string;
  reason?: string;
  source?: "person" | "customer" | "quality" | "regulator" | "test_result" | "other";
  source_account?: string;
  value?: number | null;
  goal_ids?: Id[];
  acceptance_criteria?: CriterionCreate[];
  if_not_done?: string;
}

export const proposal_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  title: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 300, initial: "", unit: null, choices: null, refersTo: null, doc: "What is proposed; written by Trivet when left out." },
  reason: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "Why." },
  source: { kind: "choice", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "person", unit: null, choices: ["person", "customer", "quality", "regulator", "test_result", "other"], refersTo: null, doc: "From whom it comes: somebody here, a customer, quality assurance, a regulator, the result of a test, somebody else." },
  source_account: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "The name of that customer or office." },
  value: { kind: "real", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Product's assessment: what it is worth." },
  goal_ids: { kind: "list", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 20, initial: null, unit: null, choices: null, refersTo: "item", doc: "The goals it serves." },
  acceptance_criteria: { kind: "list", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 50, initial: null, unit: null, choices: null, refersTo: null, doc: "When it is done well." },
  if_not_done: { kind: "text", custody: "product", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What happens if it is not done." },
  state: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "open", unit: null, choices: ["open", "accepted", "declined", "countered", "withdrawn"], refersTo: null, doc: "Whether it is decided." },
  needs_product: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Product has to sign." },
  needs_project: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Project has to sign." },
  needs_second: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "It leaves a baseline, and nobody but its author has signed: somebody else has to." },
  authority_ids: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 10, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who set the tolerances that it would exceed: each of them signs." },
  signatures: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 10, initial: null, unit: null, choices: null, refersTo: null, doc: "Who has signed so far." },
  author_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who proposes." },
  counter_to_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "proposal", doc: "The proposal that this one answers." },
  undoes_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "decision", doc: "The decision that accepting it takes back." },
  changes: { kind: "list", custody: "shared", required: true, nullable: false, createOnly: true, multiline: false, min: 1, max: 20000, initial: null, unit: null, choices: null, refersTo: null, doc: "What would change." },
  impacts: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "What it does to the releases and projects that differ by it." },
  overloads: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Whose overload differs by it." },
  baseline_ids: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: "baseline", doc: "The baselines in force that the plan would no longer be." },
  exceeded: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "The tolerances that it exceeds." },
  checks_failed_before: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Checks of schedule quality that fail without it." },
  checks_failed_after: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Checks of schedule quality that fail with it." },
  computed_at_seq: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "The event up to which these figures are right." },
  engine_version: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 40, initial: "", unit: null, choices: null, refersTo: null, doc: "The engine that computed them." },
  decision_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "decision", doc: "The decision that closed it." },
  decided_by_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who decided." },
  decided_at: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When." },
  decision_note: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What was said about it." },
} as const satisfies Record<string, FieldMeta>;


/** What was decided, by whom, why, and on which figures. */
export interface Decision {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Counts up in the workspace. */
  number: number;
  /** What was decided. */
  title: string;
  /** Why. */
  reason: string;
  /** A proposal was accepted or declined; recorded: written down by hand. */
  outcome: "recorded" | "accepted" | "declined";
  /** What was considered and not chosen. */
  alternatives: Alternative[];
  /** Who decided, and in which role. */
  signatures: Signature[];
  /** One person signed for product and for project. */
  one_person: boolean;
  /** The proposals it is about. */
  proposal_ids: Id[];
  /** The products it is about. */
  product_ids: Id[];
  /** The projects it is about. */
  project_ids: Id[];
  /** What it does to the releases and projects that differ by it. */
  impacts: Impact[];
  /** Whose overload differs by it. */
  overloads: Overload[];
  /** The baselines in force that the plan would no longer be. */
  baseline_ids: Id[];
  /** The tolerances that it exceeds. */
  exceeded: Exceeded[];
  /** Checks of schedule quality that fail without it. */
  checks_failed_before: number;
  /** Checks of schedule quality that fail with it. */
  checks_failed_after: number;
  /** The event up to which these figures are right. */
  computed_at_seq: number;
  /** The engine that computed them. */
  engine_version: string;
  /** The baselines that it replaced, and those it set. */
  rebaselines: Rebaseline[];
  /** The meeting in which it was taken. */
  meeting_id: Id | null;
  /** Who wrote it down, or signed last. */
  author_id: Id | null;
  /** When. */
  decided_at: Time;
  /** The decision that this one takes back. */
  undoes_id: Id | null;
  /** The decision that took this one back. */
  undone_by_id: Id | null;
}

export interface DecisionCreate {
  title: string;
  reason?: string;
  alternatives?: AlternativeCreate[];
  product_ids?: Id[];
  project_ids?: Id[];
  meeting_id?: Id | null;
}

export interface DecisionPatch {
  title?: string;
  reason?: string;
  alternatives?: AlternativeCreate[];
  product_ids?: Id[];
  project_ids?: Id[];
}

export const decision_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  number: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Counts up in the workspace." },
  title: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 300, initial: null, unit: null, choices: null, refersTo: null, doc: "What was decided." },
  reason: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "Why." },
  outcome: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "recorded", unit: null, choices: ["recorded", "accepted", "declined"], refersTo: null, doc: "A proposal was accepted or declined; recorded: written down by hand." },
  alternatives: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 50, initial: null, unit: null, choices: null, refersTo: null, doc: "What was considered and not chosen." },
  signatures: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 10, initial: null, unit: null, choices: null, refersTo: null, doc: "Who decided, and in which role." },
  one_person: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "One person signed for product and for project." },
  proposal_ids: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 50, initial: null, unit: null, choices: null, refersTo: "proposal", doc: "The proposals it is about." },
  product_ids: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 50, initial: null, unit: null, choices: null, refersTo: "product", doc: "The products it is about." },
  project_ids: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 50, initial: null, unit: null, choices: null, refersTo: "project", doc: "The projects it is about." },
  impacts: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "What it does to the releases and projects that differ by it." },
  overloads: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Whose overload differs by it." },
  baseline_ids: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: "baseline", doc: "The baselines in force that the plan would no longer be." },
  exceeded: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "The tolerances that it exceeds." },
  checks_failed_before: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Checks of schedule quality that fail without it." },
  checks_failed_after: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Checks of schedule quality that fail with it." },
  computed_at_seq: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "The event up to which these figures are right." },
  engine_version: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 40, initial: "", unit: null, choices: null, refersTo: null, doc: "The engine that computed them." },
  rebaselines: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 50, initial: null, unit: null, choices: null, refersTo: null, doc: "The baselines that it replaced, and those it set." },
  meeting_id: { kind: "id", custody: "shared", required: false, nullable: true, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "meeting", doc: "The meeting in which it was taken." },
  author_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who wrote it down, or signed last." },
  decided_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When." },
  undoes_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "decision", doc: "The decision that this one takes back." },
  undone_by_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "decision", doc: "The decision that took this one back." },
} as const satisfies Record<string, FieldMeta>;


/** Lets a program act for a person. */
export interface Token {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** For whom it acts. */
  person_id: Id;
  /** What it is for. */
  name: string;
  /** What it may write: write:plan, write:money, write:decisions, write:accounts. Empty: it only reads. */
  scopes: string[];
  /** Ends by itself; null: never. */
  expires_at: Time | null;
  /** When it was last used. */
  last_used_at: Time | null;
}

export interface TokenCreate {
  name: string;
  scopes?: string[];
  expires_at?: Time | null;
}

export interface TokenPatch {
  name?: string;
  scopes?: string[];
  expires_at?: Time | null;
}

export const token_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  person_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "For whom it acts." },
  name: { kind: "text", custody: "own", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What it is for." },
  scopes: { kind: "list", custody: "own", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 4, initial: null, unit: null, choices: null, refersTo: null, doc: "What it may write: write:plan, write:money, write:decisions, write:accounts. Empty: it only reads." },
  expires_at: { kind: "time", custody: "own", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Ends by itself; null: never." },
  last_used_at: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last used." },
} as const satisfies Record<string, FieldMeta>;


/** Signs its person in without a password. */
export interface Passkey {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Whom it signs in. */
  person_id: Id;
  /** What its owner calls it. */
  name: string;
  /** What the authenticator calls it, as base64url. */
  credential_id: string;
  /** When it was last used. */
  last_used_at: Time | null;
  /** The authenticator's counter went back, so there may be a copy of it: it signs nobody in. */
  copied: boolean;
}

export interface PasskeyCreate {
  name: string;
}

export interface PasskeyPatch {
  name?: string;
}

export const passkey_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  person_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Whom it signs in." },
  name: { kind: "text", custody: "own", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What its owner calls it." },
  credential_id: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1400, initial: "", unit: null, choices: null, refersTo: null, doc: "What the authenticator calls it, as base64url." },
  last_used_at: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last used." },
  copied: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "The authenticator's counter went back, so there may be a copy of it: it signs nobody in." },
} as const satisfies Record<string, FieldMeta>;


/** What somebody says about an item. */
export interface Comment {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** About which item. */
  item_id: Id;
  /** Markdown. [@Name](/people?person=ID) tells somebody. */
  text: string;
  /** Who says it. */
  author_id: Id | null;
}

export interface CommentCreate {
  item_id: Id;
  text: string;
}

export interface CommentPatch {
  text?: string;
}

export const comment_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  item_id: { kind: "id", custody: "own", required: true, nullable: false, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "About which item." },
  text: { kind: "text", custody: "own", required: true, nullable: false, createOnly: false, multiline: true, min: 1, max: 10000, initial: null, unit: null, choices: null, refersTo: null, doc: "Markdown. [@Name](/people?person=ID) tells somebody." },
  author_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who says it." },
} as const satisfies Record<string, FieldMeta>;


/** A file with an item or a project. */
export interface Attachment {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Where it is attached. */
  item_id: Id | null;
  /** Where it is attached. */
  project_id: Id | null;
  /** Of the file. */
  name: string;
  /** How large it is. */
  size_bytes: number;
  /** BLAKE2b of its content. */
  hash: string;
  /** Who attached it. */
  author_id: Id | null;
}

export const attachment_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  item_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "Where it is attached." },
  project_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "Where it is attached." },
  name: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "Of the file." },
  size_bytes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "bytes", choices: null, refersTo: null, doc: "How large it is." },
  hash: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "BLAKE2b of its content." },
  author_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who attached it." },
} as const satisfies Record<string, FieldMeta>;


/** Another program that is told of events. */
export interface Webhook {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** What it is for. */
  name: string;
  /** Of the address: the part that is shown. */
  host: string;
  /** Only events of these: item, link ... Empty: of all. */
  resources: string[];
  /** Off: what happens meanwhile is told when it is on again. */
  active: boolean;
}

export interface WebhookCreate {
  name: string;
  url: string;
  resources?: string[];
  active?: boolean;
}

export interface WebhookPatch {
  name?: string;
  url?: string;
  resources?: string[];
  active?: boolean;
}

export const webhook_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  name: { kind: "text", custody: "admin", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What it is for." },
  host: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "Of the address: the part that is shown." },
  resources: { kind: "list", custody: "admin", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 50, initial: null, unit: null, choices: null, refersTo: null, doc: "Only events of these: item, link ... Empty: of all." },
  active: { kind: "bool", custody: "admin", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: true, unit: null, choices: null, refersTo: null, doc: "Off: what happens meanwhile is told when it is on again." },
} as const satisfies Record<string, FieldMeta>;


/** What was agreed: scope, schedule and cost frozen under one number. */
export interface Baseline {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** What is frozen: this project; null: the whole workspace. */
  project_id: Id | null;
  /** Revision: counts up in its project, or among those of the workspace. */
  number: number;
  /** What was agreed. */
  name: string;
  /** Why it was set. */
  text: string;
  /** Status date of the project then. */
  status_at: Moment | null;
  /** First start. */
  start_at: Moment | null;
  /** Last finish. */
  finish_at: Moment | null;
  /** Frozen items. */
  item_count: number;
  /** Work of all of them. */
  work_minutes: number;
  /** Cost of all of them: budget at completion. */
  cost_cents: number;
  /** Budget then; of a workspace of all projects; null: none was set. */
  budget_cents: number | null;
  /** Contingency and management reserve then. */
  reserve_cents: number;
  /** The decision that set it; null: it was set by hand. */
  decision_id: Id | null;
  /** BLAKE2b of the frozen rows, verified whenever they are read. */
  rows_hash: string;
}

export interface BaselineCreate {
  project_id?: Id | null;
  name: string;
  text?: string;
}

export interface BaselinePatch {
  name?: string;
  text?: string;
}

export const baseline_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  project_id: { kind: "id", custody: "project", required: false, nullable: true, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "What is frozen: this project; null: the whole workspace." },
  number: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Revision: counts up in its project, or among those of the workspace." },
  name: { kind: "text", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What was agreed." },
  text: { kind: "text", custody: "project", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "Why it was set." },
  status_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Status date of the project then." },
  start_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "First start." },
  finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Last finish." },
  item_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Frozen items." },
  work_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Work of all of them." },
  cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost of all of them: budget at completion." },
  budget_cents: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: "cents", choices: null, refersTo: null, doc: "Budget then; of a workspace of all projects; null: none was set." },
  reserve_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Contingency and management reserve then." },
  decision_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "decision", doc: "The decision that set it; null: it was set by hand." },
  rows_hash: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "BLAKE2b of the frozen rows, verified whenever they are read." },
} as const satisfies Record<string, FieldMeta>;


/** Time that somebody worked on an item on a day. */
export interface TimeEntry {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Who worked. */
  resource_id: Id;
  /** On what. */
  item_id: Id;
  /** When. */
  day: Day;
  /** How long. */
  minutes: number;
  /** What was done. */
  note: string;
  /** Handed in for approval. */
  submitted: boolean;
  /** Approved by who has custody of the project; its time and cost stand fast from then on. */
  approved: boolean;
  /** Its period is closed: nothing changes any more. */
  locked: boolean;
  /** The resource's rate of that day, as it was when the time was written down. */
  rate_cents_per_hour: number;
  /** Time times rate, rounded to the cent. */
  cost_cents: number;
}

export interface TimeEntryCreate {
  resource_id: Id;
  item_id: Id;
  day: Day;
  minutes: number;
  note?: string;
  submitted?: boolean;
  approved?: boolean;
  locked?: boolean;
}

export interface TimeEntryPatch {
  resource_id?: Id;
  item_id?: Id;
  day?: Day;
  minutes?: number;
  note?: string;
  submitted?: boolean;
  approved?: boolean;
  locked?: boolean;
}

export const time_entry_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  resource_id: { kind: "id", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "resource", doc: "Who worked." },
  item_id: { kind: "id", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "On what." },
  day: { kind: "day", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When." },
  minutes: { kind: "int", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 1440, initial: null, unit: "min", choices: null, refersTo: null, doc: "How long." },
  note: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 1000, initial: "", unit: null, choices: null, refersTo: null, doc: "What was done." },
  submitted: { kind: "bool", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Handed in for approval." },
  approved: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Approved by who has custody of the project; its time and cost stand fast from then on." },
  locked: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Its period is closed: nothing changes any more." },
  rate_cents_per_hour: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "The resource's rate of that day, as it was when the time was written down." },
  cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Time times rate, rounded to the cent." },
} as const satisfies Record<string, FieldMeta>;


/** Money beside people's time. */
export interface Expense {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Who pays. */
  project_id: Id;
  /** What it is for; null: the project as a whole. */
  item_id: Id | null;
  /** What was bought. */
  title: string;
  /** From whom. */
  supplier: string;
  /** When it falls due or was paid. */
  day: Day;
  /** How much; negative: a credit. */
  amount_cents: number;
  /** Planned, committed (ordered, not paid) or actual (spent). */
  kind: "planned" | "committed" | "actual";
}

export interface ExpenseCreate {
  project_id: Id;
  item_id?: Id | null;
  title: string;
  supplier?: string;
  day: Day;
  amount_cents: number;
  kind?: "planned" | "committed" | "actual";
}

export interface ExpensePatch {
  project_id?: Id;
  item_id?: Id | null;
  title?: string;
  supplier?: string;
  day?: Day;
  amount_cents?: number;
  kind?: "planned" | "committed" | "actual";
}

export const expense_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  project_id: { kind: "id", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "Who pays." },
  item_id: { kind: "id", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "What it is for; null: the project as a whole." },
  title: { kind: "text", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "What was bought." },
  supplier: { kind: "text", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "From whom." },
  day: { kind: "day", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it falls due or was paid." },
  amount_cents: { kind: "int", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: -1000000000000, max: 1000000000000, initial: null, unit: "cents", choices: null, refersTo: null, doc: "How much; negative: a credit." },
  kind: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "planned", unit: null, choices: ["planned", "committed", "actual"], refersTo: null, doc: "Planned, committed (ordered, not paid) or actual (spent)." },
} as const satisfies Record<string, FieldMeta>;


/** A score of one's own for features. */
export interface Formula {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** What it is called. */
  name: string;
  /** The product it is for; null: for all. */
  product_id: Id | null;
  /** For example (value + time_criticality) / sqrt(effort). */
  text: string;
}

export interface FormulaCreate {
  name: string;
  product_id?: Id | null;
  text: string;
}

export interface FormulaPatch {
  name?: string;
  text?: string;
}

export const formula_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  name: { kind: "text", custody: "product", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What it is called." },
  product_id: { kind: "id", custody: "product", required: false, nullable: true, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "product", doc: "The product it is for; null: for all." },
  text: { kind: "text", custody: "product", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "For example (value + time_criticality) / sqrt(effort)." },
} as const satisfies Record<string, FieldMeta>;


/** Tells one person what concerns him; only he sees it. */
export interface Notice {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Who is told; nobody else sees it. */
  person_id: Id;
  /** What sort of thing happened. */
  kind: "proposal" | "decision" | "exception" | "meeting" | "action" | "promise" | "mention";
  /** What happened, in a line. */
  title: string;
  /** More about it. */
  text: string;
  /** What sort of thing it is about: proposal, meeting ... */
  resource: string | null;
  /** Which one. */
  subject_id: Id | null;
  /** Who did it; null: Trivet. */
  from_id: Id | null;
  /** He has seen it. */
  read: boolean;
}

export interface NoticeCreate {
  read?: boolean;
}

export interface NoticePatch {
  read?: boolean;
}

export const notice_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  person_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who is told; nobody else sees it." },
  kind: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "proposal", unit: null, choices: ["proposal", "decision", "exception", "meeting", "action", "promise", "mention"], refersTo: null, doc: "What sort of thing happened." },
  title: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 300, initial: "", unit: null, choices: null, refersTo: null, doc: "What happened, in a line." },
  text: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "More about it." },
  resource: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 40, initial: null, unit: null, choices: null, refersTo: null, doc: "What sort of thing it is about: proposal, meeting ..." },
  subject_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Which one." },
  from_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who did it; null: Trivet." },
  read: { kind: "bool", custody: "own", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "He has seen it." },
} as const satisfies Record<string, FieldMeta>;


/** How far the forecast of one aspect may drift before the level above has to decide. */
export interface Tolerance {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Of this project. */
  project_id: Id | null;
  /** Of this release. */
  release_id: Id | null;
  /** Of this work package. None of the three: of the whole workspace. */
  item_id: Id | null;
  /** What may drift. Time, cost, scope and risk are computed, the others measured by hand. */
  aspect: "time" | "cost" | "scope" | "risk" | "quality" | "benefit" | "sustainability";
  /** How far: minutes of elapsed time, cents, features in or out, else the unit. */
  allowed: number;
  /** From this share of it on there is an early warning; 100: none. */
  warning_percent: number;
  /** Who set it: exceptions are told to him, and he decides them. */
  set_by_id: Id | null;
  /** Of what is measured by hand: open defects, tonnes. */
  unit: string;
  /** What was agreed, of what is measured by hand; of risk the exposure in cents, null: none. */
  target: number | null;
  /** Less than the target is worse; off: more is. */
  less_is_worse: boolean;
  /** The value measured last; null: not yet. */
  measured: number | null;
  /** When; today when left out. */
  measured_on: Day | null;
  /** By whom. */
  measured_by_id: Id | null;
}

export interface ToleranceCreate {
  project_id?: Id | null;
  release_id?: Id | null;
  item_id?: Id | null;
  aspect: "time" | "cost" | "scope" | "risk" | "quality" | "benefit" | "sustainability";
  allowed: number;
  warning_percent?: number;
  unit?: string;
  target?: number | null;
  less_is_worse?: boolean;
  measured?: number | null;
  measured_on?: Day | null;
}

export interface TolerancePatch {
  allowed?: number;
  warning_percent?: number;
  unit?: string;
  target?: number | null;
  less_is_worse?: boolean;
  measured?: number | null;
  measured_on?: Day | null;
}

export const tolerance_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  project_id: { kind: "id", custody: "above", required: false, nullable: true, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "Of this project." },
  release_id: { kind: "id", custody: "above", required: false, nullable: true, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "release", doc: "Of this release." },
  item_id: { kind: "id", custody: "above", required: false, nullable: true, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "Of this work package. None of the three: of the whole workspace." },
  aspect: { kind: "choice", custody: "above", required: true, nullable: false, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["time", "cost", "scope", "risk", "quality", "benefit", "sustainability"], refersTo: null, doc: "What may drift. Time, cost, scope and risk are computed, the others measured by hand." },
  allowed: { kind: "real", custody: "above", required: true, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000000000000, initial: null, unit: null, choices: null, refersTo: null, doc: "How far: minutes of elapsed time, cents, features in or out, else the unit." },
  warning_percent: { kind: "int", custody: "above", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: 80, unit: "percent", choices: null, refersTo: null, doc: "From this share of it on there is an early warning; 100: none." },
  set_by_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who set it: exceptions are told to him, and he decides them." },
  unit: { kind: "text", custody: "above", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 40, initial: "", unit: null, choices: null, refersTo: null, doc: "Of what is measured by hand: open defects, tonnes." },
  target: { kind: "real", custody: "above", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 1000000000000, initial: null, unit: null, choices: null, refersTo: null, doc: "What was agreed, of what is measured by hand; of risk the exposure in cents, null: none." },
  less_is_worse: { kind: "bool", custody: "above", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Less than the target is worse; off: more is." },
  measured: { kind: "real", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 1000000000000, initial: null, unit: null, choices: null, refersTo: null, doc: "The value measured last; null: not yet." },
  measured_on: { kind: "day", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When; today when left out." },
  measured_by_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "By whom." },
} as const satisfies Record<string, FieldMeta>;


/** A forecast outside its tolerance, raised and cleared by Trivet itself. */
export interface Exception {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Outside which tolerance. */
  tolerance_id: Id;
  /** Of this project. */
  project_id: Id | null;
  /** Of this release. */
  release_id: Id | null;
  /** Of this work package. None of the three: of the whole workspace. */
  item_id: Id | null;
  /** What has drifted. */
  aspect: "time" | "cost" | "scope" | "risk" | "quality" | "benefit" | "sustainability";
  /** An early warning, open, declined (to be brought back), accepted, or cleared by itself. */
  state: "warning" | "open" | "declined" | "accepted" | "cleared";
  /** Who set the tolerance, is told and decides. */
  told_id: Id | null;
  /** What was agreed, when it came into its state. */
  reference: number | null;
  /** What the plan said then. */
  forecast: number | null;
  /** How much worse that was, in the aspect's unit. */
  deviation: number;
  /** How much was allowed. */
  allowed: number;
  /** Of time: the finish agreed. */
  reference_at: Moment | null;
  /** Of time: the finish then. */
  forecast_at: Moment | null;
  /** The last event up to which the forecast was inside. */
  since_seq: number;
  /** The event that moved it. */
  cause_seq: number | null;
  /** When it was raised; null: a warning. */
  raised_at: Time | null;
  /** When it was accepted or cleared. */
  closed_at: Time | null;
  /** What accepting it set. */
  outcome: "baseline" | "tolerance" | null;
  /** The new baseline. */
  baseline_id: Id | null;
  /** Who decided. */
  decided_by_id: Id | null;
  /** When. */
  decided_at: Time | null;
  /** Why. */
  decision_note: string;
  /** The decision in the log. */
  decision_id: Id | null;
  /** The exception report as it was when it was decided. */
  report: Json | null;
}

export const exception_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  tolerance_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "tolerance", doc: "Outside which tolerance." },
  project_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "Of this project." },
  release_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "release", doc: "Of this release." },
  item_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "Of this work package. None of the three: of the whole workspace." },
  aspect: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "time", unit: null, choices: ["time", "cost", "scope", "risk", "quality", "benefit", "sustainability"], refersTo: null, doc: "What has drifted." },
  state: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "warning", unit: null, choices: ["warning", "open", "declined", "accepted", "cleared"], refersTo: null, doc: "An early warning, open, declined (to be brought back), accepted, or cleared by itself." },
  told_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who set the tolerance, is told and decides." },
  reference: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "What was agreed, when it came into its state." },
  forecast: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "What the plan said then." },
  deviation: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How much worse that was, in the aspect's unit." },
  allowed: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How much was allowed." },
  reference_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Of time: the finish agreed." },
  forecast_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Of time: the finish then." },
  since_seq: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "The last event up to which the forecast was inside." },
  cause_seq: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "The event that moved it." },
  raised_at: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was raised; null: a warning." },
  closed_at: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was accepted or cleared." },
  outcome: { kind: "choice", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["baseline", "tolerance"], refersTo: null, doc: "What accepting it set." },
  baseline_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "baseline", doc: "The new baseline." },
  decided_by_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who decided." },
  decided_at: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When." },
  decision_note: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "Why." },
  decision_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "decision", doc: "The decision in the log." },
  report: { kind: "json", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The exception report as it was when it was decided." },
} as const satisfies Record<string, FieldMeta>;


/** A kept set of changes on the live plan, to be compared with others. Nothing of the plan is written. */
export interface Scenario {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** What it is called. */
  name: string;
  /** What it is about. */
  text: string;
  /** What would change, as a proposal says it; none: the plan as it is. */
  changes: ProposedChange[];
  /** Who made it. */
  author_id: Id | null;
  /** The proposal that it was adopted as; null: not yet. */
  proposal_id: Id | null;
}

export interface ScenarioCreate {
  name: string;
  text?: string;
  changes?: ProposedChangeCreate[];
}

export interface ScenarioPatch {
  name?: string;
  text?: string;
  changes?: ProposedChangeCreate[];
}

export const scenario_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  name: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What it is called." },
  text: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What it is about." },
  changes: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 20000, initial: null, unit: null, choices: null, refersTo: null, doc: "What would change, as a proposal says it; none: the plan as it is." },
  author_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who made it." },
  proposal_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "proposal", doc: "The proposal that it was adopted as; null: not yet." },
} as const satisfies Record<string, FieldMeta>;


/** A date told to somebody outside. */
export interface Promise {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Who was told: a customer, a partner. */
  account: string;
  /** Whom of them: a name, an address. */
  contact: string;
  /** What hangs on it. */
  amount_cents: number | null;
  /** What was promised: an item, or a release. */
  item_id: Id | null;
  /** What was promised: a release, or an item. */
  release_id: Id | null;
  /** What the day was: a date, or a percentile of the forecast. */
  figure: "date" | "p50" | "p80";
  /** The first day of the range that was told; null: one day was. */
  earliest_on: Day | null;
  /** The last day that keeps it. */
  promised_on: Day;
  /** When it was told; left out: today. */
  told_on: Day | null;
  /** Who wrote it down. */
  told_by_id: Id | null;
  /** What was said. */
  note: string;
  /** It stands, was kept, or they released us from it. Whether it is broken is computed. */
  state: "given" | "kept" | "released";
  /** What its share link shows. */
  share_detail: "date" | "progress" | "features";
  /** The last day of its share link. */
  share_until: Day | null;
  /** Since when it has a share link; null: it has none. */
  shared_at: Time | null;
}

export interface PromiseCreate {
  account: string;
  contact?: string;
  amount_cents?: number | null;
  item_id?: Id | null;
  release_id?: Id | null;
  figure?: "date" | "p50" | "p80";
  earliest_on?: Day | null;
  promised_on: Day;
  told_on?: Day | null;
  note?: string;
  state?: "given" | "kept" | "released";
}

export interface PromisePatch {
  account?: string;
  contact?: string;
  amount_cents?: number | null;
  figure?: "date" | "p50" | "p80";
  earliest_on?: Day | null;
  promised_on?: Day;
  told_on?: Day | null;
  note?: string;
  state?: "given" | "kept" | "released";
}

export const promise_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  account: { kind: "text", custody: "product", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "Who was told: a customer, a partner." },
  contact: { kind: "text", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "Whom of them: a name, an address." },
  amount_cents: { kind: "int", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 1000000000000, initial: null, unit: "cents", choices: null, refersTo: null, doc: "What hangs on it." },
  item_id: { kind: "id", custody: "product", required: false, nullable: true, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "What was promised: an item, or a release." },
  release_id: { kind: "id", custody: "product", required: false, nullable: true, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "release", doc: "What was promised: a release, or an item." },
  figure: { kind: "choice", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "date", unit: null, choices: ["date", "p50", "p80"], refersTo: null, doc: "What the day was: a date, or a percentile of the forecast." },
  earliest_on: { kind: "day", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The first day of the range that was told; null: one day was." },
  promised_on: { kind: "day", custody: "product", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The last day that keeps it." },
  told_on: { kind: "day", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was told; left out: today." },
  told_by_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who wrote it down." },
  note: { kind: "text", custody: "product", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What was said." },
  state: { kind: "choice", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "given", unit: null, choices: ["given", "kept", "released"], refersTo: null, doc: "It stands, was kept, or they released us from it. Whether it is broken is computed." },
  share_detail: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "date", unit: null, choices: ["date", "progress", "features"], refersTo: null, doc: "What its share link shows." },
  share_until: { kind: "day", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The last day of its share link." },
  shared_at: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Since when it has a share link; null: it has none." },
} as const satisfies Record<string, FieldMeta>;


/** Meetings that come again: who, when, from which template. */
export interface MeetingSeries {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** What it is called. */
  name: string;
  /** What it is for. */
  purpose: string;
  /** Which sort of meeting: it says what is put on the agenda by itself. */
  template: "weekly" | "one_on_one" | "stand_up" | "planning" | "review" | "retrospective" | "steering";
  /** How often. */
  recurrence: "none" | "workdays" | "weekly" | "two_weeks" | "four_weeks";
  /** The first meeting, on the wall clock of its time zone. */
  first_at: Moment;
  /** The zone of the calendar, by IANA's name: Europe/Berlin. */
  time_zone: string;
  /** How long a meeting takes. */
  duration_minutes: number;
  /** Who takes part. */
  participant_ids: Id[];
  /** Whoever holds one of these roles takes part too: product_manager ... */
  participant_roles: string[];
  /** What it is about; with neither product nor project: everything. */
  product_id: Id | null;
  /** What it is about; with neither product nor project: everything. */
  project_id: Id | null;
  /** Points of every agenda; left out at creation: those of the template. */
  standing_points: StandingPoint[];
  /** No further meeting is planned. */
  ended: boolean;
}

export interface MeetingSeriesCreate {
  name: string;
  purpose?: string;
  template: "weekly" | "one_on_one" | "stand_up" | "planning" | "review" | "retrospective" | "steering";
  recurrence?: "none" | "workdays" | "weekly" | "two_weeks" | "four_weeks";
  first_at: Moment;
  time_zone: string;
  duration_minutes?: number;
  participant_ids?: Id[];
  participant_roles?: string[];
  product_id?: Id | null;
  project_id?: Id | null;
  standing_points?: StandingPointCreate[];
  ended?: boolean;
}

export interface MeetingSeriesPatch {
  name?: string;
  purpose?: string;
  recurrence?: "none" | "workdays" | "weekly" | "two_weeks" | "four_weeks";
  first_at?: Moment;
  time_zone?: string;
  duration_minutes?: number;
  participant_ids?: Id[];
  participant_roles?: string[];
  product_id?: Id | null;
  project_id?: Id | null;
  standing_points?: StandingPointCreate[];
  ended?: boolean;
}

export const meeting_series_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  name: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "What it is called." },
  purpose: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What it is for." },
  template: { kind: "choice", custody: "shared", required: true, nullable: false, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["weekly", "one_on_one", "stand_up", "planning", "review", "retrospective", "steering"], refersTo: null, doc: "Which sort of meeting: it says what is put on the agenda by itself." },
  recurrence: { kind: "choice", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "weekly", unit: null, choices: ["none", "workdays", "weekly", "two_weeks", "four_weeks"], refersTo: null, doc: "How often." },
  first_at: { kind: "moment", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The first meeting, on the wall clock of its time zone." },
  time_zone: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 60, initial: null, unit: null, choices: null, refersTo: null, doc: "The zone of the calendar, by IANA's name: Europe/Berlin." },
  duration_minutes: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 5, max: 1440, initial: 30, unit: "min", choices: null, refersTo: null, doc: "How long a meeting takes." },
  participant_ids: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who takes part." },
  participant_roles: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 20, initial: null, unit: null, choices: null, refersTo: null, doc: "Whoever holds one of these roles takes part too: product_manager ..." },
  product_id: { kind: "id", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "product", doc: "What it is about; with neither product nor project: everything." },
  project_id: { kind: "id", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "What it is about; with neither product nor project: everything." },
  standing_points: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 50, initial: null, unit: null, choices: null, refersTo: null, doc: "Points of every agenda; left out at creation: those of the template." },
  ended: { kind: "bool", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "No further meeting is planned." },
} as const satisfies Record<string, FieldMeta>;


/** One meeting, with its minutes. */
export interface Meeting {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** The series it belongs to. */
  series_id: Id;
  /** When, on the wall clock of the series; left out: its next turn. */
  starts_at: Moment | null;
  /** How long; left out: as long as the series says. */
  duration_minutes: number | null;
  /** How far it is. */
  state: "planned" | "running" | "held" | "cancelled";
  /** Who was there. */
  attendee_ids: Id[];
  /** What was said beside the points. */
  notes: string;
  /** Why it was cancelled. */
  cancel_reason: string;
  /** When the agenda was last written. */
  agenda_at: Time | null;
  /** When it began. */
  begun_at: Time | null;
  /** When it was closed. */
  ended_at: Time | null;
  /** What is being talked about. */
  current_point_id: Id | null;
  /** Since when. */
  current_since: Time | null;
  /** Releases and projects as known when it closed. */
  figures: MeetingFigure[];
  /** Proposals that waited when it closed. */
  open_proposals: number | null;
  /** Exceptions that were open when it closed. */
  open_exceptions: number | null;
  /** Action items not done when it closed. */
  open_actions: number | null;
  /** Promises that were broken when it closed. */
  broken_promises: number | null;
  /** The minutes, in Markdown. */
  minutes: string;
}

export interface MeetingCreate {
  series_id: Id;
  starts_at?: Moment | null;
  duration_minutes?: number | null;
  attendee_ids?: Id[];
  notes?: string;
}

export interface MeetingPatch {
  starts_at?: Moment | null;
  duration_minutes?: number | null;
  attendee_ids?: Id[];
  notes?: string;
}

export const meeting_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  series_id: { kind: "id", custody: "shared", required: true, nullable: false, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "meeting_series", doc: "The series it belongs to." },
  starts_at: { kind: "moment", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When, on the wall clock of the series; left out: its next turn." },
  duration_minutes: { kind: "int", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: 5, max: 1440, initial: null, unit: "min", choices: null, refersTo: null, doc: "How long; left out: as long as the series says." },
  state: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "planned", unit: null, choices: ["planned", "running", "held", "cancelled"], refersTo: null, doc: "How far it is." },
  attendee_ids: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who was there." },
  notes: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 20000, initial: "", unit: null, choices: null, refersTo: null, doc: "What was said beside the points." },
  cancel_reason: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 1000, initial: "", unit: null, choices: null, refersTo: null, doc: "Why it was cancelled." },
  agenda_at: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When the agenda was last written." },
  begun_at: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it began." },
  ended_at: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was closed." },
  current_point_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "meeting_point", doc: "What is being talked about." },
  current_since: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Since when." },
  figures: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Releases and projects as known when it closed." },
  open_proposals: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Proposals that waited when it closed." },
  open_exceptions: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Exceptions that were open when it closed." },
  open_actions: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Action items not done when it closed." },
  broken_promises: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Promises that were broken when it closed." },
  minutes: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 500000, initial: "", unit: null, choices: null, refersTo: null, doc: "The minutes, in Markdown." },
} as const satisfies Record<string, FieldMeta>;


/** A point of an agenda. */
export interface MeetingPoint {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Its meeting. */
  meeting_id: Id;
  /** Why it is on the agenda; what people write is a topic. */
  kind: "exception" | "promise" | "proposal" | "slip" | "change" | "due" | "action" | "topic";
  /** What it is about. */
  title: string;
  /** What there is to know. */
  text: string;
  /** The sort of thing it is about. */
  resource: string | null;
  /** Which one. */
  subject_id: Id | null;
  /** Who presents it. */
  presenter_id: Id | null;
  /** How long it may take. */
  minutes_planned: number;
  /** How long it took, by the timer of the meeting. */
  seconds_used: number;
  /** Order on the agenda, a fractional index; at the end when left out. */
  position: string;
  /** What was said. */
  notes: string;
  /** What came of it; what is still open at the end is carried on. */
  outcome: "open" | "discussed" | "decided" | "carried";
  /** From how many meetings it was carried on. */
  carried_count: number;
}

export interface MeetingPointCreate {
  meeting_id: Id;
  title: string;
  text?: string;
  presenter_id?: Id | null;
  minutes_planned?: number;
  position?: string;
  notes?: string;
  outcome?: "open" | "discussed" | "decided" | "carried";
}

export interface MeetingPointPatch {
  title?: string;
  text?: string;
  presenter_id?: Id | null;
  minutes_planned?: number;
  position?: string;
  notes?: string;
  outcome?: "open" | "discussed" | "decided" | "carried";
}

export const meeting_point_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  meeting_id: { kind: "id", custody: "shared", required: true, nullable: false, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "meeting", doc: "Its meeting." },
  kind: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "topic", unit: null, choices: ["exception", "promise", "proposal", "slip", "change", "due", "action", "topic"], refersTo: null, doc: "Why it is on the agenda; what people write is a topic." },
  title: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 300, initial: null, unit: null, choices: null, refersTo: null, doc: "What it is about." },
  text: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What there is to know." },
  resource: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 40, initial: null, unit: null, choices: null, refersTo: null, doc: "The sort of thing it is about." },
  subject_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Which one." },
  presenter_id: { kind: "id", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who presents it." },
  minutes_planned: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 1440, initial: 5, unit: "min", choices: null, refersTo: null, doc: "How long it may take." },
  seconds_used: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How long it took, by the timer of the meeting." },
  position: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: "", unit: null, choices: null, refersTo: null, doc: "Order on the agenda, a fractional index; at the end when left out." },
  notes: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 20000, initial: "", unit: null, choices: null, refersTo: null, doc: "What was said." },
  outcome: { kind: "choice", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "open", unit: null, choices: ["open", "discussed", "decided", "carried"], refersTo: null, doc: "What came of it; what is still open at the end is carried on." },
  carried_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "From how many meetings it was carried on." },
} as const satisfies Record<string, FieldMeta>;


/** Who took on which task in a meeting. */
export interface MeetingAction {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Where it was agreed. */
  meeting_id: Id;
  /** At which point. */
  point_id: Id | null;
  /** The task: its title, deadline and state say what, until when, and whether it is done. */
  item_id: Id;
  /** Who took it on. */
  person_id: Id;
}

export const meeting_action_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  meeting_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "meeting", doc: "Where it was agreed." },
  point_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "meeting_point", doc: "At which point." },
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "The task: its title, deadline and state say what, until when, and whether it is done." },
  person_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who took it on." },
} as const satisfies Record<string, FieldMeta>;


/** What one person notes of a meeting for himself; only he sees it. */
export interface PrivateNote {
  /** Made by Trivet. */
  id: Id;
  /** The workspace it belongs to. */
  workspace_id: Id;
  /** One more with every change; the value of the ETag. */
  revision: number;
  /** When it was created. */
  created_at: Time;
  /** When it was last changed. */
  updated_at: Time;
  /** Whose it is; nobody else sees it. */
  author_id: Id;
  /** The meeting it is about. */
  meeting_id: Id;
  /** The point it is about; null: the whole meeting. */
  point_id: Id | null;
  /** The note. */
  text: string;
}

export interface PrivateNoteCreate {
  meeting_id: Id;
  point_id?: Id | null;
  text?: string;
}

export interface PrivateNotePatch {
  text?: string;
}

export const private_note_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "The workspace it belongs to." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change; the value of the ETag." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was created." },
  updated_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was last changed." },
  author_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Whose it is; nobody else sees it." },
  meeting_id: { kind: "id", custody: "own", required: true, nullable: false, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "meeting", doc: "The meeting it is about." },
  point_id: { kind: "id", custody: "own", required: false, nullable: true, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "meeting_point", doc: "The point it is about; null: the whole meeting." },
  text: { kind: "text", custody: "own", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 20000, initial: "", unit: null, choices: null, refersTo: null, doc: "The note." },
} as const satisfies Record<string, FieldMeta>;


/** One acceptance criterion. */
export interface Criterion {
  /** What must be true. */
  text: string;
  /** Product has accepted it. */
  accepted: boolean;
}

export interface CriterionCreate {
  text: string;
  accepted?: boolean;
}

export const criterion_fields = {
  text: { kind: "text", custody: "product", required: true, nullable: false, createOnly: false, multiline: true, min: 1, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "What must be true." },
  accepted: { kind: "bool", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Product has accepted it." },
} as const satisfies Record<string, FieldMeta>;


/** A step of an item's work. */
export interface WorkStep {
  /** What is done. */
  title: string;
  /** Its share of the item's value, in relation to the other steps. */
  weight: number;
  /** It is done. */
  done: boolean;
}

export interface WorkStepCreate {
  title: string;
  weight?: number;
  done?: boolean;
}

export const work_step_fields = {
  title: { kind: "text", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "What is done." },
  weight: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 10000, initial: 1, unit: null, choices: null, refersTo: null, doc: "Its share of the item's value, in relation to the other steps." },
  done: { kind: "bool", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "It is done." },
} as const satisfies Record<string, FieldMeta>;


/** A field that is in other hands in this workspace. */
export interface CustodyMove {
  /** Of which kind of thing: item, project ... */
  resource: string;
  /** Which field. */
  field: string;
  /** Who writes it in this workspace: shared, product or project. */
  custody: "system" | "admin" | "own" | "shared" | "product" | "project" | "above";
}

export interface CustodyMoveCreate {
  resource: string;
  field: string;
  custody: "system" | "admin" | "own" | "shared" | "product" | "project" | "above";
}

export const custody_move_fields = {
  resource: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 0, max: 40, initial: null, unit: null, choices: null, refersTo: null, doc: "Of which kind of thing: item, project ..." },
  field: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 0, max: 60, initial: null, unit: null, choices: null, refersTo: null, doc: "Which field." },
  custody: { kind: "choice", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["system", "admin", "own", "shared", "product", "project", "above"], refersTo: null, doc: "Who writes it in this workspace: shared, product or project." },
} as const satisfies Record<string, FieldMeta>;


/** What somebody is in an activity. */
export interface RaciMark {
  /** Who. */
  person_id: Id;
  /** Does it, answers for it, is asked before, or is told after. */
  letter: "responsible" | "accountable" | "consulted" | "informed";
}

export interface RaciMarkCreate {
  person_id: Id;
  letter: "responsible" | "accountable" | "consulted" | "informed";
}

export const raci_mark_fields = {
  person_id: { kind: "id", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who." },
  letter: { kind: "choice", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["responsible", "accountable", "consulted", "informed"], refersTo: null, doc: "Does it, answers for it, is asked before, or is told after." },
} as const satisfies Record<string, FieldMeta>;


/** One activity of a project and who is what in it. */
export interface RaciRow {
  /** What is to be done. */
  title: string;
  /** Who is what in it; exactly one is accountable. */
  marks: RaciMark[];
}

export interface RaciRowCreate {
  title: string;
  marks: RaciMarkCreate[];
}

export const raci_row_fields = {
  title: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "What is to be done." },
  marks: { kind: "list", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "Who is what in it; exactly one is accountable." },
} as const satisfies Record<string, FieldMeta>;


/** One answer to the Kano survey. */
export interface KanoAnswer {
  /** Who was asked. */
  who: string;
  /** How he would feel if it had the feature. */
  functional: "like" | "expect" | "neutral" | "tolerate" | "dislike";
  /** How he would feel if it had not. */
  dysfunctional: "like" | "expect" | "neutral" | "tolerate" | "dislike";
}

export interface KanoAnswerCreate {
  who?: string;
  functional: "like" | "expect" | "neutral" | "tolerate" | "dislike";
  dysfunctional: "like" | "expect" | "neutral" | "tolerate" | "dislike";
}

export const kano_answer_fields = {
  who: { kind: "text", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "Who was asked." },
  functional: { kind: "choice", custody: "product", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["like", "expect", "neutral", "tolerate", "dislike"], refersTo: null, doc: "How he would feel if it had the feature." },
  dysfunctional: { kind: "choice", custody: "product", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["like", "expect", "neutral", "tolerate", "dislike"], refersTo: null, doc: "How he would feel if it had not." },
} as const satisfies Record<string, FieldMeta>;


/** What a variant changes of one item. */
export interface VariantTask {
  /** An item below the feature. */
  item_id: Id;
  /** The variant does without it. */
  left_out: boolean;
  /** Its work in this variant; null: as it is. */
  effort_minutes: number | null;
}

export interface VariantTaskCreate {
  item_id: Id;
  left_out?: boolean;
  effort_minutes?: number | null;
}

export const variant_task_fields = {
  item_id: { kind: "id", custody: "product", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "An item below the feature." },
  left_out: { kind: "bool", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "The variant does without it." },
  effort_minutes: { kind: "int", custody: "product", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 52704000, initial: null, unit: "min", choices: null, refersTo: null, doc: "Its work in this variant; null: as it is." },
} as const satisfies Record<string, FieldMeta>;


/** Another form of a feature: what it is worth, and which work it needs. */
export interface Variant {
  /** What it is called. */
  name: string;
  /** Its share of the feature's value. */
  value_percent: number;
  /** What it changes of the work; what is not named stays. */
  tasks: VariantTask[];
}

export interface VariantCreate {
  name: string;
  value_percent: number;
  tasks?: VariantTaskCreate[];
}

export const variant_fields = {
  name: { kind: "text", custody: "product", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What it is called." },
  value_percent: { kind: "real", custody: "product", required: true, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: "percent", choices: null, refersTo: null, doc: "Its share of the feature's value." },
  tasks: { kind: "list", custody: "product", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "What it changes of the work; what is not named stays." },
} as const satisfies Record<string, FieldMeta>;


/** A pause between two parts of the work; it moves with the start. */
export interface ItemSplit {
  /** Working time of the item that lies before the pause. */
  after_minutes: number;
  /** Working time in which nobody works. */
  pause_minutes: number;
  /** Levelling made it: the next levelling finds it anew. */
  leveling: boolean;
}

export interface ItemSplitCreate {
  after_minutes: number;
  pause_minutes: number;
  leveling?: boolean;
}

export const item_split_fields = {
  after_minutes: { kind: "int", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 0, max: 52704000, initial: null, unit: "min", choices: null, refersTo: null, doc: "Working time of the item that lies before the pause." },
  pause_minutes: { kind: "int", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 52704000, initial: null, unit: "min", choices: null, refersTo: null, doc: "Working time in which nobody works." },
  leveling: { kind: "bool", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Levelling made it: the next levelling finds it anew." },
} as const satisfies Record<string, FieldMeta>;


/** What a resource costs from a moment on, until the next of the same table. */
export interface ResourceRate {
  /** Which of its tables it belongs to; an assignment names the one it costs by. */
  rate_table: "a" | "b" | "c" | "d" | "e";
  /** Since when; null: from the beginning, of every table but a, where the resource says it. */
  effective_at: Moment | null;
  /** Cost of an hour; of material: of one unit. */
  rate_cents_per_hour: number;
  /** Cost of an hour of overtime; null: as any other. */
  overtime_rate_cents_per_hour: number | null;
  /** Cost of each assignment that starts by then, for each unit. */
  cost_per_use_cents: number;
}

export interface ResourceRateCreate {
  rate_table?: "a" | "b" | "c" | "d" | "e";
  effective_at?: Moment | null;
  rate_cents_per_hour?: number;
  overtime_rate_cents_per_hour?: number | null;
  cost_per_use_cents?: number;
}

export const resource_rate_fields = {
  rate_table: { kind: "choice", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "a", unit: null, choices: ["a", "b", "c", "d", "e"], refersTo: null, doc: "Which of its tables it belongs to; an assignment names the one it costs by." },
  effective_at: { kind: "moment", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Since when; null: from the beginning, of every table but a, where the resource says it." },
  rate_cents_per_hour: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100000000, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost of an hour; of material: of one unit." },
  overtime_rate_cents_per_hour: { kind: "int", custody: "project", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 100000000, initial: null, unit: "cents", choices: null, refersTo: null, doc: "Cost of an hour of overtime; null: as any other." },
  cost_per_use_cents: { kind: "int", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000000000000, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost of each assignment that starts by then, for each unit." },
} as const satisfies Record<string, FieldMeta>;


/** From a day on there is so much of a resource. */
export interface AvailabilityStep {
  /** From this day on. */
  available_from: Day;
  /** So much there is, until the next step; 0: nobody. */
  units_percent: number;
}

export interface AvailabilityStepCreate {
  available_from: Day;
  units_percent: number;
}

export const availability_step_fields = {
  available_from: { kind: "day", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "From this day on." },
  units_percent: { kind: "int", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000000, initial: null, unit: "percent", choices: null, refersTo: null, doc: "So much there is, until the next step; 0: nobody." },
} as const satisfies Record<string, FieldMeta>;


/** A stretch of even work within an assignment. */
export interface AssignmentPortion {
  /** Working time that it takes. */
  minutes: number;
  /** Work that is done in it; 0: a pause. */
  work_minutes: number;
}

export interface AssignmentPortionCreate {
  minutes: number;
  work_minutes: number;
}

export const assignment_portion_fields = {
  minutes: { kind: "int", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 52704000, initial: null, unit: "min", choices: null, refersTo: null, doc: "Working time that it takes." },
  work_minutes: { kind: "int", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 0, max: 52704000, initial: null, unit: "min", choices: null, refersTo: null, doc: "Work that is done in it; 0: a pause." },
} as const satisfies Record<string, FieldMeta>;


/** Working time within a day. */
export interface CalendarSpan {
  /** Minute of the day. */
  from_minute: number;
  /** Minute of the day, after from_minute; 1440 is midnight. */
  to_minute: number;
}

export interface CalendarSpanCreate {
  from_minute: number;
  to_minute: number;
}

export const calendar_span_fields = {
  from_minute: { kind: "int", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 0, max: 1440, initial: null, unit: "min", choices: null, refersTo: null, doc: "Minute of the day." },
  to_minute: { kind: "int", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 0, max: 1440, initial: null, unit: "min", choices: null, refersTo: null, doc: "Minute of the day, after from_minute; 1440 is midnight." },
} as const satisfies Record<string, FieldMeta>;


/** Working time of a weekday. */
export interface CalendarWeekday {
  /** 0 is Monday, 6 is Sunday. */
  weekday: number;
  /** Sorted, disjoint. */
  spans: CalendarSpan[];
}

export interface CalendarWeekdayCreate {
  weekday: number;
  spans?: CalendarSpanCreate[];
}

export const calendar_weekday_fields = {
  weekday: { kind: "int", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: 0, max: 6, initial: null, unit: null, choices: null, refersTo: null, doc: "0 is Monday, 6 is Sunday." },
  spans: { kind: "list", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 20, initial: null, unit: null, choices: null, refersTo: null, doc: "Sorted, disjoint." },
} as const satisfies Record<string, FieldMeta>;


/** Days with other hours than the week's. */
export interface CalendarException {
  /** Why: a holiday's name. */
  name: string;
  /** First day. */
  first_day: Day;
  /** Last day, included. */
  last_day: Day;
  /** Empty: nobody works. */
  spans: CalendarSpan[];
}

export interface CalendarExceptionCreate {
  name?: string;
  first_day: Day;
  last_day: Day;
  spans?: CalendarSpanCreate[];
}

export const calendar_exception_fields = {
  name: { kind: "text", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100, initial: "", unit: null, choices: null, refersTo: null, doc: "Why: a holiday's name." },
  first_day: { kind: "day", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "First day." },
  last_day: { kind: "day", custody: "project", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Last day, included." },
  spans: { kind: "list", custody: "project", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 20, initial: null, unit: null, choices: null, refersTo: null, doc: "Empty: nobody works." },
} as const satisfies Record<string, FieldMeta>;


/** One change that a proposal asks for. */
export interface ProposedChange {
  /** Create, update or delete. */
  action: "create" | "update" | "delete";
  /** What sort of thing changes: item, link ... */
  resource: string;
  /** The thing that changes; of a creation the id it will have, null: Trivet makes it. */
  subject_id: Id | null;
  /** The field of an update. */
  field: string | null;
  /** The value when it was proposed. */
  from: Json | null;
  /** The value proposed; of a creation the whole object. */
  to: Json | null;
}

export interface ProposedChangeCreate {
  action?: "create" | "update" | "delete";
  resource: string;
  subject_id?: Id | null;
  field?: string | null;
  from?: Json | null;
  to?: Json | null;
}

export const proposed_change_fields = {
  action: { kind: "choice", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "create", unit: null, choices: ["create", "update", "delete"], refersTo: null, doc: "Create, update or delete." },
  resource: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 0, max: 40, initial: null, unit: null, choices: null, refersTo: null, doc: "What sort of thing changes: item, link ..." },
  subject_id: { kind: "id", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The thing that changes; of a creation the id it will have, null: Trivet makes it." },
  field: { kind: "text", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 60, initial: null, unit: null, choices: null, refersTo: null, doc: "The field of an update." },
  from: { kind: "json", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The value when it was proposed." },
  to: { kind: "json", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The value proposed; of a creation the whole object." },
} as const satisfies Record<string, FieldMeta>;


/** What a change does to a release or a project. */
export interface Impact {
  /** release or project. */
  subject: string;
  /** Which. */
  subject_id: Id;
  /** Finish without the change. */
  finish_before: Moment | null;
  /** Finish with the change. */
  finish_after: Moment | null;
  /** Cost without the change. */
  cost_before_cents: number;
  /** Cost with the change. */
  cost_after_cents: number;
  /** Of a project: what its open risks cost in the mean, without the change. */
  exposure_before_cents: number;
  /** The same with the change. */
  exposure_after_cents: number;
}

export const impact_fields = {
  subject: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 20, initial: "", unit: null, choices: null, refersTo: null, doc: "release or project." },
  subject_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Which." },
  finish_before: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Finish without the change." },
  finish_after: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Finish with the change." },
  cost_before_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost without the change." },
  cost_after_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost with the change." },
  exposure_before_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Of a project: what its open risks cost in the mean, without the change." },
  exposure_after_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "The same with the change." },
} as const satisfies Record<string, FieldMeta>;


/** A point that is on the agenda of every meeting of a series. */
export interface StandingPoint {
  /** What it is about. */
  title: string;
  /** How long it may take. */
  minutes: number;
}

export interface StandingPointCreate {
  title: string;
  minutes?: number;
}

export const standing_point_fields = {
  title: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 300, initial: null, unit: null, choices: null, refersTo: null, doc: "What it is about." },
  minutes: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 1440, initial: 5, unit: "min", choices: null, refersTo: null, doc: "How long it may take." },
} as const satisfies Record<string, FieldMeta>;


/** A release or project as known when a meeting closed. */
export interface MeetingFigure {
  /** release or project. */
  subject: string;
  /** Which. */
  subject_id: Id;
  /** What it was called. */
  name: string;
  /** Its finish, as planned then. */
  finish_at: Moment | null;
  /** The day wished or agreed then. */
  target_on: Day | null;
  /** Its cost, as planned then. */
  cost_cents: number;
  /** Its budget then. */
  budget_cents: number | null;
}

export const meeting_figure_fields = {
  subject: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 20, initial: "", unit: null, choices: null, refersTo: null, doc: "release or project." },
  subject_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Which." },
  name: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "What it was called." },
  finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Its finish, as planned then." },
  target_on: { kind: "day", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The day wished or agreed then." },
  cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Its cost, as planned then." },
  budget_cents: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: "cents", choices: null, refersTo: null, doc: "Its budget then." },
} as const satisfies Record<string, FieldMeta>;


/** What a change asks of a person beyond what he can do. */
export interface Overload {
  /** Who. */
  resource_id: Id;
  /** Asked beyond his units without the change. */
  before_minutes: number;
  /** Asked beyond his units with the change. */
  after_minutes: number;
}

export const overload_fields = {
  resource_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "resource", doc: "Who." },
  before_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Asked beyond his units without the change." },
  after_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Asked beyond his units with the change." },
} as const satisfies Record<string, FieldMeta>;


/** A tolerance that a change exceeds. */
export interface Exceeded {
  /** Which tolerance. */
  tolerance_id: Id;
  /** Of what. */
  aspect: "time" | "cost" | "scope" | "risk" | "quality" | "benefit" | "sustainability";
  /** Who set it, and has to agree. */
  set_by_id: Id | null;
  /** How much worse than agreed it would be. */
  deviation: number;
  /** How much is allowed. */
  allowed: number;
}

export const exceeded_fields = {
  tolerance_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "tolerance", doc: "Which tolerance." },
  aspect: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "time", unit: null, choices: ["time", "cost", "scope", "risk", "quality", "benefit", "sustainability"], refersTo: null, doc: "Of what." },
  set_by_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who set it, and has to agree." },
  deviation: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -1000000000000, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How much worse than agreed it would be." },
  allowed: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How much is allowed." },
} as const satisfies Record<string, FieldMeta>;


/** Who agreed, and as what. */
export interface Signature {
  /** Who signed. */
  person_id: Id;
  /** What for: custody of product or of project, as the second pair of eyes, or as who set a tolerance that is exceeded. */
  side: "product" | "project" | "second" | "authority";
  /** The role by which he may. */
  role: "product_manager" | "product_owner" | "project_manager" | "scrum_master" | "member" | "program_manager" | "pmo" | "sponsor" | "stakeholder" | null;
  /** When. */
  signed_at: Time;
  /** The event up to which the figures were right on which he signed. */
  computed_at_seq: number;
}

export const signature_fields = {
  person_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who signed." },
  side: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "product", unit: null, choices: ["product", "project", "second", "authority"], refersTo: null, doc: "What for: custody of product or of project, as the second pair of eyes, or as who set a tolerance that is exceeded." },
  role: { kind: "choice", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["product_manager", "product_owner", "project_manager", "scrum_master", "member", "program_manager", "pmo", "sponsor", "stakeholder"], refersTo: null, doc: "The role by which he may." },
  signed_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When." },
  computed_at_seq: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "The event up to which the figures were right on which he signed." },
} as const satisfies Record<string, FieldMeta>;


/** What was considered and not chosen. */
export interface Alternative {
  /** What else there was. */
  title: string;
  /** Why it was not chosen. */
  reason: string;
  /** The proposal that said so, if one did. */
  proposal_id: Id | null;
}

export interface AlternativeCreate {
  title: string;
  reason?: string;
  proposal_id?: Id | null;
}

export const alternative_fields = {
  title: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 300, initial: null, unit: null, choices: null, refersTo: null, doc: "What else there was." },
  reason: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "Why it was not chosen." },
  proposal_id: { kind: "id", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "proposal", doc: "The proposal that said so, if one did." },
} as const satisfies Record<string, FieldMeta>;


/** The baseline that a decision replaced, and the one it set. */
export interface Rebaseline {
  /** What was agreed before. */
  before_id: Id;
  /** What is agreed since. */
  after_id: Id;
  /** Its number. */
  before_number: number;
  /** Its number. */
  after_number: number;
  /** Of which project; null: of the whole workspace. */
  project_id: Id | null;
}

export const rebaseline_fields = {
  before_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "baseline", doc: "What was agreed before." },
  after_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "baseline", doc: "What is agreed since." },
  before_number: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Its number." },
  after_number: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Its number." },
  project_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "Of which project; null: of the whole workspace." },
} as const satisfies Record<string, FieldMeta>;


/** One immutable line of history. */
export interface Event {
  /** Counts up over the whole database. */
  seq: number;
  /** Where. */
  workspace_id: Id;
  /** When. */
  at: Time;
  /** Who; null: Trivet itself. */
  person_id: Id | null;
  /** What sort of thing: item, link ... */
  resource: string;
  /** created, updated, deleted or restored. */
  action: string;
  /** Which one. */
  subject_id: Id;
  /** Its revision afterwards. */
  revision: number;
  /** A list of {field, from, to}. */
  changes: Json;
  /** The proposal that was accepted with it. */
  proposal_id: Id | null;
  /** The decision that carried it. */
  decision_id: Id | null;
  /** Who alone sees it, as he does the thing itself; null: everybody. */
  owner_id: Id | null;
}

export const event_fields = {
  seq: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Counts up over the whole database." },
  workspace_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "workspace", doc: "Where." },
  at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When." },
  person_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who; null: Trivet itself." },
  resource: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "What sort of thing: item, link ..." },
  action: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "created, updated, deleted or restored." },
  subject_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Which one." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Its revision afterwards." },
  changes: { kind: "json", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "A list of {field, from, to}." },
  proposal_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "proposal", doc: "The proposal that was accepted with it." },
  decision_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "decision", doc: "The decision that carried it." },
  owner_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who alone sees it, as he does the thing itself; null: everybody." },
} as const satisfies Record<string, FieldMeta>;


/** One event for one webhook. */
export interface Delivery {
  /** For sending it again. */
  id: Id;
  /** To whom. */
  webhook_id: Id;
  /** The event; its webhook-id is evt_ and this number. */
  seq: number;
  /** When it was made. */
  created_at: Time;
  /** While it waits: when it is tried next. */
  due_at: Time;
  /** Failed: it is not tried any more. */
  state: "waiting" | "delivered" | "failed";
  /** How often it was tried. */
  attempts: number;
  /** HTTP status of the last answer. */
  status: number | null;
  /** Why there was no answer. */
  error: string;
}

export const delivery_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "For sending it again." },
  webhook_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "webhook", doc: "To whom." },
  seq: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "The event; its webhook-id is evt_ and this number." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was made." },
  due_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "While it waits: when it is tried next." },
  state: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "waiting", unit: null, choices: ["waiting", "delivered", "failed"], refersTo: null, doc: "Failed: it is not tried any more." },
  attempts: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How often it was tried." },
  status: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "HTTP status of the last answer." },
  error: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 300, initial: "", unit: null, choices: null, refersTo: null, doc: "Why there was no answer." },
} as const satisfies Record<string, FieldMeta>;


/** What erasing a person has done. */
export interface Erasure {
  /** Events of the history whose text is gone. */
  events: number;
  /** Events in which others have written the name or the address. */
  mentions: number;
}

export const erasure_fields = {
  events: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Events of the history whose text is gone." },
  mentions: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Events in which others have written the name or the address." },
} as const satisfies Record<string, FieldMeta>;


/** An item as it was agreed. */
export interface BaselineItem {
  /** The baseline. */
  baseline_id: Id;
  /** Place in the outline, from 0. */
  row_number: number;
  /** The item; it may be deleted by now. */
  item_id: Id;
  /** What it was part of. */
  parent_id: Id | null;
  /** Its product. */
  product_id: Id | null;
  /** Its project. */
  project_id: Id | null;
  /** Its release. */
  release_id: Id | null;
  /** What it was. */
  kind: "goal" | "initiative" | "feature" | "story" | "task" | "milestone" | "bug";
  /** What was to be done. */
  title: string;
  /** Importance. */
  rank: string | null;
  /** Worth. */
  value: number | null;
  /** Estimate. */
  effort_minutes: number | null;
  /** It had planned items below it. */
  summary: boolean;
  /** Planned start. */
  start_at: Moment | null;
  /** Planned finish. */
  finish_at: Moment | null;
  /** Working time from start to finish. */
  duration_minutes: number;
  /** Work; of a summary with what is below it. */
  work_minutes: number;
  /** Cost; of a summary with what is below it. */
  cost_cents: number;
  /** Own cost over time: the first day, then cents a day with how many days they repeat (2026-01-05 8000x5 0x2 8000x3); of a summary without what is below it. */
  cost_spread: string;
}

export const baseline_item_fields = {
  baseline_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "baseline", doc: "The baseline." },
  row_number: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Place in the outline, from 0." },
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "The item; it may be deleted by now." },
  parent_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "What it was part of." },
  product_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "product", doc: "Its product." },
  project_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "Its project." },
  release_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "release", doc: "Its release." },
  kind: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "goal", unit: null, choices: ["goal", "initiative", "feature", "story", "task", "milestone", "bug"], refersTo: null, doc: "What it was." },
  title: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 300, initial: "", unit: null, choices: null, refersTo: null, doc: "What was to be done." },
  rank: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "Importance." },
  value: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Worth." },
  effort_minutes: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: "min", choices: null, refersTo: null, doc: "Estimate." },
  summary: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "It had planned items below it." },
  start_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Planned start." },
  finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Planned finish." },
  duration_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Working time from start to finish." },
  work_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Work; of a summary with what is below it." },
  cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost; of a summary with what is below it." },
  cost_spread: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100000, initial: "", unit: null, choices: null, refersTo: null, doc: "Own cost over time: the first day, then cents a day with how many days they repeat (2026-01-05 8000x5 0x2 8000x3); of a summary without what is below it." },
} as const satisfies Record<string, FieldMeta>;


/** The frozen items of a baseline, verified. */
export interface BaselineRows {
  /** In the order of the outline. */
  items: BaselineItem[];
}

export const baseline_rows_fields = {
  items: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "In the order of the outline." },
} as const satisfies Record<string, FieldMeta>;


/** Earned value of one level. */
export interface EarnedLine {
  /** The level. */
  scope: "total" | "project" | "product" | "release" | "item";
  /** Project, product, release or item; null: the whole. */
  id: Id | null;
  /** Of an item: what it is part of. */
  parent_id: Id | null;
  /** Its name; of the whole empty. */
  title: string;
  /** Agreed in the baseline, not planned any more. */
  removed: boolean;
  /** BAC: cost in the baseline. */
  budget_cents: number;
  /** PV: of it planned until the status date. */
  planned_cents: number;
  /** EV: of it earned by progress. */
  earned_cents: number;
  /** AC: spent until the status date. */
  actual_cents: number;
  /** Ordered, not paid. */
  committed_cents: number;
  /** SV = EV - PV. */
  schedule_variance_cents: number;
  /** CV = EV - AC. */
  cost_variance_cents: number;
  /** SPI = EV / PV. */
  spi: number | null;
  /** CPI = EV / AC. */
  cpi: number | null;
  /** EAC = AC + (BAC - EV): the rest as budgeted. */
  eac_budget_cents: number;
  /** EAC = BAC / CPI: the rest as until now. */
  eac_cpi_cents: number | null;
  /** EAC = AC + (BAC - EV) / (CPI x SPI): as until now, and hurried. */
  eac_both_cents: number | null;
  /** EAC = AC + what the plan still costs. */
  eac_plan_cents: number;
  /** ETC = EAC - AC, by CPI where there is one. */
  etc_cents: number;
  /** VAC = BAC - EAC, by CPI where there is one. */
  vac_cents: number;
  /** TCPI = (BAC - EV) / (BAC - AC): efficiency needed to keep the budget. */
  tcpi_budget: number | null;
  /** TCPI = (BAC - EV) / (EAC - AC): to keep the estimate. */
  tcpi_eac: number | null;
}

export const earned_line_fields = {
  scope: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "total", unit: null, choices: ["total", "project", "product", "release", "item"], refersTo: null, doc: "The level." },
  id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Project, product, release or item; null: the whole." },
  parent_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "Of an item: what it is part of." },
  title: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "Its name; of the whole empty." },
  removed: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Agreed in the baseline, not planned any more." },
  budget_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "BAC: cost in the baseline." },
  planned_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "PV: of it planned until the status date." },
  earned_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "EV: of it earned by progress." },
  actual_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "AC: spent until the status date." },
  committed_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Ordered, not paid." },
  schedule_variance_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "SV = EV - PV." },
  cost_variance_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "CV = EV - AC." },
  spi: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "SPI = EV / PV." },
  cpi: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "CPI = EV / AC." },
  eac_budget_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "EAC = AC + (BAC - EV): the rest as budgeted." },
  eac_cpi_cents: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: null, unit: "cents", choices: null, refersTo: null, doc: "EAC = BAC / CPI: the rest as until now." },
  eac_both_cents: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: null, unit: "cents", choices: null, refersTo: null, doc: "EAC = AC + (BAC - EV) / (CPI x SPI): as until now, and hurried." },
  eac_plan_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "EAC = AC + what the plan still costs." },
  etc_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "ETC = EAC - AC, by CPI where there is one." },
  vac_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "VAC = BAC - EAC, by CPI where there is one." },
  tcpi_budget: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "TCPI = (BAC - EV) / (BAC - AC): efficiency needed to keep the budget." },
  tcpi_eac: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "TCPI = (BAC - EV) / (EAC - AC): to keep the estimate." },
} as const satisfies Record<string, FieldMeta>;


/** One day of the S-curve. */
export interface EarnedPoint {
  /** End of that day. */
  day: Day;
  /** PV until then. */
  planned_cents: number;
  /** EV until then; null after the status date. */
  earned_cents: number | null;
  /** AC until then; null after the status date. */
  actual_cents: number | null;
  /** AC and what the plan still costs until then; null before the status date. */
  forecast_cents: number | null;
}

export const earned_point_fields = {
  day: { kind: "day", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "End of that day." },
  planned_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "PV until then." },
  earned_cents: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: null, unit: "cents", choices: null, refersTo: null, doc: "EV until then; null after the status date." },
  actual_cents: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: null, unit: "cents", choices: null, refersTo: null, doc: "AC until then; null after the status date." },
  forecast_cents: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: null, unit: "cents", choices: null, refersTo: null, doc: "AC and what the plan still costs until then; null before the status date." },
} as const satisfies Record<string, FieldMeta>;


/** What to look at before the money runs out. */
export interface EarnedWarning {
  /** The plan passes the budget on that day; the estimate, or what is spent and committed, lies above it; or the reserve is needed. */
  kind: "budget_passed" | "estimate_above_budget" | "committed_above_budget" | "reserve_needed";
  /** When the money runs out. */
  day: Day | null;
  /** By how much. */
  amount_cents: number;
}

export const earned_warning_fields = {
  kind: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "budget_passed", unit: null, choices: ["budget_passed", "estimate_above_budget", "committed_above_budget", "reserve_needed"], refersTo: null, doc: "The plan passes the budget on that day; the estimate, or what is spent and committed, lies above it; or the reserve is needed." },
  day: { kind: "day", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When the money runs out." },
  amount_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "By how much." },
} as const satisfies Record<string, FieldMeta>;


/** Earned value and earned schedule. */
export interface EarnedValue {
  /** The last day that counts. */
  status_on: Day;
  /** False: no baseline is set, the plan as it is stands for it. */
  baselined: boolean;
  /** The baseline, where it is the same for all. */
  baseline_id: Id | null;
  /** Budgets of the projects; null: none is set. */
  money_cents: number | null;
  /** Of it kept for known risks. */
  contingency_reserve_cents: number;
  /** Of it kept for what nobody foresaw. */
  management_reserve_cents: number;
  /** ES: working day on which what is earned was planned to be. */
  earned_days: number;
  /** AT: working days gone by. */
  elapsed_days: number;
  /** PD: working days planned in all. */
  planned_days: number;
  /** SV(t) = ES - AT. */
  schedule_variance_days: number | null;
  /** SPI(t) = ES / AT. */
  spi_time: number | null;
  /** IEAC(t) = PD / SPI(t). */
  ieac_days: number | null;
  /** The finish by IEAC(t). */
  finish_on: Day | null;
  /** The finish in the baseline. */
  planned_finish_on: Day | null;
  /** The whole, then by level, then every item. */
  lines: EarnedLine[];
  /** The S-curve. */
  curve: EarnedPoint[];
  /** What to look at. */
  warnings: EarnedWarning[];
}

export const earned_value_fields = {
  status_on: { kind: "day", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The last day that counts." },
  baselined: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "False: no baseline is set, the plan as it is stands for it." },
  baseline_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "baseline", doc: "The baseline, where it is the same for all." },
  money_cents: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: null, unit: "cents", choices: null, refersTo: null, doc: "Budgets of the projects; null: none is set." },
  contingency_reserve_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Of it kept for known risks." },
  management_reserve_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Of it kept for what nobody foresaw." },
  earned_days: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "ES: working day on which what is earned was planned to be." },
  elapsed_days: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "AT: working days gone by." },
  planned_days: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "PD: working days planned in all." },
  schedule_variance_days: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: -1000000, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "SV(t) = ES - AT." },
  spi_time: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "SPI(t) = ES / AT." },
  ieac_days: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "IEAC(t) = PD / SPI(t)." },
  finish_on: { kind: "day", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The finish by IEAC(t)." },
  planned_finish_on: { kind: "day", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The finish in the baseline." },
  lines: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "The whole, then by level, then every item." },
  curve: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "The S-curve." },
  warnings: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "What to look at." },
} as const satisfies Record<string, FieldMeta>;


/** How long things took. */
export interface FlowTimes {
  /** cycle: from first in progress until done; lead: from when it was created. */
  measure: "cycle" | "lead";
  /** Of how many finished ones. */
  count: number;
  /** On average. */
  mean_days: number;
  /** Half of them took at most so many calendar days. */
  p50_days: number;
  /** 70 percent of them. */
  p70_days: number;
  /** 85 percent of them. */
  p85_days: number;
  /** 90 percent of them. */
  p90_days: number;
  /** 95 percent of them. */
  p95_days: number;
}

export const flow_times_fields = {
  measure: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "cycle", unit: null, choices: ["cycle", "lead"], refersTo: null, doc: "cycle: from first in progress until done; lead: from when it was created." },
  count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Of how many finished ones." },
  mean_days: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "On average." },
  p50_days: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Half of them took at most so many calendar days." },
  p70_days: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "70 percent of them." },
  p85_days: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "85 percent of them." },
  p90_days: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "90 percent of them." },
  p95_days: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "95 percent of them." },
} as const satisfies Record<string, FieldMeta>;


/** One day of the cumulative flow. */
export interface FlowDay {
  /** All of it at the end of this day, in UTC. */
  day: Day;
  /** How many are new. */
  new_count: number;
  /** How many are ready. */
  ready_count: number;
  /** How many are in progress. */
  in_progress_count: number;
  /** How many are done. */
  done_count: number;
  /** How many are dropped. */
  dropped_count: number;
  /** Started on this day, for the first time. */
  arrived_count: number;
  /** Finished on this day. */
  finished_count: number;
  /** Their size: effort in minutes where asked by effort, else 1. */
  finished_size: number;
  /** Size of all but the dropped ones. */
  scope_size: number;
  /** Size of the done ones. */
  done_size: number;
}

export const flow_day_fields = {
  day: { kind: "day", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "All of it at the end of this day, in UTC." },
  new_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many are new." },
  ready_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many are ready." },
  in_progress_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many are in progress." },
  done_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many are done." },
  dropped_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many are dropped." },
  arrived_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Started on this day, for the first time." },
  finished_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Finished on this day." },
  finished_size: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Their size: effort in minutes where asked by effort, else 1." },
  scope_size: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Size of all but the dropped ones." },
  done_size: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Size of the done ones." },
} as const satisfies Record<string, FieldMeta>;


/** How long one item took, or is there. */
export interface FlowItem {
  /** The item; it may be deleted by now. */
  item_id: Id;
  /** First in progress; null: never was. */
  started_on: Day | null;
  /** Done; null: it is in progress. */
  finished_on: Day | null;
  /** Calendar days from started_on, first and last counted; until today of what is in progress: its age. */
  cycle_days: number | null;
  /** The same from when it was created. */
  lead_days: number;
}

export const flow_item_fields = {
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "The item; it may be deleted by now." },
  started_on: { kind: "day", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "First in progress; null: never was." },
  finished_on: { kind: "day", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Done; null: it is in progress." },
  cycle_days: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Calendar days from started_on, first and last counted; until today of what is in progress: its age." },
  lead_days: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "The same from when it was created." },
} as const satisfies Record<string, FieldMeta>;


/** How sure a date or a number is. */
export interface FlowOdds {
  /** In so many of a hundred trials. */
  percent: number;
  /** Of when: the remaining are done by this day. */
  done_on: Day | null;
  /** Of how_many: at least so many are done by the day. */
  count: number | null;
}

export const flow_odds_fields = {
  percent: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "In so many of a hundred trials." },
  done_on: { kind: "day", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Of when: the remaining are done by this day." },
  count: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Of how_many: at least so many are done by the day." },
} as const satisfies Record<string, FieldMeta>;


/** One bar of when the remaining are done. */
export interface FlowBin {
  /** Its first day; it ends before the next one's. */
  from_on: Day;
  /** Trials that end in it. */
  trials: number;
  /** Trials that end before its end. */
  up_to: number;
}

export const flow_bin_fields = {
  from_on: { kind: "day", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Its first day; it ends before the next one's." },
  trials: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Trials that end in it." },
  up_to: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Trials that end before its end." },
} as const satisfies Record<string, FieldMeta>;


/** Flow of work and the forecast from it. */
export interface Flow {
  /** Days looked at, up to today; fewer than asked where nothing was there. */
  day_count: number;
  /** Finished in them. */
  finished_count: number;
  /** Of them those that never were in progress. */
  unstarted_count: number;
  /** In progress now. */
  in_progress_count: number;
  /** How many the forecast has to finish. */
  remaining_count: number;
  /** In progress at once, on average. */
  mean_in_progress: number;
  /** Finished a week, on average. */
  throughput_per_week: number;
  /** Time in progress of all time since they left new, of the finished ones; null: none. */
  efficiency_percent: number | null;
  /** Size finished in the worst whole week. */
  velocity_least: number;
  /** In a whole week, on average. */
  velocity_mean: number;
  /** In the best whole week. */
  velocity_most: number;
  /** Cycle and lead time of the finished ones. */
  times: FlowTimes[];
  /** Each day, the last is today. */
  days: FlowDay[];
  /** Finished ones, the latest 2,000. */
  finished: FlowItem[];
  /** What is in progress, oldest first. */
  in_progress: FlowItem[];
  /** When the remaining are done, from 10,000 trials over the weeks looked at; empty: nothing was finished in them. */
  when: FlowOdds[];
  /** The same as a histogram. */
  when_bins: FlowBin[];
  /** How many are done by the day asked for. */
  how_many: FlowOdds[];
  /** Back-test: the same forecast was made on each day of the second half of the time, for so many. */
  back_test_remaining: number;
  /** So many of these have come to their end by now. */
  back_test_tried: number;
  /** In so many of them the date at 85 percent was not passed. */
  back_test_held: number;
}

export const flow_fields = {
  day_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Days looked at, up to today; fewer than asked where nothing was there." },
  finished_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Finished in them." },
  unstarted_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Of them those that never were in progress." },
  in_progress_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "In progress now." },
  remaining_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many the forecast has to finish." },
  mean_in_progress: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "In progress at once, on average." },
  throughput_per_week: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Finished a week, on average." },
  efficiency_percent: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Time in progress of all time since they left new, of the finished ones; null: none." },
  velocity_least: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Size finished in the worst whole week." },
  velocity_mean: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "In a whole week, on average." },
  velocity_most: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "In the best whole week." },
  times: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Cycle and lead time of the finished ones." },
  days: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Each day, the last is today." },
  finished: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Finished ones, the latest 2,000." },
  in_progress: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "What is in progress, oldest first." },
  when: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "When the remaining are done, from 10,000 trials over the weeks looked at; empty: nothing was finished in them." },
  when_bins: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "The same as a histogram." },
  how_many: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "How many are done by the day asked for." },
  back_test_remaining: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Back-test: the same forecast was made on each day of the second half of the time, for so many." },
  back_test_tried: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "So many of these have come to their end by now." },
  back_test_held: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "In so many of them the date at 85 percent was not passed." },
} as const satisfies Record<string, FieldMeta>;


/** What a check found. */
export interface CheckFault {
  /** The task at fault; of a link its successor. */
  item_id: Id;
  /** Its title. */
  title: string;
  /** Of a check on links: which. */
  link_id: Id | null;
}

export const check_fault_fields = {
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "The task at fault; of a link its successor." },
  title: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "Its title." },
  link_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "link", doc: "Of a check on links: which." },
} as const satisfies Record<string, FieldMeta>;


/** One check of schedule quality. */
export interface ScheduleCheck {
  /** Which point of DCMA, or practice of GAO. */
  check: "dcma_logic" | "dcma_leads" | "dcma_lags" | "dcma_link_types" | "dcma_hard_constraints" | "dcma_high_float" | "dcma_negative_float" | "dcma_high_duration" | "dcma_invalid_dates" | "dcma_resources" | "dcma_missed_tasks" | "dcma_critical_path" | "dcma_cpli" | "dcma_bei" | "gao_activities" | "gao_sequence" | "gao_resources" | "gao_durations" | "gao_traceable" | "gao_critical_path" | "gao_float" | "gao_risk" | "gao_progress" | "gao_baseline";
  /** information: told without threshold; unknown: what it needs is not there. */
  verdict: "pass" | "fail" | "information" | "unknown";
  /** How the figure has to lie to the threshold. */
  bound: "at_most" | "at_least" | "none";
  /** Of figure and threshold. */
  unit: "percent" | "days" | "index";
  /** What was found. */
  figure: number;
  /** What is asked for. */
  threshold: number;
  /** How many are at fault. */
  fault_count: number;
  /** Of how many. */
  of_count: number;
  /** The first 500 of them. */
  faults: CheckFault[];
}

export const schedule_check_fields = {
  check: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "dcma_logic", unit: null, choices: ["dcma_logic", "dcma_leads", "dcma_lags", "dcma_link_types", "dcma_hard_constraints", "dcma_high_float", "dcma_negative_float", "dcma_high_duration", "dcma_invalid_dates", "dcma_resources", "dcma_missed_tasks", "dcma_critical_path", "dcma_cpli", "dcma_bei", "gao_activities", "gao_sequence", "gao_resources", "gao_durations", "gao_traceable", "gao_critical_path", "gao_float", "gao_risk", "gao_progress", "gao_baseline"], refersTo: null, doc: "Which point of DCMA, or practice of GAO." },
  verdict: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "pass", unit: null, choices: ["pass", "fail", "information", "unknown"], refersTo: null, doc: "information: told without threshold; unknown: what it needs is not there." },
  bound: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "at_most", unit: null, choices: ["at_most", "at_least", "none"], refersTo: null, doc: "How the figure has to lie to the threshold." },
  unit: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "percent", unit: null, choices: ["percent", "days", "index"], refersTo: null, doc: "Of figure and threshold." },
  figure: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -1000000000, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "What was found." },
  threshold: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "What is asked for." },
  fault_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many are at fault." },
  of_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Of how many." },
  faults: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "The first 500 of them." },
} as const satisfies Record<string, FieldMeta>;


/** Schedule quality. */
export interface ScheduleChecks {
  /** Tasks looked at. */
  task_count: number;
  /** Of them not finished. */
  incomplete_count: number;
  /** Checks passed. */
  passed: number;
  /** Checks failed. */
  failed: number;
  /** DCMA's fourteen points, GAO's ten practices. */
  checks: ScheduleCheck[];
}

export const schedule_checks_fields = {
  task_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Tasks looked at." },
  incomplete_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Of them not finished." },
  passed: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Checks passed." },
  failed: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Checks failed." },
  checks: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "DCMA's fourteen points, GAO's ten practices." },
} as const satisfies Record<string, FieldMeta>;


/** What moved of one item between two baselines, or between one and the plan. */
export interface BaselineChange {
  /** The item; it may be deleted by now. */
  item_id: Id;
  /** Its title, the later one. */
  title: string;
  /** New, gone, or not as it was. */
  change: "added" | "removed" | "changed";
  /** It has planned items below it. */
  summary: boolean;
  /** Start in the earlier; null: not there. */
  start_before: Moment | null;
  /** Start in the later; null: not there. */
  start_after: Moment | null;
  /** Finish in the earlier. */
  finish_before: Moment | null;
  /** Finish in the later. */
  finish_after: Moment | null;
  /** Duration in the earlier. */
  duration_before_minutes: number;
  /** Duration in the later. */
  duration_after_minutes: number;
  /** Work in the earlier. */
  work_before_minutes: number;
  /** Work in the later. */
  work_after_minutes: number;
  /** Cost in the earlier. */
  cost_before_cents: number;
  /** Cost in the later. */
  cost_after_cents: number;
  /** Value in the earlier. */
  value_before: number | null;
  /** Value in the later. */
  value_after: number | null;
  /** It has another title. */
  renamed: boolean;
  /** It stands under another item, or in another release. */
  moved: boolean;
  /** It has another rank. */
  reranked: boolean;
  /** The last event in between that changed its plan; null: others moved it. */
  seq: number | null;
  /** When that was. */
  at: Time | null;
  /** Who did it. */
  person_id: Id | null;
  /** The decision that carried it. */
  decision_id: Id | null;
  /** Compared with the plan: why it starts when it starts. */
  why: string;
}

export const baseline_change_fields = {
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "The item; it may be deleted by now." },
  title: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "Its title, the later one." },
  change: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "added", unit: null, choices: ["added", "removed", "changed"], refersTo: null, doc: "New, gone, or not as it was." },
  summary: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "It has planned items below it." },
  start_before: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Start in the earlier; null: not there." },
  start_after: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Start in the later; null: not there." },
  finish_before: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Finish in the earlier." },
  finish_after: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Finish in the later." },
  duration_before_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Duration in the earlier." },
  duration_after_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Duration in the later." },
  work_before_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Work in the earlier." },
  work_after_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Work in the later." },
  cost_before_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost in the earlier." },
  cost_after_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost in the later." },
  value_before: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Value in the earlier." },
  value_after: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Value in the later." },
  renamed: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "It has another title." },
  moved: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "It stands under another item, or in another release." },
  reranked: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "It has another rank." },
  seq: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "The last event in between that changed its plan; null: others moved it." },
  at: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When that was." },
  person_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who did it." },
  decision_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "decision", doc: "The decision that carried it." },
  why: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 600, initial: "", unit: null, choices: null, refersTo: null, doc: "Compared with the plan: why it starts when it starts." },
} as const satisfies Record<string, FieldMeta>;


/** What moved, and by how much. */
export interface BaselineComparison {
  /** Each item that is new, gone or differs. */
  rows: BaselineChange[];
  /** How many are new. */
  added: number;
  /** How many are gone. */
  removed: number;
  /** How many differ. */
  changed: number;
  /** Last finish of the earlier. */
  finish_before: Moment | null;
  /** Last finish of the later. */
  finish_after: Moment | null;
  /** Work of the earlier. */
  work_before_minutes: number;
  /** Work of the later. */
  work_after_minutes: number;
  /** Cost of the earlier. */
  cost_before_cents: number;
  /** Cost of the later. */
  cost_after_cents: number;
  /** Value of all items of the earlier. */
  value_before: number;
  /** Value of all items of the later. */
  value_after: number;
}

export const baseline_comparison_fields = {
  rows: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Each item that is new, gone or differs." },
  added: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many are new." },
  removed: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many are gone." },
  changed: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many differ." },
  finish_before: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Last finish of the earlier." },
  finish_after: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Last finish of the later." },
  work_before_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Work of the earlier." },
  work_after_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Work of the later." },
  cost_before_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost of the earlier." },
  cost_after_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost of the later." },
  value_before: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Value of all items of the earlier." },
  value_after: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Value of all items of the later." },
} as const satisfies Record<string, FieldMeta>;


/** Whether the first-run set-up is still to be done. */
export interface SetupState {
  /** There is no workspace yet. */
  needed: boolean;
  /** Trivet can send mail: a forgotten password can be renewed by it. */
  mails: boolean;
  /** Passkeys hold at the public address. */
  passkeys: boolean;
}

export const setup_state_fields = {
  needed: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "There is no workspace yet." },
  mails: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Trivet can send mail: a forgotten password can be renewed by it." },
  passkeys: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Passkeys hold at the public address." },
} as const satisfies Record<string, FieldMeta>;


/** The first workspace and its first administrator. */
export interface SetupRequest {
  /** The one-time token that the server printed. */
  token: string;
  /** What the workspace is called. */
  workspace_name: string;
  /** Full name of the first administrator. */
  person_name: string;
  /** Signs in with it. */
  email: string;
  /** Of the weekly meeting, by IANA's name; left out or not known: UTC. */
  time_zone: string | null;
  /** Fill the workspace with the example. */
  example: boolean;
}

export interface SetupRequestCreate {
  token: string;
  workspace_name: string;
  person_name: string;
  email: string;
  password: string;
  time_zone?: string | null;
  example?: boolean;
}

export const setup_fields = {
  token: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "The one-time token that the server printed." },
  workspace_name: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What the workspace is called." },
  person_name: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "Full name of the first administrator." },
  email: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 3, max: 254, initial: null, unit: null, choices: null, refersTo: null, doc: "Signs in with it." },
  time_zone: { kind: "text", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 60, initial: null, unit: null, choices: null, refersTo: null, doc: "Of the weekly meeting, by IANA's name; left out or not known: UTC." },
  example: { kind: "bool", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Fill the workspace with the example." },
} as const satisfies Record<string, FieldMeta>;


/** Signing in. */
export interface SessionRequest {
  /** The person's e-mail address. */
  email: string;
  /** Of the second factor, where one is set. */
  code: string | null;
}

export interface SessionRequestCreate {
  email: string;
  password: string;
  code?: string | null;
}

export const session_fields = {
  email: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 254, initial: null, unit: null, choices: null, refersTo: null, doc: "The person's e-mail address." },
  code: { kind: "text", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 40, initial: null, unit: null, choices: null, refersTo: null, doc: "Of the second factor, where one is set." },
} as const satisfies Record<string, FieldMeta>;


/** The password once more, for what is asked only of somebody who certainly sits there. */
export interface Confirmation {
  /** Of the second factor, where one is set. */
  code: string | null;
}

export interface ConfirmationCreate {
  password: string;
  code?: string | null;
}

export const confirmation_fields = {
  code: { kind: "text", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 40, initial: null, unit: null, choices: null, refersTo: null, doc: "Of the second factor, where one is set." },
} as const satisfies Record<string, FieldMeta>;


/** A new password of one's own. */
export interface PasswordChange {
}

export interface PasswordChangeCreate {
  current_password: string;
  new_password: string;
}

export const password_change_fields = {
} as const satisfies Record<string, FieldMeta>;


/** Lets somebody choose the first, or a new, password. */
export interface Invitation {
  /** It is on its way by mail. */
  mailed: boolean;
  /** Where no mail is sent: to be handed over, in person if possible. It works once, for a week. */
  link: string | null;
}

export const invitation_fields = {
  mailed: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "It is on its way by mail." },
  link: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 500, initial: null, unit: null, choices: null, refersTo: null, doc: "Where no mail is sent: to be handed over, in person if possible. It works once, for a week." },
} as const satisfies Record<string, FieldMeta>;


/** A forgotten password: a link comes by mail, if there is such an account. */
export interface PasswordReset {
  /** Of the account. */
  email: string;
}

export interface PasswordResetCreate {
  email: string;
}

export const password_reset_fields = {
  email: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 3, max: 254, initial: null, unit: null, choices: null, refersTo: null, doc: "Of the account." },
} as const satisfies Record<string, FieldMeta>;


/** A password chosen by link. */
export interface PasswordChoice {
  /** Of the link. */
  token: string;
}

export interface PasswordChoiceCreate {
  token: string;
  password: string;
}

export const password_choice_fields = {
  token: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "Of the link." },
} as const satisfies Record<string, FieldMeta>;


/** When your notices come by mail too. */
export interface NoticeMailChoice {
  /** at_once gathers for two minutes; daily comes at six, UTC. What is read by then is left out. */
  notice_mail: "never" | "daily" | "at_once";
}

export interface NoticeMailChoiceCreate {
  notice_mail: "never" | "daily" | "at_once";
}

export const notice_mail_choice_fields = {
  notice_mail: { kind: "choice", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["never", "daily", "at_once"], refersTo: null, doc: "at_once gathers for two minutes; daily comes at six, UTC. What is read by then is left out." },
} as const satisfies Record<string, FieldMeta>;


/** Somebody is signed in. */
export interface OpenSession {
  /** For ending it. */
  id: Id;
  /** When it was signed in. */
  created_at: Time;
  /** Last use, to ten minutes. */
  seen_at: Time;
  /** When it ends by itself. */
  expires_at: Time;
  /** From which address it was signed in. */
  address: string;
  /** What the browser said it was. */
  agent: string;
  /** It is the one that asks. */
  current: boolean;
}

export const open_session_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "For ending it." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was signed in." },
  seen_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Last use, to ten minutes." },
  expires_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it ends by itself." },
  address: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "From which address it was signed in." },
  agent: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "What the browser said it was." },
  current: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "It is the one that asks." },
} as const satisfies Record<string, FieldMeta>;


/** A second factor (RFC 6238) that its first right code activates. */
export interface SecondFactorStart {
  /** For typing into the authenticator: base 32, shown this once. */
  secret: string;
  /** The same as otpauth address. */
  uri: string;
  /** The address as QR code, an SVG document. */
  picture: string;
}

export const second_factor_start_fields = {
  secret: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "For typing into the authenticator: base 32, shown this once." },
  uri: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 2000, initial: "", unit: null, choices: null, refersTo: null, doc: "The same as otpauth address." },
  picture: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100000, initial: "", unit: null, choices: null, refersTo: null, doc: "The address as QR code, an SVG document." },
} as const satisfies Record<string, FieldMeta>;


/** A code of the authenticator. */
export interface SecondFactorCode {
  /** What it shows now. */
  code: string;
}

export interface SecondFactorCodeCreate {
  code: string;
}

export const second_factor_code_fields = {
  code: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 6, max: 40, initial: null, unit: null, choices: null, refersTo: null, doc: "What it shows now." },
} as const satisfies Record<string, FieldMeta>;


/** For somebody whose authenticator is lost. */
export interface RecoveryCodes {
  /** Each stands in for one code; they are shown this once. */
  codes: string[];
}

export const recovery_codes_fields = {
  codes: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Each stands in for one code; they are shown this once." },
} as const satisfies Record<string, FieldMeta>;


/** What a browser asks an authenticator (WebAuthn). */
export interface PasskeyQuestion {
  /** To be signed, once: base64url, like all bytes here. */
  challenge: string;
  /** Where it holds: the host of the public address. */
  rp_id: string;
  /** Whose passkey is made; null: nobody is signed in. */
  user_id: string | null;
  /** The passkeys that the person has. */
  credential_ids: string[];
  /** After that it is too late. */
  expires_at: Time;
}

export const passkey_question_fields = {
  challenge: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "To be signed, once: base64url, like all bytes here." },
  rp_id: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 300, initial: "", unit: null, choices: null, refersTo: null, doc: "Where it holds: the host of the public address." },
  user_id: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "Whose passkey is made; null: nobody is signed in." },
  credential_ids: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "The passkeys that the person has." },
  expires_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "After that it is too late." },
} as const satisfies Record<string, FieldMeta>;


/** A passkey that an authenticator made. */
export interface PasskeyRegistration {
  /** What its owner calls it. */
  name: string;
  /** As the browser gave it, in base64url. */
  client_data_json: string;
  /** As the browser gave it, in base64url. */
  attestation_object: string;
}

export interface PasskeyRegistrationCreate {
  name: string;
  client_data_json: string;
  attestation_object: string;
}

export const passkey_registration_fields = {
  name: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "What its owner calls it." },
  client_data_json: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 2734, initial: null, unit: null, choices: null, refersTo: null, doc: "As the browser gave it, in base64url." },
  attestation_object: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 10926, initial: null, unit: null, choices: null, refersTo: null, doc: "As the browser gave it, in base64url." },
} as const satisfies Record<string, FieldMeta>;


/** What an authenticator signed. */
export interface PasskeyAnswer {
  /** Of the passkey that answers, in base64url like all that follows. */
  credential_id: string;
  /** As the browser gave it. */
  client_data_json: string;
  /** As the browser gave it. */
  authenticator_data: string;
  /** As the browser gave it. */
  signature: string;
  /** Whose passkey it is; for signing in it has to be there. */
  user_handle: string | null;
}

export interface PasskeyAnswerCreate {
  credential_id: string;
  client_data_json: string;
  authenticator_data: string;
  signature: string;
  user_handle?: string | null;
}

export const passkey_answer_fields = {
  credential_id: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 1368, initial: null, unit: null, choices: null, refersTo: null, doc: "Of the passkey that answers, in base64url like all that follows." },
  client_data_json: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 2734, initial: null, unit: null, choices: null, refersTo: null, doc: "As the browser gave it." },
  authenticator_data: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 2734, initial: null, unit: null, choices: null, refersTo: null, doc: "As the browser gave it." },
  signature: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 1369, initial: null, unit: null, choices: null, refersTo: null, doc: "As the browser gave it." },
  user_handle: { kind: "text", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 100, initial: null, unit: null, choices: null, refersTo: null, doc: "Whose passkey it is; for signing in it has to be there." },
} as const satisfies Record<string, FieldMeta>;


/** What is said when a proposal is decided. */
export interface Verdict {
  /** What is to be said about it: the reason that the decision keeps. */
  note: string;
  /** What was considered and not chosen; counter-proposals are by themselves. */
  alternatives: Alternative[];
  /** The meeting in which it is decided. */
  meeting_id: Id | null;
  /** The assessment that was seen; null: the one that the proposal carries. A signature on figures that are not those of now is refused. */
  computed_at_seq: number | null;
}

export interface VerdictCreate {
  note?: string;
  alternatives?: AlternativeCreate[];
  meeting_id?: Id | null;
  computed_at_seq?: number | null;
}

export const verdict_fields = {
  note: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What is to be said about it: the reason that the decision keeps." },
  alternatives: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 20, initial: null, unit: null, choices: null, refersTo: null, doc: "What was considered and not chosen; counter-proposals are by themselves." },
  meeting_id: { kind: "id", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "meeting", doc: "The meeting in which it is decided." },
  computed_at_seq: { kind: "int", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "The assessment that was seen; null: the one that the proposal carries. A signature on figures that are not those of now is refused." },
} as const satisfies Record<string, FieldMeta>;


/** A scenario becomes a proposal. */
export interface Adoption {
  /** Why; the scenario's text when left out. */
  reason: string;
}

export interface AdoptionCreate {
  reason?: string;
}

export const adoption_fields = {
  reason: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "Why; the scenario's text when left out." },
} as const satisfies Record<string, FieldMeta>;


/** What a proposal would do to the plan as it stands. */
export interface Assessment {
  /** The plan was changed since the proposal was assessed, and these figures differ from its own. */
  stale: boolean;
  /** What it does to the releases and projects that differ by it. */
  impacts: Impact[];
  /** Whose overload differs by it. */
  overloads: Overload[];
  /** The baselines in force that the plan would no longer be. */
  baseline_ids: Id[];
  /** The tolerances that it exceeds. */
  exceeded: Exceeded[];
  /** Checks of schedule quality that fail without it. */
  checks_failed_before: number;
  /** Checks of schedule quality that fail with it. */
  checks_failed_after: number;
  /** The event up to which these figures are right. */
  computed_at_seq: number;
  /** The engine that computed them. */
  engine_version: string;
}

export const assessment_fields = {
  stale: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "The plan was changed since the proposal was assessed, and these figures differ from its own." },
  impacts: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "What it does to the releases and projects that differ by it." },
  overloads: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Whose overload differs by it." },
  baseline_ids: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: "baseline", doc: "The baselines in force that the plan would no longer be." },
  exceeded: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "The tolerances that it exceeds." },
  checks_failed_before: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Checks of schedule quality that fail without it." },
  checks_failed_after: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Checks of schedule quality that fail with it." },
  computed_at_seq: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "The event up to which these figures are right." },
  engine_version: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 40, initial: "", unit: null, choices: null, refersTo: null, doc: "The engine that computed them." },
} as const satisfies Record<string, FieldMeta>;


/** The decision behind a value. */
export interface Origin {
  /** Which field. */
  field: string;
  /** The decision that set it last. */
  decision_id: Id;
  /** Its number. */
  number: number;
  /** When. */
  at: Time;
  /** Who signed last. */
  person_id: Id | null;
  /** The meeting in which it was taken; null: in none. */
  meeting_id: Id | null;
}

export const origin_fields = {
  field: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "Which field." },
  decision_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "decision", doc: "The decision that set it last." },
  number: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Its number." },
  at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When." },
  person_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who signed last." },
  meeting_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "meeting", doc: "The meeting in which it was taken; null: in none." },
} as const satisfies Record<string, FieldMeta>;


/** The decisions behind the values of a thing. */
export interface Origins {
  /** The fields that a decision set last. */
  fields: Origin[];
}

export const origins_fields = {
  fields: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "The fields that a decision set last." },
} as const satisfies Record<string, FieldMeta>;


/** What would these changes do? */
export interface ImpactQuestion {
  /** What would change. */
  changes: ProposedChange[];
}

export interface ImpactQuestionCreate {
  changes: ProposedChangeCreate[];
}

export const impact_question_fields = {
  changes: { kind: "list", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 20000, initial: null, unit: null, choices: null, refersTo: null, doc: "What would change." },
} as const satisfies Record<string, FieldMeta>;


/** What changes would do. */
export interface Impacts {
  /** The releases and projects whose finish or cost would differ. */
  impacts: Impact[];
}

export const impacts_fields = {
  impacts: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "The releases and projects whose finish or cost would differ." },
} as const satisfies Record<string, FieldMeta>;


/** What the engine answers for one item. */
export interface TaskDates {
  /** The item. */
  item_id: Id;
  /** Planned start. */
  start_at: Moment | null;
  /** Planned finish. */
  finish_at: Moment | null;
  /** Earliest start. */
  early_start_at: Moment | null;
  /** Earliest finish. */
  early_finish_at: Moment | null;
  /** Latest start that delays nothing agreed. */
  late_start_at: Moment | null;
  /** Latest finish that delays nothing agreed. */
  late_finish_at: Moment | null;
  /** How much it may slip without moving the end of its project. */
  total_float_minutes: number;
  /** How much it may slip without moving a successor. */
  free_float_minutes: number;
  /** Working time from start to finish. */
  duration_minutes: number;
  /** Work of all assignments. */
  work_minutes: number;
  /** Fixed cost and rates times work. */
  cost_cents: number;
  /** On the critical path. */
  critical: boolean;
  /** Finishes after its deadline. */
  late: boolean;
  /** The float path of its project on which it is, 1 is the most critical; null: on none, or its project numbers none. */
  float_path: number | null;
  /** Its place on that path, from the start on. */
  float_path_order: number | null;
}

export const task_dates_fields = {
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "The item." },
  start_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Planned start." },
  finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Planned finish." },
  early_start_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Earliest start." },
  early_finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Earliest finish." },
  late_start_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Latest start that delays nothing agreed." },
  late_finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Latest finish that delays nothing agreed." },
  total_float_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "How much it may slip without moving the end of its project." },
  free_float_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "How much it may slip without moving a successor." },
  duration_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Working time from start to finish." },
  work_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Work of all assignments." },
  cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Fixed cost and rates times work." },
  critical: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "On the critical path." },
  late: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Finishes after its deadline." },
  float_path: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 1, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "The float path of its project on which it is, 1 is the most critical; null: on none, or its project numbers none." },
  float_path_order: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 1, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Its place on that path, from the start on." },
} as const satisfies Record<string, FieldMeta>;


/** What the engine answers for a project or a release. */
export interface GroupDates {
  /** The project or release. */
  id: Id;
  /** First start; null: nothing is planned. */
  start_at: Moment | null;
  /** Last finish; null: nothing is planned. */
  finish_at: Moment | null;
  /** Tasks without children. */
  task_count: number;
  /** How many of them are critical. */
  critical_count: number;
  /** Work of all of them. */
  work_minutes: number;
  /** Cost of all of them. */
  cost_cents: number;
}

export const group_dates_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The project or release." },
  start_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "First start; null: nothing is planned." },
  finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Last finish; null: nothing is planned." },
  task_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Tasks without children." },
  critical_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many of them are critical." },
  work_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Work of all of them." },
  cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost of all of them." },
} as const satisfies Record<string, FieldMeta>;


/** What the engine answers for a resource. */
export interface ResourceLoad {
  /** Who or what. */
  resource_id: Id;
  /** Work assigned. */
  work_minutes: number;
  /** Work asked for beyond the units. */
  overload_minutes: number;
  /** Cost of it. */
  cost_cents: number;
}

export const resource_load_fields = {
  resource_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "resource", doc: "Who or what." },
  work_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Work assigned." },
  overload_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Work asked for beyond the units." },
  cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost of it." },
} as const satisfies Record<string, FieldMeta>;


/** The dates, floats, loads and costs of the whole workspace. */
export interface Schedule {
  /** The event up to which it is right. */
  seq: number;
  /** Every planned item. */
  tasks: TaskDates[];
  /** Every project. */
  projects: GroupDates[];
  /** Every release. */
  releases: GroupDates[];
  /** Every resource. */
  resources: ResourceLoad[];
}

export const schedule_fields = {
  seq: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "The event up to which it is right." },
  tasks: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Every planned item." },
  projects: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Every project." },
  releases: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Every release." },
  resources: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Every resource." },
} as const satisfies Record<string, FieldMeta>;


/** One cause of a date. */
export interface ExplanationStep {
  /** Whose date. */
  item_id: Id;
  /** Which of its dates, or its total float. */
  of: "start" | "finish" | "late_start" | "late_finish" | "total_float" | "cost";
  /** The date; of a total float the one that may not be passed. */
  at: Moment;
  /** What decided it. */
  cause: "none" | "project_start" | "status_date" | "link" | "constraint" | "resource" | "calendar" | "actual" | "manual" | "children" | "work" | "leveling" | "project_end" | "deadline" | "late_date";
  /** Of a link: which. */
  link_id: Id | null;
  /** Of people: who. */
  resource_id: Id | null;
  /** The cause in words. */
  text: string;
}

export const explanation_step_fields = {
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "Whose date." },
  of: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "start", unit: null, choices: ["start", "finish", "late_start", "late_finish", "total_float", "cost"], refersTo: null, doc: "Which of its dates, or its total float." },
  at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The date; of a total float the one that may not be passed." },
  cause: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "none", unit: null, choices: ["none", "project_start", "status_date", "link", "constraint", "resource", "calendar", "actual", "manual", "children", "work", "leveling", "project_end", "deadline", "late_date"], refersTo: null, doc: "What decided it." },
  link_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "link", doc: "Of a link: which." },
  resource_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "resource", doc: "Of people: who." },
  text: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 600, initial: "", unit: null, choices: null, refersTo: null, doc: "The cause in words." },
} as const satisfies Record<string, FieldMeta>;


/** One part of a cost. */
export interface ExplanationCost {
  /** What is paid for. */
  kind: "work" | "overtime" | "material" | "use" | "fixed" | "part";
  /** Whose cost it is: the item's or its part's. */
  item_id: Id;
  /** Who or what. */
  resource_id: Id | null;
  /** That are paid for. */
  work_minutes: number;
  /** Of an hour, of a unit of material, of the use of one unit; of a part 0. */
  price_cents: number;
  /** Since when it costs so much; null: always. */
  since_at: Moment | null;
  /** Never 0. */
  cost_cents: number;
  /** The same in words. */
  text: string;
}

export const explanation_cost_fields = {
  kind: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "work", unit: null, choices: ["work", "overtime", "material", "use", "fixed", "part"], refersTo: null, doc: "What is paid for." },
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "Whose cost it is: the item's or its part's." },
  resource_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "resource", doc: "Who or what." },
  work_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "That are paid for." },
  price_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Of an hour, of a unit of material, of the use of one unit; of a part 0." },
  since_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Since when it costs so much; null: always." },
  cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Never 0." },
  text: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 600, initial: "", unit: null, choices: null, refersTo: null, doc: "The same in words." },
} as const satisfies Record<string, FieldMeta>;


/** Why a date, a float or a cost is what it is. */
export interface Explanation {
  /** From the date or float asked for down to the first cause. */
  steps: ExplanationStep[];
  /** Where the cost is asked for: its parts, to the cent. */
  costs: ExplanationCost[];
}

export const explanation_fields = {
  steps: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "From the date or float asked for down to the first cause." },
  costs: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Where the cost is asked for: its parts, to the cent." },
} as const satisfies Record<string, FieldMeta>;


/** The score of one feature. */
export interface ItemScore {
  /** The feature or bug. */
  item_id: Id;
  /** Its score; null: there is none. */
  score: number | null;
  /** Why there is none. */
  fault: string | null;
  /** Person-days of work, from the plan; null: not planned. */
  effort: number | null;
  /** Working days from start to finish, from the plan. */
  duration: number | null;
  /** In whole units of the currency, from the plan. */
  cost: number | null;
  /** Its class by the answers to the Kano survey; null: none follows. */
  kano: "must_be" | "performance" | "attractive" | "indifferent" | "reverse" | null;
}

export const item_score_fields = {
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "The feature or bug." },
  score: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: -1000000000000000, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Its score; null: there is none." },
  fault: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "Why there is none." },
  effort: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Person-days of work, from the plan; null: not planned." },
  duration: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "Working days from start to finish, from the plan." },
  cost: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "In whole units of the currency, from the plan." },
  kano: { kind: "choice", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["must_be", "performance", "attractive", "indifferent", "reverse"], refersTo: null, doc: "Its class by the answers to the Kano survey; null: none follows." },
} as const satisfies Record<string, FieldMeta>;


/** The scores of all features and bugs that are not closed. */
export interface Scores {
  /** The formula. */
  text: string;
  /** The greatest first, those without at the end. */
  scores: ItemScore[];
}

export const scores_fields = {
  text: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "The formula." },
  scores: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "The greatest first, those without at the end." },
} as const satisfies Record<string, FieldMeta>;


/** How far one aspect has drifted from what was agreed. */
export interface Standing {
  /** The tolerance. */
  tolerance_id: Id;
  /** Its project. */
  project_id: Id | null;
  /** Its release. */
  release_id: Id | null;
  /** Its work package. */
  item_id: Id | null;
  /** What may drift. */
  aspect: "time" | "cost" | "scope" | "risk" | "quality" | "benefit" | "sustainability";
  /** Unknown: nothing was agreed, planned or measured. */
  state: "unknown" | "within" | "warning" | "beyond";
  /** What was agreed, in the aspect's unit. */
  reference: number | null;
  /** What the plan says now, or was measured. */
  forecast: number | null;
  /** How much worse that is; negative: better. */
  deviation: number;
  /** How much is allowed. */
  allowed: number;
  /** Of time: the finish agreed. */
  reference_at: Moment | null;
  /** Of time: the finish now. */
  forecast_at: Moment | null;
  /** Of time: what finishes last. */
  last_item_id: Id | null;
}

export const standing_fields = {
  tolerance_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "tolerance", doc: "The tolerance." },
  project_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "Its project." },
  release_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "release", doc: "Its release." },
  item_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "Its work package." },
  aspect: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "time", unit: null, choices: ["time", "cost", "scope", "risk", "quality", "benefit", "sustainability"], refersTo: null, doc: "What may drift." },
  state: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "unknown", unit: null, choices: ["unknown", "within", "warning", "beyond"], refersTo: null, doc: "Unknown: nothing was agreed, planned or measured." },
  reference: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "What was agreed, in the aspect's unit." },
  forecast: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "What the plan says now, or was measured." },
  deviation: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How much worse that is; negative: better." },
  allowed: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How much is allowed." },
  reference_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Of time: the finish agreed." },
  forecast_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Of time: the finish now." },
  last_item_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "Of time: what finishes last." },
} as const satisfies Record<string, FieldMeta>;


/** Every tolerance against the plan, computed now. */
export interface Standings {
  /** The last event that they know. */
  seq: number;
  /** One for each tolerance. */
  standings: Standing[];
}

export const standings_fields = {
  seq: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "The last event that they know." },
  standings: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "One for each tolerance." },
} as const satisfies Record<string, FieldMeta>;


/** One link of the chain of causes. */
export interface ReportStep {
  /** Whose date it is. */
  item_id: Id;
  /** The date. */
  at: Moment | null;
  /** Why it is that. */
  text: string;
}

export const report_step_fields = {
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "Whose date it is." },
  at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The date." },
  text: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 600, initial: "", unit: null, choices: null, refersTo: null, doc: "Why it is that." },
} as const satisfies Record<string, FieldMeta>;


/** What happened, why, and what could be done. */
export interface ExceptionReport {
  /** The last event that it knows. */
  seq: number;
  /** Where the tolerance stands; none: it was deleted. */
  standing: Standing[];
  /** Changes since the forecast was last inside; the first most likely moved it. */
  causes: Event[];
  /** Why the finish lies where it lies. */
  steps: ReportStep[];
  /** What the ways out are measured by. */
  limits: WayLimit[];
  /** Computed ways back inside; of time, and of the cost of projects. */
  ways: Way[];
  /** Why no way is computed; null: some are. */
  no_ways: "unknown" | "cost_of_level" | "scope" | "risk" | "measured" | "none_found" | null;
  /** Every limit holds. */
  fits: boolean;
  /** Finish of everything planned, as it is. */
  finish_at: Moment | null;
  /** Cost of everything planned, as it is. */
  cost_cents: number;
  /** Value of everything planned, as it is. */
  value: number;
}

export const exception_report_fields = {
  seq: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "The last event that it knows." },
  standing: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1, initial: null, unit: null, choices: null, refersTo: null, doc: "Where the tolerance stands; none: it was deleted." },
  causes: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Changes since the forecast was last inside; the first most likely moved it." },
  steps: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Why the finish lies where it lies." },
  limits: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "What the ways out are measured by." },
  ways: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Computed ways back inside; of time, and of the cost of projects." },
  no_ways: { kind: "choice", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["unknown", "cost_of_level", "scope", "risk", "measured", "none_found"], refersTo: null, doc: "Why no way is computed; null: some are." },
  fits: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Every limit holds." },
  finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Finish of everything planned, as it is." },
  cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost of everything planned, as it is." },
  value: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Value of everything planned, as it is." },
} as const satisfies Record<string, FieldMeta>;


/** What becomes of an exception. */
export interface ExceptionDecision {
  /** Accepting: the plan as it is becomes the baseline, or the tolerance becomes wider. */
  outcome: "baseline" | "tolerance" | null;
  /** With outcome tolerance: how far it may drift from now on. */
  allowed: number | null;
  /** Why. */
  note: string;
}

export interface ExceptionDecisionCreate {
  outcome?: "baseline" | "tolerance" | null;
  allowed?: number | null;
  note: string;
}

export const exception_decision_fields = {
  outcome: { kind: "choice", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["baseline", "tolerance"], refersTo: null, doc: "Accepting: the plan as it is becomes the baseline, or the tolerance becomes wider." },
  allowed: { kind: "real", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 1000000000000, initial: null, unit: null, choices: null, refersTo: null, doc: "With outcome tolerance: how far it may drift from now on." },
  note: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: true, min: 1, max: 4000, initial: null, unit: null, choices: null, refersTo: null, doc: "Why." },
} as const satisfies Record<string, FieldMeta>;


/** A promise that stands, against the plan. */
export interface PromiseStanding {
  /** Which. */
  promise_id: Id;
  /** Who was told. */
  account: string;
  /** What was promised, by name. */
  subject: string;
  /** What hangs on it. */
  amount_cents: number | null;
  /** The last day that keeps it. */
  promised_on: Day;
  /** As planned now; null: it is not planned. */
  finish_at: Moment | null;
  /** Days behind it; negative: days to spare. */
  late_days: number;
  /** The plan passes the day. */
  broken: boolean;
  /** Since when it does, and whom it concerns was told; null: it does not, or was not seen yet. */
  broken_at: Time | null;
  /** A draft of what to write to them, when it is broken. */
  notice: string | null;
}

export const promise_standing_fields = {
  promise_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "promise", doc: "Which." },
  account: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "Who was told." },
  subject: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 300, initial: "", unit: null, choices: null, refersTo: null, doc: "What was promised, by name." },
  amount_cents: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: "cents", choices: null, refersTo: null, doc: "What hangs on it." },
  promised_on: { kind: "day", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The last day that keeps it." },
  finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "As planned now; null: it is not planned." },
  late_days: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -1000000, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Days behind it; negative: days to spare." },
  broken: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "The plan passes the day." },
  broken_at: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Since when it does, and whom it concerns was told; null: it does not, or was not seen yet." },
  notice: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: true, min: 0, max: 4000, initial: null, unit: null, choices: null, refersTo: null, doc: "A draft of what to write to them, when it is broken." },
} as const satisfies Record<string, FieldMeta>;


/** Promises against the plan. */
export interface PromiseWatch {
  /** The event up to which it is right. */
  seq: number;
  /** Those that stand: the broken ones first, the most money first. */
  promises: PromiseStanding[];
  /** How many are broken. */
  broken_count: number;
  /** What hangs on them together. */
  broken_amount_cents: number;
}

export const promise_watch_fields = {
  seq: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "The event up to which it is right." },
  promises: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000000, initial: null, unit: null, choices: null, refersTo: null, doc: "Those that stand: the broken ones first, the most money first." },
  broken_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many are broken." },
  broken_amount_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "What hangs on them together." },
} as const satisfies Record<string, FieldMeta>;


/** A point that Trivet would put on the agenda. */
export interface AgendaPreviewPoint {
  /** Why it is on the agenda. */
  kind: "exception" | "promise" | "proposal" | "slip" | "change" | "due" | "action" | "topic";
  /** What it is about. */
  title: string;
  /** What there is to know. */
  text: string;
  /** The sort of thing. */
  resource: string | null;
  /** Which one. */
  subject_id: Id | null;
  /** How long it usually takes. */
  minutes_planned: number;
}

export const agenda_preview_point_fields = {
  kind: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "exception", unit: null, choices: ["exception", "promise", "proposal", "slip", "change", "due", "action", "topic"], refersTo: null, doc: "Why it is on the agenda." },
  title: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 400, initial: "", unit: null, choices: null, refersTo: null, doc: "What it is about." },
  text: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "What there is to know." },
  resource: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 40, initial: null, unit: null, choices: null, refersTo: null, doc: "The sort of thing." },
  subject_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Which one." },
  minutes_planned: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "How long it usually takes." },
} as const satisfies Record<string, FieldMeta>;


/** What would be on the agenda, were it written now. */
export interface AgendaPreview {
  /** The event up to which it is right. */
  seq: number;
  /** No meeting of the series was held before: nothing to compare with. */
  first: boolean;
  /** There is nothing to decide: the meeting may be cancelled. */
  quiet: boolean;
  /** The points. */
  points: AgendaPreviewPoint[];
}

export const agenda_preview_fields = {
  seq: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "The event up to which it is right." },
  first: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "No meeting of the series was held before: nothing to compare with." },
  quiet: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "There is nothing to decide: the meeting may be cancelled." },
  points: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100000, initial: null, unit: null, choices: null, refersTo: null, doc: "The points." },
} as const satisfies Record<string, FieldMeta>;


/** The next point. */
export interface PresentRequest {
  /** What is talked about from now on; null: nothing, the clock stops. */
  point_id: Id | null;
}

export interface PresentRequestCreate {
  point_id?: Id | null;
}

export const present_fields = {
  point_id: { kind: "id", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "What is talked about from now on; null: nothing, the clock stops." },
} as const satisfies Record<string, FieldMeta>;


/** The meeting does not happen. */
export interface CancelRequest {
  /** Why; it is told to everybody. */
  reason: string;
}

export interface CancelRequestCreate {
  reason?: string;
}

export const cancel_fields = {
  reason: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 1000, initial: "", unit: null, choices: null, refersTo: null, doc: "Why; it is told to everybody." },
} as const satisfies Record<string, FieldMeta>;


/** What is decided about the proposal of a point. */
export interface PointVerdict {
  /** true: accepted; false: declined. */
  accept: boolean;
  /** Why. */
  note: string;
  /** The assessment that was seen; null: the one that the proposal carries. */
  computed_at_seq: number | null;
}

export interface PointVerdictCreate {
  accept: boolean;
  note?: string;
  computed_at_seq?: number | null;
}

export const point_verdict_fields = {
  accept: { kind: "bool", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "true: accepted; false: declined." },
  note: { kind: "text", custody: "shared", required: false, nullable: false, createOnly: false, multiline: true, min: 0, max: 4000, initial: "", unit: null, choices: null, refersTo: null, doc: "Why." },
  computed_at_seq: { kind: "int", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "The assessment that was seen; null: the one that the proposal carries." },
} as const satisfies Record<string, FieldMeta>;


/** A task that somebody takes on in a meeting. */
export interface ActionRequest {
  /** What is to be done. */
  title: string;
  /** Who takes it on. */
  person_id: Id;
  /** Until when. */
  due_on: Day | null;
}

export interface ActionRequestCreate {
  title: string;
  person_id: Id;
  due_on?: Day | null;
}

export const action_fields = {
  title: { kind: "text", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: 1, max: 300, initial: null, unit: null, choices: null, refersTo: null, doc: "What is to be done." },
  person_id: { kind: "id", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Who takes it on." },
  due_on: { kind: "day", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Until when." },
} as const satisfies Record<string, FieldMeta>;


/** A link for somebody outside. */
export interface ShareRequest {
  /** What the link shows. */
  detail: "date" | "progress" | "features";
  /** Its last day. */
  until_on: Day;
}

export interface ShareRequestCreate {
  detail?: "date" | "progress" | "features";
  until_on: Day;
}

export const share_fields = {
  detail: { kind: "choice", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "date", unit: null, choices: ["date", "progress", "features"], refersTo: null, doc: "What the link shows." },
  until_on: { kind: "day", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Its last day." },
} as const satisfies Record<string, FieldMeta>;


/** A feature of what was promised. */
export interface SharedFeature {
  /** What it is called. */
  title: string;
  /** It is done. */
  done: boolean;
}

export const shared_feature_fields = {
  title: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 300, initial: "", unit: null, choices: null, refersTo: null, doc: "What it is called." },
  done: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "It is done." },
} as const satisfies Record<string, FieldMeta>;


/** A promise as somebody outside sees it through its link. */
export interface SharedPromise {
  /** Who promises. */
  workspace: string;
  /** To whom. */
  account: string;
  /** What. */
  subject: string;
  /** The first day of the range. */
  earliest_on: Day | null;
  /** Its last day. */
  latest_on: Day;
  /** It is there. */
  kept: boolean;
  /** How much is done. */
  percent_done: number | null;
  /** What belongs to it. */
  features: SharedFeature[];
  /** The last day of this link. */
  until_on: Day;
}

export const shared_promise_fields = {
  workspace: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "Who promises." },
  account: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "To whom." },
  subject: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 300, initial: "", unit: null, choices: null, refersTo: null, doc: "What." },
  earliest_on: { kind: "day", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The first day of the range." },
  latest_on: { kind: "day", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Its last day." },
  kept: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "It is there." },
  percent_done: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: "percent", choices: null, refersTo: null, doc: "How much is done." },
  features: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 10000, initial: null, unit: null, choices: null, refersTo: null, doc: "What belongs to it." },
  until_on: { kind: "day", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The last day of this link." },
} as const satisfies Record<string, FieldMeta>;


/** Something of a file that Trivet does not keep, or had to mend. */
export interface ImportNote {
  /** The file's element or column. */
  what: string;
  /** The first row concerned. */
  where: string;
  /** What happened to it. */
  why: string;
  /** How often. */
  count: number;
}

export const import_note_fields = {
  what: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "The file's element or column." },
  where: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "The first row concerned." },
  why: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 400, initial: "", unit: null, choices: null, refersTo: null, doc: "What happened to it." },
  count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How often." },
} as const satisfies Record<string, FieldMeta>;


/** What came of the rows of one kind. */
export interface ImportCount {
  /** The kind of row: project, calendar, resource, item ... */
  resource: string;
  /** New. */
  created: number;
  /** Changed. */
  updated: number;
  /** There already, just so. */
  unchanged: number;
  /** New or changed outside your custody. */
  proposed: number;
  /** Came from a file and are not in this one. */
  missing: number;
}

export const import_count_fields = {
  resource: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "The kind of row: project, calendar, resource, item ..." },
  created: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "New." },
  updated: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Changed." },
  unchanged: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "There already, just so." },
  proposed: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "New or changed outside your custody." },
  missing: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Came from a file and are not in this one." },
} as const satisfies Record<string, FieldMeta>;


/** A row that was there and differs in the file. */
export interface ImportChange {
  /** update, or delete. */
  action: "create" | "update" | "delete";
  /** item, link, assignment, resource, calendar. */
  resource: string;
  /** Which row. */
  subject_id: Id | null;
  /** What it is called. */
  title: string;
  /** Waits for a signature. */
  proposed: boolean;
  /** Is not in the file, and is kept all the same. */
  kept: boolean;
  /** A list of {field, from, to}. */
  changes: Json | null;
}

export const import_change_fields = {
  action: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "create", unit: null, choices: ["create", "update", "delete"], refersTo: null, doc: "update, or delete." },
  resource: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "item, link, assignment, resource, calendar." },
  subject_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Which row." },
  title: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 700, initial: "", unit: null, choices: null, refersTo: null, doc: "What it is called." },
  proposed: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Waits for a signature." },
  kept: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Is not in the file, and is kept all the same." },
  changes: { kind: "json", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "A list of {field, from, to}." },
} as const satisfies Record<string, FieldMeta>;


/** A task of the file with its dates. */
export interface ImportTask {
  /** The item; null: new. */
  item_id: Id | null;
  /** Its id in the file. */
  external_id: string | null;
  /** What it is called. */
  title: string;
  /** Its level in the outline, from 0. */
  depth: number;
  /** It has parts. */
  summary: boolean;
  /** It is a milestone. */
  milestone: boolean;
  /** As Trivet computes it; null: only proposed. */
  start_at: Moment | null;
  /** As Trivet computes it. */
  finish_at: Moment | null;
  /** As the file shows it. */
  file_start_at: Moment | null;
  /** As the file shows it. */
  file_finish_at: Moment | null;
}

export const import_task_fields = {
  item_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "The item; null: new." },
  external_id: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "Its id in the file." },
  title: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 300, initial: "", unit: null, choices: null, refersTo: null, doc: "What it is called." },
  depth: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Its level in the outline, from 0." },
  summary: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "It has parts." },
  milestone: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "It is a milestone." },
  start_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "As Trivet computes it; null: only proposed." },
  finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "As Trivet computes it." },
  file_start_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "As the file shows it." },
  file_finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "As the file shows it." },
} as const satisfies Record<string, FieldMeta>;


/** A date that differs from the one that the file shows. */
export interface ImportDate {
  /** Whose date. */
  item_id: Id;
  /** Its id in the file. */
  external_id: string | null;
  /** What it is called. */
  title: string;
  /** Its start or its finish. */
  of: "start" | "finish";
  /** As the file shows it. */
  file_at: Moment;
  /** As Trivet computes it. */
  computed_at: Moment;
  /** It differs because the date of this item does; null: by itself. */
  follows_id: Id | null;
  /** Why Trivet comes to its date. */
  reason: string;
}

export const import_date_fields = {
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "Whose date." },
  external_id: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "Its id in the file." },
  title: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 300, initial: "", unit: null, choices: null, refersTo: null, doc: "What it is called." },
  of: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "start", unit: null, choices: ["start", "finish"], refersTo: null, doc: "Its start or its finish." },
  file_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "As the file shows it." },
  computed_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "As Trivet computes it." },
  follows_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "It differs because the date of this item does; null: by itself." },
  reason: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: "", unit: null, choices: null, refersTo: null, doc: "Why Trivet comes to its date." },
} as const satisfies Record<string, FieldMeta>;


/** A calendar of the file. */
export interface ImportCalendar {
  /** What it is called. */
  name: string;
  /** create, update; null: as it is. */
  action: "create" | "update" | "delete" | null;
  /** Working time of a usual week. */
  week_minutes: number;
  /** Days off, or with other hours. */
  exception_count: number;
}

export const import_calendar_fields = {
  name: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "What it is called." },
  action: { kind: "choice", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["create", "update", "delete"], refersTo: null, doc: "create, update; null: as it is." },
  week_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Working time of a usual week." },
  exception_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Days off, or with other hours." },
} as const satisfies Record<string, FieldMeta>;


/** A resource of the file, and who it is here. */
export interface ImportPerson {
  /** Its place among the resources of the file, from 1. */
  number: number;
  /** Its name in the file. */
  name: string;
  /** Its mail in the file. */
  email: string | null;
  /** A person, machine or material. */
  kind: "person" | "machine" | "material";
  /** What becomes of it. */
  means: "known" | "account" | "new" | "left_out";
  /** known: which one it is. */
  resource_id: Id | null;
  /** account: whose. */
  person_id: Id | null;
  /** Somebody of nearly this name. */
  similar_resource_id: Id | null;
  /** Somebody with an account and nearly this name. */
  similar_person_id: Id | null;
  /** Tasks that it is assigned to in the file. */
  task_count: number;
}

export const import_person_fields = {
  number: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Its place among the resources of the file, from 1." },
  name: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "Its name in the file." },
  email: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "Its mail in the file." },
  kind: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "person", unit: null, choices: ["person", "machine", "material"], refersTo: null, doc: "A person, machine or material." },
  means: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "known", unit: null, choices: ["known", "account", "new", "left_out"], refersTo: null, doc: "What becomes of it." },
  resource_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "resource", doc: "known: which one it is." },
  person_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "account: whose." },
  similar_resource_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "resource", doc: "Somebody of nearly this name." },
  similar_person_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Somebody with an account and nearly this name." },
  task_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Tasks that it is assigned to in the file." },
} as const satisfies Record<string, FieldMeta>;


/** What came of a file. */
export interface ImportReport {
  /** What the file was read as. */
  format: string;
  /** Nothing was written. */
  dry_run: boolean;
  /** Rows created: projects, calendars, resources, items, links, assignments. */
  created: number;
  /** Rows changed. */
  updated: number;
  /** Rows that were there already, just so. */
  unchanged: number;
  /** Rows that came from a file and are not in this one. */
  missing: number;
  /** Changes outside your custody, which wait for a signature. */
  proposed: number;
  /** The proposal that holds them. */
  proposal_id: Id | null;
  /** The project that was filled. */
  project_id: Id | null;
  /** Of a dry run into a new project: the one that it is probably an update of. */
  similar_project_id: Id | null;
  /** The same by kind of row. */
  counts: ImportCount[];
  /** What Trivet does not keep. */
  dropped: ImportNote[];
  /** What Trivet does not use, and writes back into files of this format. */
  kept: ImportNote[];
  /** What was mended or is doubtful. */
  warnings: ImportNote[];
  /** Of a dry run: who the resources are. */
  people: ImportPerson[];
  /** Of a dry run: the calendars. */
  calendars: ImportCalendar[];
  /** Of a dry run: rows that differ. */
  changes: ImportChange[];
  /** Of a dry run: the outline with its dates. */
  tasks: ImportTask[];
  /** Of a dry run: dates unlike the file's. */
  dates: ImportDate[];
  /** Tasks whose dates were compared. */
  dated_count: number;
  /** Tasks of which a date differs. */
  differing_count: number;
  /** How many would if the workspace did not share people, as other programs do not; null: it does not. */
  differing_unshared_count: number | null;
  /** Rows that these lists had no room for. */
  left_out: number;
}

export const import_report_fields = {
  format: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "What the file was read as." },
  dry_run: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Nothing was written." },
  created: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Rows created: projects, calendars, resources, items, links, assignments." },
  updated: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Rows changed." },
  unchanged: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Rows that were there already, just so." },
  missing: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Rows that came from a file and are not in this one." },
  proposed: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Changes outside your custody, which wait for a signature." },
  proposal_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "proposal", doc: "The proposal that holds them." },
  project_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "The project that was filled." },
  similar_project_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "Of a dry run into a new project: the one that it is probably an update of." },
  counts: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 5000, initial: null, unit: null, choices: null, refersTo: null, doc: "The same by kind of row." },
  dropped: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 5000, initial: null, unit: null, choices: null, refersTo: null, doc: "What Trivet does not keep." },
  kept: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 5000, initial: null, unit: null, choices: null, refersTo: null, doc: "What Trivet does not use, and writes back into files of this format." },
  warnings: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 5000, initial: null, unit: null, choices: null, refersTo: null, doc: "What was mended or is doubtful." },
  people: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 5000, initial: null, unit: null, choices: null, refersTo: null, doc: "Of a dry run: who the resources are." },
  calendars: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 5000, initial: null, unit: null, choices: null, refersTo: null, doc: "Of a dry run: the calendars." },
  changes: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 5000, initial: null, unit: null, choices: null, refersTo: null, doc: "Of a dry run: rows that differ." },
  tasks: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 5000, initial: null, unit: null, choices: null, refersTo: null, doc: "Of a dry run: the outline with its dates." },
  dates: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 5000, initial: null, unit: null, choices: null, refersTo: null, doc: "Of a dry run: dates unlike the file's." },
  dated_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Tasks whose dates were compared." },
  differing_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Tasks of which a date differs." },
  differing_unshared_count: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "How many would if the workspace did not share people, as other programs do not; null: it does not." },
  left_out: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Rows that these lists had no room for." },
} as const satisfies Record<string, FieldMeta>;


/** A kind of plan file. */
export interface Format {
  /** As the parameter format takes it. */
  name: string;
  /** For people. */
  title: string;
  /** Which programs make such files, and how. */
  source: string;
  /** Of file names, separated by commas. */
  endings: string;
  /** May be imported. */
  read: boolean;
  /** May be exported. */
  written: boolean;
}

export const format_fields = {
  name: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "As the parameter format takes it." },
  title: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "For people." },
  source: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "Which programs make such files, and how." },
  endings: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "Of file names, separated by commas." },
  read: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "May be imported." },
  written: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "May be exported." },
} as const satisfies Record<string, FieldMeta>;


/** The plan files that Trivet reads and writes. */
export interface Formats {
  /** All kinds of plan files. */
  formats: Format[];
}

export const formats_fields = {
  formats: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "All kinds of plan files." },
} as const satisfies Record<string, FieldMeta>;


/** One bar of the histogram of finishes. */
export interface FinishBin {
  /** Trials that finish from here until the next bar. */
  from_at: Moment;
  /** How many. */
  trials: number;
  /** How many finish before its end: the S-curve. */
  up_to: number;
}

export const finish_bin_fields = {
  from_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Trials that finish from here until the next bar." },
  trials: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many." },
  up_to: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many finish before its end: the S-curve." },
} as const satisfies Record<string, FieldMeta>;


/** One bar of the histogram of costs. */
export interface CostBin {
  /** Trials that cost from this until the next bar. */
  from_cents: number;
  /** How many. */
  trials: number;
  /** How many cost less than its end: the S-curve. */
  up_to: number;
}

export const cost_bin_fields = {
  from_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Trials that cost from this until the next bar." },
  trials: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many." },
  up_to: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How many cost less than its end: the S-curve." },
} as const satisfies Record<string, FieldMeta>;


/** One trial. */
export interface ForecastPoint {
  /** When it finishes in this trial. */
  finish_at: Moment;
  /** What it costs in the same. */
  cost_cents: number;
}

export const forecast_point_fields = {
  finish_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it finishes in this trial." },
  cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "What it costs in the same." },
} as const satisfies Record<string, FieldMeta>;


/** The forecast of a project, a release, or everything. */
export interface ForecastGroup {
  /** What it is about. */
  subject: "project" | "release" | "workspace";
  /** Which project or release. */
  subject_id: Id | null;
  /** Without uncertainty. */
  planned_finish_at: Moment;
  /** Agreed or wished finish. */
  target_at: Moment | null;
  /** Without uncertainty. */
  planned_cost_cents: number;
  /** What it may cost. */
  budget_cents: number | null;
  /** Done by then in 10 of 100 cases. */
  p10_at: Moment;
  /** Done by then in 50 of 100 cases. */
  p50_at: Moment;
  /** Done by then in 80 of 100 cases. */
  p80_at: Moment;
  /** Done by then in 90 of 100 cases. */
  p90_at: Moment;
  /** The mean of all trials. */
  mean_at: Moment;
  /** Costs no more in 10 of 100 cases. */
  p10_cents: number;
  /** Costs no more in 50 of 100 cases. */
  p50_cents: number;
  /** Costs no more in 80 of 100 cases. */
  p80_cents: number;
  /** Costs no more in 90 of 100 cases. */
  p90_cents: number;
  /** The mean of all trials. */
  mean_cents: number;
  /** In so many of 100 cases it is done by its target, else by its planned finish. */
  confidence_date_percent: number;
  /** In so many of 100 cases it costs no more than its budget, else than planned. */
  confidence_cost_percent: number;
  /** In so many both. */
  confidence_joint_percent: number;
  /** Histogram and S-curve of the finish. */
  finish_bins: FinishBin[];
  /** Histogram and S-curve of the cost. */
  cost_bins: CostBin[];
  /** The first trials, date and cost. */
  points: ForecastPoint[];
}

export const forecast_group_fields = {
  subject: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "project", unit: null, choices: ["project", "release", "workspace"], refersTo: null, doc: "What it is about." },
  subject_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Which project or release." },
  planned_finish_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Without uncertainty." },
  target_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Agreed or wished finish." },
  planned_cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Without uncertainty." },
  budget_cents: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: "cents", choices: null, refersTo: null, doc: "What it may cost." },
  p10_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Done by then in 10 of 100 cases." },
  p50_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Done by then in 50 of 100 cases." },
  p80_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Done by then in 80 of 100 cases." },
  p90_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Done by then in 90 of 100 cases." },
  mean_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The mean of all trials." },
  p10_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Costs no more in 10 of 100 cases." },
  p50_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Costs no more in 50 of 100 cases." },
  p80_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Costs no more in 80 of 100 cases." },
  p90_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Costs no more in 90 of 100 cases." },
  mean_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "The mean of all trials." },
  confidence_date_percent: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "percent", choices: null, refersTo: null, doc: "In so many of 100 cases it is done by its target, else by its planned finish." },
  confidence_cost_percent: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "percent", choices: null, refersTo: null, doc: "In so many of 100 cases it costs no more than its budget, else than planned." },
  confidence_joint_percent: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "percent", choices: null, refersTo: null, doc: "In so many both." },
  finish_bins: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Histogram and S-curve of the finish." },
  cost_bins: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Histogram and S-curve of the cost." },
  points: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "The first trials, date and cost." },
} as const satisfies Record<string, FieldMeta>;


/** The forecast of one item. */
export interface ForecastTask {
  /** The item; one with children too. */
  item_id: Id;
  /** Done by then in 10 of 100 cases. */
  p10_at: Moment;
  /** Done by then in 50 of 100 cases. */
  p50_at: Moment;
  /** Done by then in 80 of 100 cases. */
  p80_at: Moment;
  /** Done by then in 90 of 100 cases. */
  p90_at: Moment;
  /** The mean of all trials. */
  mean_at: Moment;
  /** In so many of 100 cases it decides when its project ends. */
  critical_percent: number;
  /** -1 to 1: the rank correlation of its duration with its project's finish. */
  cruciality: number;
}

export const forecast_task_fields = {
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "The item; one with children too." },
  p10_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Done by then in 10 of 100 cases." },
  p50_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Done by then in 50 of 100 cases." },
  p80_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Done by then in 80 of 100 cases." },
  p90_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Done by then in 90 of 100 cases." },
  mean_at: { kind: "moment", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The mean of all trials." },
  critical_percent: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "percent", choices: null, refersTo: null, doc: "In so many of 100 cases it decides when its project ends." },
  cruciality: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "-1 to 1: the rank correlation of its duration with its project's finish." },
} as const satisfies Record<string, FieldMeta>;


/** What one risk does: the forecast with it less the forecast in which it never happens. */
export interface ForecastDriver {
  /** The risk. */
  risk_id: Id;
  /** So much later is the P50 of its project's finish because of it, around the clock. */
  p50_minutes: number;
  /** The same of the P80. */
  p80_minutes: number;
  /** The same of the mean. */
  mean_minutes: number;
  /** So much more is the P50 of its cost. */
  p50_cents: number;
  /** The same of the P80. */
  p80_cents: number;
  /** The same of the mean. */
  mean_cents: number;
}

export const forecast_driver_fields = {
  risk_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "risk", doc: "The risk." },
  p50_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "So much later is the P50 of its project's finish because of it, around the clock." },
  p80_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "The same of the P80." },
  mean_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "The same of the mean." },
  p50_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "So much more is the P50 of its cost." },
  p80_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "The same of the P80." },
  mean_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: -9007199254740992, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "The same of the mean." },
} as const satisfies Record<string, FieldMeta>;


/** What is to be forecast. */
export interface ForecastParameters {
  /** Show this project and its tasks; null: everything. */
  project_id: Id | null;
  /** How many times the plan is drawn and scheduled. */
  trials: number;
  /** Nobody works on two things at once: the order in which the levelled plan gives him his work holds in every trial. */
  share_people: boolean;
  /** How many trials are drawn again without each risk; 0: no tornado. */
  tornado_trials: number;
  /** Equal seeds give equal results. */
  seed: number;
  /** How the duration of tasks without an estimate varies. */
  spread: "none" | "uniform" | "triangular" | "pert" | "lognormal";
  /** The plan is forecast as it would be with these changes: a scenario. */
  changes: ProposedChange[];
  /** Their shortest duration, of the planned one (lognormal: its P10). */
  spread_low_percent: number;
  /** Their most likely duration. */
  spread_likely_percent: number;
  /** Their longest duration (lognormal: its P90). */
  spread_high_percent: number;
}

export interface ForecastParametersCreate {
  project_id?: Id | null;
  trials?: number;
  share_people?: boolean;
  tornado_trials?: number;
  seed?: number;
  spread?: "none" | "uniform" | "triangular" | "pert" | "lognormal";
  changes?: ProposedChangeCreate[];
  spread_low_percent?: number;
  spread_likely_percent?: number;
  spread_high_percent?: number;
}

export const forecast_parameters_fields = {
  project_id: { kind: "id", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "Show this project and its tasks; null: everything." },
  trials: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 100, max: 100000, initial: 10000, unit: null, choices: null, refersTo: null, doc: "How many times the plan is drawn and scheduled." },
  share_people: { kind: "bool", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: true, unit: null, choices: null, refersTo: null, doc: "Nobody works on two things at once: the order in which the levelled plan gives him his work holds in every trial." },
  tornado_trials: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100000, initial: 2000, unit: null, choices: null, refersTo: null, doc: "How many trials are drawn again without each risk; 0: no tornado." },
  seed: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 1, unit: null, choices: null, refersTo: null, doc: "Equal seeds give equal results." },
  spread: { kind: "choice", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "triangular", unit: null, choices: ["none", "uniform", "triangular", "pert", "lognormal"], refersTo: null, doc: "How the duration of tasks without an estimate varies." },
  changes: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 20000, initial: null, unit: null, choices: null, refersTo: null, doc: "The plan is forecast as it would be with these changes: a scenario." },
  spread_low_percent: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 1000, initial: 90, unit: "percent", choices: null, refersTo: null, doc: "Their shortest duration, of the planned one (lognormal: its P10)." },
  spread_likely_percent: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 1000, initial: 100, unit: "percent", choices: null, refersTo: null, doc: "Their most likely duration." },
  spread_high_percent: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 1000, initial: 130, unit: "percent", choices: null, refersTo: null, doc: "Their longest duration (lognormal: its P90)." },
} as const satisfies Record<string, FieldMeta>;


/** Dates and costs as probabilities. */
export interface Forecast {
  /** So many trials are in it. */
  trials: number;
  /** So many were asked for. */
  trials_wanted: number;
  /** Equal seeds give equal results. */
  seed: number;
  /** Tasks with an estimate of their own. */
  estimated_count: number;
  /** Tasks without an estimate, which vary as the spread says. */
  spread_count: number;
  /** Open risks that act on something. */
  risk_count: number;
  /** Nobody works on two things at once. */
  people_shared: boolean;
  /** Projects, releases, and everything together. */
  groups: ForecastGroup[];
  /** Every planned item. */
  tasks: ForecastTask[];
  /** The tornado: what each risk does, the worst first; comes last. */
  drivers: ForecastDriver[];
}

export const forecast_fields = {
  trials: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "So many trials are in it." },
  trials_wanted: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "So many were asked for." },
  seed: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Equal seeds give equal results." },
  estimated_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Tasks with an estimate of their own." },
  spread_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Tasks without an estimate, which vary as the spread says." },
  risk_count: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Open risks that act on something." },
  people_shared: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Nobody works on two things at once." },
  groups: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 4000000, initial: null, unit: null, choices: null, refersTo: null, doc: "Projects, releases, and everything together." },
  tasks: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 4000000, initial: null, unit: null, choices: null, refersTo: null, doc: "Every planned item." },
  drivers: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 10000, initial: null, unit: null, choices: null, refersTo: null, doc: "The tornado: what each risk does, the worst first; comes last." },
} as const satisfies Record<string, FieldMeta>;


/** What levelling does to a project. */
export interface LevelProject {
  /** Which. */
  project_id: Id;
  /** Without levelling. */
  finish_before_at: Moment | null;
  /** Levelled. */
  finish_after_at: Moment | null;
  /** No levelling finishes it earlier. */
  lower_bound_at: Moment | null;
}

export const level_project_fields = {
  project_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "Which." },
  finish_before_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Without levelling." },
  finish_after_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Levelled." },
  lower_bound_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "No levelling finishes it earlier." },
} as const satisfies Record<string, FieldMeta>;


/** A task that moves, or whose delay changes. */
export interface LevelTask {
  /** Which. */
  item_id: Id;
  /** Its start as planned now. */
  start_before_at: Moment | null;
  /** Its levelled start. */
  start_at: Moment | null;
  /** Its levelled finish. */
  finish_at: Moment | null;
  /** Elapsed minutes behind the start that links allow: the item's field of this name. */
  leveling_delay_minutes: number;
  /** Where the rest of started work goes on, when it waits: the item's field of this name. */
  resume_at: Moment | null;
  /** Its pauses, with those that levelling makes: the item's field of this name. */
  splits: ItemSplit[];
  /** It waits for this one. */
  resource_id: Id | null;
  /** Who works on that. */
  for_item_id: Id | null;
  /** Until then. */
  until_at: Moment | null;
  /** The same as a sentence. */
  reason: string | null;
}

export const level_task_fields = {
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "Which." },
  start_before_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Its start as planned now." },
  start_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Its levelled start." },
  finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Its levelled finish." },
  leveling_delay_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Elapsed minutes behind the start that links allow: the item's field of this name." },
  resume_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Where the rest of started work goes on, when it waits: the item's field of this name." },
  splits: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 500, initial: null, unit: null, choices: null, refersTo: null, doc: "Its pauses, with those that levelling makes: the item's field of this name." },
  resource_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "resource", doc: "It waits for this one." },
  for_item_id: { kind: "id", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "Who works on that." },
  until_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Until then." },
  reason: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 600, initial: null, unit: null, choices: null, refersTo: null, doc: "The same as a sentence." },
} as const satisfies Record<string, FieldMeta>;


/** An assignment that somebody else takes. */
export interface LevelHandover {
  /** Which. */
  assignment_id: Id;
  /** Of this item. */
  item_id: Id;
  /** Who takes it: the assignment's new resource_id. */
  resource_id: Id;
  /** Why, as a sentence. */
  reason: string;
}

export const level_handover_fields = {
  assignment_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "assignment", doc: "Which." },
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "Of this item." },
  resource_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "resource", doc: "Who takes it: the assignment's new resource_id." },
  reason: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 600, initial: "", unit: null, choices: null, refersTo: null, doc: "Why, as a sentence." },
} as const satisfies Record<string, FieldMeta>;


/** What is to be levelled, and how. */
export interface LevelParameters {
  /** Only tasks of these projects may wait; empty: all. */
  project_ids: Id[];
  /** Only these items, and what is below them, may wait; empty: all. */
  item_ids: Id[];
  /** Nothing waits longer than its total float. */
  within_float: boolean;
  /** Work may be interrupted, begun or not, where the item allows it. */
  split: boolean;
  /** Smaller rank always goes first; else it only decides between equals. */
  by_rank: boolean;
  /** How long to search: passes over the plan. */
  schedules: number;
  /** Equal seeds give equal results. */
  seed: number;
}

export interface LevelParametersCreate {
  project_ids?: Id[];
  item_ids?: Id[];
  within_float?: boolean;
  split?: boolean;
  by_rank?: boolean;
  schedules?: number;
  seed?: number;
}

export const level_parameters_fields = {
  project_ids: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: "project", doc: "Only tasks of these projects may wait; empty: all." },
  item_ids: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 20000, initial: null, unit: null, choices: null, refersTo: "item", doc: "Only these items, and what is below them, may wait; empty: all." },
  within_float: { kind: "bool", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Nothing waits longer than its total float." },
  split: { kind: "bool", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Work may be interrupted, begun or not, where the item allows it." },
  by_rank: { kind: "bool", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Smaller rank always goes first; else it only decides between equals." },
  schedules: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 10000000, initial: 20000, unit: null, choices: null, refersTo: null, doc: "How long to search: passes over the plan." },
  seed: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 1, unit: null, choices: null, refersTo: null, doc: "Equal seeds give equal results." },
} as const satisfies Record<string, FieldMeta>;


/** When each task starts so that nobody has too much to do. */
export interface Level {
  /** Passes over the plan so far. */
  schedules: number;
  /** Every project finishes at its lower bound. */
  proven: boolean;
  /** Asked beyond the units, not levelled. */
  overload_before_minutes: number;
  /** Levelled: what waiting cannot resolve. */
  overload_after_minutes: number;
  /** By which deadlines and agreed finishes are missed. */
  late_minutes: number;
  /** All delays together, elapsed. */
  waiting_minutes: number;
  /** All projects. */
  projects: LevelProject[];
  /** What moves. */
  tasks: LevelTask[];
  /** Assignments that name a skill and go to somebody else who has it. */
  handovers: LevelHandover[];
}

export const level_fields = {
  schedules: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Passes over the plan so far." },
  proven: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Every project finishes at its lower bound." },
  overload_before_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Asked beyond the units, not levelled." },
  overload_after_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "Levelled: what waiting cannot resolve." },
  late_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "By which deadlines and agreed finishes are missed." },
  waiting_minutes: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "min", choices: null, refersTo: null, doc: "All delays together, elapsed." },
  projects: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 4000000, initial: null, unit: null, choices: null, refersTo: null, doc: "All projects." },
  tasks: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 4000000, initial: null, unit: null, choices: null, refersTo: null, doc: "What moves." },
  handovers: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 4000000, initial: null, unit: null, choices: null, refersTo: null, doc: "Assignments that name a skill and go to somebody else who has it." },
} as const satisfies Record<string, FieldMeta>;


/** A limit to be met. */
export interface WayAsked {
  /** Date of a project, release or item, or budget of a project. */
  kind: "project_finish" | "release_finish" | "item_finish" | "project_cost";
  /** Of which project, release or item. */
  subject_id: Id;
  /** The date wished for. */
  by: Moment | null;
  /** The budget wished for. */
  budget_cents: number | null;
}

export interface WayAskedCreate {
  kind: "project_finish" | "release_finish" | "item_finish" | "project_cost";
  subject_id: Id;
  by?: Moment | null;
  budget_cents?: number | null;
}

export const way_asked_fields = {
  kind: { kind: "choice", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["project_finish", "release_finish", "item_finish", "project_cost"], refersTo: null, doc: "Date of a project, release or item, or budget of a project." },
  subject_id: { kind: "id", custody: "shared", required: true, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Of which project, release or item." },
  by: { kind: "moment", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The date wished for." },
  budget_cents: { kind: "int", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: "cents", choices: null, refersTo: null, doc: "The budget wished for." },
} as const satisfies Record<string, FieldMeta>;


/** A limit, and what the plan says to it. */
export interface WayLimit {
  /** Date of a project, release or item, or budget. */
  kind: "project_finish" | "release_finish" | "item_finish" | "project_cost";
  /** Of which project, release or item. */
  subject_id: Id;
  /** What it is called. */
  name: string;
  /** The date agreed. */
  by: Moment | null;
  /** The finish. */
  finish_at: Moment | null;
  /** The budget agreed. */
  budget_cents: number | null;
  /** The cost. */
  cost_cents: number;
  /** It does not hold. */
  broken: boolean;
}

export const way_limit_fields = {
  kind: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "project_finish", unit: null, choices: ["project_finish", "release_finish", "item_finish", "project_cost"], refersTo: null, doc: "Date of a project, release or item, or budget." },
  subject_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Of which project, release or item." },
  name: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "What it is called." },
  by: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The date agreed." },
  finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The finish." },
  budget_cents: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: "cents", choices: null, refersTo: null, doc: "The budget agreed." },
  cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "The cost." },
  broken: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "It does not hold." },
} as const satisfies Record<string, FieldMeta>;


/** One move of a way out. */
export interface WayMove {
  /** What is done. */
  kind: "defer" | "simplify" | "hire" | "reorder" | "overlap" | "crash" | "extend" | "raise";
  /** To which item, resource, link or assignment. */
  subject_id: Id;
  /** What that is called. */
  name: string;
  /** The variant, the number of people, the two ends of the link. */
  detail: string;
  /** Value that it costs. */
  value_lost: number;
}

export const way_move_fields = {
  kind: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "defer", unit: null, choices: ["defer", "simplify", "hire", "reorder", "overlap", "crash", "extend", "raise"], refersTo: null, doc: "What is done." },
  subject_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "To which item, resource, link or assignment." },
  name: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "What that is called." },
  detail: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "The variant, the number of people, the two ends of the link." },
  value_lost: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Value that it costs." },
} as const satisfies Record<string, FieldMeta>;


/** Who loses by a way out. */
export interface WayLoser {
  /** The feature. */
  item_id: Id;
  /** Its title. */
  name: string;
  /** The goal that it served. */
  goal: string;
  /** Its value. */
  value: number;
  /** How much of it is lost. */
  value_lost: number;
  /** People a quarter who do without. */
  reach: number | null;
}

export const way_loser_fields = {
  item_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "The feature." },
  name: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "Its title." },
  goal: { kind: "text", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 200, initial: "", unit: null, choices: null, refersTo: null, doc: "The goal that it served." },
  value: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Its value." },
  value_lost: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "How much of it is lost." },
  reach: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "People a quarter who do without." },
} as const satisfies Record<string, FieldMeta>;


/** One way out. */
export interface Way {
  /** What gives way. */
  kinds: string[];
  /** What is done. */
  moves: WayMove[];
  /** Who loses. */
  losers: WayLoser[];
  /** Every limit afterwards; broken: it is moved along. */
  limits: WayLimit[];
  /** What a proposal of it changes. */
  changes: ProposedChange[];
  /** Finish of everything planned. */
  finish_at: Moment | null;
  /** As likely later as earlier; null: not forecast. */
  finish_p50_at: Moment | null;
  /** Not later in 80 of 100 cases; null: not forecast. */
  finish_p80_at: Moment | null;
  /** Cost of everything planned. */
  cost_cents: number;
  /** Value that stays. */
  value: number;
  /** What it costs in all: the least is the best. */
  price: number;
}

export const way_fields = {
  kinds: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "What gives way." },
  moves: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "What is done." },
  losers: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Who loses." },
  limits: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Every limit afterwards; broken: it is moved along." },
  changes: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "What a proposal of it changes." },
  finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Finish of everything planned." },
  finish_p50_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "As likely later as earlier; null: not forecast." },
  finish_p80_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Not later in 80 of 100 cases; null: not forecast." },
  cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost of everything planned." },
  value: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Value that stays." },
  price: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "percent", choices: null, refersTo: null, doc: "What it costs in all: the least is the best." },
} as const satisfies Record<string, FieldMeta>;


/** A scope that no other beats in value, date and cost. */
export interface WayPoint {
  /** Value of the features chosen. */
  value: number;
  /** Finish of everything planned. */
  finish_at: Moment | null;
  /** As likely later as earlier; null: not forecast. */
  p50_at: Moment | null;
  /** Not later in 85 of 100 cases; null: not forecast. */
  p85_at: Moment | null;
  /** Its cost. */
  cost_cents: number;
  /** Features that are not in it. */
  left_out: Id[];
}

export const way_point_fields = {
  value: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Value of the features chosen." },
  finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Finish of everything planned." },
  p50_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "As likely later as earlier; null: not forecast." },
  p85_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Not later in 85 of 100 cases; null: not forecast." },
  cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Its cost." },
  left_out: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: "item", doc: "Features that are not in it." },
} as const satisfies Record<string, FieldMeta>;


/** What is to fit, and what may give way. */
export interface WaysQuestion {
  /** Only its limits and features; null: all. */
  project_id: Id | null;
  /** Only this release's date; null: all. */
  release_id: Id | null;
  /** What would it take to have this feature by then? */
  feature_id: Id | null;
  /** The date wished for the feature. */
  by: Moment | null;
  /** Limits to be met beside those that are agreed. */
  limits: WayAsked[];
  /** Moves that may be used; empty: all. */
  kinds: string[];
  /** How much losing value hurts. */
  scope_weight: number;
  /** How much passing a date hurts. */
  time_weight: number;
  /** How much passing a budget hurts. */
  budget_weight: number;
  /** How much disturbing the plan hurts. */
  risk_weight: number;
  /** A date may be passed by so much. */
  tolerance_minutes: number;
  /** A budget may be passed by so much. */
  tolerance_percent: number;
  /** Schedules tried at most; more find better ways in large plans. */
  steps: number;
  /** What it costs to find and teach one more person, beside the pay. */
  hire_cents: number;
  /** Of a run: trials behind P50, P80 and P85 of each way and point; 0: none. */
  trials: number;
  /** Also the front of value, date and cost. */
  front: boolean;
}

export interface WaysQuestionCreate {
  project_id?: Id | null;
  release_id?: Id | null;
  feature_id?: Id | null;
  by?: Moment | null;
  limits?: WayAskedCreate[];
  kinds?: string[];
  scope_weight?: number;
  time_weight?: number;
  budget_weight?: number;
  risk_weight?: number;
  tolerance_minutes?: number;
  tolerance_percent?: number;
  steps?: number;
  hire_cents?: number;
  trials?: number;
  front?: boolean;
}

export const ways_question_fields = {
  project_id: { kind: "id", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "project", doc: "Only its limits and features; null: all." },
  release_id: { kind: "id", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "release", doc: "Only this release's date; null: all." },
  feature_id: { kind: "id", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "item", doc: "What would it take to have this feature by then?" },
  by: { kind: "moment", custody: "shared", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The date wished for the feature." },
  limits: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 50, initial: null, unit: null, choices: null, refersTo: null, doc: "Limits to be met beside those that are agreed." },
  kinds: { kind: "list", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 8, initial: null, unit: null, choices: null, refersTo: null, doc: "Moves that may be used; empty: all." },
  scope_weight: { kind: "real", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 10000, initial: 100, unit: "percent", choices: null, refersTo: null, doc: "How much losing value hurts." },
  time_weight: { kind: "real", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 10000, initial: 100, unit: "percent", choices: null, refersTo: null, doc: "How much passing a date hurts." },
  budget_weight: { kind: "real", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 10000, initial: 100, unit: "percent", choices: null, refersTo: null, doc: "How much passing a budget hurts." },
  risk_weight: { kind: "real", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 10000, initial: 100, unit: "percent", choices: null, refersTo: null, doc: "How much disturbing the plan hurts." },
  tolerance_minutes: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 5256000, initial: 0, unit: "min", choices: null, refersTo: null, doc: "A date may be passed by so much." },
  tolerance_percent: { kind: "real", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 100, initial: 0, unit: "percent", choices: null, refersTo: null, doc: "A budget may be passed by so much." },
  steps: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 1, max: 5000, initial: 300, unit: null, choices: null, refersTo: null, doc: "Schedules tried at most; more find better ways in large plans." },
  hire_cents: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 10000000000000, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "What it costs to find and teach one more person, beside the pay." },
  trials: { kind: "int", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 10000, initial: 500, unit: null, choices: null, refersTo: null, doc: "Of a run: trials behind P50, P80 and P85 of each way and point; 0: none." },
  front: { kind: "bool", custody: "shared", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Also the front of value, date and cost." },
} as const satisfies Record<string, FieldMeta>;


/** What could give way, and what it would do. */
export interface Ways {
  /** Every limit holds. */
  fits: boolean;
  /** No combination of the moves looked at is better than the first way. */
  proven: boolean;
  /** Schedules tried. */
  steps: number;
  /** Until there was a first way. */
  steps_to_first: number;
  /** Every limit today. */
  limits: WayLimit[];
  /** Ways out, the best first. */
  ways: Way[];
  /** The front of value, date and cost. */
  front: WayPoint[];
  /** Value of all that is planned. */
  value: number;
  /** Finish of everything planned, today. */
  finish_at: Moment | null;
  /** Cost of everything planned, today. */
  cost_cents: number;
}

export const ways_fields = {
  fits: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Every limit holds." },
  proven: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "No combination of the moves looked at is better than the first way." },
  steps: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Schedules tried." },
  steps_to_first: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Until there was a first way." },
  limits: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Every limit today." },
  ways: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "Ways out, the best first." },
  front: { kind: "list", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1000, initial: null, unit: null, choices: null, refersTo: null, doc: "The front of value, date and cost." },
  value: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "Value of all that is planned." },
  finish_at: { kind: "moment", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Finish of everything planned, today." },
  cost_cents: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: "cents", choices: null, refersTo: null, doc: "Cost of everything planned, today." },
} as const satisfies Record<string, FieldMeta>;


/** A calculation in the background. */
export interface Run {
  /** Made by Trivet. */
  id: Id;
  /** What is calculated. */
  kind: "forecast" | "level" | "options";
  /** By kind; what is left out has its default. Shown whole. */
  parameters: ForecastParameters | LevelParameters | WaysQuestion | null;
  /** How it stands. */
  state: "queued" | "running" | "done" | "failed" | "cancelled";
  /** Who started it. */
  person_id: Id;
  /** When it was asked for. */
  created_at: Time;
  /** When it began; null: it waits for its turn. */
  started_at: Time | null;
  /** When it ended, in whatever way. */
  finished_at: Time | null;
  /** The share that is done, 0 to 1. */
  progress: number;
  /** An estimate; null: there is none yet, or it has ended. */
  seconds_left: number | null;
  /** One more with every change of state, progress or result. */
  revision: number;
  /** The revision at which the result was last improved; 0: there is none. */
  result_revision: number;
  /** It works on everything up to this event; null: not begun. */
  seq: number | null;
  /** Something that the result rests on was changed after that. */
  stale: boolean;
  /** The best so far; null: none yet, or not newer than the revision asked for with after. */
  result: Forecast | Level | Ways | null;
  /** Of a failed run: what is wrong. */
  error: string | null;
  /** And in which field. */
  error_field: string | null;
  /** And what to do about it. */
  error_hint: string | null;
}

export interface RunCreate {
  kind: "forecast" | "level" | "options";
  parameters?: ForecastParametersCreate | LevelParametersCreate | WaysQuestionCreate | null;
}

export const run_fields = {
  id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "Made by Trivet." },
  kind: { kind: "choice", custody: "shared", required: true, nullable: false, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: ["forecast", "level", "options"], refersTo: null, doc: "What is calculated." },
  parameters: { kind: "json", custody: "shared", required: false, nullable: true, createOnly: true, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "By kind; what is left out has its default. Shown whole." },
  state: { kind: "choice", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: "queued", unit: null, choices: ["queued", "running", "done", "failed", "cancelled"], refersTo: null, doc: "How it stands." },
  person_id: { kind: "id", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: "person", doc: "Who started it." },
  created_at: { kind: "time", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it was asked for." },
  started_at: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it began; null: it waits for its turn." },
  finished_at: { kind: "time", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "When it ended, in whatever way." },
  progress: { kind: "real", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 1, initial: 0, unit: null, choices: null, refersTo: null, doc: "The share that is done, 0 to 1." },
  seconds_left: { kind: "real", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "An estimate; null: there is none yet, or it has ended." },
  revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "One more with every change of state, progress or result." },
  result_revision: { kind: "int", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: 0, unit: null, choices: null, refersTo: null, doc: "The revision at which the result was last improved; 0: there is none." },
  seq: { kind: "int", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 9007199254740992, initial: null, unit: null, choices: null, refersTo: null, doc: "It works on everything up to this event; null: not begun." },
  stale: { kind: "bool", custody: "system", required: false, nullable: false, createOnly: false, multiline: false, min: null, max: null, initial: false, unit: null, choices: null, refersTo: null, doc: "Something that the result rests on was changed after that." },
  result: { kind: "json", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: null, max: null, initial: null, unit: null, choices: null, refersTo: null, doc: "The best so far; null: none yet, or not newer than the revision asked for with after." },
  error: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "Of a failed run: what is wrong." },
  error_field: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "And in which field." },
  error_hint: { kind: "text", custody: "system", required: false, nullable: true, createOnly: false, multiline: false, min: 0, max: 200, initial: null, unit: null, choices: null, refersTo: null, doc: "And what to do about it." },
} as const satisfies Record<string, FieldMeta>;


/** Who is signed in. */
export interface SessionView {
  person: Person;
  workspace: Workspace;
  memberships: Membership[];
  expires_at: string | null;
}

/** A new token with its secret, which is shown this once. */
export interface TokenCreated {
  token: Token;
  secret: string;
}

/** A promise with the path of its link, which is shown this once. */
export interface PromiseShared {
  promise: Promise;
  path: string;
}

/** A new webhook with its secret, which is shown this once. */
export interface WebhookCreated {
  webhook: Webhook;
  secret: string;
}

/** The change is outside your custody: it waits for a signature. created_id: the row that was created with your own fields. */
export interface Proposed {
  proposal: Proposal;
  created_id: string | null;
}

/** Everything in the workspace, as of event seq. */
export interface Snapshot {
  seq: number;
  workspace: Workspace;
  people: Person[];
  memberships: Membership[];
  calendars: Calendar[];
  product_lines: ProductLine[];
  programs: Program[];
  products: Product[];
  projects: Project[];
  releases: Release[];
  items: Item[];
  risks: Risk[];
  links: Link[];
  resources: Resource[];
  assignments: Assignment[];
  proposals: Proposal[];
  decisions: Decision[];
  baselines: Baseline[];
  time_entries: TimeEntry[];
  expenses: Expense[];
  attachments: Attachment[];
  formulas: Formula[];
  notices: Notice[];
  promises: Promise[];
  meeting_series: MeetingSeries[];
  meetings: Meeting[];
  meeting_points: MeetingPoint[];
  meeting_actions: MeetingAction[];
  private_notes: PrivateNote[];
  tolerances: Tolerance[];
  exceptions: Exception[];
  scenarios: Scenario[];
}

/** What each kind of run takes and gives. */
export interface RunKinds {
  /** When it will be done and what it will cost, as probabilities. */
  forecast: { parameters: ForecastParametersCreate; result: Forecast };
  /** Who waits for whom, so that nobody has too much to do, and when projects finish then. */
  level: { parameters: LevelParametersCreate; result: Level };
  /** What can give way when scope, time and budget do not fit, and what each way gives. */
  options: { parameters: WaysQuestionCreate; result: Ways };
}

/** Fields whose custody an administrator may move. */
export const movable_custody: Readonly<Record<string, readonly string[]>> = {
  calendar: ["exceptions"],
  product: ["vision", "life_cycle_stage", "rank"],
  project: ["charter", "purpose", "objectives", "success_criteria", "scope_in", "scope_out", "assumptions", "sponsor_id", "status_at", "must_finish_at", "schedule_from_finish", "honour_constraints", "status_holds", "progress_mode", "dates_of_remaining", "lag_calendar", "lag_from_actual_start", "float_kind", "common_end", "open_ends_critical", "critical_by", "critical_float_minutes", "float_paths", "float_path_count", "float_paths_by", "use_expected_finish", "ignore_other_projects", "rank", "product_ids"],
  release: ["target_on", "state", "rank"],
  item: ["state", "parent_id", "product_id", "project_id", "release_id", "position", "text", "labels", "reach", "confidence_percent", "goal", "impact", "ease", "time_criticality", "risk_reduction", "moscow", "kano_answers", "variants", "variant", "estimate_kind", "optimistic_minutes", "pessimistic_minutes", "percent_complete", "remaining_minutes", "actual_start_at", "actual_finish_at", "constraint_kind", "constraint_at", "constraint_mandatory", "constraint_2_kind", "constraint_2_at", "external_start_at", "external_finish_at", "deadline_at", "manual_start_at", "manual_finish_at", "task_type", "effort_driven", "leveling_can_split", "leveling_delay_minutes", "splits", "resume_at", "expected_finish_at", "activity_kind", "ends_float_paths", "calendar_id", "calendar_with_people", "fixed_cost_cents", "cost_accrual", "earned_value_method", "steps", "elapsed", "inactive", "external_id"],
  risk: ["cause", "effect", "state", "probability_percent", "impact", "item_ids", "effect_kind", "duration_low", "duration_likely", "duration_high", "cost_low_cents", "cost_likely_cents", "cost_high_cents", "response", "roam", "response_text", "trigger_text", "owner_id"],
  link: ["type", "lag_minutes", "lag_kind"],
  resource: ["kind", "email", "person_id", "calendar_id", "units_percent", "available_from", "available_until", "availability", "skills", "generic", "rate_cents_per_hour", "overtime_rate_cents_per_hour", "cost_per_use_cents", "rates", "external_id"],
  assignment: ["skill", "units_percent", "work_minutes", "delay_minutes", "leveling_delay_minutes", "contour", "portions", "overtime_minutes", "actual_work_minutes", "rate_table"],
  expense: ["item_id", "supplier", "kind"],
};

/** One page of a list. */
export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

/** RFC 9457. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail: string;
  field?: string;
  hint?: string;
}
