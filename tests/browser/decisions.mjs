/* The page work of the contract: a proposal is made, assessed, signed twice, applied and taken back, by two people in
 * two browsers; the log says what was decided. */
import { begin, check, eventually, same, signedIn } from "./lib.mjs";

const { test, server, browser, end } = await begin();
await server.setUp();
const plan = await server.smallPlan();
const { feature, task } = plan.features[0];
const paula = await signedIn(browser, server, "paula@example.org");
const jonas = await signedIn(browser, server, "jonas@example.org");
const api = (method, path, body) => server.call(method, `${server.root}/${path}`, body);
const item = (id) => api("GET", `items/${id}`);
const project = (await server.all("projects"))[0];
await api("POST", "baselines", { name: "Agreed", project_id: project.id });
/* As the pages' people: the administrator of the tests may not propose in their name. */
const asPaula = (path, body) =>
  paula.evaluate(
    async ([url, sent]) => {
      const answer = await fetch(url, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(sent) });
      if (!answer.ok) throw new Error(await answer.text());
      return answer.json();
    },
    [`${server.root}/${path}`, body],
  );
const update = (row, field, to) => ({ action: "update", resource: "item", subject_id: row.id, field, to });
let proposal;

await test("a proposal that touches both sides shows what it does and what it leaves", async () => {
  const changes = [update(feature, "value", 80), update(task, "duration_minutes", 1920)];
  proposal = await asPaula("proposals", { title: "Alpha for the whole of Asia", source: "customer", source_account: "Tokio Trading", changes });
  await jonas.goto(`${server.base}/proposals/${proposal.id}`);
  const detail = jonas.getByRole("article");
  await detail.getByText("for: Customer Tokio Trading").waitFor();
  await detail.getByText("The plan leaves what was agreed (Agreed)").waitFor();
  await detail.getByRole("region", { name: "What this changes" }).getByText("+2 d").first().waitFor();
  const signatures = detail.getByRole("region", { name: "Signatures" });
  await signatures.getByText(/Product manager: signed by Paula.*\(Product manager\)/).waitFor();
  await signatures.getByText("Project manager: not signed yet").waitFor();
});

await test("product assesses what it is worth, the other reads it at once", async () => {
  await paula.goto(`${server.base}/proposals/${proposal.id}`);
  const worth = paula.getByRole("region", { name: "What it is worth" });
  await worth.getByLabel(/^If it is not done/).fill("They stay with the abacus.");
  await worth.getByLabel(/^If it is not done/).blur();
  await worth.getByLabel("Add a criterion").fill("Prints kanji");
  await worth.getByLabel("Add a criterion").press("Enter");
  const seen = jonas.getByRole("region", { name: "What it is worth" });
  await seen.getByText("They stay with the abacus.").waitFor();
  await seen.getByText("Prints kanji").waitFor();
});

await test("when the plan changes under it, it says so and shows the figures of now", async () => {
  const other = plan.features[1].task;
  const answer = await fetch(`${server.base}${server.root}/items/${other.id}`, {
    method: "PATCH",
    headers: { "Content-Type": "application/json", Cookie: server.cookie, Origin: server.base, "If-Match": "*" },
    body: JSON.stringify({ duration_minutes: 4800 }),
  });
  check(answer.ok, `the plan is changed: ${answer.status}`);
  await jonas.getByText("The plan has changed since this was proposed").waitFor();
});

await test("the second signature applies it and leaves a decision", async () => {
  await jonas.getByLabel("Note (optional)").fill("We start with Tokio.");
  await jonas.getByRole("button", { name: "Accept" }).click();
  await jonas.getByRole("article").getByText("Accepted").waitFor();
  same([(await item(feature.id)).value, (await item(task.id)).duration_minutes], [80, 1920]);
  await jonas.getByRole("article").getByRole("link", { name: /^Decision \d/ }).click();
  const decision = jonas.getByRole("article", { name: "Alpha for the whole of Asia" });
  await decision.getByText("We start with Tokio.").waitFor();
  await decision.getByRole("region", { name: "What was known then" }).getByRole("table").waitFor();
  await decision.getByText(/: 1 → 2/).waitFor();
  await decision.getByText("on earlier figures").waitFor();
});

await test("each field of the item leads back to the decision", async () => {
  await paula.goto(`${server.base}/items/${task.id}`);
  const link = paula.getByRole("link", { name: /^Last set by decision/ });
  same(await link.count().then(() => link.first().waitFor().then(() => link.count())), 1);
  await link.click();
  await paula.waitForURL(/\/decisions\//);
  await paula.getByRole("article").getByText("Alpha for the whole of Asia").first().waitFor();
});

await test("what one of them takes back waits for the other; then everything is as before", async () => {
  await paula.getByLabel("Why it is taken back (optional)").fill("Tokio withdrew.");
  await paula.getByRole("button", { name: "Take it back whole" }).click();
  await paula.getByText("It is taken back when the others sign too").waitFor();
  await paula.waitForURL(/\/proposals\//);
  same((await item(task.id)).duration_minutes, 1920);
  await jonas.goto(paula.url());
  await jonas.getByRole("article").getByText(/takes back decision/).waitFor();
  await jonas.getByRole("button", { name: "Accept" }).click();
  await jonas.getByRole("article").getByText("Accepted").waitFor();
  same([(await item(feature.id)).value, (await item(task.id)).duration_minutes], [feature.value, 960]);
  same((await server.all("baselines")).map((one) => one.name), ["Agreed"]);
});

await test("the log is searched and filtered, and has its address", async () => {
  await paula.keyboard.press("g");
  await paula.keyboard.press("d");
  const list = paula.getByRole("navigation", { name: "Decisions" });
  await eventually(() => list.getByRole("link").count(), 2);
  await paula.getByLabel("Which decisions").selectOption("undone");
  await eventually(() => list.getByRole("link").count(), 1);
  check(paula.url().includes("kind=undone"), paula.url());
  await paula.getByLabel("Which decisions").selectOption("");
  await paula.getByLabel("Search decisions").fill("take back");
  await eventually(() => list.getByRole("link").count(), 1);
  await paula.getByLabel("Search decisions").fill("zebra");
  await paula.getByText("No decision fits.").waitFor();
  await paula.getByLabel("Search decisions").fill("");
});

await test("a decision without proposal is written down, with what else was considered", async () => {
  await paula.getByRole("button", { name: "Record a decision" }).click();
  const dialog = paula.getByRole("dialog");
  await dialog.getByLabel("What was decided").fill("We call it Abacus");
  await dialog.getByLabel("Reason").fill("Everybody knows one.");
  await dialog.getByRole("button", { name: "Add an alternative" }).click();
  await dialog.getByLabel("Alternative 1").fill("Soroban");
  await dialog.getByRole("button", { name: "Record a decision" }).click();
  const article = paula.getByRole("article", { name: "We call it Abacus" });
  await article.getByText("Recorded").waitFor();
  await article.getByText("Soroban").waitFor();
  await jonas.goto(`${server.base}/decisions`);
  await jonas.getByRole("navigation", { name: "Decisions" }).getByText("We call it Abacus").waitFor();
});

await test("nothing went wrong in the pages", async () => same([...paula.faults, ...jonas.faults], []));

await end();
