import { describe, expect, it } from "vitest";

import { keyCaps, stepOf } from "./keys";

const press = (key: string, held: Partial<Record<"ctrlKey" | "metaKey" | "altKey" | "shiftKey", boolean>> = {}) => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...held,
});

describe("shortcuts", () => {
  it("are written the same whatever the layout needs to type the sign", () => {
    expect(stepOf(press("?", { shiftKey: true }))).toBe("?");
    expect(stepOf(press("/", { shiftKey: true }))).toBe("/");
    expect(stepOf(press("Z", { ctrlKey: true, shiftKey: true }), false)).toBe("mod+shift+z");
    expect(stepOf(press("ArrowUp", { altKey: true }))).toBe("alt+ArrowUp");
  });
  it("take Cmd on Apple's machines and Ctrl elsewhere", () => {
    expect(stepOf(press("k", { metaKey: true }), true)).toBe("mod+k");
    expect(stepOf(press("k", { metaKey: true }), false)).toBe("k");
    expect(keyCaps("mod+k", true)).toEqual(["⌘", "K"]);
    expect(keyCaps("g b", false)).toEqual(["G", "B"]);
  });
});
