/* What the page costs: scripts sent, first load, and frames while a bar is dragged and rows scroll, from the
 * browser's own trace. Needs TRIVET_BIN, the release build with the page inside, and Chromium. */
import { TestServer, openBrowser, password } from "../../tests/browser/lib.mjs";
import { importPlan, largePlan } from "../../tests/browser/plan_file.mjs";

const SIZES = [1000, 10_000];
const MOVES = 150;
const LOADS = 5;
const viewport = { width: 1440, height: 900 };

function quantile(numbers, q) {
  const sorted = numbers.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] ?? NaN;
}
const ms = (value) => value.toFixed(1);

function table(title, head, rows) {
  console.log(`\n**${title}**\n\n| ${head.join(" | ")} |\n|${head.map(() => "---").join("|")}|`);
  for (const row of rows) console.log(`| ${row.join(" | ")} |`);
}

async function signIn(context, server) {
  const answer = await context.request.post(`${server.base}/v1/session`, {
    data: { email: "ada@example.org", password },
    headers: { Origin: server.base },
  });
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()}`);
}

async function newPage(browser, server) {
  const context = await browser.newContext({ viewport, locale: "en-GB" });
  await signIn(context, server);
  return context.newPage();
}

/** Bytes on the wire by kind, as long as the page loads. */
async function weigh(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  const kinds = new Map();
  const sums = { script: 0, style: 0, wasm: 0 };
  session.on("Network.responseReceived", ({ requestId, response }) => {
    const kind = { "text/javascript": "script", "text/css": "style", "application/wasm": "wasm" }[response.mimeType];
    if (kind) kinds.set(requestId, kind);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (kinds.has(requestId)) sums[kinds.get(requestId)] += encodedDataLength;
  });
  return sums;
}

async function measureSizes(browser, server) {
  const rows = [];
  for (const [name, path, ready] of [
    ["Backlog", "/backlog", "h1"],
    ["Plan", "/plan", "[role=treegrid] [data-row]"],
  ]) {
    const page = await newPage(browser, server);
    const sums = await weigh(page);
    await page.goto(server.base + path);
    await page.locator(ready).first().waitFor();
    await page.waitForTimeout(500);
    rows.push([name, ...["script", "style", "wasm"].map((kind) => (sums[kind] / 1000).toFixed(1))]);
    await page.context().close();
  }
  table("Sent for a first visit, compressed, kB", ["page", "scripts", "styles", "engine"], rows);
}

async function loadOnce(page, server) {
  await page.goto(`${server.base}/plan`);
  await page.locator("[role=treegrid] [data-row]").first().waitFor();
  await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0))));
  return page.evaluate(() => ({
    shown: performance.now(),
    shift: performance.getEntriesByType("layout-shift").reduce((sum, entry) => sum + entry.value, 0),
  }));
}

async function measureLoads(browser, server, size) {
  const cold = [];
  const returning = [];
  let shift = 0;
  for (let n = 0; n < LOADS; n++) {
    const page = await newPage(browser, server);
    cold.push((await loadOnce(page, server)).shown);
    const again = await loadOnce(page, server);
    returning.push(again.shown);
    shift = Math.max(shift, again.shift);
    await page.context().close();
  }
  return [size, ms(quantile(cold, 0.5)), ms(quantile(returning, 0.5)), shift.toFixed(3)];
}

/** Runs `work` under the browser's trace; milliseconds of the main thread for each frame, and between frames. */
async function traced(page, work) {
  const session = await page.context().newCDPSession(page);
  const events = [];
  session.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["devtools.timeline", "disabled-by-default-devtools.timeline", "toplevel"] },
  });
  await work();
  const done = new Promise((resolve) => session.once("Tracing.tracingComplete", resolve));
  await session.send("Tracing.end");
  await done;
  await session.detach();
  return framesOf(events);
}

function framesOf(events) {
  const frames = events.filter((event) => event.name === "FireAnimationFrame" && event.dur !== undefined);
  const thread = mostFrequent(frames.map((event) => `${event.pid} ${event.tid}`));
  const own = (event) => `${event.pid} ${event.tid}` === thread;
  const tasks = events.filter((event) => own(event) && event.name === "RunTask" && event.dur !== undefined);
  const starts = frames.filter(own).map((event) => event.ts).sort((a, b) => a - b);
  const busy = starts.map((start, n) => {
    const end = starts[n + 1] ?? start + 100_000;
    return tasks.filter((task) => task.ts + task.dur > start && task.ts < end).reduce((sum, task) => sum + task.dur, 0) / 1000;
  });
  const between = starts.slice(1).map((start, n) => (start - starts[n]) / 1000);
  return { busy, between };
}

function mostFrequent(names) {
  const counts = new Map();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0];
}

function frameRow(what, { busy, between }) {
  return [what, String(busy.length), ms(quantile(busy, 0.5)), ms(quantile(busy, 0.95)), ms(quantile(between, 0.5)), ms(quantile(between, 0.95))];
}

/** Takes hold of the first task's bar and draws it back and forth, a step at each turn of the event loop. */
async function dragBar(page) {
  const box = await page.locator("canvas").boundingBox();
  const y = box.y + 44 + 2 * 28 + 14;
  let x = box.x + 4;
  const cursor = () => page.locator("canvas").evaluate((canvas) => canvas.style.cursor);
  for (await page.mouse.move(x, y); (await cursor()) !== "grab"; await page.mouse.move(x, y)) {
    x += 3;
    if (x > box.x + box.width) throw new Error("no bar to drag");
  }
  await page.mouse.down();
  const trace = await traced(page, async () => {
    for (let n = 0; n < MOVES; n++) await page.mouse.move(x + 20 + 150 * Math.abs(Math.sin(n / 12)), y + 1);
  });
  await page.keyboard.press("Escape");
  await page.mouse.up();
  return trace;
}

async function scrollRows(page) {
  return traced(page, () =>
    page.locator(".scroller").evaluate(async (element, moves) => {
      for (let n = 0; n < moves; n++) {
        element.scrollTop += 300;
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    }, MOVES),
  );
}

async function measureFrames(browser, server, size) {
  const page = await newPage(browser, server);
  await page.goto(`${server.base}/plan?zoom=days&at=2026-12-05`);
  await page.locator("[role=treegrid] [data-row]").first().waitFor();
  await page.waitForTimeout(1000);
  const drag = frameRow(`drag a bar, ${size} tasks`, await dragBar(page));
  const scroll = frameRow(`scroll, ${size} tasks`, await scrollRows(page));
  await page.context().close();
  return [drag, scroll];
}

const browser = await openBrowser();
const frames = [];
const loads = [];
for (const size of SIZES) {
  const server = new TestServer();
  await server.start();
  await server.setUp();
  await importPlan(server, largePlan(size));
  if (size === SIZES[0]) await measureSizes(browser, server);
  loads.push(await measureLoads(browser, server, size));
  frames.push(...(await measureFrames(browser, server, size)));
  await server.remove();
}
await browser.close();
table("From the address to the plan on the screen, ms (median of 5)", ["tasks", "cold", "returning", "layout shift"], loads);
table("Frames, ms of the main thread and between frames", ["what", "frames", "busy p50", "busy p95", "between p50", "between p95"], frames);
