/* Two people, two browsers: what is not mine to change becomes a proposal, the other decides, both see it live. */
import { begin, check, eventually, row, same, signedIn, titles } from "./lib.mjs";

const { test, server, browser, end } = await begin();
await server.setUp();
const plan = await server.smallPlan();
const paula = await signedIn(browser, server, "paula@example.org");
const jonas = await signedIn(browser, server, "jonas@example.org");
const task = plan.features[0].task;
const duration = async () => (await server.call("GET", `${server.root}/items/${task.id}`)).duration_minutes;
const badge = jonas.getByRole("navigation", { name: "Pages" }).getByTitle(/open proposal/);

await test("an estimate changed by the product manager is proposed and goes back", async () => {
  await paula.goto(`${server.base}/items/${task.id}`);
  const field = paula.getByLabel(/^Duration/);
  await field.fill("4d");
  await field.press("Enter");
  await paula.getByText("Not yours to change: proposed to the project manager.").waitFor();
  await eventually(() => field.inputValue(), "2d");
  same(await duration(), 960);
});

await test("the project manager sees it at once, with what it does", async () => {
  await eventually(() => badge.innerText(), "1", 1000);
  await jonas.keyboard.press("g");
  await jonas.keyboard.press("r");
  await jonas.getByText("your turn").waitFor();
  const detail = jonas.getByRole("article");
  await detail.getByText("4d", { exact: true }).waitFor();
  const impact = detail.getByRole("region", { name: "What this changes" });
  await impact.getByText("+2 d").first().waitFor();
  check((await impact.innerText()).includes("Build it"), "the project is in the impact");
});

await test("accepting applies it and both see the new value", async () => {
  await jonas.getByLabel("Note (optional)").fill("Fine");
  await jonas.getByRole("button", { name: "Accept" }).click();
  await jonas.getByRole("article").getByText("Accepted").waitFor();
  same(await duration(), 1920);
  await eventually(() => paula.getByLabel(/^Duration/).inputValue(), "4d", 1000);
  await eventually(() => badge.count(), 0);
});

await test("the history of the item names the decision", async () => {
  const history = paula.getByRole("region", { name: "History" });
  await history.getByText("4d").first().waitFor();
  await history.getByText(/by decision/).first().waitFor();
});

await test("a rank moved by the project manager is proposed; the card says so beforehand", async () => {
  await jonas.goto(`${server.base}/backlog`);
  await jonas.getByRole("treegrid").focus();
  await jonas.keyboard.press("End");
  await jonas.keyboard.press("Alt+ArrowUp");
  await jonas.getByRole("group", { name: "What this changes" }).getByText(/product manager/i).waitFor();
  await jonas.keyboard.press("Enter");
  await jonas.getByText("proposed to the product manager").waitFor();
  await eventually(() => titles(jonas), ["Alpha", "Beta", "Gamma", "Delta"]);
});

await test("declining leaves all as it was and says why", async () => {
  await paula.goto(`${server.base}/proposals`);
  await paula.getByLabel("Note (optional)").fill("Gamma is promised");
  await paula.getByRole("button", { name: "Decline" }).click();
  await paula.getByRole("article").getByText("Declined").waitFor();
  await paula.getByText("Gamma is promised").waitFor();
  await paula.goto(`${server.base}/decisions`);
  await paula.getByRole("heading", { name: /^What it would have changed/ }).waitFor();
  same(await titles(jonas), ["Alpha", "Beta", "Gamma", "Delta"]);
});

await test("undo withdraws what was only proposed", async () => {
  await jonas.getByRole("treegrid").focus();
  await jonas.keyboard.press("End");
  await jonas.keyboard.press("Alt+ArrowUp");
  await jonas.keyboard.press("Enter");
  await eventually(async () => (await server.all("proposals")).filter((one) => one.state === "open").length, 1);
  await jonas.getByText("All changes saved").waitFor();
  await jonas.keyboard.press("Control+z");
  await eventually(async () => (await server.all("proposals")).filter((one) => one.state === "withdrawn").length, 1);
});

await test("what many rows are changed to is one proposal, and undo withdraws it", async () => {
  const open = async () => (await server.all("proposals")).filter((one) => one.state === "open").map((one) => [one.title, one.changes.length]);
  await jonas.getByRole("treegrid").focus();
  await jonas.keyboard.press("Home");
  for (const key of ["x", "j", "x"]) await jonas.keyboard.press(key);
  await jonas.getByRole("combobox", { name: "Set release" }).selectOption("none");
  await eventually(open, [["Release of 2 items", 2]]);
  await jonas.getByRole("button", { name: "Clear selection" }).click();
  await jonas.getByRole("treegrid").focus();
  await jonas.keyboard.press("Control+z");
  await eventually(open, []);
});

await test("rows that are deleted together are one proposal, which a retry sends when it did not get through", async () => {
  const open = async () => (await server.all("proposals")).filter((one) => one.state === "open").map((one) => one.changes.map((change) => change.action));
  const messages = jonas.getByRole("region", { name: "Messages" });
  const failed = messages.locator(".bad");
  await messages.locator(".good").waitFor({ state: "detached" });
  await jonas.getByRole("treegrid").focus();
  await jonas.keyboard.press("Home");
  for (const key of ["x", "j", "x"]) await jonas.keyboard.press(key);
  await jonas.route("**/proposals", (route) => (route.request().method() === "POST" ? route.abort() : route.continue()));
  await jonas.getByRole("toolbar").getByRole("button", { name: "Delete" }).click();
  await failed.waitFor();
  await jonas.unroute("**/proposals");
  await failed.getByRole("button", { name: "Retry" }).click();
  await messages.locator(".good").waitFor();
  same(await open(), [["delete", "delete"]]);
  same(await titles(jonas), ["Alpha", "Beta", "Gamma", "Delta"]);
  await jonas.getByRole("treegrid").focus();
  await jonas.keyboard.press("Control+z");
  await eventually(open, []);
});

await test("a counter-proposal goes back with other values", async () => {
  await paula.goto(`${server.base}/items/${task.id}`);
  const field = paula.getByLabel(/^Duration/);
  await field.fill("1d");
  await field.press("Enter");
  await paula.getByText("Not yours to change").waitFor();
  await jonas.goto(`${server.base}/proposals`);
  await jonas.getByRole("button", { name: "Counter" }).click();
  const value = jonas.getByRole("article").locator("#counter-0");
  await value.fill("3d");
  await value.press("Enter");
  await jonas.getByRole("button", { name: "Send the counter-proposal" }).click();
  await jonas.getByText(/answers “/).waitFor();
  await eventually(async () => (await server.all("proposals")).map((one) => one.state).includes("countered"), true);
});

await test("changes of others show within a second and leave the rest alone", async () => {
  await paula.goto(`${server.base}/backlog`);
  await row(paula, "Beta").waitFor();
  await paula.evaluate(() => {
    document.querySelector("[role=row][data-row='0']").dataset.mark = "untouched";
  });
  const beta = plan.features[1].feature;
  const fresh = await server.call("GET", `${server.root}/items/${beta.id}`);
  const answer = await fetch(`${server.base}${server.root}/items/${beta.id}`, {
    method: "PATCH",
    headers: { "Content-Type": "application/json", Cookie: server.cookie, Origin: server.base, "If-Match": `"${fresh.revision}"` },
    body: JSON.stringify({ title: "Beta renamed" }),
  });
  check(answer.ok, `the change is made: ${answer.status}`);
  await eventually(() => titles(paula), ["Alpha", "Beta renamed", "Gamma", "Delta"], 1000);
  same(await paula.evaluate(() => document.querySelector("[data-mark]")?.dataset.row), "0");
});

await test("whoever proposes says why, and the other reads it at once", async () => {
  const [open] = (await server.all("proposals")).filter((one) => one.state === "open");
  const author = (await server.all("people")).find((one) => one.id === open.author_id);
  const [writer, reader] = author.email.startsWith("paula") ? [paula, jonas] : [jonas, paula];
  await reader.goto(`${server.base}/proposals/${open.id}`);
  await writer.goto(`${server.base}/proposals/${open.id}`);
  const why = writer.getByLabel("Why you propose this");
  await why.fill("The crane is free that week.");
  await why.blur();
  await reader.getByRole("article").getByText("The crane is free that week.").waitFor();
});

await test("nothing went wrong in the pages", async () => same([...paula.faults, ...jonas.faults], []));

await end();
