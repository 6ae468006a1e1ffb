/* Dependency arrows. Links between two critical tasks are strong; the one under the pointer stands out. */
import { words } from "../engine/layout";
import type { Picture } from "./picture";
import type { Arrow } from "./route";
import { arrowOf, shownLinks } from "./scene";

type Context = CanvasRenderingContext2D;

const TASK = words("TaskSchedule");
const LINK = words("Link");
const CORNER = 3;
const HEAD = 4.5;

function trace(context: Context, points: readonly number[]): void {
  context.moveTo(points[0]!, points[1]!);
  for (let at = 2; at + 3 < points.length; at += 2) {
    context.arcTo(points[at]!, points[at + 1]!, points[at + 2]!, points[at + 3]!, CORNER);
  }
  context.lineTo(points.at(-2)!, points.at(-1)!);
}

function head(context: Context, arrow: Arrow): void {
  const x = arrow.points.at(-2)!;
  const y = arrow.points.at(-1)!;
  const [dx, dy] = { right: [1, 0], left: [-1, 0], down: [0, 1], up: [0, -1] }[arrow.head] as [number, number];
  context.moveTo(x, y);
  context.lineTo(x - dx * HEAD - dy * HEAD * 0.7, y - dy * HEAD - dx * HEAD * 0.7);
  context.lineTo(x - dx * HEAD + dy * HEAD * 0.7, y - dy * HEAD + dx * HEAD * 0.7);
  context.closePath();
}

function isCritical(picture: Picture, link: number): boolean {
  const { schedule } = picture.scene;
  const at = link * LINK.stride;
  const { links } = schedule.plan.tables;
  const critical = (task: number): boolean => schedule.tasks[task * TASK.stride + TASK.critical] === 1;
  return critical(links[at + LINK.predecessor]!) && critical(links[at + LINK.successor]!);
}

function touches(picture: Picture, link: number): boolean {
  const { hover, scene } = picture;
  if (hover?.kind === "link") return hover.link === link;
  if (hover?.kind !== "bar") return false;
  const at = link * LINK.stride;
  const { links } = scene.schedule.plan.tables;
  return links[at + LINK.predecessor] === hover.task || links[at + LINK.successor] === hover.task;
}

function drawSet(context: Context, arrows: readonly Arrow[], colour: string, width: number): void {
  context.strokeStyle = colour;
  context.fillStyle = colour;
  context.lineWidth = width;
  context.beginPath();
  for (const arrow of arrows) trace(context, arrow.points);
  context.stroke();
  context.beginPath();
  for (const arrow of arrows) head(context, arrow);
  context.fill();
}

export function drawLinks(context: Context, picture: Picture): void {
  const { theme, looks } = picture;
  if (!looks.links) return;
  const plain: Arrow[] = [];
  const critical: Arrow[] = [];
  const near: Arrow[] = [];
  for (const link of shownLinks(picture.scene)) {
    const arrow = arrowOf(picture.scene, link);
    if (!arrow) continue;
    const set = touches(picture, link) ? near : isCritical(picture, link) ? critical : plain;
    set.push(arrow);
  }
  drawSet(context, plain, theme.link, 1);
  drawSet(context, critical, theme.criticalEdge, 1.5);
  drawSet(context, near, theme.accent, 2);
}

/** A link being drawn: a line from its handle to the pointer. */
export function drawRubber(context: Context, picture: Picture): void {
  const { rubber, theme } = picture;
  if (!rubber) return;
  context.strokeStyle = theme.accent;
  context.lineWidth = 1.5;
  context.setLineDash([4, 3]);
  context.beginPath();
  context.moveTo(rubber.x1, rubber.y1);
  context.lineTo(rubber.x2, rubber.y2);
  context.stroke();
  context.setLineDash([]);
  context.fillStyle = theme.accent;
  context.beginPath();
  context.arc(rubber.x2, rubber.y2, 3, 0, 2 * Math.PI);
  context.fill();
}
