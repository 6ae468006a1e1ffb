/* A promise is written down, shared, broken by a slip, and told. */
import { axeSource, begin, check, same, signedIn } from "./lib.mjs";

const { test, server, browser, end } = await begin();
await server.setUp();
const plan = await server.smallPlan();
const page = await signedIn(browser, server, "paula@example.org");
const jonas = await signedIn(browser, server, "jonas@example.org");
let link = "";

async function accessible(where) {
  await where.evaluate(axeSource());
  const found = await where.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
  same(found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`), []);
}

await test("a promise is written down with what the plan says beside it", async () => {
  await page.goto(`${server.base}/promises`);
  await page.getByText("Nothing is promised yet").waitFor();
  await page.getByRole("button", { name: "New promise" }).first().click();
  await page.getByLabel("To whom").fill("Acme");
  await page.getByLabel(/^What hangs on it/).fill("50,000");
  await page.getByLabel("What", { exact: true }).selectOption({ label: "One" });
  await page.getByText(/^Planned for/).waitFor();
  await page.getByLabel("Latest day told").fill("2026-12-14");
  await accessible(page);
  await page.getByRole("button", { name: "Create", exact: true }).click();
  await page.getByRole("heading", { name: "Promise to Acme" }).waitFor();
  await page.getByText("days to spare").waitFor();
  same((await server.all("promises")).map((one) => [one.account, one.amount_cents, one.promised_on]), [["Acme", 5000000, "2026-12-14"]]);
});

await test("its link shows a stranger the range and nothing else", async () => {
  await page.getByLabel("What the link shows").selectOption({ label: "date, progress and features" });
  await page.getByRole("button", { name: "Make a link" }).click();
  link = await page.getByLabel(/The address/).inputValue();
  const stranger = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await stranger.goto(link);
  await stranger.getByRole("heading", { name: "One" }).waitFor();
  await stranger.getByText(/^Between .* and 14 Dec 2026/).waitFor();
  await stranger.getByText("Alpha").waitFor();
  check(!(await stranger.content()).includes("50"), "the money is in the page");
  await accessible(stranger);
  await stranger.goto(`${server.base}/share/nothing`);
  await stranger.getByRole("heading", { name: "There is nothing here" }).waitFor();
});

await test("a slip breaks it, with the money, and a draft of what to write", async () => {
  await jonas.goto(`${server.base}/items/${plan.features[0].task.id}`);
  await jonas.getByLabel(/^Duration/).fill("10d");
  await jonas.keyboard.press("Enter");
  await page.getByRole("status").getByText("1 broken, €50,000 hangs on it").waitFor();
  const draft = await page.getByRole("textbox", { name: "Draft of what to write to them" }).inputValue();
  check(draft.startsWith("Dear Acme,") && draft.includes("by 14 December 2026"), draft);
  await accessible(page);
});

await test("who gave it is told, and sees P50 and P80 once there is a forecast", async () => {
  await page.getByText(/^Broken since/).waitFor();
  await page.getByText("No current forecast has it").waitFor();
  await page.goto(`${server.base}/inbox`);
  await page.getByText("Promise to Acme broken").first().waitFor();
  await page.goto(`${server.base}/forecast`);
  await page.locator("main").getByRole("button", { name: "Calculate" }).last().click();
  await page.locator("dl.tiles").waitFor();
  await page.goto(`${server.base}/promises`);
  await page.getByText(/By the current forecast there with 50 % by .* \(P50\), with 80 % by .* \(P80\)/).waitFor();
  await page.getByText("P80 is behind the day").waitFor();
  await jonas.getByLabel(/^Duration/).fill("11d");
  await jonas.keyboard.press("Enter");
  await page.getByText("The plan has changed since: forecast again").waitFor();
  await accessible(page);
});

await test("its link ends", async () => {
  await page.getByRole("button", { name: "End the link" }).click();
  await page.getByRole("button", { name: "Make a link" }).waitFor();
  const stranger = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await stranger.goto(link);
  await stranger.getByRole("heading", { name: "There is nothing here" }).waitFor();
});

await test("nothing went wrong on the way", async () => same([...page.faults, ...jonas.faults], []));

await end();
