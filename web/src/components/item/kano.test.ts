import { expect, test } from "vitest";

import { kanoOf } from "./kano";

const answer = (functional: "like" | "expect" | "neutral" | "dislike", dysfunctional: "like" | "neutral" | "dislike") => ({ who: "", functional, dysfunctional });

test("what is expected and missed is a must, what delights alone is attractive", () => {
  expect(kanoOf([answer("expect", "dislike")])).toBe("must_be");
  expect(kanoOf([answer("like", "neutral")])).toBe("attractive");
  expect(kanoOf([answer("like", "dislike")])).toBe("performance");
  expect(kanoOf([answer("neutral", "neutral")])).toBe("indifferent");
  expect(kanoOf([answer("dislike", "neutral")])).toBe("reverse");
});

test("many decide, the stronger class where they are even, contradictions never", () => {
  expect(kanoOf([answer("like", "neutral"), answer("like", "neutral"), answer("expect", "dislike")])).toBe("attractive");
  expect(kanoOf([answer("like", "neutral"), answer("expect", "dislike")])).toBe("must_be");
  expect(kanoOf([answer("like", "like")])).toBeNull();
  expect(kanoOf([])).toBeNull();
});
