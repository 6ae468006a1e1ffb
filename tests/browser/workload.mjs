/* Workload: the hours of a person as a heat map by mouse and keyboard, and levelling: searched in the
 * background, looked at, taken in one step, taken back. */
import { begin, check, eventually, same, signedIn } from "./lib.mjs";

const { test, server, browser, end } = await begin();
await server.setUp();
const plan = await server.smallPlan();
const workspace = await server.call("GET", server.root);
await fetch(server.base + server.root, {
  method: "PATCH",
  headers: { Cookie: server.cookie, Origin: server.base, "If-Match": `"${workspace.revision}"`, "Content-Type": "application/json" },
  body: JSON.stringify({ share_people: false }),
});
const page = await signedIn(browser, server, "jonas@example.org");
const grid = page.getByRole("grid", { name: "Workload" });
const cell = page.locator("#workload-cell");
const delays = async () => Promise.all(plan.features.map(async ({ task }) => (await server.call("GET", `${server.root}/items/${task.id}`)).leveling_delay_minutes));

await test("a cell says how much is asked and by what", async () => {
  await page.goto(`${server.base}/workload?by=day`);
  await page.getByRole("button", { name: "Next overload" }).click();
  await eventually(() => cell.innerText(), "Grace, 7 Dec 2026: 32 h of 8 h. Overloaded by 24 h");
  const detail = page.getByRole("region", { name: "Work in this cell" });
  same(await detail.getByRole("listitem").count(), 4);
  await detail.getByText("▲ Overloaded by 24 h").waitFor();
});

await test("the keyboard goes from cell to cell", async () => {
  await grid.focus();
  await page.keyboard.press("ArrowRight");
  await eventually(() => cell.innerText(), "Grace, 8 Dec 2026: 32 h of 8 h. Overloaded by 24 h");
  await page.keyboard.press("Home");
  await eventually(() => cell.innerText(), "Grace, 7 Dec 2026: 32 h of 8 h. Overloaded by 24 h");
});

await test("levelling shows what moves and why before anything is written", async () => {
  await page.getByRole("button", { name: "Level", exact: true }).first().click();
  const panel = page.getByRole("region", { name: "Level" });
  await panel.getByRole("button", { name: "Level", exact: true }).click();
  await panel.getByText("3 tasks move").waitFor();
  await panel.getByText(/^Overload 48 h becomes 0 h/).waitFor();
  check((await panel.getByText(/^Waits for Grace, who works on Build .* until/).count()) === 3, "three reasons");
  await panel.getByText("(earliest possible)").waitFor();
  same(await delays(), [0, 0, 0, 0]);
});

await test("taken, nobody is overloaded; undone, it is as before", async () => {
  await page.getByRole("button", { name: "Accept" }).click();
  await page.getByRole("button", { name: "Overloaded: 0" }).waitFor();
  await eventually(async () => (await delays()).filter((delay) => delay > 0).length, 3);
  await grid.focus();
  await page.keyboard.press("Control+z");
  await page.getByRole("button", { name: "Overloaded: 1" }).waitFor();
  await eventually(async () => (await delays()).filter((delay) => delay > 0).length, 0);
});

await test("whoever has no project's custody proposes the delays", async () => {
  const paula = await signedIn(browser, server, "paula@example.org");
  await paula.goto(`${server.base}/workload?level=1`);
  const panel = paula.getByRole("region", { name: "Level" });
  await panel.getByRole("button", { name: "Level", exact: true }).click();
  await panel.getByRole("button", { name: "Propose" }).click();
  await eventually(async () => (await server.all("proposals")).map((one) => one.title).join(), "Level: 3 tasks move");
  same(await delays(), [0, 0, 0, 0]);
});

await test("work that names a skill goes to somebody who has it, and says so before", async () => {
  const hal = await server.make("resources", { name: "Hal" });
  await page.goto(`${server.base}/people?tab=resources`);
  await page.getByLabel("Skills: Hal").fill("Building, Painting");
  await page.getByLabel("Skills: Hal").press("Enter");
  await eventually(async () => (await server.call("GET", `${server.root}/resources/${hal.id}`)).skills, ["Building", "Painting"]);
  await page.goto(`${server.base}/items/${plan.features[0].task.id}`);
  await page.getByLabel("Skill that the work of Grace takes").fill("Building");
  await page.getByLabel("Skill that the work of Grace takes").press("Enter");
  await eventually(async () => (await server.all("assignments")).filter((one) => one.skill === "Building").length, 1);
  await page.goto(`${server.base}/workload?level=1`);
  const panel = page.getByRole("region", { name: "Level" });
  await panel.getByRole("button", { name: "Level", exact: true }).click();
  await panel.getByText("Hal takes it instead of Grace: of those with the skill Building the first to finish it.").waitFor();
  await panel.getByRole("button", { name: "Accept" }).click();
  await eventually(async () => (await server.all("assignments")).filter((one) => one.resource_id === hal.id).map((one) => one.skill), ["Building"]);
});

await end();
