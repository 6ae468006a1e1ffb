/* How a project is scheduled: chosen in words, what would move is shown first; who may not write it proposes. */
import { readFileSync } from "node:fs";

import { axeSource, begin, check, eventually, same, signedIn } from "./lib.mjs";

const { test, server, browser, end } = await begin();
await server.setUp();
const plan = await server.smallPlan();
const address = `${server.root}/projects/${plan.project.id}`;
const held = await fetch(server.base + address, {
  method: "PATCH",
  headers: { Cookie: server.cookie, Origin: server.base, "If-Match": `"${plan.project.revision}"`, "Content-Type": "application/json" },
  body: JSON.stringify({ status_at: "2026-12-14T08:00" }),
});
check(held.ok, "the project has a status date");
const page = await signedIn(browser, server, "jonas@example.org");
const dialog = page.getByRole("dialog", { name: "How a project is scheduled" });
const preview = dialog.getByRole("region", { name: "What would move" });
const project = () => server.call("GET", address);

await test("a project's card leads to its options, and nothing moves before one is changed", async () => {
  await page.goto(`${server.base}/settings?tab=projects`);
  await page.getByRole("region", { name: "Build it" }).getByRole("button", { name: "Scheduling …" }).click();
  await preview.getByText("Change an option to see what it would do.").waitFor();
  check(await dialog.getByRole("button", { name: "Save" }).isDisabled(), "there is nothing to save");
});

await test("an option says in words what it does and shows what would move, with nothing written", async () => {
  await dialog.getByText("Work that is not done yet is not planned into the past.").waitFor();
  await dialog.getByLabel("Plan what remains after the status date").uncheck();
  await preview.getByText("4 tasks move").waitFor();
  await preview.getByText(/The project ends on .* instead of .*/).waitFor();
  same(await preview.getByRole("row").count(), 5);
  same((await project()).status_holds, true);
  await page.evaluate(axeSource());
  const found = await page.evaluate(async () => (await globalThis.axe.run(".modal")).violations.map((one) => one.id));
  same(found, []);
});

await test("the ways of other programs are one button each, and all of it can be taken back", async () => {
  await dialog.getByRole("button", { name: "Primavera P6" }).click();
  same(await dialog.getByLabel("Lags count on").locator("option:checked").innerText(), "Predecessor's calendar");
  same(await dialog.getByLabel("Plan what remains after the status date").isChecked(), true);
  await dialog.getByRole("button", { name: "Undo the changes" }).click();
  same(await dialog.getByLabel("Lags count on").inputValue(), "successor");
});

await test("saving writes only what differs", async () => {
  await dialog.getByLabel("Plan what remains after the status date").uncheck();
  await dialog.getByRole("button", { name: "Save" }).click();
  await eventually(async () => (await project()).status_holds, false);
  same((await project()).lag_calendar, "successor");
});

await test("the keyboard opens it from the palette, on a small screen too", async () => {
  await page.setViewportSize({ width: 390, height: 800 });
  await page.goto(`${server.base}/plan`);
  await page.getByText("Build Alpha").first().waitFor();
  await page.keyboard.press("Control+k");
  await page.keyboard.type("is scheduled");
  await page.keyboard.press("Enter");
  await preview.waitFor();
  same(await page.evaluate(() => document.documentElement.scrollWidth <= 390), true);
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
});

await test("float paths are numbered where the project says so, and the plan shows one of them", async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${server.base}/plan`);
  const grid = page.getByRole("treegrid");
  await grid.getByText("Build Alpha").first().waitFor();
  same(await page.getByLabel("Float path").count(), 0);
  await page.goto(`${server.base}/settings?tab=projects`);
  await page.getByRole("region", { name: "Build it" }).getByRole("button", { name: "Scheduling …" }).click();
  await dialog.getByLabel("Number float paths").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await eventually(async () => (await project()).float_paths, true);
  await page.goto(`${server.base}/plan`);
  await grid.getByText("Build Alpha").first().waitFor();
  const before = await grid.getByRole("row").count();
  await page.getByLabel("Float path").selectOption({ label: "Path 1 only" });
  await eventually(async () => (await grid.getByRole("row").count()) < before, true);
  await eventually(() => new URL(page.url()).searchParams.get("path"), "1");
});

await test("who has no custody of the project proposes", async () => {
  const other = await signedIn(browser, server, "paula@example.org");
  await other.goto(`${server.base}/settings?tab=projects`);
  await other.getByRole("region", { name: "Build it" }).getByRole("button", { name: "Scheduling …" }).click();
  const dialogOfPaula = other.getByRole("dialog", { name: "How a project is scheduled" });
  await dialogOfPaula.getByLabel("Plan what remains after the status date").check();
  await dialogOfPaula.getByRole("button", { name: "Propose" }).click();
  await eventually(async () => (await server.all("proposals")).length, 1);
  same((await project()).status_holds, false);
  same(other.faults, []);
});

await test("the same card exports the project", async () => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${server.base}/settings?tab=projects`);
  await page.getByRole("region", { name: "Build it" }).getByRole("button", { name: "Export …" }).click();
  const link = page.getByRole("dialog").getByRole("link", { name: "MS Project XML" });
  check((await link.getAttribute("href")).includes(plan.project.id), "it is this project's");
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  check(readFileSync(await download.path(), "utf8").includes("<Name>Build Alpha</Name>"), "it is the plan");
  same(page.faults, []);
});

await end();
