/* The plan by mouse: dates as the engine computes them, dragging with the impact before the drop, links, and
 * what is refused. */
import { begin, check, eventually, same, signedIn } from "./lib.mjs";
import { address, at, card, cells, drag, dragTo, openPlan, planRow, saved, titlesOf } from "./plan_lib.mjs";

const viewport = { width: 1700, height: 800 };

const { test, server, browser, end } = await begin();
await server.setUp();
await server.smallPlan();
const page = await signedIn(browser, server, "ada@example.org", { viewport });
const items = async () => Object.fromEntries((await server.all("items")).map((item) => [item.title, item]));
const links = () => server.all("links");
const send = (method, collection, row, body) =>
  fetch(`${server.base}${server.root}/${collection}/${row.id}`, {
    method,
    headers: { Cookie: server.cookie, Origin: server.base, "If-Match": `"${row.revision}"`, "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });
const cursor = () => page.locator("canvas").evaluate((canvas) => canvas.style.cursor);
await openPlan(page, server);

await test("the outline shows with the dates of the engine", async () => {
  same(await titlesOf(page), ["Build it", "Alpha", "Build Alpha", "Beta", "Build Beta", "Gamma", "Build Gamma", "Delta", "Build Delta"]);
  same(await cells(page, "Build Alpha"), { start: "7 Dec 2026", finish: "8 Dec 2026", duration: "2d", percent: "0 %" });
  same((await cells(page, "Build Delta")).finish, "16 Dec 2026", "Grace does one after the other");
  const { tasks } = await server.call("GET", `${server.root}/schedule`);
  const delta = (await items())["Build Delta"];
  same(tasks.find((task) => task.item_id === delta.id).finish_at, "2026-12-16T16:00");
});

await test("the pointer says what a bar's parts do", async () => {
  const probe = async (moment, dx) => {
    const point = await at(page, "Build Alpha", moment, dx);
    await page.mouse.move(point.x, point.y);
    await page.waitForTimeout(50);
    return cursor();
  };
  same(await probe("2026-12-07T20:00", 0), "grab");
  same(await probe("2026-12-08T16:00", -1), "e-resize");
  same(await probe("2026-12-08T16:00", 9), "crosshair");
});

await test("while a bar is dragged the plan moves and its impact shows, nothing is written", async () => {
  await dragTo(page, await at(page, "Build Delta", "2026-12-15T20:00"), await at(page, "Build Delta", "2026-12-21T20:00"));
  await card(page).waitFor();
  check((await card(page).innerText()).includes("+6 d"), await card(page).innerText());
  await eventually(async () => (await cells(page, "Build Delta")).start, "21 Dec 2026");
  same((await items())["Build Delta"].constraint_at, null);
});

await test("Escape leaves everything as it was", async () => {
  await page.keyboard.press("Escape");
  await page.mouse.up();
  await card(page).waitFor({ state: "detached" });
  same((await cells(page, "Build Delta")).start, "15 Dec 2026");
  same((await items())["Build Delta"].constraint_at, null);
});

await test("dropping it writes where it starts no earlier than", async () => {
  await drag(page, await at(page, "Build Delta", "2026-12-15T20:00"), await at(page, "Build Delta", "2026-12-19T20:00"));
  await eventually(async () => (await items())["Build Delta"].constraint_at, "2026-12-21T08:00");
  same((await items())["Build Delta"].constraint_kind, "start_no_earlier_than");
  same((await cells(page, "Build Delta")).finish, "22 Dec 2026");
  await saved(page);
});

await test("one undo takes the drag back", async () => {
  await page.keyboard.press("Control+z");
  await eventually(async () => (await cells(page, "Build Delta")).start, "15 Dec 2026");
  await saved(page);
  same((await items())["Build Delta"].constraint_at, null);
});

await test("drawing the right edge makes it longer", async () => {
  await drag(page, await at(page, "Build Delta", "2026-12-16T16:00", -1), await at(page, "Build Delta", "2026-12-18T20:00"));
  await eventually(async () => (await items())["Build Delta"].duration_minutes, 4 * 480);
  same((await cells(page, "Build Delta")).finish, "18 Dec 2026");
  await page.keyboard.press("Control+z");
  await eventually(async () => (await cells(page, "Build Delta")).finish, "16 Dec 2026");
  await saved(page);
});

await test("drawing the progress writes it, and when work began", async () => {
  await drag(page, await at(page, "Build Alpha", "2026-12-07T08:00", 0, 5), await at(page, "Build Alpha", "2026-12-08T00:00", 0, 5));
  await eventually(async () => (await items())["Build Alpha"].percent_complete, 50);
  same((await items())["Build Alpha"].actual_start_at, "2026-12-07T08:00");
  await page.keyboard.press("Control+z");
  await eventually(async () => (await items())["Build Alpha"].percent_complete, 0);
  await saved(page);
});

await test("a link is drawn from the end of a bar to another bar", async () => {
  const from = await at(page, "Build Delta", "2026-12-16T16:00", 9);
  await drag(page, from, await at(page, "Build Alpha", "2026-12-07T12:00"));
  await eventually(async () => (await links()).length, 1);
  const [link] = await links();
  const all = await items();
  same([link.predecessor_id, link.successor_id, link.type], [all["Build Delta"].id, all["Build Alpha"].id, "finish_start"]);
  await eventually(async () => (await cells(page, "Build Alpha")).start !== "7 Dec 2026", true);
  await saved(page);
});

await test("a link that closes a circle is refused and the circle named", async () => {
  const all = await items();
  await server.make("links", { predecessor_id: all["Build Alpha"].id, successor_id: all["Build Beta"].id });
  await page.waitForTimeout(300);
  const schedule = await server.call("GET", `${server.root}/schedule`);
  const of = (title) => schedule.tasks.find((task) => task.item_id === all[title].id);
  const from = await at(page, "Build Beta", of("Build Beta").finish_at, 9);
  const to = await at(page, "Build Delta", of("Build Delta").start_at, 4);
  await dragTo(page, from, to);
  const text = await card(page).innerText();
  check(/circle/.test(text) && ["Build Alpha", "Build Beta", "Build Delta"].every((name) => text.includes(name)), text);
  await page.mouse.up();
  await card(page).getByText("circle").waitFor();
  same((await links()).length, 2);
  await page.keyboard.press("Escape");
});

await test("a link is clicked to change its type and lag, and to take it away", async () => {
  const all = await items();
  for (const link of await links()) await send("DELETE", "links", link);
  await server.make("links", { predecessor_id: all["Build Alpha"].id, successor_id: all["Build Delta"].id });
  await eventually(async () => (await cells(page, "Build Delta")).start, "15 Dec 2026");
  const near = await at(page, "Build Beta", "2026-12-15T08:00", -8, 0);
  await page.mouse.move(near.x, near.y);
  await eventually(cursor, "pointer");
  await page.mouse.click(near.x, near.y);
  const dialog = page.getByRole("dialog", { name: "Dependency" });
  await dialog.getByLabel("Lag of the link from Build Alpha to Build Delta").fill("5d");
  await page.keyboard.press("Enter");
  await dialog.getByLabel("Type of the link").selectOption("start_start");
  await eventually(async () => (await links()).map((link) => [link.type, link.lag_minutes]), [["start_start", 2400]]);
  await dialog.getByRole("button", { name: "Remove the link" }).click();
  await eventually(async () => (await links()).length, 0);
});

await test("a row is dragged to another place in the outline", async () => {
  const from = planRow(page, "Delta");
  await from.hover();
  const grip = await from.locator(".grip").boundingBox();
  const to = await planRow(page, "Alpha").boundingBox();
  await drag(page, { x: grip.x + 6, y: grip.y + 8 }, { x: grip.x + 6, y: to.y + 2 });
  await eventually(async () => (await titlesOf(page)).slice(0, 4), ["Build it", "Delta", "Build Delta", "Alpha"]);
  await saved(page);
  await page.keyboard.press("Control+z");
  await eventually(async () => (await titlesOf(page)).slice(0, 2), ["Build it", "Alpha"]);
});

await test("what another person changes moves here", async () => {
  const alpha = (await items())["Build Alpha"];
  await send("PATCH", "items", alpha, { duration_minutes: 480 });
  await eventually(async () => (await cells(page, "Build Alpha")).finish, "7 Dec 2026");
});

await test("who does not hold the dates proposes, sees it said, and the bar goes back", async () => {
  const other = await signedIn(browser, server, "paula@example.org", { viewport });
  await openPlan(other, server, address);
  const before = (await cells(other, "Build Delta")).start;
  const schedule = await server.call("GET", `${server.root}/schedule`);
  const delta = (await items())["Build Delta"];
  const start = schedule.tasks.find((task) => task.item_id === delta.id).start_at;
  const from = await at(other, "Build Delta", start, 12);
  await dragTo(other, from, { x: from.x + 7 * 32, y: from.y });
  await card(other).getByText("Becomes a proposal: project decides").waitFor();
  await other.mouse.up();
  await other.getByText("Proposed").first().waitFor();
  await eventually(async () => (await cells(other, "Build Delta")).start, before);
  same((await items())["Build Delta"].constraint_at, null);
  const proposals = await server.all("proposals");
  same(proposals.map((one) => [one.state, one.changes.map((change) => change.field).sort()]), [["open", ["constraint_at", "constraint_kind"]]]);

  const deletions = async () => (await server.all("proposals")).filter((one) => one.state === "open" && one.changes[0].action === "delete").map((one) => one.changes.length);
  const proposed = other.getByRole("region", { name: "Messages" }).locator(".good");
  await proposed.waitFor({ state: "detached" });
  for (const title of ["Build Gamma", "Build Delta"]) await planRow(other, title).click({ modifiers: ["Control"] });
  await other.keyboard.press("Delete");
  await proposed.waitFor();
  same(await deletions(), [2]);
  await other.keyboard.press("Control+z");
  await eventually(deletions, []);
  same(other.faults, []);
  await other.context().close();
});

await test("nothing went wrong in the page", async () => same(page.faults, []));

await end();
