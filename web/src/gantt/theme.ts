/* The colours that the canvas draws with, computed from the tokens of the theme that shows now. */
import "./gantt.css";
import { tokenColours } from "../style/tokens";

const names = {
  ground: "--ground",
  surface: "--surface",
  hover: "--hover",
  selected: "--selected",
  line: "--line",
  text: "--text",
  muted: "--muted",
  accent: "--accent",
  focus: "--focus",
  bad: "--bad",
  bar: "--gantt-bar",
  barDone: "--gantt-bar-done",
  barEdge: "--gantt-bar-edge",
  critical: "--gantt-critical",
  criticalDone: "--gantt-critical-done",
  criticalEdge: "--gantt-critical-edge",
  inactive: "--gantt-inactive",
  summary: "--gantt-summary",
  milestone: "--gantt-milestone",
  off: "--gantt-off",
  grid: "--gantt-grid",
  link: "--gantt-link",
  float: "--gantt-float",
  today: "--gantt-today",
  status: "--gantt-status",
  deadline: "--gantt-deadline",
  ghost: "--gantt-ghost",
} as const;

export const seriesCount = 8;
const series = Array.from({ length: seriesCount }, (_, n) => `--gantt-series-${n}`);

/** The series colour of a release or state by its number. */
export function seriesToken(number: number): string {
  return `--gantt-series-${number % seriesCount}`;
}

export type Theme = Record<keyof typeof names, string> & { series: string[]; font: string };

export function readTheme(): Theme {
  const tokens = tokenColours([...Object.values(names), ...series]) as Record<string, string>;
  const colours = Object.fromEntries(Object.entries(names).map(([name, token]) => [name, tokens[token]!]));
  return {
    ...(colours as Record<keyof typeof names, string>),
    series: series.map((token) => tokens[token]!),
    font: getComputedStyle(document.body).fontFamily,
  };
}
