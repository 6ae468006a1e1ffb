/* Ground, days off, grid, header, today and the status date. */
import { MINUTES_PER_DAY, MINUTE_NONE, dayOfMinute } from "../engine/minutes";
import { words } from "../engine/layout";
import type { Picture } from "./picture";
import { isProjectRow, projectOfRow } from "./rows";
import { HEADER, ROW, rowY, shownRows } from "./scene";
import { ticks, tiersOf, xOf, minuteAt, type Unit } from "./timescale";

type Context = CanvasRenderingContext2D;

const PROJECT = words("PlanProject");
/** Narrower days are not shaded. */
const DAY_SEEN = 3;
/** From this width on the hours off within a day are shaded too. */
const HOURS_SEEN = 120;

/** Runs of shown rows of one project, so that each is shaded by its own calendar. */
function projectRuns({ scene }: Picture): { project: number; first: number; end: number }[] {
  const { first, end } = shownRows(scene);
  const { project: projects } = scene.schedule.plan.outline;
  const runs: { project: number; first: number; end: number }[] = [];
  for (let row = first; row < end; row++) {
    const what = scene.list.rows[row]!;
    const project = isProjectRow(what) ? projectOfRow(what) : projects[what]!;
    const run = runs.at(-1);
    if (run?.project === project) run.end = row + 1;
    else runs.push({ project, first: row, end: row + 1 });
  }
  return runs;
}

export function drawShading(context: Context, picture: Picture): void {
  const { scene, theme } = picture;
  const perDay = scene.scale.perMinute * MINUTES_PER_DAY;
  if (perDay < DAY_SEEN) return;
  const from = dayOfMinute(scene.scale.start);
  const to = dayOfMinute(minuteAt(scene.scale, scene.width));
  context.fillStyle = theme.off;
  for (const run of projectRuns(picture)) {
    const time = picture.times[run.project];
    if (!time) continue;
    const y = Math.max(HEADER, rowY(scene, run.first));
    const height = rowY(scene, run.end) - y;
    const shade = (start: number, end: number): void =>
      context.fillRect(xOf(scene.scale, start), y, (end - start) * scene.scale.perMinute, height);
    for (let day = from; day <= to; day++) shadeDay(time.spans(day), day, perDay >= HOURS_SEEN, shade);
  }
}

function shadeDay(
  spans: readonly { from: number; to: number }[],
  day: number,
  hours: boolean,
  shade: (start: number, end: number) => void,
): void {
  const start = day * MINUTES_PER_DAY;
  if (spans.length === 0) return shade(start, start + MINUTES_PER_DAY);
  if (!hours) return;
  let at = 0;
  for (const span of spans) {
    if (span.from > at) shade(start + at, start + span.from);
    at = span.to;
  }
  if (at < MINUTES_PER_DAY) shade(start + at, start + MINUTES_PER_DAY);
}

export function drawRows(context: Context, picture: Picture): void {
  const { scene, theme } = picture;
  const { first, end } = shownRows(scene);
  const hovered = picture.hover && "task" in picture.hover ? picture.hover.task : null;
  for (let row = first; row < end; row++) {
    const what = scene.list.rows[row]!;
    const chosen = picture.selected.has(what) || picture.focus === row;
    if (!chosen && (hovered === null || hovered !== what)) continue;
    context.globalAlpha = 0.75;
    context.fillStyle = chosen ? theme.selected : theme.hover;
    context.fillRect(0, rowY(scene, row), scene.width, ROW);
    context.globalAlpha = 1;
  }
  context.strokeStyle = theme.grid;
  context.lineWidth = 1;
  context.beginPath();
  for (let row = first; row < end; row++) {
    const y = Math.round(rowY(scene, row + 1)) - 0.5;
    context.moveTo(0, y);
    context.lineTo(scene.width, y);
  }
  context.stroke();
}

export function drawGrid(context: Context, picture: Picture): void {
  const { scene, theme } = picture;
  const [upper, lower] = tiersOf(scene.scale.perMinute * MINUTES_PER_DAY);
  const unit = upper ?? lower;
  context.strokeStyle = theme.grid;
  context.lineWidth = 1;
  context.beginPath();
  for (const tick of ticks(unit, scene.scale.start, minuteAt(scene.scale, scene.width))) {
    const x = Math.round(xOf(scene.scale, tick.from)) - 0.5;
    context.moveTo(x, HEADER);
    context.lineTo(x, scene.height);
  }
  context.stroke();
}

function drawTier(context: Context, picture: Picture, unit: Unit, row: "upper" | "lower", top: number, bottom: number): void {
  const { scene, theme } = picture;
  context.fillStyle = row === "upper" ? theme.text : theme.muted;
  context.font = `${row === "upper" ? "600 11px" : "11px"} ${theme.font}`;
  context.textBaseline = "middle";
  for (const tick of ticks(unit, scene.scale.start, minuteAt(scene.scale, scene.width))) {
    const x1 = xOf(scene.scale, tick.from);
    const x2 = xOf(scene.scale, tick.to);
    context.fillRect(Math.round(x1) - 1, row === "upper" ? top + 4 : bottom - 6, 1, row === "upper" ? bottom - top - 4 : 6);
    const text = picture.ticks.text(unit, row, tick.from);
    drawTickText(context, text, x1, x2, (top + bottom) / 2, row === "upper");
  }
}

/** The upper words stay in sight while their unit does. */
function drawTickText(context: Context, text: string, x1: number, x2: number, y: number, upper: boolean): void {
  const width = context.measureText(text).width;
  if (!upper) {
    context.textAlign = "center";
    if (width + 2 <= x2 - x1) context.fillText(text, (x1 + x2) / 2, y);
    return;
  }
  context.textAlign = "left";
  const x = Math.max(x1 + 6, 6);
  if (x + width <= x2 - 4) context.fillText(text, x, y);
}

export function drawHeader(context: Context, picture: Picture): void {
  const { scene, theme } = picture;
  context.fillStyle = theme.ground;
  context.fillRect(0, 0, scene.width, HEADER);
  const [upper, lower] = tiersOf(scene.scale.perMinute * MINUTES_PER_DAY);
  if (upper) drawTier(context, picture, upper, "upper", 0, HEADER / 2);
  drawTier(context, picture, lower, "lower", upper ? HEADER / 2 : 0, HEADER);
  context.fillStyle = theme.line;
  context.fillRect(0, HEADER - 1, scene.width, 1);
}

function drawMoment(context: Context, picture: Picture, minute: number, colour: string, dash: number[], y: number, end: number): void {
  const x = Math.round(xOf(picture.scene.scale, minute)) + 0.5;
  if (x < 0 || x > picture.scene.width) return;
  context.strokeStyle = colour;
  context.lineWidth = 1.5;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x, end);
  context.stroke();
  context.setLineDash([]);
}

/** Today through everything, the status date of each project through its rows. */
export function drawMoments(context: Context, picture: Picture): void {
  const { scene, theme } = picture;
  for (const run of projectRuns(picture)) {
    const status = scene.schedule.plan.tables.projects[run.project * PROJECT.stride + PROJECT.status_date]!;
    if (status === MINUTE_NONE) continue;
    drawMoment(context, picture, status, theme.status, [5, 3], Math.max(HEADER, rowY(scene, run.first)), rowY(scene, run.end));
  }
  drawMoment(context, picture, picture.now, theme.today, [], HEADER, scene.height);
}

/** Its mark in the header, drawn after it. */
export function drawTodayMark(context: Context, picture: Picture): void {
  const x = xOf(picture.scene.scale, picture.now);
  if (x < 0 || x > picture.scene.width) return;
  context.fillStyle = picture.theme.today;
  context.beginPath();
  context.moveTo(x - 5, HEADER - 7);
  context.lineTo(x + 5, HEADER - 7);
  context.lineTo(x, HEADER - 1);
  context.fill();
}
