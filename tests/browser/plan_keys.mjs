/* The plan by keyboard alone, and by those who do not see it: every edit of the mouse has its key, what it did
 * is announced, and axe finds nothing. */
import { axeSource, begin, check, eventually, same, signedIn } from "./lib.mjs";
import { cells, openPlan, planRow, saved, titlesOf } from "./plan_lib.mjs";

const { test, server, browser, end } = await begin();
await server.setUp();
await server.smallPlan();
const page = await signedIn(browser, server, "ada@example.org");
const items = async () => Object.fromEntries((await server.all("items")).map((item) => [item.title, item]));
const links = () => server.all("links");
const grid = await openPlan(page, server);
const said = async () => (await page.locator(".plan > [role=status]").innerText()).trim();
const press = async (...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
const focused = () =>
  grid.evaluate((element) => {
    const active = document.getElementById(element.getAttribute("aria-activedescendant"));
    return active?.closest("[role=row]")?.querySelector(".col-title .text, .col-title input")?.textContent ?? null;
  });
await test("arrow keys walk rows and cells, and fold", async () => {
  await grid.focus();
  await press("Home");
  same(await focused(), "Build it");
  await press("ArrowDown", "ArrowDown");
  same(await focused(), "Build Alpha");
  await press("ArrowUp", "ArrowLeft");
  await eventually(async () => (await titlesOf(page)).includes("Build Alpha"), false);
  same(await planRow(page, "Alpha").getAttribute("aria-expanded"), "false");
  await press("ArrowRight");
  await eventually(async () => (await titlesOf(page)).includes("Build Alpha"), true);
  await press("ArrowRight", "ArrowRight");
  check((await grid.getAttribute("aria-activedescendant")).endsWith("-1"), "the title cell is the active one");
  await press("ArrowLeft", "ArrowLeft");
});

await test("moving and lengthening by a day say what they do", async () => {
  await grid.focus();
  await press("End");
  same(await focused(), "Build Delta");
  await press("Alt+ArrowRight");
  await eventually(async () => (await items())["Build Delta"].constraint_at, "2026-12-16T08:00");
  check((await said()).includes("+1 d"), await said());
  await press("Alt+Shift+ArrowRight");
  await eventually(async () => (await items())["Build Delta"].duration_minutes, 1440);
  await press("Alt+Shift+ArrowLeft");
  await eventually(async () => (await items())["Build Delta"].duration_minutes, 960);
  await press("Shift+A");
  await eventually(async () => (await items())["Build Delta"].constraint_at, null);
  await saved(page);
});

await test("a summary is refused in words", async () => {
  await press("Home", "ArrowDown", "Alt+ArrowRight");
  await eventually(async () => /follows its parts/.test(await said()), true);
  same((await items()).Alpha.constraint_at, null);
});

await test("selected rows are linked in their order, and not twice", async () => {
  await grid.focus();
  await press("End", "x", "ArrowUp", "ArrowUp", "x", "l");
  await eventually(async () => (await links()).length, 1);
  const all = await items();
  same((await links())[0].predecessor_id, all["Build Gamma"].id, "in the order of the rows");
  await press("l");
  await eventually(async () => /linked already/.test(await said()), true);
  const circle = { predecessor_id: all["Build Delta"].id, successor_id: all.Gamma.id };
  const refusal = await server.make("links", circle).then(
    () => "",
    (error) => error.message,
  );
  check(/circle/.test(refusal), `the server refuses circles too: ${refusal}`);
  await press("Escape");
});

await test("dependencies are edited in a dialog and the focus comes back", async () => {
  await grid.focus();
  await press("End", "Shift+L");
  const dialog = page.getByRole("dialog", { name: "Dependencies of Build Delta" });
  await dialog.waitFor();
  await dialog.getByLabel("Lag of the link").fill("nonsense");
  await press("Enter");
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("Lag of the link").fill("-4h");
  await press("Enter");
  await eventually(async () => (await links())[0].lag_minutes, -240);
  await press("Escape");
  await dialog.waitFor({ state: "detached" });
  await press("u");
  await eventually(async () => (await links()).length, 0);
});

await test("w opens the item with its dates, its float and its cost explained", async () => {
  await grid.focus();
  await press("End", "w");
  const panel = page.getByRole("region", { name: "Item: Build Delta" });
  for (const figure of ["Starts", "Finishes", "Total float", "Cost"])
    same(await panel.getByRole("button", { name: `Why? ${figure}`, exact: true }).getAttribute("aria-expanded"), "true");
  await panel.getByText(/^16 hours of work by Grace at 100\.00 an hour\.$/).waitFor();
  await panel.getByText(/total float/).first().waitFor();
  await page.addScriptTag({ content: axeSource() }).catch(() => page.evaluate(axeSource()));
  same(await page.evaluate(async () => (await globalThis.axe.run(".because")).violations.map((one) => one.id)), []);
  await panel.getByRole("button", { name: "Why? Cost" }).click();
  await eventually(() => panel.getByText(/hours of work by Grace/).count(), 0);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "detached" });
});

await test("Enter makes a row and types its title, Tab indents, Escape lets Tab leave", async () => {
  await grid.focus();
  await press("End", "Enter");
  await page.getByRole("textbox", { name: "Title" }).waitFor();
  await page.keyboard.type("Pour concrete");
  await press("Enter");
  await eventually(async () => Object.keys(await items()).includes("Pour concrete"), true);
  await eventually(focused, "Pour concrete");
  const all = await items();
  same(all["Pour concrete"].parent_id, all.Delta.id, "beside the row it was asked at");
  await press("Tab");
  await eventually(async () => (await items())["Pour concrete"].parent_id, all["Build Delta"].id);
  await press("Shift+Tab");
  await eventually(async () => (await items())["Pour concrete"].parent_id, all.Delta.id);
  await press("Alt+ArrowUp");
  await eventually(async () => (await titlesOf(page)).slice(-2), ["Pour concrete", "Build Delta"]);
  await press("Escape", "Tab");
  same(await page.evaluate(() => document.activeElement.getAttribute("role")), "separator");
  await grid.focus();
  await press("Delete");
  await eventually(async () => Object.keys(await items()).includes("Pour concrete"), false);
  await press("Control+z");
  await eventually(async () => Object.keys(await items()).includes("Pour concrete"), true);
  await press("Control+y");
  await eventually(async () => Object.keys(await items()).includes("Pour concrete"), false);
});

await test("a new row given up is gone", async () => {
  await grid.focus();
  await press("End", "Enter");
  await page.getByRole("textbox", { name: "Title" }).waitFor();
  await press("Escape");
  await eventually(async () => Object.keys(await items()).includes("New task"), false);
});

await test("what cannot be written is said under the cell and the text stays", async () => {
  await grid.focus();
  await press("End");
  const cell = planRow(page, "Build Delta").locator(".col-duration");
  await cell.dblclick();
  const input = page.getByRole("textbox", { name: "Duration" });
  await input.fill("soon");
  await press("Enter");
  await page.getByRole("alert").filter({ hasText: "duration like 3d" }).waitFor();
  same(await input.inputValue(), "soon");
  await input.fill("3d");
  await press("Enter");
  await eventually(async () => (await items())["Build Delta"].duration_minutes, 1440);
  same((await cells(page, "Build Delta")).duration, "3d");
});

await test("progress grows by key", async () => {
  await grid.focus();
  await press("Home", "ArrowDown", "ArrowDown", "]", "]");
  await eventually(async () => (await items())["Build Alpha"].percent_complete, 20);
  await press("[", "[");
  await eventually(async () => (await items())["Build Alpha"].percent_complete, 0);
  await saved(page);
});

await test("zoom, filter, critical path and row are in the address", async () => {
  await grid.focus();
  await press("-");
  await eventually(() => new URL(page.url()).searchParams.get("zoom"), null);
  await press("-");
  await eventually(() => new URL(page.url()).searchParams.get("zoom"), "months");
  await press("+", "+");
  await eventually(() => new URL(page.url()).searchParams.get("zoom"), "days");
  await press("/");
  await page.keyboard.type("gamma");
  await eventually(() => titlesOf(page), ["Build it", "Gamma", "Build Gamma"]);
  await eventually(() => new URL(page.url()).searchParams.get("q"), "gamma");
  await page.reload();
  await eventually(() => titlesOf(page), ["Build it", "Gamma", "Build Gamma"]);
  await page.getByRole("searchbox", { name: "Filter" }).fill("");
  await grid.focus();
  await press("Shift+P");
  const { tasks } = await server.call("GET", `${server.root}/schedule`);
  const all = await items();
  const critical = ["Build Alpha", "Build Beta", "Build Gamma", "Build Delta"].filter(
    (title) => tasks.find((task) => task.item_id === all[title].id).critical,
  );
  await eventually(async () => (await titlesOf(page)).filter((title) => title.startsWith("Build ") && title !== "Build it"), critical);
  await press("Shift+P");
});

await test("axe finds nothing in light and dark, with a menu and a dialog open", async () => {
  await page.addScriptTag({ content: axeSource() }).catch(() => page.evaluate(axeSource()));
  const scan = () =>
    page.evaluate(async () => {
      const { violations } = await globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] });
      return violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(" | ")}`);
    });
  same(await scan(), []);
  await page.emulateMedia({ colorScheme: "dark" });
  same(await scan(), []);
  await page.getByText("View", { exact: true }).click();
  same(await scan(), []);
  await page.getByRole("button", { name: "Columns" }).click();
  await page.getByRole("dialog", { name: "Columns" }).waitFor();
  same(await scan(), []);
});

await test("nothing went wrong in the page", async () => same(page.faults, []));

await end();
