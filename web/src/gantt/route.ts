/* The way of a dependency arrow: straight pieces, along rows and across them.
 *
 * It leaves its bar's end outwards and arrives at the other bar's end inwards. Where the bars follow so
 * closely that there is no room between them, it dives into the bar from above or below; where the other end
 * lies behind, it goes round through the gap between two rows. Points are [x, y, x, y, ...]. */

export interface ArrowEnd {
  x: number;
  /** The middle of the bar. */
  y: number;
  /** The bar's right end (a finish) or its left one (a start). */
  finish: boolean;
}

export interface Arrow {
  points: number[];
  head: "right" | "left" | "down" | "up";
}

export interface RouteSizes {
  /** From the middle of a row to the gap between two rows. */
  gap: number;
  /** Half the height of a bar. */
  half: number;
}

const STUB = 8;
const DIVE = 4;

export function routeArrow(from: ArrowEnd, to: ArrowEnd, sizes: RouteSizes): Arrow {
  const out = from.finish ? 1 : -1;
  const leave = from.x + out * STUB;
  const arrive = to.x + (to.finish ? STUB : -STUB);
  const head = to.finish ? "left" : "right";
  const straight = (across: number): Arrow => ({
    points: [from.x, from.y, across, from.y, across, to.y, to.x, to.y],
    head,
  });
  if (from.finish === to.finish) return straight(from.finish ? Math.max(leave, arrive) : Math.min(leave, arrive));
  if ((arrive - from.x) * out >= 1) return straight(arrive);
  if ((to.x - from.x) * out >= -1) return dive(from, to, out, sizes);
  const middle = from.y + (to.y >= from.y ? sizes.gap : -sizes.gap);
  return {
    points: [from.x, from.y, leave, from.y, leave, middle, arrive, middle, arrive, to.y, to.x, to.y],
    head,
  };
}

function dive(from: ArrowEnd, to: ArrowEnd, out: number, sizes: RouteSizes): Arrow {
  const down = to.y >= from.y;
  const x = to.x + out * DIVE;
  return {
    points: [from.x, from.y, x, from.y, x, to.y + (down ? -sizes.half : sizes.half)],
    head: down ? "down" : "up",
  };
}

/** The distance of a point to the nearest piece of the way. */
export function distanceTo(points: readonly number[], x: number, y: number): number {
  let least = Infinity;
  for (let at = 0; at + 3 < points.length; at += 2) {
    const [x1, y1, x2, y2] = [points[at]!, points[at + 1]!, points[at + 2]!, points[at + 3]!];
    const dx = Math.max(Math.min(x1, x2) - x, 0, x - Math.max(x1, x2));
    const dy = Math.max(Math.min(y1, y2) - y, 0, y - Math.max(y1, y2));
    least = Math.min(least, Math.hypot(dx, dy));
  }
  return least;
}
