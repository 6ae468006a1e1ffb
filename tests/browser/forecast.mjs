/* The forecast and the register of risks as a project manager uses them. */
import { begin, check, eventually, same, signedIn } from "./lib.mjs";

const { test, server, browser, end } = await begin();
await server.setUp();
await server.smallPlan();
const page = await signedIn(browser, server, "jonas@example.org");

await test("forecast: the page says what it would show, and one click calculates it", async () => {
  await page.goto(`${server.base}/forecast`);
  await page.locator("main").getByRole("button", { name: "Calculate" }).last().click();
  await page.locator("dl.tiles").waitFor();
  check((await page.locator("figure.chart").count()) >= 3, "finish, cost and both together are drawn");
});

await test("forecast: a risk is entered, placed in the matrix, and makes the forecast stale", async () => {
  await page.goto(`${server.base}/forecast?tab=risks`);
  await page.getByRole("button", { name: "New risk" }).click();
  await page.locator("section.panel input").first().fill("The crane breaks");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: /1 risks with likelihood 3/ }).waitFor();
  await eventually(async () => (await server.all("risks")).map((risk) => risk.title), ["The crane breaks"]);
  await page.getByRole("link", { name: "Date and cost" }).click();
  await page.getByText("The plan was changed since this was calculated.").waitFor();
});

await test("forecast: the bars of the plan show it", async () => {
  await page.goto(`${server.base}/plan`);
  await page.locator("details.looks summary").click();
  const whiskers = page.getByLabel("Forecast P50 to P80 on the bars");
  await whiskers.check();
  check(await whiskers.isChecked(), "it is switched on");
});

await test("nothing went wrong in the page", async () => same(page.faults, []));

await end();
