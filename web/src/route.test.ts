import { describe, expect, it } from "vitest";

import { formatPlace, parsePlace, parseRoute } from "./route";

describe("routes", () => {
  it("reads the page, its id and its query, and writes the same address", () => {
    for (const address of ["/backlog", "/plan?zoom=week&project=x", "/proposals/06a8k3n2vwx9g"]) {
      expect(formatPlace(parsePlace(address))).toBe(address);
    }
  });
  it("shows the backlog for what it does not know", () => {
    expect(parsePlace("/").page).toBe("backlog");
    expect(parsePlace("/nonsense/1").page).toBe("backlog");
    expect(parsePlace("/nonsense/1").id).toBeNull();
  });
  it("lays an item over the page below it", () => {
    const route = parseRoute("/items/abc", "/plan?zoom=day");
    expect([route.item, route.page, route.query.get("zoom")]).toEqual(["abc", "plan", "day"]);
    expect(parseRoute("/items/abc", null).page).toBe("backlog");
  });
});
