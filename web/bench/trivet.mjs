/* What the conversation between the two managers costs: a step of a feature in the ranking until the legs have answered,
 * three scenarios side by side, and the watch over tolerances. Needs TRIVET_BIN, the release build with the page inside,
 * and Chromium. Where other programs use the machine, look at the processor time. */
import { readFileSync } from "node:fs";

import { TestServer, openBrowser, password } from "../../tests/browser/lib.mjs";
import { largePlan } from "../../tests/browser/plan_file.mjs";

const SIZES = [1000, 10_000];
const PEOPLE = 20;
const STEPS = 30;
const ROUNDS = 10;
const CHANGES = 50;
const TICKS = 100; /* a second of /proc */

function quantile(numbers, q) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}
const ms = (value) => value.toFixed(1);

/** Phases are features of a product; each task has one of the people. */
async function makePlan(server, size) {
  const product = await server.make("products", { name: "Large" });
  const answer = await fetch(`${server.base}${server.root}/imports?format=mspdi&project_name=Large&features=top&product_id=${product.id}`, {
    method: "POST",
    headers: { "Content-Type": "application/octet-stream", Cookie: server.cookie, Origin: server.base },
    body: largePlan(size),
  });
  if (!answer.ok) throw new Error(`import: ${answer.status} ${await answer.text()}`);
  const snapshot = await server.call("GET", `${server.root}/snapshot`);
  const project = snapshot.projects.find((one) => one.name === "Large");
  const people = [];
  for (let n = 0; n < PEOPLE; n++) people.push(await server.make("resources", { name: `Person ${n}`, rate_cents_per_hour: 9000 }));
  const parents = new Set(snapshot.items.map((item) => item.parent_id));
  const tasks = snapshot.items.filter((item) => !parents.has(item.id));
  const features = snapshot.items.filter((item) => item.kind === "feature");
  for (let n = 0; n < tasks.length; n += 50)
    await Promise.all(tasks.slice(n, n + 50).map((task, k) => server.make("assignments", { item_id: task.id, resource_id: people[(n + k) % PEOPLE].id })));
  await server.make("baselines", { name: "Agreed", project_id: project.id });
  return { project, tasks, features };
}

/** Milliseconds of the page's main thread, by its own processor time. */
async function threadTime(session) {
  const { metrics } = await session.send("Performance.getMetrics");
  return 1000 * metrics.find((one) => one.name === "TaskDuration").value;
}

async function open(browser, server) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
  await context.request.post(`${server.base}/v1/session`, { data: { email: "ada@example.org", password }, headers: { Origin: server.base } });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  const session = await context.newCDPSession(page);
  await session.send("Performance.enable", { timeDomain: "threadTicks" });
  return { page, session };
}

async function measureSteps({ page, session }, server, project) {
  await page.goto(`${server.base}/trivet/${project.id}`);
  const grip = page.locator("[role=list] .grip").first();
  await grip.focus();
  await page.waitForTimeout(1500);
  const walls = [];
  const before = await threadTime(session);
  for (let n = 0; n < STEPS; n++) {
    walls.push(
      await page.evaluate(async () => {
        const start = performance.now();
        document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, cancelable: true }));
        await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
        return performance.now() - start;
      }),
    );
    await page.waitForTimeout(50);
  }
  const thread = ((await threadTime(session)) - before) / STEPS;
  return [ms(quantile(walls, 0.5)), ms(quantile(walls, 0.95)), ms(thread)];
}

async function measureScenarios({ page, session }, server, tasks) {
  for (let n = 0; n < 3; n++) {
    const changes = tasks.slice(n * CHANGES, (n + 1) * CHANGES).map((task) => ({ action: "update", resource: "item", subject_id: task.id, field: "duration_minutes", from: null, to: 960 + 480 * n }));
    await server.make("scenarios", { name: `Scenario ${n}`, changes });
  }
  await page.goto(`${server.base}/backlog`);
  await page.getByRole("link", { name: "Scenarios" }).waitFor();
  await page.waitForTimeout(1500);
  const before = await threadTime(session);
  const start = performance.now();
  await page.getByRole("link", { name: "Scenarios" }).click();
  await page.waitForFunction(() => document.querySelectorAll("thead th").length === 4);
  const wall = performance.now() - start;
  return [ms(wall), ms((await threadTime(session)) - before)];
}

/** Milliseconds of processor time that the server has used. */
function processorTime(server) {
  const fields = readFileSync(`/proc/${server.process.pid}/stat`, "utf8").split(") ")[1].split(" ");
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / TICKS;
}

async function change(server, task, minutes) {
  const { revision } = await server.call("GET", `${server.root}/items/${task.id}`);
  const headers = { "Content-Type": "application/merge-patch+json", Origin: server.base, Cookie: server.cookie, "If-Match": `"${revision}"` };
  const start = performance.now();
  const answer = await fetch(`${server.base}${server.root}/items/${task.id}`, { method: "PATCH", headers, body: JSON.stringify({ duration_minutes: minutes }) });
  if (!answer.ok) throw new Error(`patch: ${answer.status}`);
  await answer.text();
  return performance.now() - start;
}

async function rounds(server, task, from) {
  const before = processorTime(server);
  const answers = [];
  for (let n = 0; n < ROUNDS; n++) {
    answers.push(await change(server, task, from + n));
    await new Promise((resolve) => setTimeout(resolve, 700));
  }
  return { each: (processorTime(server) - before) / ROUNDS, answer: quantile(answers, 0.5) };
}

async function measureWatch(server, project, tasks) {
  const without = await rounds(server, tasks[0], 480);
  for (const [aspect, allowed] of [["time", 1e7], ["cost", 1e9], ["scope", 100]]) await server.make("tolerances", { project_id: project.id, aspect, allowed });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const watched = await rounds(server, tasks[0], 500);
  const tight = await server.make("tolerances", { item_id: tasks[0].id, aspect: "time", allowed: 0 });
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const start = performance.now();
  await change(server, tasks[0], 5000);
  for (;;) {
    const { data } = await server.call("GET", `${server.root}/exceptions?tolerance_id=${tight.id}&state=open`);
    if (data.length) break;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return [ms(without.answer), ms(watched.answer), ms(watched.each - without.each), ms(performance.now() - start)];
}

const steps = [];
const browser = await openBrowser();
for (const size of SIZES) {
  const server = new TestServer();
  await server.start();
  await server.setUp();
  const { project, tasks } = await makePlan(server, size);
  const seen = await open(browser, server);
  steps.push([size, ...(await measureSteps(seen, server, project)), ...(await measureScenarios(seen, server, tasks)), ...(await measureWatch(server, project, tasks))]);
  await seen.page.context().close();
  await server.remove();
}
await browser.close();

const head = ["tasks", "step p50", "p95", "its processor time", "3 scenarios open", "its processor time", "change answered, unwatched", "watched", "watch, processor time a round", "until the exception stands"];
console.log(`\n**The trivet, ${PEOPLE} people, ms**\n\n| ${head.join(" | ")} |\n|${head.map(() => "---").join("|")}|`);
for (const row of steps) console.log(`| ${row.join(" | ")} |`);
