/* Who holds which role over a project: in it, in its program, in one of its products or their lines, or everywhere. */
import type { Membership, Project } from "../../../contract/types";
import { placeOfRole, type PlaceName } from "./custody";
import { workspace } from "./workspace.svelte";

export interface Holder {
  membership: Membership;
  /** Null: in the whole workspace. */
  where: PlaceName | null;
}

/** `lines`: the product lines of the project's products. */
export function holdersOf(
  project: Pick<Project, "id" | "product_ids" | "program_id">,
  memberships: Iterable<Membership>,
  lines: readonly string[] = [],
): Holder[] {
  const places: Record<PlaceName, readonly (string | null)[]> = {
    project_id: [project.id],
    program_id: [project.program_id],
    product_id: project.product_ids,
    product_line_id: lines,
  };
  const holders: Holder[] = [];
  for (const membership of memberships) {
    const where = placeOfRole(membership);
    if (where === null || places[where].includes(membership[where])) holders.push({ membership, where });
  }
  return holders;
}

export function linesOf(project: Project): string[] {
  return project.product_ids.flatMap((id) => workspace.get("product", id)?.product_line_id ?? []);
}

/** Who has a part in it, each person once, those with a role first. */
export function peopleOf(project: Project): string[] {
  const held = holdersOf(project, workspace.rows("membership").values(), linesOf(project)).map((one) => one.membership.person_id);
  const marked = project.raci.flatMap((row) => row.marks.map((mark) => mark.person_id));
  return [...new Set([...held, ...marked])].filter((id) => workspace.get("person", id)?.disabled === false);
}
