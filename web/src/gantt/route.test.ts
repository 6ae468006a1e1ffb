import { describe, expect, it } from "vitest";
import { distanceTo, routeArrow, type Arrow, type ArrowEnd } from "./route";

const sizes = { gap: 14, half: 7 };
const end = (x: number, y: number, finish: boolean): ArrowEnd => ({ x, y, finish });
const route = (from: ArrowEnd, to: ArrowEnd): Arrow => routeArrow(from, to, sizes);

/** Every piece is horizontal or vertical. */
function orthogonal(points: number[]): boolean {
  for (let at = 0; at + 3 < points.length; at += 2) {
    if (points[at] !== points[at + 2] && points[at + 1] !== points[at + 3]) return false;
  }
  return true;
}

/** The direction of the last piece. */
function lastDirection({ points }: Arrow): string {
  const [x1, y1, x2, y2] = points.slice(-4) as [number, number, number, number];
  if (x1 !== x2) return x2 > x1 ? "right" : "left";
  return y2 > y1 ? "down" : "up";
}

describe("an arrow", () => {
  it("from finish to a later start goes over and down", () => {
    expect(route(end(100, 10, true), end(200, 50, false)).points).toEqual([100, 10, 192, 10, 192, 50, 200, 50]);
  });
  it("to a bar that follows at once dives into it", () => {
    const below = route(end(100, 10, true), end(104, 50, false));
    expect(below).toEqual({ points: [100, 10, 108, 10, 108, 43], head: "down" });
    const above = route(end(100, 50, true), end(100, 10, false));
    expect(above).toEqual({ points: [100, 50, 104, 50, 104, 17], head: "up" });
  });
  it("to an earlier start goes round between the rows, down or up", () => {
    expect(route(end(300, 10, true), end(100, 50, false)).points[5]).toBe(24);
    expect(route(end(300, 50, true), end(100, 10, false)).points[5]).toBe(36);
  });
  it("between two starts runs left of both, between two finishes right of both", () => {
    expect(route(end(100, 10, false), end(60, 50, false)).points[2]).toBe(52);
    expect(route(end(100, 10, true), end(160, 50, true)).points[2]).toBe(168);
  });
  it("from start to finish mirrors finish to start", () => {
    expect(route(end(200, 10, false), end(100, 50, true)).points).toEqual([200, 10, 108, 10, 108, 50, 100, 50]);
  });
  it("is always made of straight pieces and ends the way its head points", () => {
    for (const fromFinish of [true, false])
      for (const toFinish of [true, false])
        for (let x = -300; x <= 300; x += 7)
          for (const y of [-28, 28, 280]) {
            const arrow = route(end(0, 0, fromFinish), end(x, y, toFinish));
            expect(orthogonal(arrow.points)).toBe(true);
            expect(arrow.points.slice(0, 2)).toEqual([0, 0]);
            expect(lastDirection(arrow)).toBe(arrow.head);
          }
  });
});

describe("the distance to an arrow", () => {
  const way = [0, 0, 100, 0, 100, 50, 120, 50];
  it("is that of its nearest piece", () => {
    expect(distanceTo(way, 50, 3)).toBe(3);
    expect(distanceTo(way, 96, 25)).toBe(4);
    expect(distanceTo(way, 123, 54)).toBe(5);
  });
});
