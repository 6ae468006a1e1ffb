/* A whole meeting of two managers at once: the agenda out of what changed, the clock, a decision that is applied, an
 * action that is a task, a note that only its author sees, minutes; then a quiet one that is cancelled. */
import { axeSource, begin, check, eventually, same, signedIn } from "./lib.mjs";

const { test, server, browser, end } = await begin();
await server.setUp();
const plan = await server.smallPlan();
const paula = await signedIn(browser, server, "paula@example.org");
const jonas = await signedIn(browser, server, "jonas@example.org");
const [alpha, beta] = plan.features;
const post = (path, body) => server.call("POST", `${server.root}/${path}`, body);
const change = async (path, values) => {
  const { revision } = await server.call("GET", `${server.root}/${path}`);
  const headers = { "Content-Type": "application/json", Origin: server.base, Cookie: server.cookie, "If-Match": `"${revision}"` };
  const answer = await fetch(`${server.base}${server.root}/${path}`, { method: "PATCH", headers, body: JSON.stringify(values) });
  check(answer.ok, await answer.text());
};
const open = async () => (await server.all("meetings")).find((one) => one.state === "planned");
const point = (page, title) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title }) });

async function accessible(page) {
  await page.evaluate(axeSource());
  const found = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"] }));
  same(found.violations.map((one) => `${one.id}: ${one.nodes[0].html}`), []);
}

await test("the weekly of the two managers is there; its first meeting is held and closed", async () => {
  const first = await open();
  await jonas.goto(`${server.base}/meetings`);
  await jonas.getByRole("heading", { name: "Weekly of the two managers" }).waitFor();
  await jonas.getByRole("button", { name: "Begin" }).click();
  await jonas.getByRole("button", { name: "Close, with minutes" }).click();
  await jonas.getByRole("button", { name: "Close it" }).click();
  await jonas.getByRole("region", { name: "As known when it closed" }).getByText("Build it").waitFor();
  same((await server.all("meetings")).find((one) => one.id === first.id).state, "held");
});

await test("a quiet week asks whether to cancel", async () => {
  const next = await open();
  await paula.goto(`${server.base}/meetings/${next.id}`);
  await paula.getByText("Nothing to decide.").waitFor();
  await paula.getByRole("button", { name: "Cancel this meeting?" }).waitFor();
});

await test("what changes shows on the agenda at once, each cause one point", async () => {
  await change(`items/${alpha.task.id}`, { duration_minutes: 2400 });
  await change(`items/${beta.feature.id}`, { value: 20 });
  await paula.getByText("Later: Alpha").waitFor();
  await paula.getByText("Changed: Beta").waitFor();
  same(await paula.getByRole("region", { name: /today/ }).getByRole("listitem").count(), 2);
});

await test("what has nothing to do with the agenda does not ask for it again, and much at once asks once or twice", async () => {
  let asked = 0;
  paula.on("request", (request) => (asked += request.url().endsWith("/agenda")));
  const quiet = async () => {
    for (let seen = -1; seen !== asked; await paula.waitForTimeout(1500)) seen = asked;
    return asked;
  };
  const before = await quiet();
  for (let n = 0; n < 10; n++) await post("comments", { item_id: alpha.task.id, text: `Note ${n}` });
  same((await quiet()) - before, 0);
  for (let n = 0; n < 10; n++) await change(`items/${alpha.task.id}`, { text: `Version ${n}` });
  const many = (await quiet()) - before;
  check(many >= 1 && many <= 5, `${many} questions for 10 changes`);
});

await test("begun by one, the meeting runs for both", async () => {
  await paula.goto(`${server.base}/items/${beta.task.id}`);
  await paula.getByLabel(/^Duration/).fill("1d");
  await paula.keyboard.press("Enter");
  await paula.getByText("Not yours to change").waitFor();
  const meeting = await open();
  await jonas.goto(`${server.base}/meetings/${meeting.id}`);
  await paula.goto(`${server.base}/meetings/${meeting.id}`);
  await jonas.getByLabel("Add a topic").fill("Summer party");
  await jonas.keyboard.press("Enter");
  await jonas.getByRole("button", { name: "Begin" }).click();
  for (const title of [/Later: Alpha/, /Changed: Beta/, /Change duration of "Build Beta"/, /Summer party/]) await point(paula, title).waitFor();
  await accessible(jonas);
});

await test("the clock runs for both on what is talked about, with one key", async () => {
  await jonas.keyboard.press("n");
  const talking = jonas.getByRole("button", { name: /^Stop the clock of/ });
  await talking.waitFor();
  await paula.getByRole("button", { name: /^Stop the clock of/ }).waitFor();
  await eventually(async () => Number((await talking.textContent()).split(":")[1]) > 0, true);
});

await test("notes written by one are read by the other; a private note is not", async () => {
  const notes = (page) => page.getByLabel("Notes of “Later: Alpha”");
  await notes(jonas).fill("The parts came late.");
  await notes(jonas).blur();
  await eventually(() => notes(paula).inputValue(), "The parts came late.");
  await paula.getByRole("button", { name: "Private note on “Later: Alpha”" }).click();
  await paula.getByLabel("Private note on “Later: Alpha”").fill("Ask for another supplier?");
  await paula.getByLabel("Private note on “Later: Alpha”").blur();
  await paula.reload();
  await eventually(() => paula.getByLabel("Private note on “Later: Alpha”").inputValue(), "Ask for another supplier?");
  check(!(await jonas.content()).includes("another supplier"), "it is in the other's page");
  same(await jonas.getByText("another supplier").count(), 0);
});

await test("a proposal signed in the meeting changes the plan", async () => {
  const proposed = point(jonas, /Change duration of "Build Beta"/);
  await proposed.getByLabel("Why (kept with the decision)").fill("It fits.");
  await proposed.getByRole("button", { name: "Accept" }).click();
  await point(paula, /Change duration of "Build Beta"/).getByText("Accepted").waitFor();
  same((await server.call("GET", `${server.root}/items/${beta.task.id}`)).duration_minutes, 480);
  const [decision] = await server.all("decisions");
  same([decision.reason.includes("It fits.") || decision.reason, decision.meeting_id !== null], [true, true]);
  const third = await (await jonas.context()).newPage();
  await third.goto(`${server.base}/decisions/${decision.id}`);
  await third.getByRole("link", { name: /^In the meeting Weekly of the two managers/ }).waitFor();
  await third.goto(`${server.base}/items/${beta.task.id}`);
  await third.getByRole("link", { name: /^In the meeting Weekly of the two managers/ }).first().click();
  await third.getByRole("heading", { name: "Weekly of the two managers" }).waitFor();
  check(third.url().endsWith(`/meetings/${decision.meeting_id}`), third.url());
  await third.close();
});

await test("an action is a task with an owner and a day", async () => {
  const party = point(jonas, /Summer party/);
  await party.getByRole("button", { name: /^Add an action/ }).click();
  await party.getByLabel("What is to be done").fill("Book the boat");
  await party.getByLabel("Who takes it on").selectOption({ label: "Paula" });
  await party.getByRole("button", { name: "Add", exact: true }).click();
  await point(paula, /Summer party/).getByRole("link", { name: "Book the boat" }).waitFor();
  const task = (await server.all("items")).find((one) => one.title === "Book the boat");
  same([task.kind, task.deadline_at?.slice(11)], ["task", "17:00"]);
});

await test("closed, its minutes hold what was said, decided and known; what is open goes on", async () => {
  await jonas.getByLabel("What came of “Later: Alpha”").selectOption("discussed");
  await jonas.getByRole("button", { name: "Close, with minutes" }).click();
  await jonas.getByRole("button", { name: "Close it" }).click();
  const minutes = jonas.getByRole("link", { name: "Minutes", exact: true });
  await minutes.waitFor();
  const address = await minutes.getAttribute("href");
  const text = await jonas.evaluate(async (path) => (await fetch(path)).text(), address);
  for (const part of ["The parts came late.", "Book the boat", "## Decisions", "Build it", "Paula"]) check(text.includes(part), `${part} is not in ${text}`);
  check(!text.includes("another supplier"), "the private note is in the minutes");
  await paula.goto(`${server.base}/inbox?show=all`);
  await paula.getByRole("button", { name: /^Meeting Minutes: Weekly/ }).first().waitFor();
  const next = await open();
  await jonas.goto(`${server.base}/meetings/${next.id}`);
  await jonas.getByRole("button", { name: "Write the agenda" }).click();
  await point(jonas, /Summer party/).getByText("carried 1×").waitFor();
});

await test("a meeting is cancelled with a reason that everybody is told", async () => {
  const next = await open();
  await jonas.getByRole("button", { name: /Cancel the meeting/ }).click();
  await jonas.getByLabel("Why; everybody is told").fill("Holiday");
  await jonas.getByRole("button", { name: "Cancel it" }).click();
  await eventually(async () => (await server.all("meetings")).find((one) => one.id === next.id).state, "cancelled");
  await paula.goto(`${server.base}/inbox`);
  await paula.getByRole("button", { name: /^Meeting Cancelled: Weekly/ }).waitFor();
});

await test("a new series from a template has its standing points", async () => {
  await jonas.goto(`${server.base}/meetings`);
  await jonas.getByRole("button", { name: "New meeting" }).click();
  await jonas.getByLabel("What sort of meeting").selectOption({ label: "Retrospective" });
  await accessible(jonas);
  await jonas.getByRole("button", { name: "Create", exact: true }).click();
  await jonas.getByRole("heading", { name: "Retrospective" }).waitFor();
  await jonas.getByRole("button", { name: "Write the agenda" }).click();
  await point(jonas, /What went well/).waitFor();
});

await test("on 390 pixels the notes of a meeting can be written", async () => {
  const small = await signedIn(browser, server, "jonas@example.org", { viewport: { width: 390, height: 844 }, hasTouch: true });
  const retro = (await server.all("meetings")).find((one) => one.state === "planned" && one.agenda_at);
  await small.goto(`${server.base}/meetings/${retro.id}`);
  await small.getByLabel("Notes of “What went well”").fill("The team.");
  const wide = await small.evaluate(() => document.documentElement.scrollWidth);
  check(wide <= 390, `${wide} wide`);
  await accessible(small);
  await small.context().close();
});

await test("nothing went wrong on the way", async () => same([...paula.faults, ...jonas.faults], []));

await end();
