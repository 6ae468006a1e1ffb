/* How one series is told from the next: by colour, by dash and by mark, never by colour alone. The colours are
 * the tokens --chart-1 .. --chart-8, chosen for the common kinds of colour blindness. */
export interface SeriesLook {
  colour: string;
  dash: string;
  mark: Mark;
}

export type Mark = "circle" | "square" | "diamond" | "triangle";

const dashes = ["", "6 3", "2 3", "8 3 2 3"];
const marks: readonly Mark[] = ["circle", "square", "diamond", "triangle"];

export function seriesLook(series: number): SeriesLook {
  return { colour: `var(--chart-${(series % 8) + 1})`, dash: dashes[series % dashes.length]!, mark: marks[series % marks.length]! };
}

/** A mark around a point as the path of an SVG. */
export function markPath(mark: Mark, x: number, y: number, r: number): string {
  if (mark === "square") return `M${x - r} ${y - r}h${2 * r}v${2 * r}h${-2 * r}z`;
  if (mark === "diamond") return `M${x} ${y - 1.3 * r}L${x + 1.3 * r} ${y}L${x} ${y + 1.3 * r}L${x - 1.3 * r} ${y}z`;
  if (mark === "triangle") return `M${x} ${y - 1.2 * r}L${x + 1.2 * r} ${y + r}H${x - 1.2 * r}z`;
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
}
