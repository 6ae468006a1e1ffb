/* Scores of the backlog: a method with its faults, a formula tried out and kept, the backlog put in its order by product
 * and proposed by project; the Kano survey and variants of a feature. */
import assert from "node:assert/strict";

import { axeSource, begin, eventually, signedIn } from "./lib.mjs";

const { server, browser, test, end } = await begin();
await server.setUp();
await server.smallPlan();
const paula = await signedIn(browser, server, "paula@example.org");
const jonas = await signedIn(browser, server, "jonas@example.org");

async function accessible(page) {
  await page.evaluate(axeSource());
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }));
  assert.deepEqual(found.violations.map((one) => one.id + ": " + one.nodes[0].html), []);
}
const table = (page) => page.getByRole("region", { name: "Scores" });
const order = (page) => table(page).getByRole("rowheader").allInnerTexts();
const ranked = async () => {
  const items = await server.all("items");
  return items.filter((one) => one.kind === "feature").sort((a, b) => (a.rank < b.rank ? -1 : 1)).map((one) => one.title);
};

await test("a known method says for each feature what is missing", async () => {
  await paula.goto(`${server.base}/backlog`);
  await paula.getByRole("link", { name: "Scores" }).click();
  await eventually(() => order(paula).then(String), "Alpha,Beta,Gamma,Delta");
  await paula.getByLabel("Score by").selectOption("rice");
  await table(paula).getByText("There is no impact.").first().waitFor();
  await paula.getByText("The backlog is in this order.").waitFor();
  await accessible(paula);
});

await test("a formula is checked while it is typed, tried out, and kept under a name", async () => {
  const formula = paula.getByLabel("Formula", { exact: true });
  await formula.fill("10 - vaule");
  await paula.getByText(/no field "vaule".*Did you mean "value"/).waitFor();
  await accessible(paula);
  await formula.fill("10 - value");
  await eventually(() => order(paula).then(String), "Delta,Gamma,Beta,Alpha");
  await paula.getByLabel("Name of the formula").fill("Upside down");
  await paula.getByRole("button", { name: "Keep" }).click();
  await eventually(() => paula.getByLabel("Score by").evaluate((one) => one.selectedOptions[0].textContent), "Upside down");
  assert.deepEqual((await server.all("formulas")).map((one) => one.text), ["10 - value"]);
  await paula.reload();
  await eventually(() => order(paula).then(String), "Delta,Gamma,Beta,Alpha");
});

await test("what project orders is proposed as one", async () => {
  const [formula] = await server.all("formulas");
  await jonas.goto(`${server.base}/backlog?tab=scores&method=formula:${formula.id}`);
  await jonas.getByRole("button", { name: "Put the backlog in this order" }).click();
  await jonas.waitForURL(/\/proposals\//);
  const proposals = await server.all("proposals");
  assert.equal(proposals.length, 1);
  assert.equal(proposals[0].changes.length, 4);
  assert.deepEqual(await ranked(), ["Alpha", "Beta", "Gamma", "Delta"]);
});

await test("product puts the backlog in the order, and undoes it in one step", async () => {
  await paula.getByRole("button", { name: "Put the backlog in this order" }).click();
  await paula.getByText("The backlog is in this order.").waitFor();
  await paula.getByText("4 features have a new place.").waitFor();
  await eventually(() => ranked().then(String), "Delta,Gamma,Beta,Alpha");
  await paula.keyboard.press("Control+z");
  await eventually(() => ranked().then(String), "Alpha,Beta,Gamma,Delta");
});

await test("value and effort stand in a chart that leads to the feature", async () => {
  const chart = paula.getByRole("group", { name: "Value and effort" });
  await chart.focus();
  await paula.keyboard.press("Home");
  await paula.keyboard.press("Enter");
  await paula.getByRole("region", { name: /Alpha|Beta|Gamma|Delta/ }).waitFor();
  if (process.env.SHOTS) await paula.screenshot({ path: `${process.env.SHOTS}/scores.png` });
});

await test("a survey gives a feature its class, and a variant leaves work out", async () => {
  const alpha = (await server.all("items")).find((one) => one.title === "Alpha");
  const now = () => server.call("GET", `${server.root}/items/${alpha.id}`);
  await paula.goto(`${server.base}/items/${alpha.id}`);
  await paula.getByText("More about its value").click();
  await paula.getByLabel("Add an answer: who was asked?").fill("Kay");
  await paula.keyboard.press("Enter");
  await paula.getByLabel("Kay: With it").selectOption("expect");
  await paula.getByLabel("Kay: Without it").selectOption("dislike");
  await paula.locator(".kano .badge").getByText("Must be").waitFor();
  await paula.getByLabel(/Add a variant/).fill("Simplified");
  await paula.keyboard.press("Enter");
  await paula.getByLabel("Build Alpha is part of “Simplified”").uncheck();
  await eventually(async () => (await now()).variants[0]?.tasks[0]?.left_out, true);
  await paula.getByLabel("Build Alpha is part of “Simplified”").check();
  await paula.getByLabel("Work of Build Alpha in “Simplified”").fill("1d");
  await paula.keyboard.press("Enter");
  await eventually(async () => (await now()).variants[0]?.tasks[0]?.effort_minutes, 480);
  const { kano_answers, variants } = await now();
  assert.deepEqual(kano_answers, [{ who: "Kay", functional: "expect", dysfunctional: "dislike" }]);
  assert.equal(variants[0].value_percent, 80);
  await accessible(paula);
  assert.deepEqual([...paula.faults, ...jonas.faults], []);
});

await end();
