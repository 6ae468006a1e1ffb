/* Scripts in every text field: whatever is typed, nothing of it runs, on any page. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { begin, signedIn } from "./lib.mjs";

const { server, browser, test, end } = await begin();
await server.setUp();

const call = "window.top.ran=1";
const corpus = [
  `<script>${call}</script>`,
  `"><script>${call}</script>`,
  `'><img src=x onerror="${call}">`,
  `<img src=x onerror=${call}>`,
  `<svg onload=${call}>`,
  `<svg><script>${call}</script></svg>`,
  `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  `<math><mtext><table><mglyph><style><img src=x onerror=${call}></style></mglyph></table></mtext></math>`,
  `<iframe srcdoc="<script>${call}</script>"></iframe>`,
  `<iframe src="javascript:${call}"></iframe>`,
  `<object data="javascript:${call}"></object>`,
  `<embed src="javascript:${call}">`,
  `<body onload=${call}>`,
  `<details open ontoggle=${call}>`,
  `<input autofocus onfocus=${call}>`,
  `<video><source onerror=${call}></video>`,
  `<marquee onstart=${call}>`,
  `<template><img src=x onerror=${call}></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${call}>">`,
  `<a href="javascript:${call}">x</a>`,
  `<form action="javascript:${call}"><button>x</button></form>`,
  `<base href="https://evil.example/">`,
  `<meta http-equiv="refresh" content="0;url=javascript:${call}">`,
  `<link rel=stylesheet href="data:text/css,*{background:url(javascript:${call})}">`,
  `<style>@import 'https://evil.example/x.css';</style>`,
  `[x](javascript:${call})`,
  `[x](JaVaScRiPt:${call})`,
  `[x](java&#115;cript:${call})`,
  `[x](&#x6A;avascript:${call})`,
  `[x](javascript&colon;${call})`,
  `[x](data:text/html;base64,PHNjcmlwdD50b3AucmFuPTE8L3NjcmlwdD4=)`,
  `[x](vbscript:${call})`,
  `![x](x"onerror="${call})`,
  `![x](javascript:${call})`,
  `<javascript:${call}>`,
  `[x]: javascript:${call}\n\n[x]`,
  "[x](https://example.org/\"onmouseover=\"window.top.ran=1)",
  `\`<script>${call}</script>\``,
  `    <script>${call}</script>`,
  `</textarea><script>${call}</script>`,
  `</title><script>${call}</script>`,
  `</style><script>${call}</script>`,
  `--><script>${call}</script>`,
  `]]><script>${call}</script>`,
  `{{constructor.constructor('${call}')()}}`,
  `\${${call}}`,
  `{@html '<script>${call}</script>'}`,
  `%3Cscript%3E${call}%3C/script%3E`,
  `\u003cscript\u003e${call}\u003c/script\u003e`,
  `<scr\u0000ipt>${call}</scr\u0000ipt>`.replaceAll("\u0000", ""),
  `＜script＞${call}＜/script＞`,
  `<<script>${call}//<</script>`,
  `<img/src/onerror=${call}>`,
  `<x onclick=${call} tabindex=1 autofocus onfocus=${call}>`,
  `javascript:${call}`,
];
const asText = corpus.join("\n\n");
const asLine = (max) => {
  asLine.next = ((asLine.next ?? -1) + 1) % corpus.length;
  return corpus[asLine.next].replaceAll("\n", " ").slice(0, max);
};

const contract = JSON.parse(readFileSync(new URL("../../contract/openapi.json", import.meta.url)));
const untouched = new Set(["rank", "position", "currency", "email", "color", "external_id"]);

/** Every field of plain text that the resource's schema takes at creation, filled. */
function filled(type) {
  const values = {};
  for (const [name, field] of Object.entries(contract.components.schemas[`${type}Create`].properties)) {
    const types = [field.type].flat();
    if (!types.includes("string") || field.format || field.pattern || field.enum || field.anyOf || untouched.has(name)) continue;
    values[name] = (field.maxLength ?? 200) >= asText.length ? asText : asLine(field.maxLength ?? 200);
  }
  return values;
}

const hours = [{ from_minute: 480, to_minute: 960 }];
const week = [0, 1, 2, 3, 4].map((weekday) => ({ weekday, spans: hours }));
let filledFields = 0;
async function make(collection, type, needed = {}) {
  const values = { ...filled(type), ...needed };
  filledFields += Object.keys(filled(type)).length - Object.keys(needed).filter((name) => name in filled(type)).length;
  return server.make(collection, values);
}

const made = {};
await test("every text field of the model takes the corpus as it is", async () => {
  made.calendar = await make("calendars", "Calendar", { week, exceptions: [{ name: asLine(100), first_day: "2026-12-24", last_day: "2026-12-26", spans: [] }] });
  made.product = await make("products", "Product");
  made.release = await make("releases", "Release", { product_id: made.product.id });
  made.project = await make("projects", "Project", { start_at: "2026-12-07T08:00", calendar_id: made.calendar.id, product_ids: [made.product.id] });
  made.resource = await make("resources", "Resource");
  const more = { labels: [asLine(100), asLine(100)], acceptance_criteria: [{ text: asText.slice(0, 1000), accepted: false }], variant: undefined };
  made.feature = await make("items", "Item", { ...more, kind: "feature", product_id: made.product.id, project_id: made.project.id, release_id: made.release.id, value: 5 });
  made.task = await make("items", "Item", { ...more, kind: "task", parent_id: made.feature.id, duration_minutes: 960 });
  await make("assignments", "Assignment", { item_id: made.task.id, resource_id: made.resource.id });
  await make("comments", "Comment", { item_id: made.task.id });
  await make("risks", "Risk", { project_id: made.project.id, item_ids: [made.task.id], probability_percent: 50 });
  await make("expenses", "Expense", { project_id: made.project.id, day: "2026-12-08", amount_cents: 100, kind: "planned" });
  await make("time_entries", "TimeEntry", { resource_id: made.resource.id, item_id: made.task.id, day: "2026-12-07", minutes: 60 });
  await make("formulas", "Formula", { text: "value" });
  await make("baselines", "Baseline", { project_id: made.project.id });
  await server.make("people", { name: asLine(100), email: "x@example.org" });
  const workspace = await fetch(server.base + server.root, { headers: { Cookie: server.cookie } });
  await fetch(server.base + server.root, {
    method: "PATCH",
    headers: { Cookie: server.cookie, Origin: server.base, "Content-Type": "application/json", "If-Match": workspace.headers.get("etag") },
    body: JSON.stringify({ name: asLine(100) }),
  });
  const change = { action: "update", resource: "item", subject_id: made.feature.id, field: "text", from: null, to: asText };
  made.proposal = await make("proposals", "Proposal", { changes: [change] });
  await make("decisions", "Decision", { outcome: undefined }).catch(() => null);
  assert.equal((await server.all("items")).find((one) => one.id === made.feature.id).text, asText);
  assert(filledFields >= 30, `${filledFields} fields`);
});

const source = readFileSync(new URL("../../web/src/route.ts", import.meta.url), "utf8");
const pages = /pageNames = \[([^\]]*)\]/.exec(source)[1].match(/\w+/g);

await test(`no page of ${pages.length} runs any of it, and nothing is reported`, async () => {
  const page = await signedIn(browser, server, "ada@example.org");
  const told = [];
  page.on("dialog", (dialog) => (told.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  page.on("console", (message) => /Content Security Policy|Refused to/.test(message.text()) && told.push(message.text()));
  page.on("request", (request) => request.url().startsWith(server.base) || request.url().startsWith("data:") || told.push(`asks ${request.url()}`));
  await page.addInitScript(() => addEventListener("securitypolicyviolation", (event) => (window.reported ??= []).push(`${event.violatedDirective} ${event.blockedURI}`)));
  const active = "script:not([src]), iframe, object, embed, base, form[action], template, marquee, [onerror], [onload], [onclick], [onfocus], [onbegin], [onmouseover], a[href^='javascript' i], a[href^='data' i], a[href^='vbscript' i]";
  const more = ["/people?tab=resources", "/people?tab=calendars", "/settings?tab=products", "/settings?tab=projects", "/settings?tab=account", "/budget?tab=baselines", `/items/${made.feature.id}`, `/items/${made.task.id}`, `/proposals/${made.proposal.id}`];
  let seen = 0;
  for (const path of [...pages.map((name) => `/${name}`), ...more]) {
    await page.goto(server.base + path);
    await page.locator("h1, section.panel").first().waitFor();
    await page.waitForTimeout(400);
    const found = await page.evaluate((selector) => [...document.querySelectorAll(selector)].map((one) => one.outerHTML.slice(0, 200)), active);
    const { ran, reported, text } = await page.evaluate(() => ({ ran: window.top.ran, reported: window.reported, text: document.body.innerText }));
    assert.deepEqual([path, found, ran ?? null, reported ?? [], told], [path, [], null, [], []]);
    seen += text.includes("window.top.ran=1");
  }
  assert(seen > 10, `the corpus was shown on ${seen} pages only`);
  assert.deepEqual(page.faults, []);
});

await test("what is Markdown shows as such, and is typed as it is", async () => {
  const page = await signedIn(browser, server, "ada@example.org");
  const item = await server.make("items", { kind: "task", title: "Written", text: "**Bold** and [home](/backlog)\n\n- one\n- two" });
  await page.goto(`${server.base}/items/${item.id}`);
  const panel = page.getByRole("region", { name: /Written/ });
  assert.equal(await panel.locator("strong").textContent(), "Bold");
  assert.deepEqual(await panel.locator(".markdown li").allTextContents(), ["one", "two"]);
  await panel.getByRole("button", { name: "Description" }).first().click();
  const area = panel.getByRole("textbox", { name: /^Description/ });
  assert.match(await area.inputValue(), /^\*\*Bold/);
  await area.fill("_Other_");
  await area.press("Tab");
  await panel.locator("em").getByText("Other").waitFor();
  assert.deepEqual(page.faults, []);
});

await test("the control: a script that gets into a page is reported and does not run", async () => {
  const page = await signedIn(browser, server, "ada@example.org");
  const reported = await page.evaluate(
    () =>
      new Promise((done) => {
        addEventListener("securitypolicyviolation", (event) => done(event.violatedDirective));
        document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.top.ran=1'>");
      }),
  );
  assert.match(reported, /script-src/);
  assert.equal(await page.evaluate(() => window.top.ran ?? null), null);
});

await end();
