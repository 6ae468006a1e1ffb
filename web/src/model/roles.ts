/* Who holds which role over a project: in it, in one of its products, or everywhere. */
import type { Membership, Project } from "../../../contract/types";
import { workspace } from "./workspace.svelte";

export interface Holder {
  membership: Membership;
  /** A project or product of this one; null: in the whole workspace. */
  where: "project" | "product" | null;
}

export function holdersOf(project: Pick<Project, "id" | "product_ids">, memberships: Iterable<Membership>): Holder[] {
  const holders: Holder[] = [];
  for (const membership of memberships) {
    if (membership.project_id === project.id) holders.push({ membership, where: "project" });
    else if (membership.product_id !== null && project.product_ids.includes(membership.product_id)) holders.push({ membership, where: "product" });
    else if (membership.project_id === null && membership.product_id === null) holders.push({ membership, where: null });
  }
  return holders;
}

/** Who has a part in it, each person once, those with a role first. */
export function peopleOf(project: Project): string[] {
  const held = holdersOf(project, workspace.rows("membership").values()).map((one) => one.membership.person_id);
  const marked = project.raci.flatMap((row) => row.marks.map((mark) => mark.person_id));
  return [...new Set([...held, ...marked])].filter((id) => workspace.get("person", id)?.disabled === false);
}
