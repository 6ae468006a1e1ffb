/* Proposals: who still has to sign, and whether that is me. The server decides; here it is foreseen. */
import type { Custody, Proposal, ProposedChange, Signature } from "../../../contract/types";
import { isResourceName, type ResourceName } from "../api/resources";
import { custodyOf } from "./custody";
import { workspace, type Change } from "./workspace.svelte";

export type Side = Signature["side"];

export function signatureOf(signed: Pick<Proposal, "signatures">, side: Side): Signature | undefined {
  return signed.signatures.find((one) => one.side === side);
}

function authoritiesMissing(proposal: Proposal): string[] {
  const signed = proposal.signatures.filter((one) => one.side === "authority").map((one) => one.person_id);
  return proposal.authority_ids.filter((id) => !signed.includes(id));
}

export function missingSides(proposal: Proposal): Side[] {
  const sides: Side[] = [];
  if (proposal.needs_product && !signatureOf(proposal, "product")) sides.push("product");
  if (proposal.needs_project && !signatureOf(proposal, "project")) sides.push("project");
  if (proposal.needs_second && !signatureOf(proposal, "second")) sides.push("second");
  if (authoritiesMissing(proposal).length > 0) sides.push("authority");
  return sides;
}

type Values = Record<string, unknown>;

/** The fields that the change writes; of a deletion those that say whose the row is. */
function fieldsOfChange(change: ProposedChange): string[] {
  if (change.field !== null) return [change.field];
  return Object.keys((change.to ?? change.from ?? {}) as Values);
}

function concerns(change: ProposedChange, resource: ResourceName, side: Custody): boolean {
  return fieldsOfChange(change).some((field) => custodyOf(resource, field) === side);
}

function holdsOver(change: ProposedChange, side: Custody): boolean {
  if (!isResourceName(change.resource)) return false;
  const resource = change.resource;
  const row = workspace.get(resource, change.subject_id) ?? (change.to as object | null) ?? {};
  const field = fieldsOfChange(change).find((name) => custodyOf(resource, name) === side);
  return field === undefined || workspace.canWrite(resource, field, row);
}

function canSignFor(proposal: Proposal, side: Side): boolean {
  const me = workspace.me.person.id;
  if (side === "authority") return authoritiesMissing(proposal).includes(me);
  if (side === "second") {
    return proposal.author_id !== me && (holdsOverAll(proposal, "product") || holdsOverAll(proposal, "project"));
  }
  return proposal.changes.every((change) => !isConcerned(change, side) || holdsOver(change, side));
}

/** Whether I hold the custody over everything that would change, concerned or not. */
function holdsOverAll(proposal: Proposal, side: Custody): boolean {
  return proposal.changes.every((change) => {
    if (!isResourceName(change.resource)) return false;
    const row = workspace.get(change.resource, change.subject_id) ?? (change.to as object | null) ?? {};
    return workspace.holdsOver(side, change.resource, row);
  });
}

/** Whether a signature is missing that I can give. */
export function canSign(proposal: Proposal): boolean {
  return missingSides(proposal).some((side) => canSignFor(proposal, side));
}

function isConcerned(change: ProposedChange, side: Custody): boolean {
  return isResourceName(change.resource) && concerns(change, change.resource, side);
}

/** As a trial or a counter-proposal wants them. */
export function changesOfProposal(proposal: Proposal): Change[] {
  return proposal.changes.filter((change) => isResourceName(change.resource)).map((change) => ({
    action: change.action,
    resource: change.resource as ResourceName,
    subject_id: change.subject_id,
    field: change.field,
    to: change.to,
  }));
}
