/* The backlog by mouse and by keyboard: create, edit, rank with the impact shown before the drop, undo. */
import { begin, check, eventually, row, same, signedIn, titles } from "./lib.mjs";

const { test, server, browser, end } = await begin();
await server.setUp();
const plan = await server.smallPlan();
const page = await signedIn(browser, server, "ada@example.org");
const grid = page.getByRole("treegrid", { name: "Backlog" });
const saved = () => page.getByText("All changes saved").waitFor();
const items = async () => Object.fromEntries((await server.all("items")).map((item) => [item.title, item]));
await grid.waitFor();

await test("features stand in the order of their rank with what the plan computes", async () => {
  await eventually(() => titles(page), ["Alpha", "Beta", "Gamma", "Delta"]);
  await eventually(() => row(page, "Alpha").locator(".finish").innerText(), "8 Dec");
  same(await row(page, "Alpha").locator(".effort").innerText(), "2d");
  same(await row(page, "Alpha").locator(".cost").innerText(), "€1,600");
  same(await row(page, "Alpha").locator(".score").innerText(), "400");
});

await test("nothing in the head of the page lies over anything else", async () => {
  const covered = await page.locator(".page-head :is(input, select, button)").evaluateAll((all) =>
    all.filter((one) => {
      const { x, y, width, height } = one.getBoundingClientRect();
      return width > 0 && document.elementFromPoint(x + width / 2, y + height / 2)?.closest("input, select, button") !== one;
    }).map((one) => one.outerHTML.slice(0, 120)));
  same(covered, []);
});

await test("dragging shows what happens to releases before the drop", async () => {
  const from = await row(page, "Delta").boundingBox();
  const to = await row(page, "Alpha").boundingBox();
  await page.mouse.move(from.x + 200, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 200, from.y - 20, { steps: 4 });
  await page.mouse.move(to.x + 200, to.y + 4, { steps: 6 });
  const card = page.getByRole("group", { name: "What this changes" });
  await card.waitFor();
  await card.getByText("One").waitFor();
  check((await card.innerText()).includes("+"), `the card says what moves: ${await card.innerText()}`);
  same((await items()).Delta.rank, "c004", "nothing is written before the drop");
  await page.mouse.up();
  await card.waitFor({ state: "detached" });
  await eventually(() => titles(page), ["Delta", "Alpha", "Beta", "Gamma"]);
  await saved();
  check((await items()).Delta.rank < "c001", "the rank is saved");
  await eventually(() => row(page, "Delta").locator(".finish").innerText(), "8 Dec");
});

await test("undo and redo take it back and do it again", async () => {
  await grid.focus();
  await page.keyboard.press("Control+z");
  await eventually(() => titles(page), ["Alpha", "Beta", "Gamma", "Delta"]);
  await page.getByText("Undone: Move “Delta”").waitFor();
  await page.keyboard.press("Control+Shift+z");
  await eventually(() => titles(page), ["Delta", "Alpha", "Beta", "Gamma"]);
  await page.keyboard.press("Control+z");
  await eventually(() => titles(page), ["Alpha", "Beta", "Gamma", "Delta"]);
  await saved();
  same((await items()).Delta.rank, "c004");
});

await test("ranking works by keyboard alone and Escape leaves all as it was", async () => {
  await grid.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Alt+ArrowDown");
  await page.keyboard.press("Alt+ArrowDown");
  await eventually(() => titles(page), ["Beta", "Gamma", "Alpha", "Delta"]);
  const card = page.getByRole("group", { name: "What this changes" });
  await card.waitFor();
  await page.keyboard.press("Escape");
  await card.waitFor({ state: "detached" });
  await eventually(() => titles(page), ["Alpha", "Beta", "Gamma", "Delta"]);
  await page.keyboard.press("Alt+ArrowDown");
  await page.keyboard.press("Enter");
  await eventually(() => titles(page), ["Beta", "Alpha", "Gamma", "Delta"]);
  await saved();
  const now = await items();
  check(now.Alpha.rank > now.Beta.rank && now.Alpha.rank < now.Gamma.rank, "saved between the two");
  await page.keyboard.press("Control+z");
  await eventually(() => titles(page), ["Alpha", "Beta", "Gamma", "Delta"]);
});

await test("c creates with a title alone", async () => {
  await grid.focus();
  await page.keyboard.press("c");
  await page.getByRole("dialog", { name: "New item" }).waitFor();
  await page.keyboard.type("Epsilon");
  await page.keyboard.press("Enter");
  await eventually(() => titles(page), ["Alpha", "Beta", "Gamma", "Delta", "Epsilon"]);
  await saved();
  check((await items()).Epsilon.rank > "c004", "ranked last");
});

await test("cells are edited in place and Tab goes on to the next", async () => {
  await grid.focus();
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+a");
  await page.keyboard.type("Zeta");
  await page.keyboard.press("Enter");
  await row(page, "Zeta").waitFor();
  for (let n = 0; n < 4; n++) await page.keyboard.press("ArrowRight");
  await page.keyboard.press("F2");
  await page.keyboard.type("7");
  await page.keyboard.press("Tab");
  await page.keyboard.type("1200");
  await page.keyboard.press("Tab");
  await page.keyboard.type("90");
  await page.keyboard.press("Enter");
  await saved();
  const { value, reach, confidence_percent } = (await items()).Zeta;
  same([value, reach, confidence_percent], [7, 1200, 90]);
});

await test("a value that the field does not take is refused with its name", async () => {
  await page.keyboard.press("Enter");
  await page.keyboard.type("lots");
  await page.keyboard.press("Enter");
  await page.getByText("“Confidence” does not take this value.").waitFor();
  same((await items()).Zeta.confidence_percent, 90);
});

await test("deleting and undoing brings all of it back", async () => {
  await row(page, "Alpha").locator(".rank").click();
  await page.keyboard.press("Delete");
  await eventually(() => titles(page), ["Beta", "Gamma", "Delta", "Zeta"]);
  await saved();
  same((await items())["Build Alpha"], undefined);
  await page.keyboard.press("Control+z");
  await eventually(() => titles(page), ["Alpha", "Beta", "Gamma", "Delta", "Zeta"]);
  await saved();
  check((await items())["Build Alpha"] !== undefined, "its task is back");
  same((await server.all("assignments")).length, 4, "its assignment is back");
});

await test("selected rows change together and are undone together", async () => {
  await row(page, "Alpha").locator(".rank").click();
  await page.keyboard.press("x");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await page.getByRole("combobox", { name: "Set state" }).selectOption("ready");
  await saved();
  same([(await items()).Alpha.state, (await items()).Beta.state], ["ready", "ready"]);
  await grid.focus();
  await page.keyboard.press("Control+z");
  await saved();
  await eventually(async () => (await items()).Beta.state, "new");
  await page.getByRole("button", { name: "Clear selection" }).click();
});

await test("filters are part of the address", async () => {
  await grid.focus();
  await page.keyboard.press("/");
  await page.keyboard.type("gam");
  await eventually(() => titles(page), ["Gamma"]);
  check(page.url().includes("text=gam"), page.url());
  await page.reload();
  await eventually(() => titles(page), ["Gamma"]);
  await page.goto(`${server.base}/backlog?release=${plan.second.id}`);
  await eventually(() => titles(page), ["Gamma", "Delta"]);
  await page.goto(`${server.base}/backlog`);
});

await test("the item's panel has an address and Escape goes back to the row", async () => {
  await row(page, "Beta").locator(".rank").click();
  await page.keyboard.press("o");
  const panel = page.getByRole("region", { name: "Item: Beta" });
  await panel.waitFor();
  check(new URL(page.url()).pathname.startsWith("/items/"), page.url());
  await panel.getByText("Finishes", { exact: true }).waitFor();
  await panel.getByRole("button", { name: "Why?" }).last().click();
  await panel.locator("ol li").first().waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
  same(new URL(page.url()).pathname, "/backlog");
  await page.goBack();
  await panel.waitFor();
  await page.goForward();
});

await test("the palette finds actions and items", async () => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("build gam");
  await page.getByRole("option", { name: /Build Gamma/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Item: Build Gamma" }).waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await page.keyboard.press("?");
  await page.getByRole("dialog", { name: "Keyboard shortcuts" }).getByText("Go to the plan").waitFor();
  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("a");
  await page.getByRole("heading", { name: "Activity" }).waitFor();
});

await test("Enter in the palette opens what is searched for, and does not undo its creation", async () => {
  await page.goto(`${server.base}/backlog`);
  await row(page, "Alpha").waitFor();
  await page.keyboard.press("c");
  await page.getByLabel("Title").fill("Quay lights");
  await page.keyboard.press("Enter");
  await row(page, "Quay lights").waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("quay");
  await page.getByRole("option", { name: /^Quay lights/ }).waitFor();
  await page.keyboard.press("Enter");
  await page.getByRole("region", { name: "Item: Quay lights" }).waitFor();
});

await test("the palette finds a promise by its account, and the activity names it", async () => {
  const release = plan.release.id;
  await server.make("promises", { account: "Kestrel", release_id: release, promised_on: "2027-01-29", told_on: "2026-11-20" });
  await page.goto(`${server.base}/activity`);
  await page.getByRole("link", { name: "Promise to Kestrel" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("kestrel");
  await page.getByRole("option", { name: /Promise to Kestrel/ }).click();
  await page.getByRole("article", { name: "Promise to Kestrel" }).waitFor();
});

await test("at 1280 pixels the backlog shows all its columns", async () => {
  await page.goto(`${server.base}/backlog`);
  const box = await page.getByRole("columnheader", { name: "Cost" }).boundingBox();
  check(box.x + box.width <= 1280, `the cost ends at ${box.x + box.width}`);
});

await test("nothing went wrong in the page", async () => same(page.faults, []));

await end();
