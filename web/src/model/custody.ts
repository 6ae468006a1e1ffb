/* Who may write which field: the page's copy of the server's rule, so that it can say beforehand whether
 * a change will be made or proposed. The server decides; here nothing is enforced.
 *
 * Product roles hold the product's fields, project roles the project's, in the product or project of
 * their membership or everywhere. Any of these roles and members write shared fields; sponsors and
 * stakeholders only propose. Administrators write what belongs to the workspace. Tolerances are set by the level
 * above. See src/model/access.h. */
import type { Custody, Item, Membership, Person, Workspace } from "../../../contract/types";
import type { ResourceName } from "../api/resources";
import { fieldOf } from "./fields";

/** Where a row belongs; null: to none, or to a parent's that has none. */
export interface Place {
  product_id: string | null;
  project_id: string | null;
  /** Of a tolerance: who stands above it sets it. */
  level?: Level;
}
export type Level = "workspace" | "project" | "release" | "item";

const roleCustody: Record<Membership["role"], Custody | null> = {
  product_manager: "product",
  product_owner: "product",
  project_manager: "project",
  scrum_master: "project",
  program_manager: "project",
  pmo: "project",
  member: "shared",
  sponsor: null,
  stakeholder: null,
};

const everything: readonly Level[] = ["workspace", "project", "release", "item"];
/** The levels whose tolerances a role sets. */
const roleAbove: Partial<Record<Membership["role"], readonly Level[]>> = {
  project_manager: ["item"],
  program_manager: everything.slice(1),
  pmo: everything.slice(1),
  sponsor: everything,
};

function touches(membership: Membership, place: Place): boolean {
  const { product_id, project_id } = membership;
  if (product_id === null && project_id === null) return true;
  return (product_id !== null && product_id === place.product_id) || (project_id !== null && project_id === place.project_id);
}

/* A role that is held elsewhere still counts for rows that belong to no product, or no project. */
function reaches(membership: Membership, custody: Custody, place: Place): boolean {
  if (touches(membership, place)) return true;
  if (custody === "product") return place.product_id === null;
  if (custody === "project") return place.project_id === null;
  return place.product_id === null && place.project_id === null;
}

function standsAbove(place: Place, personId: string, memberships: Iterable<Membership>): boolean {
  for (const one of memberships) {
    const above = roleAbove[one.role]?.includes(place.level ?? "workspace") ?? false;
    if (above && one.person_id === personId && touches(one, place)) return true;
  }
  return false;
}

export function holds(
  custody: Custody,
  place: Place,
  person: Pick<Person, "id" | "administrator">,
  memberships: Iterable<Membership>,
): boolean {
  if (custody === "system") return false;
  if (custody === "own") return true;
  if (custody === "admin") return person.administrator;
  if (custody === "above") return person.administrator || standsAbove(place, person.id, memberships);
  for (const membership of memberships) {
    const held = roleCustody[membership.role];
    const gives = held === custody || (custody === "shared" && held !== null);
    if (gives && membership.person_id === person.id && reaches(membership, custody, place)) return true;
  }
  return false;
}

type Moves = Workspace["custody_moves"];

let moves: () => Moves = () => [];

/** Where the workspace says which fields are in other hands; asked anew each time, so that it may be reactive. */
export function followMoves(of: () => Moves): void {
  moves = of;
}

export function custodyOf(resource: ResourceName, field: string): Custody {
  const move = moves().find((one) => one.field === field && one.resource === resource);
  return move?.custody ?? fieldOf(resource, field)?.custody ?? "system";
}

type ItemPlace = Pick<Item, "product_id" | "project_id" | "parent_id">;

/** An item without a product or project of its own has its nearest ancestor's. */
export function placeOfItem(item: ItemPlace, find: (id: string) => ItemPlace | undefined): Place {
  const place: Place = { product_id: null, project_id: null };
  let at: ItemPlace | undefined = item;
  for (let depth = 0; at && depth < 100; depth++) {
    place.product_id ??= at.product_id;
    place.project_id ??= at.project_id;
    at = at.parent_id === null ? undefined : find(at.parent_id);
  }
  return place;
}
