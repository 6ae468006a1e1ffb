/* Which resources there are, and the types that belong to each name.
 *
 * "item" is the name in events and proposals, "items" the segment in paths and the key in a snapshot. */
import type * as contract from "../../../contract/types";

export interface ResourceTypes {
  person: [contract.Person, contract.PersonCreate, contract.PersonPatch];
  membership: [contract.Membership, contract.MembershipCreate, contract.MembershipPatch];
  calendar: [contract.Calendar, contract.CalendarCreate, contract.CalendarPatch];
  product_line: [contract.ProductLine, contract.ProductLineCreate, contract.ProductLinePatch];
  program: [contract.Program, contract.ProgramCreate, contract.ProgramPatch];
  product: [contract.Product, contract.ProductCreate, contract.ProductPatch];
  project: [contract.Project, contract.ProjectCreate, contract.ProjectPatch];
  release: [contract.Release, contract.ReleaseCreate, contract.ReleasePatch];
  item: [contract.Item, contract.ItemCreate, contract.ItemPatch];
  link: [contract.Link, contract.LinkCreate, contract.LinkPatch];
  resource: [contract.Resource, contract.ResourceCreate, contract.ResourcePatch];
  assignment: [contract.Assignment, contract.AssignmentCreate, contract.AssignmentPatch];
  baseline: [contract.Baseline, contract.BaselineCreate, contract.BaselinePatch];
  time_entry: [contract.TimeEntry, contract.TimeEntryCreate, contract.TimeEntryPatch];
  expense: [contract.Expense, contract.ExpenseCreate, contract.ExpensePatch];
  risk: [contract.Risk, contract.RiskCreate, contract.RiskPatch];
  attachment: [contract.Attachment, never, never];
  formula: [contract.Formula, contract.FormulaCreate, contract.FormulaPatch];
  notice: [contract.Notice, never, contract.NoticePatch];
  promise: [contract.Promise, contract.PromiseCreate, contract.PromisePatch];
  meeting_series: [contract.MeetingSeries, contract.MeetingSeriesCreate, contract.MeetingSeriesPatch];
  meeting: [contract.Meeting, contract.MeetingCreate, contract.MeetingPatch];
  meeting_point: [contract.MeetingPoint, contract.MeetingPointCreate, contract.MeetingPointPatch];
  private_note: [contract.PrivateNote, contract.PrivateNoteCreate, contract.PrivateNotePatch];
  meeting_action: [contract.MeetingAction, never, never];
  tolerance: [contract.Tolerance, contract.ToleranceCreate, contract.TolerancePatch];
  exception: [contract.Exception, never, never];
  scenario: [contract.Scenario, contract.ScenarioCreate, contract.ScenarioPatch];
  proposal: [contract.Proposal, contract.ProposalCreate, contract.ProposalPatch];
  decision: [contract.Decision, contract.DecisionCreate, contract.DecisionPatch];
}

export type ResourceName = keyof ResourceTypes;
export type Row<R extends ResourceName> = ResourceTypes[R][0];
export type Create<R extends ResourceName> = ResourceTypes[R][1];
export type Patch<R extends ResourceName> = ResourceTypes[R][2];
export type AnyRow = Row<ResourceName>;

export const plurals: Record<ResourceName, string> = {
  person: "people",
  membership: "memberships",
  calendar: "calendars",
  product_line: "product_lines",
  program: "programs",
  product: "products",
  project: "projects",
  release: "releases",
  item: "items",
  link: "links",
  resource: "resources",
  assignment: "assignments",
  baseline: "baselines",
  time_entry: "time_entries",
  expense: "expenses",
  risk: "risks",
  attachment: "attachments",
  formula: "formulas",
  notice: "notices",
  promise: "promises",
  meeting_series: "meeting_series",
  meeting: "meetings",
  meeting_point: "meeting_points",
  private_note: "private_notes",
  meeting_action: "meeting_actions",
  tolerance: "tolerances",
  exception: "exceptions",
  scenario: "scenarios",
  proposal: "proposals",
  decision: "decisions",
};

export const resourceNames = Object.keys(plurals) as ResourceName[];

export function isResourceName(name: string): name is ResourceName {
  return Object.hasOwn(plurals, name);
}

/** What one event did to one field; `from` is left out of a creation, `to` of a deletion. */
export interface EventChange {
  field: string;
  from?: unknown;
  to?: unknown;
}

export function changesOf(event: contract.Event): EventChange[] {
  return Array.isArray(event.changes) ? (event.changes as EventChange[]) : [];
}
