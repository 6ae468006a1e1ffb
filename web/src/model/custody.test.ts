import { describe, expect, it } from "vitest";

import type { Membership } from "../../../contract/types";
import { custodyOf, holds, placeOfItem, widen } from "./custody";

const me = { id: "me", administrator: false };
function role(values: Partial<Membership>): Membership {
  return { person_id: "me", role: "member", product_id: null, project_id: null, product_line_id: null, program_id: null, ...values } as Membership;
}
const place = { product_id: "p1", project_id: "q1" };

describe("custody", () => {
  it("lets product roles write product fields and project roles project fields, both the shared ones", () => {
    const product = [role({ role: "product_manager" })];
    const project = [role({ role: "scrum_master" })];
    expect([holds("product", place, me, product), holds("project", place, me, product), holds("shared", place, me, product)]).toEqual([true, false, true]);
    expect([holds("product", place, me, project), holds("project", place, me, project), holds("shared", place, me, project)]).toEqual([false, true, true]);
  });

  it("lets members write shared fields; sponsors and stakeholders only propose", () => {
    expect(holds("shared", place, me, [role({})])).toBe(true);
    expect(holds("product", place, me, [role({})])).toBe(false);
    expect(holds("shared", place, me, [role({ role: "sponsor" })])).toBe(false);
    expect(holds("shared", place, me, [])).toBe(false);
  });

  it("holds a role in its product or project, and over rows that belong to none", () => {
    const there = [role({ role: "product_manager", product_id: "p1" })];
    expect(holds("product", place, me, there)).toBe(true);
    expect(holds("product", { product_id: "p2", project_id: null }, me, there)).toBe(false);
    expect(holds("product", { product_id: null, project_id: "q1" }, me, there)).toBe(true);
    expect(holds("shared", { product_id: null, project_id: "q1" }, me, there)).toBe(false);
    expect(holds("shared", { product_id: null, project_id: null }, me, there)).toBe(true);
  });

  it("holds a role in a product line in each of its products, one in a program in each of its projects", () => {
    const roles = [role({ role: "product_owner", product_line_id: "l1" }), role({ role: "program_manager", program_id: "g1" })];
    const products = [{ id: "p1", product_line_id: "l1" }, { id: "p2", product_line_id: null }, { id: "p3", product_line_id: "l2" }];
    const projects = [{ id: "q1", program_id: "g1" }, { id: "q2", program_id: null }];
    const wide = widen(roles, products, projects);
    const written = (product_id: string, project_id: string) =>
      (["product", "project"] as const).filter((custody) => holds(custody, { product_id, project_id }, me, wide));
    expect(written("p1", "q1")).toEqual(["product", "project"]);
    expect(written("p2", "q1")).toEqual(["project"]);
    expect(written("p3", "q2")).toEqual([]);
    const line = (product_line_id: string) => ({ product_id: null, project_id: null, product_line_id });
    expect(holds("product", line("l1"), me, wide)).toBe(true);
    expect(holds("product", line("l2"), me, wide)).toBe(false);
  });

  it("counts nobody else's roles, and administrators for what belongs to them alone", () => {
    expect(holds("product", place, me, [role({ role: "product_manager", person_id: "you" })])).toBe(false);
    expect(holds("admin", place, { id: "me", administrator: true }, [])).toBe(true);
    expect(holds("product", place, { id: "me", administrator: true }, [])).toBe(false);
    expect(holds("system", place, { id: "me", administrator: true }, [role({ role: "product_manager" })])).toBe(false);
  });

  it("knows each field's from the contract", () => {
    expect(custodyOf("item", "rank")).toBe("product");
    expect(custodyOf("item", "duration_minutes")).toBe("project");
    expect(custodyOf("item", "title")).toBe("shared");
    expect(custodyOf("person", "name")).toBe("admin");
    expect(custodyOf("item", "no_such_field")).toBe("system");
  });

  it("takes an item's product and project from the nearest ancestor that has them", () => {
    const rows = new Map([
      ["top", { product_id: "p1", project_id: "q1", parent_id: null }],
      ["middle", { product_id: null, project_id: "q2", parent_id: "top" }],
    ]);
    const item = { product_id: null, project_id: null, parent_id: "middle" };
    expect(placeOfItem(item, (id) => rows.get(id))).toEqual({ product_id: "p1", project_id: "q2" });
  });
});
