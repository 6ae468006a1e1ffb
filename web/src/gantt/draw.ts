/* The whole Gantt on one canvas, back to front. Only rows and links in sight are touched. */
import { drawBars } from "./draw-bars";
import { drawGrid, drawHeader, drawMoments, drawRows, drawShading, drawTodayMark } from "./draw-axis";
import { drawLinks, drawRubber } from "./draw-links";
import type { Picture } from "./picture";
import { HEADER } from "./scene";

/** The canvas gets as many device pixels as its box has; true when it had to change. */
export function fitCanvas(canvas: HTMLCanvasElement, width: number, height: number, ratio: number): boolean {
  const wide = Math.max(1, Math.round(width * ratio));
  const high = Math.max(1, Math.round(height * ratio));
  if (canvas.width === wide && canvas.height === high) return false;
  canvas.width = wide;
  canvas.height = high;
  return true;
}

export function drawPicture(context: CanvasRenderingContext2D, picture: Picture, ratio: number): void {
  const { width, height } = picture.scene;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.fillStyle = picture.theme.ground;
  context.fillRect(0, 0, width, height);
  context.save();
  context.beginPath();
  context.rect(0, HEADER, width, height - HEADER);
  context.clip();
  drawShading(context, picture);
  drawGrid(context, picture);
  drawRows(context, picture);
  drawMoments(context, picture);
  drawLinks(context, picture);
  drawBars(context, picture);
  drawRubber(context, picture);
  context.restore();
  drawHeader(context, picture);
  drawTodayMark(context, picture);
}
