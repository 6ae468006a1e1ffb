/* The page Flow over the example's past weeks: figures, charts as tables, the forecast that is asked, the way to an
 * item, and a workspace in which nothing flows yet. */
import assert from "node:assert/strict";

import { axeSource, begin, signedIn } from "./lib.mjs";

const { server, browser, test, end } = await begin();
await server.setUp(true);
const page = await signedIn(browser, server, "ada@example.org");

async function accessible() {
  await page.evaluate(axeSource());
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }));
  assert.deepEqual(found.violations.map((one) => one.id + ": " + one.nodes[0].html), []);
}
const asked = (query = "") => server.call("GET", `${server.root}/flow${query}`);
const tile = (name) => page.locator(".tiles > div", { has: page.getByText(name, { exact: true }) }).locator("dd").first();
const inDays = (count) => new Date(Date.now() + count * 86400000).toISOString().slice(0, 10);

await test("the figures are those of the history", async () => {
  const flow = await asked();
  await page.goto(`${server.base}/flow`);
  await page.getByRole("heading", { name: "Cumulative flow" }).waitFor();
  assert.equal(await tile("In progress").textContent(), String(flow.in_progress_count));
  assert.equal(await tile("85 % are done within").textContent(), `${flow.times[0].p85_days} d`);
  for (const title of ["Finished a week", "How long each took", "In progress longest", "Burn-up"])
    await page.getByRole("heading", { name: title }).waitFor();
  await accessible();
});

await test("a chart is a table, too, with the day's counts", async () => {
  const flow = await asked();
  const chart = page.locator("figure", { has: page.getByRole("heading", { name: "Cumulative flow" }) });
  await chart.getByRole("button").first().click();
  await page.getByRole("menuitem", { name: /table/i }).click();
  const last = chart.getByRole("row").last();
  const cells = await last.getByRole("cell").allTextContents();
  const day = flow.days.at(-1);
  assert.deepEqual(cells.map(Number), [day.new_count, day.ready_count, day.in_progress_count, day.done_count]);
});

await test("fewer items are done earlier, and a day says how many", async () => {
  await page.getByLabel("How many are to be done").fill("5");
  await page.keyboard.press("Enter");
  await page.getByRole("columnheader", { name: "5 are done by" }).waitFor();
  await page.getByLabel("How many by this day").fill(inDays(28));
  const flow = await asked(`?remaining=5&by=${inDays(28)}`);
  await page.getByRole("cell", { name: `at least ${flow.how_many[2].count}` }).first().waitFor();
  await page.getByText(/Looking back: the same forecast/).waitFor();
  await page.reload();
  await page.getByRole("columnheader", { name: "5 are done by" }).waitFor();
});

await test("one product is asked for, and the oldest item opens", async () => {
  const [product] = await server.all("products");
  await page.getByLabel("Flow of").selectOption({ label: product.name });
  const flow = await asked(`?product_id=${product.id}&remaining=5&by=${inDays(28)}`);
  await page.waitForFunction(([name, count]) => [...document.querySelectorAll(".tiles > div")].some((one) => one.textContent.includes(name) && one.textContent.includes(count)), ["In progress", String(flow.in_progress_count)]);
  await page.getByLabel("Flow of").selectOption({ label: "Everything" });
  const chart = page.getByRole("group", { name: "In progress longest" });
  await chart.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/items\//);
  await page.keyboard.press("Escape");
});

await test("a small screen shows it without moving sideways", async () => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${server.base}/flow`);
  await page.getByRole("heading", { name: "Cumulative flow" }).waitFor();
  const wide = await page.evaluate(() => document.querySelector(".page-body").scrollWidth - document.querySelector(".page-body").clientWidth);
  assert(wide <= 0, `${wide} pixels too wide`);
  await accessible();
  assert.deepEqual(page.faults, []);
});

await test("the words fit in German and in the dark", async () => {
  const german = await signedIn(browser, server, "ada@example.org", { colorScheme: "dark" });
  await german.goto(`${server.base}/flow`);
  await german.getByRole("button", { name: "Deutsch" }).click();
  await german.getByRole("heading", { name: "Kumulierter Fluss" }).waitFor();
  if (process.env.SHOTS) await german.screenshot({ path: `${process.env.SHOTS}/flow-de.png`, fullPage: true });
  assert.deepEqual(german.faults, []);
});

await end();
