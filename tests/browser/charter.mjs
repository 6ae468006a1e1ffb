/* The charter of a project, who holds which role in it, and whose a field is: seen, moved, and followed by the page. */
import { begin, check, eventually, same, signedIn } from "./lib.mjs";

const { test, server, browser, end } = await begin();
await server.setUp();
const plan = await server.smallPlan();
const [one] = plan.features;
const paula = await signedIn(browser, server, "paula@example.org");
const jonas = await signedIn(browser, server, "jonas@example.org");
const ada = await signedIn(browser, server, "ada@example.org");
const project = async () => (await server.all("projects"))[0];

await test("product writes why, project sees it at once; what project writes there is proposed", async () => {
  await paula.keyboard.press("g");
  await paula.keyboard.press("c");
  await paula.getByRole("heading", { name: "Charter" }).waitFor();
  const purpose = paula.getByLabel(/^Purpose/);
  await purpose.fill("Ships wait too long.");
  await purpose.blur();
  await jonas.goto(`${server.base}/charter`);
  await jonas.getByText("Ships wait too long.").waitFor();
  await jonas.getByLabel(/^Purpose/).click();
  await jonas.getByLabel(/^Purpose/).fill("To build a harbor.");
  await jonas.getByLabel(/^Purpose/).blur();
  await jonas.getByText("proposed to the product manager").waitFor();
  same((await project()).purpose, "Ships wait too long.");
  await jonas.getByLabel(/^Assumptions/).fill("No strike");
  await jonas.getByLabel(/^Assumptions/).blur();
  await eventually(async () => (await project()).assumptions, "No strike");
});

await test("the roles are there; who holds both is named", async () => {
  const roles = jonas.getByRole("table", { name: "Roles" });
  await roles.getByRole("row", { name: /Product manager Paula/ }).waitFor();
  const ada = roles.getByRole("row", { name: /Ada/ }).first();
  check((await ada.innerText()).includes("both roles"), await ada.innerText());
});

await test("a role in a product line or a program is given on the page and stands in the charters below it", async () => {
  await ada.goto(`${server.base}/settings?tab=projects`);
  await ada.getByLabel("Harbor").check();
  for (const [tab, add, label] of [
    ["products", "New product line", "Product line"],
    ["projects", "New program", "Program"],
  ]) {
    await ada.goto(`${server.base}/settings?tab=${tab}`);
    await ada.getByRole("button", { name: add }).click();
    await ada.getByRole("table").getByLabel(`Name: ${add}`).waitFor();
    await ada.getByLabel(label, { exact: true }).selectOption({ label: add });
    await ada.goto(`${server.base}/people`);
    await ada.getByLabel("New roles hold").selectOption({ label: `${label} ${add}` });
    await ada.getByLabel("Give Paula a role").selectOption("sponsor");
    await ada.getByText(`Sponsor · ${add}`).waitFor();
  }
  const roles = jonas.getByRole("table", { name: "Roles" });
  await roles.getByRole("row", { name: /Sponsor Paula Product line New product line/ }).waitFor();
  await roles.getByRole("row", { name: /Sponsor Paula Program New program/ }).waitFor();
});

await test("a row of the RACI is saved when exactly one person is accountable", async () => {
  const table = jonas.getByRole("table", { name: "Who does what" });
  await jonas.getByRole("button", { name: "Add an activity" }).click();
  await table.getByRole("textbox", { name: "Activity 1" }).fill("Estimates");
  await table.getByRole("textbox", { name: "Activity 1" }).press("Tab");
  await table.getByText("Exactly one is accountable, not 0").waitFor();
  await table.getByLabel("Jonas: Estimates").selectOption("AR");
  await eventually(async () => (await project()).raci.length, 1);
  await table.getByLabel("Paula: Estimates").selectOption("A");
  await table.getByText("Exactly one is accountable, not 2").waitFor();
  same((await project()).raci[0].marks.length, 2);
  await table.getByLabel("Paula: Estimates").selectOption("C");
  await eventually(async () => (await project()).raci[0].marks.map((mark) => mark.letter).sort(), ["accountable", "consulted", "responsible"]);
});

await test("an administrator moves a field into other hands, and the other's page follows", async () => {
  await paula.goto(`${server.base}/items/${one.task.id}`);
  await paula.getByText("Constraint, deadline, calendar and more").click();
  await paula.getByLabel(/^Deadline.*Project manager writes this/).waitFor();
  await ada.goto(`${server.base}/settings?tab=custody`);
  const items = ada.getByRole("table", { name: "Item" });
  same(await items.getByLabel(/^Value/).count(), 0, "fixed");
  await items.getByLabel(/^Deadline/).selectOption("product");
  await ada.getByText("Saved.").first().waitFor();
  const field = paula.getByLabel(/^Deadline/);
  await eventually(async () => (await paula.locator("label", { hasText: "Deadline" }).innerText()).includes("proposal"), false);
  await field.fill("2026-12-24T16:00");
  await field.blur();
  await eventually(async () => (await server.call("GET", `${server.root}/items/${one.task.id}`)).deadline_at, "2026-12-24T16:00");
});

await test("columns say whose they are", async () => {
  await paula.goto(`${server.base}/backlog`);
  await paula.getByRole("columnheader", { name: /^Value/ }).getByText(/Product manager/).waitFor({ state: "attached" });
  await paula.goto(`${server.base}/plan`);
  await paula.getByRole("columnheader", { name: /^Duration/ }).getByText(/Project manager/).waitFor({ state: "attached" });
});

await test("nothing went wrong in the pages", async () => same([...paula.faults, ...jonas.faults, ...ada.faults], []));

await end();
