/* Ways out as the page asks for them: the question from the address, and a way as a proposal. */
import type { Proposal, Way, WaysQuestionCreate } from "../../../contract/types";
import { workspace, type Change } from "./workspace.svelte";

/** How much each leg may give way: what it weighs, in percent. */
export const weights = { easily: 30, normal: 100, hardly: 400 } as const;
export type Weight = keyof typeof weights;

export function weightOf(text: string | null): Weight {
  return text !== null && text in weights ? (text as Weight) : "normal";
}

export function questionOf(query: URLSearchParams): WaysQuestionCreate {
  const question: WaysQuestionCreate = {
    scope_weight: weights[weightOf(query.get("scope"))],
    time_weight: weights[weightOf(query.get("time"))],
    budget_weight: weights[weightOf(query.get("budget"))],
    front: true,
  };
  const project = query.get("project");
  const feature = query.get("feature");
  const by = query.get("by");
  if (project) question.project_id = project;
  if (feature && by) Object.assign(question, { feature_id: feature, by: `${by}T23:59` });
  return question;
}

/** The way becomes a proposal, which those sign who have custody of what it changes. */
export async function propose(way: Way, title: string, reason: string): Promise<Proposal> {
  const changes = way.changes.map(({ action, resource, subject_id, field, to }) => ({ action, resource, subject_id, field, to })) as Change[];
  return workspace.propose(changes, title, reason);
}
