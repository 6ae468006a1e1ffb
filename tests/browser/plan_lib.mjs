/* What the tests of the plan page share: where things lie on its canvas, and what its table says. */

const HEADER = 44;
const ROW = 28;
/** Pixels of a day at zoom=days, and the day at the left edge. */
const PER_DAY = 32;
export const leftDay = "2026-12-05";
export const address = `/plan?zoom=days&at=${leftDay}`;

export const minute = (text) => Date.UTC(+text.slice(0, 4), +text.slice(5, 7) - 1, +text.slice(8, 10), +text.slice(11, 13) || 0, +text.slice(14, 16) || 0) / 60000;

/** The page at a known zoom and date, rows shown. */
export async function openPlan(page, server, query = address) {
  await page.goto(server.base + query);
  await page.getByRole("treegrid", { name: "Plan" }).locator("[data-row]").first().waitFor();
  return page.getByRole("treegrid", { name: "Plan" });
}

export function planRow(page, title) {
  return page.locator("[role=treegrid] [data-row]").filter({ has: page.getByText(title, { exact: true }) });
}

export async function cells(page, title) {
  const row = planRow(page, title);
  const text = async (name) => (await row.locator(`.col-${name}`).innerText()).trim();
  return { start: await text("start"), finish: await text("finish"), duration: await text("duration"), percent: await text("percent") };
}

/** The point of the chart at a moment in the row of a title. */
export async function at(page, title, moment, dx = 0, dy = 0) {
  const box = await page.locator("canvas").boundingBox();
  const index = Number(await planRow(page, title).getAttribute("data-row"));
  const x = box.x + ((minute(moment) - minute(leftDay)) * PER_DAY) / 1440 + dx;
  return { x, y: box.y + HEADER + index * ROW + ROW / 2 + dy };
}

/** Takes hold at one point and goes to another in small steps; the caller drops. */
export async function dragTo(page, from, to) {
  await page.mouse.move(from.x - 1, from.y);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.x + Math.sign(to.x - from.x) * 6, from.y, { steps: 2 });
  await page.mouse.move(to.x, to.y, { steps: 8 });
  await page.waitForTimeout(60);
}

export async function drag(page, from, to) {
  await dragTo(page, from, to);
  await page.mouse.up();
}

export const card = (page) => page.getByRole("group", { name: "What this changes" });
export const saved = (page) => page.getByText("All changes saved").waitFor();
export const titlesOf = (page) =>
  page.$$eval("[role=treegrid] [data-row]", (rows) =>
    rows.toSorted((a, b) => a.dataset.row - b.dataset.row).map((row) => row.querySelector(".col-title .text")?.textContent),
  );
