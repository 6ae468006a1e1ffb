/* axe on every page and dialog, light and dark; the small screen; what the content security policy refuses. */
import { axeSource, begin, check, row, same, signedIn } from "./lib.mjs";

const source = axeSource();

async function violations(page) {
  await page.evaluate(source);
  return page.evaluate(async () => {
    const { violations } = await window.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
    return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")} ${node.any[0]?.message ?? ""}`));
  });
}

const pages = [
  "/inbox",
  "/meetings",
  "/promises",
  "/backlog",
  "/backlog?tab=scores",
  "/plan",
  "/proposals",
  "/flow",
  "/decisions",
  "/trivet",
  "/scenarios",
  "/exceptions",
  "/exceptions?tab=tolerances",
  "/charter",
  "/settings?tab=custody",
  "/activity",
  "/people",
  "/people?tab=resources",
  "/people?tab=calendars",
  "/settings",
  "/settings?tab=products",
  "/settings?tab=projects",
  "/settings?tab=account",
  "/settings?tab=webhooks",
];

const { test, server, browser, end } = await begin();
await server.setUp();
const plan = await server.smallPlan();
const task = plan.features[0].task;
const refused = [];
const proposer = await signedIn(browser, server, "paula@example.org");
await proposer.goto(`${server.base}/items/${task.id}`);
await proposer.getByLabel(/^Duration/).fill("4d");
await proposer.keyboard.press("Enter");
await proposer.getByText("Not yours to change").waitFor();

for (const colorScheme of ["light", "dark"]) {
  const page = await signedIn(browser, server, "jonas@example.org", { colorScheme });
  page.on("console", (message) => /Content Security Policy/.test(message.text()) && refused.push(message.text()));
  for (const address of [...pages, `/items/${task.id}`]) {
    await test(`axe finds nothing on ${address.replace(task.id, "ID")}, ${colorScheme}`, async () => {
      await page.goto(server.base + address);
      await page.getByRole("main").getByRole("heading").first().waitFor();
      if (address.startsWith("/items/")) await page.getByRole("region", { name: "History" }).getByText("created").waitFor();
      await page.waitForTimeout(300);
      same(await violations(page), []);
    });
  }
  await test(`axe finds nothing in the dialogs, ${colorScheme}`, async () => {
    await page.goto(`${server.base}/backlog`);
    await row(page, "Alpha").waitFor();
    for (const keys of [["Control+k"], ["?"], ["c"]]) {
      for (const key of keys) await page.keyboard.press(key);
      await page.getByRole("dialog").waitFor();
      same(await violations(page), [], `after ${keys}`);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "detached" });
    }
  });
  await test(`axe finds nothing while a row is moved and edited, ${colorScheme}`, async () => {
    await page.getByRole("treegrid").focus();
    await page.keyboard.press("Alt+ArrowDown");
    await page.getByRole("group", { name: "What this changes" }).waitFor();
    same(await violations(page), []);
    await page.keyboard.press("Escape");
    await page.keyboard.press("F2");
    same(await violations(page), []);
    await page.keyboard.press("Escape");
    same(page.faults, []);
  });
  await page.context().close();
}

await test("axe finds nothing on the page to sign in", async () => {
  const page = await (await browser.newContext()).newPage();
  await page.goto(server.base);
  await page.getByRole("heading").waitFor();
  same(await violations(page), []);
});

await test("on 390 pixels backlog, proposals, activity and item fit and work", async () => {
  const page = await signedIn(browser, server, "jonas@example.org", { viewport: { width: 390, height: 844 }, hasTouch: true });
  for (const address of ["/backlog", "/proposals", "/activity", `/items/${task.id}`]) {
    await page.goto(server.base + address);
    await page.getByRole("main").getByRole("heading").first().waitFor({ state: "attached" });
    await page.waitForTimeout(200);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    check(wide <= 390, `${address} is ${wide} wide`);
    same(await violations(page), [], address);
  }
  await page.goto(`${server.base}/proposals`);
  await page.getByRole("link", { name: /your turn/ }).tap();
  await page.getByRole("button", { name: "Accept" }).tap();
  await page.getByRole("article").getByText("Accepted").waitFor();
});

await test("no page is wider than a screen of 390 pixels", async () => {
  const page = await signedIn(browser, server, "jonas@example.org", { viewport: { width: 390, height: 844 } });
  const wide = [];
  for (const address of [...pages, "/budget?tab=baselines", "/budget?tab=expenses", "/time"]) {
    await page.goto(server.base + address);
    await page.getByRole("main").getByRole("heading").first().waitFor({ state: "attached" });
    await page.waitForTimeout(200);
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    if (width > 390) wide.push(`${address}: ${width}`);
  }
  same(wide, []);
});

await test("the content security policy has nothing to refuse", async () => same(refused, []));

await end();
