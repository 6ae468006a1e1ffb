/* Rates that change: edited where resources are, named where people are assigned, seen in the cost. */
import assert from "node:assert/strict";

import { axeSource, begin, eventually, signedIn } from "./lib.mjs";

const { server, browser, test, end } = await begin();
await server.setUp();
const { grace, features } = await server.smallPlan(["Alpha"]);
const { task } = features[0];
const page = await signedIn(browser, server, "jonas@example.org");
const resource = async () => (await server.all("resources")).find((one) => one.id === grace.id);
const costOf = async () => (await server.call("GET", `${server.root}/schedule`)).tasks.find((one) => one.item_id === task.id).cost_cents;

async function accessible(shown = page) {
  await shown.evaluate(axeSource());
  const found = await shown.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }));
  assert.deepEqual(found.violations.map((one) => one.id + ": " + one.nodes[0].html), []);
}

async function save(label, value) {
  await page.getByLabel(label).fill(value);
  await page.keyboard.press("Enter");
}

await test("a rise from a day on makes the work behind it cost more", async () => {
  await page.goto(`${server.base}/people?tab=resources`);
  await page.getByRole("button", { name: "Rates: Grace" }).click();
  const dialog = page.getByRole("dialog", { name: "What Grace costs" });
  await dialog.getByText("from the beginning").first().waitFor();
  await dialog.getByLabel("New rate from").fill("2026-12-08");
  await dialog.getByRole("button", { name: "Add rate" }).click();
  await save(/^Rate per hour: from 8/, "150");
  await eventually(async () => (await resource()).rates[0]?.rate_cents_per_hour, 15000);
  assert.equal(await costOf(), 8 * 10000 + 8 * 15000);
  await accessible();
});

await test("a day has one rate", async () => {
  const dialog = page.getByRole("dialog", { name: "What Grace costs" });
  await dialog.getByLabel("New rate from").fill("2026-12-08");
  await dialog.getByRole("button", { name: "Add rate" }).click();
  await dialog.getByText("There is a rate from that day already.").waitFor();
});

await test("another table is filled, and named by the assignment", async () => {
  const dialog = page.getByRole("dialog", { name: "What Grace costs" });
  await dialog.getByLabel("Table B").check();
  await dialog.getByText("work by this table costs nothing").waitFor();
  await dialog.getByLabel("New rate from").fill("");
  await dialog.getByRole("button", { name: "Add rate" }).click();
  await save(/^Rate per hour: from the beginning/, "20");
  await save(/^Overtime rate per hour: from the beginning/, "30");
  await eventually(async () => (await resource()).rates[1]?.overtime_rate_cents_per_hour, 3000);
  await page.keyboard.press("Escape");
  await page.goto(`${server.base}/items/${task.id}`);
  await page.getByLabel("Rate table by which the work of Grace costs").selectOption("b");
  await eventually(costOf, 16 * 2000);
  await page.getByText("€320").first().waitFor();
  await accessible();
});

await test("the dialog fits a phone, in the dark, too", async () => {
  const phone = await signedIn(browser, server, "jonas@example.org", { viewport: { width: 390, height: 844 }, colorScheme: "dark" });
  await phone.goto(`${server.base}/people?tab=resources&rates=${grace.id}`);
  await phone.getByRole("dialog", { name: "What Grace costs" }).waitFor();
  assert.ok(await phone.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
  await accessible(phone);
  if (process.env.SHOTS) await phone.screenshot({ path: `${process.env.SHOTS}/rates_phone.png` });
  await phone.context().close();
});

if (process.env.SHOTS) {
  await page.goto(`${server.base}/people?tab=resources&rates=${grace.id}`);
  await page.getByRole("dialog", { name: "What Grace costs" }).waitFor();
  await page.screenshot({ path: `${process.env.SHOTS}/rates.png` });
}
await end();
