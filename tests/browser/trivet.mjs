/* The trivet: legs that answer while a feature is dragged and a date, a form, people or money change; nothing written
 * before it is proposed; the exception that follows a move by itself, and its decision. Scenarios side by side. */
import { axeSource, begin, check, eventually, same, signedIn } from "./lib.mjs";

const { test, server, browser, end } = await begin();
await server.setUp();
const { project, release, features } = await server.smallPlan(["ABC", "XYZ", "More"]);
const sponsor = await server.make("people", { name: "Sylvia", email: "sylvia@example.org", password: "three legs stand" });
await server.make("memberships", { person_id: sponsor.id, role: "sponsor" });
const fine = await server.make("items", { kind: "task", title: "Finery", parent_id: features[0].feature.id, duration_minutes: 480, fixed_cost_cents: 100000 });
const patch = async (collection, row, body) => {
  const { revision } = await server.call("GET", `${server.root}/${collection}/${row.id}`);
  const headers = { "Content-Type": "application/merge-patch+json", Origin: server.base, Cookie: server.cookie, "If-Match": `"${revision}"` };
  const answer = await fetch(`${server.base}${server.root}/${collection}/${row.id}`, { method: "PATCH", headers, body: JSON.stringify(body) });
  check(answer.ok, `${collection}: ${answer.status} ${await answer.clone().text()}`);
};
await patch("items", features[0].feature, { goal: "Engagement", variants: [{ name: "Simplified", value_percent: 80, tasks: [{ item_id: fine.id, left_out: true }] }] });
await server.make("baselines", { name: "Agreed", project_id: project.id });

const paula = await signedIn(browser, server, "paula@example.org");
const sylvia = await signedIn(browser, server, "sylvia@example.org");
const requests = [];
paula.on("request", (request) => request.url().includes("/v1/") && requests.push(`${request.method()} ${new URL(request.url()).pathname}`));

const leg = (page, aspect) => page.locator(`tr[data-leg="${aspect}"]`);
const accessible = async (page) => {
  await page.evaluate(axeSource());
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"] }));
  same(violations.map((one) => `${one.id}: ${one.nodes[0].html}`), []);
};

/* Steps are answered once a frame. */
const answered = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

await test("who stands above the project sets its tolerances", async () => {
  await sylvia.goto(`${server.base}/exceptions?tab=tolerances`);
  await sylvia.getByText("No tolerances yet").waitFor();
  for (const [aspect, allowed] of [["time", "1"], ["cost", "500"], ["scope", "0"]]) {
    await sylvia.getByLabel("Level").selectOption({ label: "Build it" });
    await sylvia.getByLabel("Aspect").selectOption(aspect);
    await sylvia.getByRole("spinbutton", { name: /^Allowed (days|EUR|features in or out)/ }).fill(allowed);
    await sylvia.getByLabel("Early warning at").click();
    await sylvia.getByRole("button", { name: "Set the tolerance" }).click();
    await sylvia.getByRole("table").getByRole("row").filter({ hasText: { time: "Time", cost: "Budget", scope: "Scope" }[aspect] }).getByText("within tolerance").waitFor();
  }
  await accessible(sylvia);
  await paula.goto(`${server.base}/exceptions?tab=tolerances`);
  await paula.getByRole("cell", { name: "Sylvia" }).first().waitFor();
  check(await paula.getByRole("button", { name: "Set the tolerance" }).isDisabled(), "a product manager sets none of a workspace");
  same(await paula.getByRole("button", { name: /^Delete the tolerance/ }).count(), 0);
});

await test("the legs answer while a feature is dragged, without a request", async () => {
  await paula.goto(`${server.base}/trivet/${project.id}`);
  await leg(paula, "time").getByText("within tolerance").waitFor();
  await paula.getByRole("img", { name: /A stand on three legs/ }).waitFor();
  await paula.waitForTimeout(500);
  requests.length = 0;
  const list = paula.getByRole("list").filter({ has: paula.getByRole("button", { name: "Move ABC" }) });
  const order = () => list.getByRole("link").allInnerTexts();
  same(await order(), ["ABC", "XYZ", "More"]);
  const from = await paula.getByRole("button", { name: "Move More" }).boundingBox();
  const to = await paula.getByRole("button", { name: "Move ABC" }).boundingBox();
  await paula.mouse.move(from.x + 5, from.y + 5);
  await paula.mouse.down();
  await paula.mouse.move(to.x + 5, to.y + 5, { steps: 8 });
  same(await order(), ["More", "ABC", "XYZ"]);
  await paula.getByText(/changes?, nothing is written/).waitFor();
  await paula.mouse.up();
  await paula.getByLabel("Form of ABC").selectOption("Simplified");
  await leg(paula, "cost").getByText(/[-−]€1,000/).waitFor();
  await paula.getByRole("checkbox", { name: "XYZ is in" }).uncheck();
  await leg(paula, "scope").getByText("outside tolerance").waitFor();
  await paula.getByRole("spinbutton", { name: "Budget" }).fill("9000");
  await paula.getByRole("button", { name: "One more like Grace" }).click();
  same(requests, [], "nothing was asked and nothing written");
  same((await server.call("GET", `${server.root}/items/${features[1].feature.id}`)).inactive, false);
  await accessible(paula);
  if (process.env.TRIVET_SHOTS) await paula.screenshot({ path: `${process.env.TRIVET_SHOTS}/trivet.png`, fullPage: true });
});

await test("the ranking moves by keyboard, too, and forgetting brings everything back", async () => {
  await paula.getByRole("button", { name: "Forget" }).click();
  await paula.getByRole("button", { name: "Move ABC" }).focus();
  await paula.keyboard.press("ArrowDown");
  await paula.getByText("ABC is now number 2").waitFor({ state: "attached" });
  await paula.keyboard.press("ArrowDown");
  await paula.getByText("ABC is now number 3").waitFor({ state: "attached" });
  await paula.getByRole("button", { name: "Forget" }).click();
  await leg(paula, "scope").getByText("within tolerance").waitFor();
});

await test("what is proposed gives, once it is signed, the figures that the legs showed", async () => {
  await paula.getByRole("checkbox", { name: "More is in" }).uncheck();
  await paula.getByRole("button", { name: "One more like Grace" }).click();
  await answered(paula);
  const shown = await leg(paula, "cost").getByRole("cell").nth(3).innerText();
  const finish = await leg(paula, "time").getByRole("cell").nth(3).innerText();
  await paula.getByRole("button", { name: "Propose", exact: true }).click();
  await paula.waitForURL(/\/proposals\//);
  const jonas = await signedIn(browser, server, "jonas@example.org");
  await jonas.goto(`${server.base}${new URL(paula.url()).pathname}`);
  await jonas.getByRole("button", { name: "Accept" }).click();
  /* It leaves the tolerance of the scope: who set that has to agree, too. */
  await jonas.getByText("Beyond the tolerance of Scope: Sylvia has to agree.").waitFor();
  await sylvia.goto(`${server.base}${new URL(paula.url()).pathname}`);
  await sylvia.getByRole("button", { name: "Accept" }).click();
  await sylvia.getByRole("article").getByText("Accepted").first().waitFor();
  await paula.goto(`${server.base}/trivet/${project.id}`);
  await eventually(() => leg(paula, "cost").getByRole("cell").nth(2).innerText(), shown);
  same(await leg(paula, "time").getByRole("cell").nth(2).innerText(), finish);
  const { standings } = await server.call("GET", `${server.root}/standings`);
  const text = { beyond: "✕ outside tolerance", within: "✓ within tolerance", warning: "! early warning" };
  for (const one of standings) same(await leg(paula, one.aspect).getByRole("cell").first().innerText(), text[one.state], one.aspect);
  await jonas.context().close();
  /* Back as it was, for what follows. */
  await patch("items", features[2].feature, { inactive: false });
  await patch("resources", (await server.all("resources"))[0], { units_percent: 100 });
  await server.make("baselines", { name: "Agreed again", project_id: project.id });
  await leg(paula, "scope").getByText("within tolerance").waitFor();
});

await test("three scenarios stand side by side; one is adopted, the others stay", async () => {
  const keep = async (change) => {
    await paula.goto(`${server.base}/trivet/${project.id}`);
    await leg(paula, "time").waitFor();
    await change();
    await paula.getByRole("button", { name: "Keep as a scenario" }).click();
    await paula.waitForURL(/\/scenarios/);
  };
  await keep(() => paula.getByLabel("Form of ABC").selectOption("Simplified"));
  await keep(() => paula.getByRole("checkbox", { name: "XYZ is in" }).uncheck());
  await keep(() => paula.getByRole("button", { name: "One more like Grace" }).click());
  const table = paula.getByRole("region", { name: "Scenarios side by side" });
  await eventually(() => table.getByRole("columnheader").count(), 4);
  await table.getByRole("row", { name: /^Features that lose/ }).getByText("XYZ").waitFor();
  await table.getByRole("row", { name: /^Goals that lose/ }).getByText("Engagement").waitFor();
  await table.getByRole("row", { name: /^Finish/ }).getByText(/earlier/).first().waitFor();
  await accessible(paula);
  if (process.env.TRIVET_SHOTS) await paula.screenshot({ path: `${process.env.TRIVET_SHOTS}/scenarios.png`, fullPage: true });
  await paula.getByRole("button", { name: "Forecast all" }).click();
  await eventually(() => table.getByRole("row", { name: /^Risk: finish P80/ }).getByText(/2026|2027/).count(), 4);
  await table.getByRole("button", { name: "Adopt as a proposal" }).first().click();
  await paula.waitForURL(/\/proposals\//);
  await paula.goto(`${server.base}/scenarios`);
  await table.getByText("adopted").waitFor();
  await eventually(() => table.getByRole("columnheader").count(), 4);
});

await test("a task that grows raises one exception by itself; who set the tolerance decides", async () => {
  await sylvia.goto(`${server.base}/exceptions`);
  /* What was outside for a moment while the plan was put back is cleared. */
  await eventually(async () => (await server.all("exceptions")).filter((one) => one.state !== "cleared").length, 0);
  await patch("items", features[1].task, { duration_minutes: 960 + 3 * 480 });
  await sylvia.getByRole("link", { name: /Time of Build it.*open/ }).click();
  await sylvia.getByRole("region", { name: "What moved it" }).getByText("Build XYZ").waitFor();
  await sylvia.getByRole("region", { name: "Why it finishes then" }).getByRole("listitem").first().waitFor();
  await sylvia.getByRole("region", { name: "Ways back inside" }).getByRole("article").first().waitFor();
  check(await sylvia.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: /Exceptions/ }).getByText(/\d/).isVisible(), "counted in the sidebar");
  await accessible(sylvia);
  if (process.env.TRIVET_SHOTS) await sylvia.screenshot({ path: `${process.env.TRIVET_SHOTS}/exception.png`, fullPage: true });
  await sylvia.getByLabel("Why", { exact: true }).fill("The market can wait.");
  await sylvia.getByRole("button", { name: "Accept: new baseline" }).click();
  await sylvia.getByText("The market can wait.").waitFor();
  await sylvia.goto(`${server.base}/trivet/${project.id}`);
  await leg(sylvia, "time").getByText("within tolerance").waitFor();
  same(sylvia.faults, []);
  same(paula.faults, []);
});

await test("where no way back is computed, it says why and what to do", async () => {
  await server.make("tolerances", { project_id: project.id, aspect: "quality", allowed: 0, target: 0, unit: "defects", measured: 3 });
  await sylvia.goto(`${server.base}/exceptions`);
  await sylvia.getByRole("link", { name: /Quality of Build it/ }).click();
  const ways = sylvia.getByRole("region", { name: "Ways back inside" });
  await ways.getByText("The plan does not know this aspect").waitFor();
  await ways.getByRole("link", { name: "Measure again" }).waitFor();
  await accessible(sylvia);
});

await test("two baselines lie under the bars, and the comparison says who moved what", async () => {
  await sylvia.goto(`${server.base}/budget?tab=baselines`);
  const baselines = (await server.all("baselines")).sort((a, b) => a.number - b.number);
  await sylvia.getByLabel("From").selectOption(baselines.at(-2).id);
  const row = sylvia.getByRole("table", { name: "What moved" }).getByRole("row", { name: /Build XYZ/ });
  await row.getByText(/Ada, /).waitFor();
  await sylvia.getByLabel("to", { exact: true }).selectOption(baselines.at(-1).id);
  await sylvia.getByRole("link", { name: "On the Gantt" }).click();
  await sylvia.getByRole("treegrid").first().waitFor();
  await sylvia.getByText("View", { exact: true }).click();
  same(await sylvia.getByRole("combobox", { name: /^Baseline/ }).inputValue(), baselines.at(-2).id);
  same(await sylvia.getByRole("combobox", { name: /^and, below it/ }).inputValue(), baselines.at(-1).id);
  if (process.env.TRIVET_SHOTS) await sylvia.screenshot({ path: `${process.env.TRIVET_SHOTS}/gantt.png` });
  same(sylvia.faults, []);
});

await test("a release has legs of its own, with its target and its features", async () => {
  await paula.goto(`${server.base}/trivet/${release.id}`);
  await leg(paula, "time").getByText("not judged").waitFor();
  await paula.getByLabel("Target date").fill("2026-12-01");
  await leg(paula, "time").getByText("passed").waitFor();
  same(await paula.getByRole("button", { name: /^Move / }).count(), 2);
  same(await paula.getByRole("spinbutton", { name: "Budget" }).count(), 0);
});

await test("it works on a small screen", async () => {
  const small = await signedIn(browser, server, "jonas@example.org", { viewport: { width: 390, height: 800 } });
  for (const path of [`/trivet/${release.id}`, `/trivet/${project.id}`, "/scenarios", "/exceptions", "/exceptions?tab=tolerances"]) {
    await small.goto(server.base + path);
    await small.getByRole("main").getByRole("heading").first().waitFor();
    await small.waitForTimeout(200);
    const wide = await small.evaluate(() => [...document.querySelectorAll("main *")].filter((one) => one.getBoundingClientRect().right > 391 && !one.closest(".scroll, nav")).map((one) => one.outerHTML.slice(0, 80)));
    same(wide, [], path);
  }
  if (process.env.TRIVET_SHOTS) {
    await small.screenshot({ path: `${process.env.TRIVET_SHOTS}/small-tolerances.png` });
    await small.goto(`${server.base}/trivet/${project.id}`);
    await leg(small, "time").waitFor();
    await small.screenshot({ path: `${process.env.TRIVET_SHOTS}/small.png` });
  }
  same(small.faults, []);
});

await end();
