/* Budget, time sheet and schedule check, used as by the project manager. */
import assert from "node:assert/strict";

import { axeSource, begin, signedIn } from "./lib.mjs";

const { server, browser, test, end } = await begin();
await server.setUp();
await server.smallPlan();
const page = await signedIn(browser, server, "jonas@example.org");

async function accessible() {
  await page.evaluate(axeSource());
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }));
  assert.deepEqual(found.violations.map((one) => one.id + ": " + one.nodes[0].html), []);
}

await test("a baseline is set and what moved since is shown", async () => {
  await page.goto(`${server.base}/budget?tab=baselines`);
  await page.getByText("Nothing is agreed yet").waitFor();
  await page.getByRole("button", { name: "Set baseline" }).click();
  await page.getByText("Nothing moved.").waitFor();
  await accessible();
});

await test("a comparison shows two dates only where one moved", async () => {
  const task = (await server.all("items")).find((one) => one.title === "Build Delta");
  await page.goto(`${server.base}/items/${task.id}`);
  await page.getByLabel(/^Duration/).fill("20d");
  await page.keyboard.press("Enter");
  await page.getByText("All changes saved").waitFor();
  await page.goto(`${server.base}/budget?tab=baselines`);
  const row = page.getByRole("table", { name: "What moved" }).getByRole("row").filter({ hasText: "Build Delta" });
  await row.waitFor();
  const [, start, finish] = await row.getByRole("cell").allInnerTexts();
  assert.match(start, /^\d+ \w+ \d+$/);
  assert.match(finish, /^\d+ \w+ \d+ → \d+ \w+ \d+$/);
});

await test("hours typed into the week become cost", async () => {
  await page.goto(`${server.base}/time`);
  await page.getByLabel("Add work").click();
  await page.keyboard.type("Build Alpha");
  await page.getByRole("option", { name: /Build Alpha/ }).click();
  const cell = page.locator("#cell-0-0");
  await cell.fill("7:30");
  await cell.press("Enter");
  await page.getByRole("button", { name: "Hand in the week" }).click();
  const other = await signedIn(browser, server, "paula@example.org");
  await other.goto(`${server.base}/time?tab=approve`);
  await other.getByRole("button", { name: "Propose to approve" }).waitFor();
  await other.context().close();
  await page.getByText("Approve (1)").click();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  await page.getByText("Nothing to approve").waitFor();
  const [entry] = await server.all("time_entries");
  assert.deepEqual([entry.minutes, entry.cost_cents, entry.approved], [450, 75000, true]);
  await accessible();
});

await test("the budget shows the figures and the curve", async () => {
  await page.goto(`${server.base}/budget`);
  await page.getByText("Money over time").waitFor();
  await page.getByRole("button", { name: "Projects" }).click();
  await page.getByRole("rowheader", { name: "Build it" }).waitFor();
  await accessible();
});

await test("figures say what they count, and days are written as everywhere", async () => {
  await page.goto(`${server.base}/people?tab=resources`);
  await page.getByRole("columnheader", { name: /^Units %/ }).waitFor();
  await page.getByRole("columnheader", { name: /^Rate per hour EUR/ }).waitFor();
  await page.goto(`${server.base}/people?tab=calendars`);
  await page.getByLabel("First day").fill("2026-12-25");
  await page.getByRole("button", { name: "Add" }).click();
  await page.getByRole("cell", { name: "25 Dec 2026" }).first().waitFor();
});

await test("a check leads to the task at fault in the plan", async () => {
  await page.goto(`${server.base}/check?check=dcma_logic`);
  await page.getByRole("link", { name: "Build Alpha" }).first().click();
  await page.getByRole("heading", { name: "Plan" }).waitFor();
  assert.deepEqual(page.faults, []);
});

await end();
