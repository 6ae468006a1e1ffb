/* The heat map: rows of people, columns of time, drawn on one canvas for what is in sight only.
 *
 * The fuller a cell, the darker; beyond the capacity it is hatched, framed and says how much, so that colour
 * alone never tells. Time off is drawn as nothing, with a line through when somebody is asked all the same. */
import { TickLabels, floorTo, type Tick, type Unit } from "../gantt/timescale";
import { tokenColours } from "../style/tokens";
import { cellOf, type Cell, type LoadRow } from "./load";

export const HEADER = 44;
export const ROW = 30;
export const NAMES = 190;

const names = {
  ground: "--ground",
  surface: "--surface",
  hover: "--hover",
  line: "--line",
  text: "--text",
  muted: "--muted",
  focus: "--focus",
  accent: "--accent",
  bad: "--bad",
  badGround: "--bad-ground",
} as const;
export type Theme = Record<keyof typeof names, string> & { font: string };

export function readTheme(): Theme {
  const tokens = tokenColours(Object.values(names)) as Record<string, string>;
  const colours = Object.fromEntries(Object.entries(names).map(([name, token]) => [name, tokens[token]!]));
  return { ...(colours as Record<keyof typeof names, string>), font: getComputedStyle(document.body).fontFamily };
}

export interface HeatMap {
  width: number;
  height: number;
  rows: readonly LoadRow[];
  columns: readonly Tick[];
  unit: Unit;
  upper: Unit;
  columnWidth: number;
  /** Scrolled by so many pixels. */
  left: number;
  top: number;
  focus: { row: number; column: number } | null;
  locale: string;
  hours: (minutes: number) => string;
  theme: Theme;
}

export type CellState = "off" | "free" | "busy" | "full" | "over";

export function stateOf(cell: Cell): CellState {
  if (cell.over > 0 || cell.load > cell.capacity + 0.5) return "over";
  if (cell.capacity === 0) return "off";
  if (cell.load < 0.5) return "free";
  return cell.load >= cell.capacity * 0.95 ? "full" : "busy";
}

function hatch(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number, colour: string): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.strokeStyle = colour;
  context.globalAlpha = 0.35;
  context.beginPath();
  for (let at = x - height; at < x + width; at += 6) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.stroke();
  context.restore();
}

function drawCell(context: CanvasRenderingContext2D, map: HeatMap, cell: Cell, x: number, y: number): void {
  const { theme, columnWidth } = map;
  const width = columnWidth - 1;
  const height = ROW - 1;
  const state = stateOf(cell);
  if (state === "off") {
    context.fillStyle = theme.hover;
    context.fillRect(x, y, width, height);
    return;
  }
  if (state === "over") {
    context.fillStyle = theme.badGround;
    context.fillRect(x, y, width, height);
    hatch(context, x, y, width, height, theme.bad);
    context.strokeStyle = theme.bad;
    context.strokeRect(x + 0.5, y + 0.5, width - 1, height - 1);
  } else if (state !== "free") {
    context.globalAlpha = 0.12 + 0.33 * Math.min(1, cell.load / cell.capacity);
    context.fillStyle = theme.accent;
    context.fillRect(x, y, width, height);
    context.globalAlpha = 1;
  }
  if (state === "free" || columnWidth < 30) return;
  context.fillStyle = state === "over" ? theme.bad : theme.text;
  context.font = `${state === "over" ? "600 " : ""}11px ${theme.font}`;
  context.textAlign = "center";
  context.fillText((state === "over" ? "▲" : "") + map.hours(cell.load), x + width / 2, y + height / 2, width - 2);
}

function drawHeader(context: CanvasRenderingContext2D, map: HeatMap, first: number, last: number): void {
  const { theme, columns, columnWidth } = map;
  const labels = new TickLabels(map.locale);
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, map.width, HEADER);
  context.textBaseline = "middle";
  context.textAlign = "left";
  let shown = "";
  let end = 0;
  for (let n = first; n < last; n++) {
    const x = NAMES + n * columnWidth - map.left;
    const from = columns[n]!.from;
    context.font = `11px ${theme.font}`;
    context.fillStyle = theme.muted;
    context.textAlign = "center";
    context.fillText(labels.text(map.unit, "lower", from), x + columnWidth / 2, 32, columnWidth);
    const upper = labels.text(map.upper, "upper", floorTo(map.upper, from));
    if (upper === shown) continue;
    shown = upper;
    if (x < end) continue;
    context.fillStyle = theme.text;
    context.textAlign = "left";
    context.font = `600 11px ${theme.font}`;
    context.fillText(upper, Math.max(x, NAMES) + 4, 12);
    end = Math.max(x, NAMES) + context.measureText(upper).width + 12;
  }
}

function drawNames(context: CanvasRenderingContext2D, map: HeatMap, first: number, last: number): void {
  const { theme } = map;
  context.fillStyle = theme.ground;
  context.fillRect(0, HEADER, NAMES, map.height - HEADER);
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, NAMES, HEADER);
  context.textAlign = "left";
  for (let row = first; row < last; row++) {
    const y = HEADER + row * ROW - map.top + ROW / 2;
    if (y < HEADER - ROW / 2) continue;
    const { resource, over } = map.rows[row]!;
    const late = over.some((minutes) => minutes > 0);
    context.fillStyle = late ? theme.bad : theme.text;
    context.font = `${late ? "600 " : ""}13px ${theme.font}`;
    context.fillText((late ? "▲ " : "") + resource.name, 12, y, NAMES - 20);
  }
  context.fillStyle = theme.surface;
  context.fillRect(0, 0, NAMES, HEADER);
  context.strokeStyle = theme.line;
  context.strokeRect(-1, -1, NAMES + 0.5, map.height + 2);
}

function drawFocus(context: CanvasRenderingContext2D, map: HeatMap): void {
  if (!map.focus) return;
  const x = NAMES + map.focus.column * map.columnWidth - map.left;
  const y = HEADER + map.focus.row * ROW - map.top;
  if (x < NAMES - map.columnWidth || y < HEADER - ROW) return;
  context.strokeStyle = map.theme.focus;
  context.lineWidth = 2;
  context.strokeRect(x, y, map.columnWidth - 1, ROW - 1);
  context.lineWidth = 1;
}

export function drawHeatMap(context: CanvasRenderingContext2D, map: HeatMap, ratio: number): void {
  const firstRow = Math.max(0, Math.floor(map.top / ROW));
  const lastRow = Math.min(map.rows.length, Math.ceil((map.top + map.height - HEADER) / ROW));
  const first = Math.max(0, Math.floor(map.left / map.columnWidth));
  const last = Math.min(map.columns.length, Math.ceil((map.left + map.width - NAMES) / map.columnWidth));
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = map.theme.ground;
  context.fillRect(0, 0, map.width, map.height);
  context.textBaseline = "middle";
  for (let row = firstRow; row < lastRow; row++) {
    const y = HEADER + row * ROW - map.top;
    for (let n = first; n < last; n++) {
      const { from, to } = map.columns[n]!;
      drawCell(context, map, cellOf(map.rows[row]!, from, to), NAMES + n * map.columnWidth - map.left, y);
    }
    context.fillStyle = map.theme.line;
    context.fillRect(0, y + ROW - 1, map.width, 1);
  }
  drawFocus(context, map);
  drawHeader(context, map, first, last);
  drawNames(context, map, firstRow, lastRow);
}
