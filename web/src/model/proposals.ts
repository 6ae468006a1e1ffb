/* Proposals: who still has to sign, and whether that is me. The server decides; here it is foreseen. */
import type { Custody, Proposal, ProposedChange, Signature } from "../../../contract/types";
import { isResourceName, type ResourceName } from "../api/resources";
import { custodyOf } from "./custody";
import { workspace, type Change } from "./workspace.svelte";

export type Side = "product" | "project";

export function signatureOf(signed: Pick<Proposal, "signatures">, side: Signature["side"]): Signature | undefined {
  return signed.signatures.find((one) => one.side === side);
}

export function missingSides(proposal: Proposal): Side[] {
  const sides: Side[] = [];
  if (proposal.needs_product && !signatureOf(proposal, "product")) sides.push("product");
  if (proposal.needs_project && !signatureOf(proposal, "project")) sides.push("project");
  return sides;
}

type Values = Record<string, unknown>;

/** The fields that the change writes; of a deletion those that say whose the row is. */
function fieldsOfChange(change: ProposedChange): string[] {
  if (change.field !== null) return [change.field];
  return Object.keys((change.to ?? change.from ?? {}) as Values);
}

function concerns(change: ProposedChange, resource: ResourceName, side: Side): boolean {
  return fieldsOfChange(change).some((field) => custodyOf(resource, field) === (side as Custody));
}

function holdsOver(change: ProposedChange, side: Side): boolean {
  if (!isResourceName(change.resource)) return false;
  const resource = change.resource;
  const row = workspace.get(resource, change.subject_id) ?? (change.to as object | null) ?? {};
  const field = fieldsOfChange(change).find((name) => custodyOf(resource, name) === side);
  return field === undefined || workspace.canWrite(resource, field, row);
}

/** Whether I hold a custody whose signature is missing, over everything the proposal changes. */
export function canSign(proposal: Proposal): boolean {
  return missingSides(proposal).some((side) => proposal.changes.every((change) => !isConcerned(change, side) || holdsOver(change, side)));
}

function isConcerned(change: ProposedChange, side: Side): boolean {
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
