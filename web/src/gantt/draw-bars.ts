/* Bars, brackets, diamonds, float, progress, deadlines and the words beside them.
 *
 * Shape carries what colour says: critical bars have square corners and a strong edge, others are round;
 * summaries are brackets, milestones diamonds; a broken deadline is filled, a kept one hollow. */
import { item_fields } from "../../../contract/types";
import { MINUTE_NONE } from "../engine/minutes";
import * as layout from "../engine/layout";
import { linkHandles } from "./hit";
import type { Picture } from "./picture";
import { isProjectRow, projectOfRow } from "./rows";
import { BAR_HALF, DIAMOND, HANDLE, barOf, isInactive, progressX, projectBar, shownRows, type Bar } from "./scene";
import { seriesCount } from "./theme";
import { xOf } from "./timescale";

type Context = CanvasRenderingContext2D;

const TASK = layout.words("TaskSchedule");
const PLAN_TASK = layout.words("Task");
const RADIUS = 4;
const LABEL_AWAY = 8;
/** Height of the band that shows the float. */
const FLOAT = 4;
/** Height of the bar of what was agreed, and of two. */
const AGREED_OF_TWO = 2;
const AGREED = 3;
/** At most so much of a title stands beside a bar. */
const LABEL_MAX = 60;

interface Paint {
  fill: string;
  done: string;
  edge: string;
}

function isCritical(picture: Picture, task: number): boolean {
  return picture.scene.schedule.tasks[task * TASK.stride + TASK.critical] === 1;
}

function paintOf(picture: Picture, task: number): Paint {
  const { theme, looks, scene } = picture;
  const critical = isCritical(picture, task);
  const edge = critical ? theme.criticalEdge : theme.barEdge;
  if (isInactive(scene.schedule, task)) return { fill: theme.inactive, done: theme.inactive, edge: theme.ghost };
  if (looks.colouring !== "plain") {
    const number =
      looks.colouring === "release"
        ? scene.schedule.plan.outline.release[task]!
        : item_fields.state.choices.indexOf(scene.schedule.plan.items[task]!.state);
    const fill = number < 0 ? theme.inactive : theme.series[number % seriesCount]!;
    return { fill, done: edge, edge };
  }
  return critical
    ? { fill: theme.critical, done: theme.criticalDone, edge }
    : { fill: theme.bar, done: theme.barDone, edge };
}

function shape(context: Context, bar: Bar, square: boolean, half = BAR_HALF): void {
  context.beginPath();
  const width = bar.x2 - bar.x1;
  if (square || width < 2 * RADIUS) context.rect(bar.x1, bar.y - half, width, 2 * half);
  else context.roundRect(bar.x1, bar.y - half, width, 2 * half, RADIUS);
}

function drawTask(context: Context, picture: Picture, task: number, bar: Bar): void {
  const paint = paintOf(picture, task);
  const critical = isCritical(picture, task);
  shape(context, bar, critical);
  context.fillStyle = paint.fill;
  context.fill();
  const done = progressX(picture.scene, task, bar);
  if (done > bar.x1) {
    context.save();
    context.clip();
    context.fillStyle = paint.done;
    context.fillRect(bar.x1, bar.y + 1, done - bar.x1, BAR_HALF - 1);
    context.restore();
  }
  shape(context, bar, critical);
  context.strokeStyle = paint.edge;
  context.lineWidth = critical ? 1.75 : 1;
  if (isInactive(picture.scene.schedule, task)) context.setLineDash([3, 2]);
  context.stroke();
  context.setLineDash([]);
}

/** `line`: the colour of a line along it, which marks the critical ones. */
function drawBracket(context: Context, bar: Bar, colour: string, half: number, line: string | null = null): void {
  const tip = Math.min(6, (bar.x2 - bar.x1) / 2);
  const top = bar.y - half;
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(bar.x1, top);
  context.lineTo(bar.x2, top);
  context.lineTo(bar.x2, bar.y + half + 2);
  context.lineTo(bar.x2 - tip, bar.y + 1);
  context.lineTo(bar.x1 + tip, bar.y + 1);
  context.lineTo(bar.x1, bar.y + half + 2);
  context.closePath();
  context.fill();
  if (line === null) return;
  context.fillStyle = line;
  context.fillRect(bar.x1 + 2, bar.y - 2, bar.x2 - bar.x1 - 4, 1);
}

function drawDiamond(context: Context, picture: Picture, task: number, bar: Bar): void {
  const critical = isCritical(picture, task);
  context.beginPath();
  context.moveTo(bar.x1, bar.y - DIAMOND);
  context.lineTo(bar.x1 + DIAMOND, bar.y);
  context.lineTo(bar.x1, bar.y + DIAMOND);
  context.lineTo(bar.x1 - DIAMOND, bar.y);
  context.closePath();
  context.fillStyle = isInactive(picture.scene.schedule, task)
    ? picture.theme.inactive
    : critical
      ? picture.theme.criticalDone
      : picture.theme.milestone;
  context.fill();
  if (!critical) return;
  context.strokeStyle = picture.theme.ground;
  context.lineWidth = 1.5;
  context.beginPath();
  context.arc(bar.x1, bar.y, 2, 0, 2 * Math.PI);
  context.stroke();
}

function drawFloat(context: Context, picture: Picture, task: number, bar: Bar): void {
  const at = task * TASK.stride;
  const { tasks } = picture.scene.schedule;
  const late = tasks[at + TASK.late_finish]!;
  if (late === MINUTE_NONE || tasks[at + TASK.total_float]! <= 0 || isInactive(picture.scene.schedule, task)) return;
  const end = xOf(picture.scene.scale, late);
  const from = bar.kind === "milestone" ? bar.x2 + DIAMOND : bar.x2 + 1;
  if (end <= from + 2) return;
  const y = bar.y + BAR_HALF - FLOAT;
  context.fillStyle = picture.theme.float;
  context.globalAlpha = 0.35;
  context.fillRect(from, y, end - from, FLOAT);
  context.globalAlpha = 1;
  context.fillRect(end - 1.5, y - 3, 1.5, FLOAT + 3);
}

/** A line from P50 to P80 with a cap at each, and a square at P50: told by shape, not by colour. */
function drawWhisker(context: Context, picture: Picture, task: number, bar: Bar): void {
  const whisker = picture.whiskers.get(task);
  if (!whisker) return;
  const [from, to] = [xOf(picture.scene.scale, whisker.p50), xOf(picture.scene.scale, whisker.p80)];
  const y = bar.y - BAR_HALF - 1;
  const { theme } = picture;
  context.lineWidth = 3;
  for (const colour of [theme.ground, theme.accent]) {
    context.strokeStyle = colour;
    context.beginPath();
    context.moveTo(from, y);
    context.lineTo(to, y);
    context.moveTo(to, y - 3);
    context.lineTo(to, y + 3);
    context.stroke();
    context.lineWidth = 1.5;
  }
  context.fillStyle = theme.accent;
  context.fillRect(from - 2.5, y - 2.5, 5, 5);
}

function drawDeadline(context: Context, picture: Picture, task: number, bar: Bar): void {
  const { schedule, scale } = picture.scene;
  const deadline = schedule.plan.tables.tasks[task * PLAN_TASK.stride + PLAN_TASK.deadline]!;
  if (deadline === MINUTE_NONE) return;
  const late = schedule.tasks[task * TASK.stride + TASK.late_by_deadline] === 1;
  const x = xOf(scale, deadline);
  context.beginPath();
  context.moveTo(x - 5, bar.y - 8);
  context.lineTo(x + 5, bar.y - 8);
  context.lineTo(x, bar.y + 1);
  context.closePath();
  context.lineWidth = 1.5;
  context.strokeStyle = late ? picture.theme.bad : picture.theme.deadline;
  context.fillStyle = late ? picture.theme.bad : picture.theme.ground;
  context.fill();
  context.stroke();
}

function shortened(text: string): string {
  return text.length > LABEL_MAX ? `${text.slice(0, LABEL_MAX - 1)}…` : text;
}

/** Behind the bar, and behind its float and deadline where these are drawn. */
function drawLabel(context: Context, picture: Picture, task: number, bar: Bar): void {
  const { looks, theme, scene } = picture;
  if (looks.labels === "none") return;
  const text = looks.labels === "title" ? scene.schedule.plan.items[task]!.title : picture.people(task);
  if (text === "") return;
  const at = task * TASK.stride;
  let x = bar.kind === "milestone" ? bar.x2 + DIAMOND : bar.x2;
  if (looks.floats && scene.schedule.tasks[at + TASK.total_float]! > 0 && bar.kind !== "summary") {
    x = Math.max(x, xOf(scene.scale, scene.schedule.tasks[at + TASK.late_finish]!));
  }
  context.font = `11px ${theme.font}`;
  context.textAlign = "left";
  context.textBaseline = "middle";
  x += LABEL_AWAY + 4;
  if (x > scene.width) return;
  const words = shortened(text);
  context.fillStyle = theme.ground;
  context.globalAlpha = 0.85;
  context.fillRect(x - 3, bar.y - 8, context.measureText(words).width + 6, 16);
  context.globalAlpha = 1;
  context.fillStyle = theme.muted;
  context.fillText(words, x, bar.y);
}

function drawGhost(context: Context, picture: Picture, task: number, bar: Bar): void {
  if (!picture.before) return;
  const before = picture.before.plan.taskOf.get(picture.scene.schedule.plan.items[task]!.id);
  const ghost = before === task ? barOf(picture.scene, task, picture.before) : null;
  if (!ghost || (ghost.x1 === bar.x1 && ghost.x2 === bar.x2)) return;
  context.strokeStyle = picture.theme.ghost;
  context.lineWidth = 1;
  context.setLineDash([2, 2]);
  if (ghost.kind === "milestone") {
    context.strokeRect(ghost.x1 - 4, ghost.y - 4, 8, 8);
  } else {
    shape(context, ghost, false);
    context.stroke();
  }
  context.setLineDash([]);
}

/** What was agreed: a thin bar under the bar, of a milestone a small hollow diamond. Of two the second lies below. */
function drawAgreed(context: Context, picture: Picture, task: number, bar: Bar): void {
  const height = picture.agreed.length > 1 ? AGREED_OF_TWO : AGREED;
  picture.agreed.forEach((agreed, nth) => {
    const dates = agreed.get(picture.scene.schedule.plan.items[task]!.id);
    if (!dates) return;
    const x1 = xOf(picture.scene.scale, dates[0]);
    const x2 = Math.max(xOf(picture.scene.scale, dates[1]), x1 + 3);
    const y = bar.y + BAR_HALF + 2 + nth * (height + 1);
    context.fillStyle = context.strokeStyle = nth === 0 ? picture.theme.ghost : picture.theme.accent;
    if (bar.kind === "milestone") {
      context.lineWidth = 1.25;
      context.beginPath();
      context.moveTo(x2, y - 4);
      context.lineTo(x2 + 4, y);
      context.lineTo(x2, y + 4);
      context.lineTo(x2 - 4, y);
      context.closePath();
      context.stroke();
      return;
    }
    context.globalAlpha = 0.75;
    context.fillRect(x1, y, x2 - x1, height);
    context.globalAlpha = 1;
  });
}

function drawHandles(context: Context, picture: Picture, bar: Bar): void {
  const handles = linkHandles(bar);
  context.lineWidth = 1.5;
  context.strokeStyle = picture.theme.accent;
  context.fillStyle = picture.theme.ground;
  for (const x of [handles.start, handles.finish]) {
    context.beginPath();
    context.arc(x, bar.y, HANDLE - 1, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}

function drawRow(context: Context, picture: Picture, task: number): void {
  const bar = barOf(picture.scene, task);
  if (!bar) return;
  const reach = 600;
  const seen = bar.x1 < picture.scene.width + reach && bar.x2 > -reach;
  if (picture.looks.baseline) drawAgreed(context, picture, task, bar);
  drawGhost(context, picture, task, bar);
  if (picture.looks.floats && bar.kind !== "summary") drawFloat(context, picture, task, bar);
  if (seen) {
    const { theme } = picture;
    if (bar.kind === "summary") {
      if (isCritical(picture, task)) drawBracket(context, bar, theme.criticalEdge, 4, theme.ground);
      else drawBracket(context, bar, theme.summary, 4);
    } else if (bar.kind === "milestone") {
      drawDiamond(context, picture, task, bar);
    } else {
      drawTask(context, picture, task, bar);
    }
    drawLabel(context, picture, task, bar);
  }
  drawWhisker(context, picture, task, bar);
  drawDeadline(context, picture, task, bar);
  const { hover } = picture;
  if (hover?.kind === "bar" && hover.task === task && !picture.rubber) drawHandles(context, picture, bar);
}

export function drawBars(context: Context, picture: Picture): void {
  const { first, end } = shownRows(picture.scene);
  for (let row = first; row < end; row++) {
    const what = picture.scene.list.rows[row]!;
    if (!isProjectRow(what)) {
      drawRow(context, picture, what);
      continue;
    }
    const bar = projectBar(picture.scene, projectOfRow(what));
    if (bar) drawBracket(context, bar, picture.theme.summary, 5);
  }
}
