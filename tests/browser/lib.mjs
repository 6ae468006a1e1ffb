/* What the browser tests share: a server of their own in a fresh folder, people and a small plan made through
 * the API, a Chromium, and TAP. Needs TRIVET_BIN, the program with the page inside; without it, or without
 * Chromium, everything is skipped. */
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

const require = createRequire(new URL("../../web/package.json", import.meta.url));
const chromiumPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const flags = [
  "--no-sandbox",
  "--headless",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
export const password = "three legs stand";

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

/** The program under test: start() again after stop() serves the same data on the same port. */
export class TestServer {
  /** More of `trivet serve`, from the next start. */
  options = [];

  async start() {
    this.folder ??= mkdtempSync(join(tmpdir(), "trivet-browser-"));
    this.port ??= await freePort();
    this.base = `http://127.0.0.1:${this.port}`;
    const args = ["serve", "--data", this.folder, "--listen", `127.0.0.1:${this.port}`, ...this.options];
    this.process = spawn(process.env.TRIVET_BIN, args, { stdio: ["ignore", "pipe", "pipe"] });
    this.output = "";
    await new Promise((resolve, reject) => {
      const take = (bytes) => {
        this.output += bytes;
        if (this.output.includes("ready on")) resolve();
      };
      this.process.stdout.on("data", take);
      this.process.stderr.on("data", take);
      this.process.once("exit", () => reject(new Error(`the server ended: ${this.output}`)));
      setTimeout(() => reject(new Error(`the server is not ready: ${this.output}`)), 20_000).unref();
    });
    this.setupLink ??= /http\S+\/setup#token=\S+/.exec(this.output)?.[0];
  }

  async stop() {
    if (!this.process || this.process.exitCode !== null) return;
    const ended = new Promise((resolve) => this.process.once("exit", resolve));
    this.process.kill("SIGTERM");
    await ended;
  }

  async remove() {
    await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  async call(method, path, body, cookie = this.cookie) {
    const headers = { "Content-Type": "application/json", Origin: this.base };
    if (cookie) headers.Cookie = cookie;
    const response = await fetch(this.base + path, { method, headers, body: body && JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    this.lastCookie = response.headers.get("set-cookie")?.split(";")[0];
    return text ? JSON.parse(text) : null;
  }

  /** Ada is administrator, product and project manager; Paula holds product, Jonas project. Or the example. */
  async setUp(example = false) {
    const token = new URL(this.setupLink).hash.slice("#token=".length);
    const given = { token, workspace_name: "Test", person_name: "Ada", email: "ada@example.org", password, example };
    const { workspace } = await this.call("POST", "/v1/setup", given);
    this.cookie = this.lastCookie;
    this.root = `/v1/workspaces/${workspace.id}`;
    if (example) return;
    const people = [
      ["Paula", "paula@example.org", "product_manager"],
      ["Jonas", "jonas@example.org", "project_manager"],
    ];
    for (const [name, email, role] of people) {
      const person = await this.make("people", { name, email, password });
      await this.make("memberships", { person_id: person.id, role });
    }
  }

  make(collection, values) {
    return this.call("POST", `${this.root}/${collection}`, values);
  }
  async all(collection) {
    return (await this.call("GET", `${this.root}/${collection}?limit=500`)).data;
  }

  /** One product, one release, one project, one person who does everything, and ranked features with a task each. */
  async smallPlan(titles = ["Alpha", "Beta", "Gamma", "Delta"]) {
    const hours = [{ from_minute: 480, to_minute: 960 }];
    const week = [0, 1, 2, 3, 4].map((weekday) => ({ weekday, spans: hours }));
    const calendar = await this.make("calendars", { name: "Week", week });
    const product = await this.make("products", { name: "Harbor" });
    const release = await this.make("releases", { product_id: product.id, name: "One" });
    const second = await this.make("releases", { product_id: product.id, name: "Two" });
    const project = await this.make("projects", { name: "Build it", start_at: "2026-12-07T08:00", calendar_id: calendar.id });
    const grace = await this.make("resources", { name: "Grace", rate_cents_per_hour: 10000 });
    const features = [];
    for (const [n, title] of titles.entries()) {
      const feature = await this.make("items", {
        kind: "feature",
        title,
        product_id: product.id,
        project_id: project.id,
        release_id: n < titles.length / 2 ? release.id : second.id,
        rank: `c00${n + 1}`,
        value: 10 - n,
        reach: 100,
        confidence_percent: 80,
      });
      const task = await this.make("items", { kind: "task", title: `Build ${title}`, parent_id: feature.id, duration_minutes: 960 });
      await this.make("assignments", { item_id: task.id, resource_id: grace.id });
      features.push({ feature, task });
    }
    return { calendar, product, release, second, project, grace, features };
  }
}

export async function openBrowser() {
  const { chromium } = require("playwright-core");
  return chromium.launch({ executablePath: chromiumPath, args: flags });
}

/** A page of its own person. `faults` gathers what went wrong in it. */
export async function signedIn(browser, server, email, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-GB", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  page.faults = [];
  page.on("pageerror", (error) => page.faults.push(error.message));
  await page.goto(server.base);
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("navigation", { name: "Pages" }).waitFor();
  return page;
}

export function axeSource() {
  return require("axe-core").source;
}

/** A picture of a failure, where the caller wants them. */
async function picture(pages, number) {
  const folder = process.env.TRIVET_SHOTS;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  for (const [n, page] of pages().entries()) {
    await page.screenshot({ path: join(folder, `failed-${number}-${n}.png`) }).catch(() => {});
  }
}

/**
 * A server and a browser for one file of tests: test(name, run) runs one and prints its line of TAP, end() gives
 * everything back and prints the plan. Where something is missing the file ends here, skipped.
 */
export async function begin() {
  if (!process.env.TRIVET_BIN || !existsSync(chromiumPath)) {
    console.log("1..0 # SKIP needs TRIVET_BIN and chromium");
    process.exit(0);
  }
  const server = new TestServer();
  let browser;
  let count = 0;
  let failed = 0;
  const fail = (name, error) => {
    failed++;
    console.log(`not ok ${count} - ${name}`);
    for (const line of String(error?.stack ?? error).split("\n").slice(0, 12)) console.log(`# ${line}`);
  };
  const end = async () => {
    await browser?.close();
    await server.remove();
    console.log(`1..${count}`);
    process.exit(failed === 0 ? 0 : 1);
  };
  /* What goes wrong between the tests ends the file as a failure of its own. */
  process.on("uncaughtException", (error) => {
    count++;
    fail("the tests could be run", error);
    void end();
  });
  const test = async (name, run) => {
    count++;
    try {
      await run();
      console.log(`ok ${count} - ${name}`);
    } catch (error) {
      fail(name, error);
      await picture(() => browser.contexts().flatMap((context) => context.pages()), count);
    }
  };
  await server.start();
  browser = await openBrowser();
  return { test, server, browser, end };
}

/** The same for tests written as one function. */
export async function tap(body) {
  const { test, server, browser, end } = await begin();
  await body(test, server, browser);
  await end();
}

export function check(condition, message) {
  if (!condition) throw new Error(message);
}

export function same(actual, expected, message = "") {
  const [a, b] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (a !== b) throw new Error(`${message} expected ${b}, got ${a}`);
}

/** Waits until the answer is the expected one: for what other people do. */
export async function eventually(ask, expected, within = 5000) {
  const until = Date.now() + within;
  let answer;
  do {
    answer = JSON.stringify(await ask());
    if (answer === JSON.stringify(expected)) return;
    await new Promise((resolve) => setTimeout(resolve, 30));
  } while (Date.now() < until);
  throw new Error(`expected ${JSON.stringify(expected)} within ${within} ms, last was ${answer}`);
}

/** The titles of the backlog's rows from top to bottom. */
export function titles(page) {
  return page.evaluate(() =>
    [...document.querySelectorAll("[role=row][data-row]")]
      .sort((a, b) => a.dataset.row - b.dataset.row)
      .map((row) => row.querySelector("a")?.textContent),
  );
}

export function row(page, title) {
  return page.locator("[role=row][data-row]").filter({ has: page.getByRole("link", { name: title, exact: true, includeHidden: true }) });
}
