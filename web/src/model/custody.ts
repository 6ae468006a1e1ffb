/* Who may write which field: the page's copy of the server's rule, so that it can say beforehand whether
 * a change will be made or proposed. The server decides; here nothing is enforced.
 *
 * Product roles hold the product's fields, project roles the project's, in the product, project, product line or
 * program of their membership or everywhere. Any of these roles and members write shared fields; sponsors and
 * stakeholders only propose. Administrators write what belongs to the workspace. Tolerances are set by the level
 * above. See src/model/access.h. */
import type { Custody, Item, Membership, Person, Product, Project, Workspace } from "../../../contract/types";
import type { ResourceName } from "../api/resources";
import { fieldOf } from "./fields";

/** Where a row belongs; null: to none, or to a parent's that has none. */
export interface Place {
  product_id: string | null;
  project_id: string | null;
  /** Of a tolerance: who stands above it sets it. */
  level?: Level;
  /** Of these rows themselves only. */
  product_line_id?: string | null;
  program_id?: string | null;
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

const placeNames = ["product_id", "project_id", "product_line_id", "program_id"] as const;
export type PlaceName = (typeof placeNames)[number];

/** Where a role is held; null: in the whole workspace. */
export function placeOfRole(membership: Membership): PlaceName | null {
  return placeNames.find((name) => membership[name] !== null) ?? null;
}

/** Whether it is held there. */
export function touches(membership: Membership, place: Place): boolean {
  return placeOfRole(membership) === null || placeNames.some((name) => membership[name] !== null && membership[name] === place[name]);
}

/** With what roles in a product line or a program come to: one in each of its products or projects. */
export function widen(
  memberships: readonly Membership[],
  products: Iterable<Pick<Product, "id" | "product_line_id">>,
  projects: Iterable<Pick<Project, "id" | "program_id">>,
): Membership[] {
  const wide = [...memberships];
  const of = memberships.filter((one) => one.product_line_id !== null || one.program_id !== null);
  if (of.length === 0) return wide;
  for (const { id, product_line_id } of products)
    for (const one of of) if (product_line_id !== null && one.product_line_id === product_line_id) wide.push({ ...one, product_id: id });
  for (const { id, program_id } of projects)
    for (const one of of) if (program_id !== null && one.program_id === program_id) wide.push({ ...one, project_id: id });
  return wide;
}

/* A role that is held elsewhere still counts for rows that belong to no product, or no project. */
function reaches(membership: Membership, custody: Custody, place: Place): boolean {
  if (touches(membership, place)) return true;
  const noProduct = place.product_id === null && !place.product_line_id;
  const noProject = place.project_id === null && !place.program_id;
  return custody === "product" ? noProduct : custody === "project" ? noProject : noProduct && noProject;
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
