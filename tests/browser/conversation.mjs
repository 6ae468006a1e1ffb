/* The conversation of the example, as docs/guide/the-conversation.md tells it: ABC is priority one and fits, XYZ needs
 * more money and moves the date. Two managers, signed in at once, see what it would do, decide in their weekly, and
 * the plan changes. With TRIVET_GUIDE_IMAGES the pictures of the guide are taken on the way. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { begin, check, eventually, password, row, same, signedIn } from "./lib.mjs";

const { test, server, browser, end } = await begin();
const token = new URL(server.setupLink).hash.slice("#token=".length);
const set = { token, workspace_name: "Harbor & Ledger", person_name: "Alex Admin", email: "alex@example.org", password, example: true };
const { workspace } = await server.call("POST", "/v1/setup", set);
server.cookie = server.lastCookie;
server.root = `/v1/workspaces/${workspace.id}`;

/** The accounts of the example cannot sign in before they get a password. */
async function letIn(email) {
  const person = (await server.all("people")).find((one) => one.email === email);
  const headers = { "Content-Type": "application/json", Origin: server.base, Cookie: server.cookie, "If-Match": `"${person.revision}"` };
  const answer = await fetch(`${server.base}${server.root}/people/${person.id}`, { method: "PATCH", headers, body: JSON.stringify({ password }) });
  check(answer.ok, await answer.text());
  return signedIn(browser, server, email, { viewport: { width: 1040, height: 620 } });
}
const [paula, jonas] = [await letIn("paula@example.org"), await letIn("jonas@example.org")];
const titled = async (collection, title) => (await server.all(collection)).find((one) => (one.title ?? one.account) === title);
const release = async () => {
  const { id } = (await server.all("releases")).find((one) => one.name === "Harbor 2.0");
  return (await server.call("GET", `${server.root}/schedule`)).releases.find((one) => one.id === id).finish_at;
};
const point = (page, title) => page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: title }) });

async function picture(page, name) {
  const folder = process.env.TRIVET_GUIDE_IMAGES;
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.waitForTimeout(400);
  await page.getByRole("main").screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}

await test("ABC stands before XYZ; moving XYZ up shows what it does before it is dropped", async () => {
  await paula.goto(`${server.base}/backlog`);
  await row(paula, "Wave planning (XYZ)").waitFor();
  await paula.getByRole("treegrid").focus();
  await row(paula, "Wave planning (XYZ)").click({ position: { x: 400, y: 10 } });
  await paula.keyboard.press("Alt+ArrowUp");
  const card = paula.getByRole("group", { name: "What this changes" });
  await card.getByText("Harbor 2.0").first().waitFor();
  await card.getByText(/The promise to Nordlager .* breaks: €180,000/).waitFor();
  await picture(paula, "impact");
  await paula.keyboard.press("Escape");
});

await test("what was promised for the date stands with its money", async () => {
  await paula.goto(`${server.base}/promises`);
  await paula.getByText(/^1 broken/).waitFor();
  await paula.getByRole("link", { name: /Kestrel/ }).click();
  await paula.getByRole("region", { name: "Draft of what to write to them" }).waitFor();
  await picture(paula, "promises");
});

await test("XYZ first, with the budget it needs, waits for Jonas; a simpler ABC waits for Paula", async () => {
  await jonas.goto(`${server.base}/proposals/${(await titled("proposals", "XYZ before ABC, with the budget it needs")).id}`);
  await jonas.getByRole("heading", { name: "XYZ before ABC" }).waitFor();
  await jonas.getByRole("region", { name: /What it does|Impact|What this/ }).first().waitFor();
  await picture(jonas, "proposal");
});

await test("the weekly has written its agenda; both are in it", async () => {
  const meeting = (await server.all("meetings")).find((one) => one.state === "planned");
  for (const page of [jonas, paula]) await page.goto(`${server.base}/meetings/${meeting.id}`);
  await jonas.getByRole("region", { name: "What it would be about today" }).getByText("XYZ before ABC").waitFor();
  await picture(jonas, "agenda");
  await jonas.getByRole("button", { name: "Begin" }).click();
  await point(paula, "A simpler ABC, so that XYZ fits").waitFor();
});

await test("they decline the one and accept the other: the plan changes in the meeting", async () => {
  const before = await release();
  const xyz = point(jonas, "XYZ before ABC, with the budget it needs");
  await xyz.getByRole("button", { name: /^Talk about/ }).click();
  await xyz.getByLabel("Why (kept with the decision)").fill("It moves Harbor 2.0 behind what we promised.");
  await picture(jonas, "meeting");
  await xyz.getByRole("button", { name: "Decline" }).click();
  await point(paula, "XYZ before ABC, with the budget it needs").getByText("Declined").waitFor();
  const abc = point(paula, "A simpler ABC, so that XYZ fits");
  await abc.getByLabel("Why (kept with the decision)").fill("One hall first is what the pilot needs anyway.");
  await abc.getByRole("button", { name: "Accept" }).click();
  await point(jonas, "A simpler ABC, so that XYZ fits").getByText("Accepted").waitFor();
  same((await titled("items", "Guided picking (ABC)")).variant, "One hall first");
  check((await release()) <= before, "the release is no later");
});

await test("the minutes hold the decisions and the figures", async () => {
  await jonas.getByRole("button", { name: "Close, with minutes" }).click();
  await jonas.getByRole("button", { name: "Close it" }).click();
  await jonas.getByRole("region", { name: "As known when it closed" }).getByText("Harbor 2.0").first().waitFor();
  await picture(jonas, "minutes");
  const held = (await server.all("meetings")).filter((one) => one.state === "held").sort((a, b) => (a.ended_at < b.ended_at ? 1 : -1))[0];
  for (const part of ["declined: XYZ before ABC", "accepted: A simpler ABC", "One hall first is what"]) check(held.minutes.includes(part), `${part}: ${held.minutes.slice(0, 3000)}`);
  const decisions = (await server.all("decisions")).filter((one) => one.meeting_id === held.id);
  same(decisions.map((one) => one.outcome).sort(), ["accepted", "declined"]);
});

await test("the decision can be taken back whole", async () => {
  const decision = (await server.all("decisions")).find((one) => one.title === "A simpler ABC, so that XYZ fits");
  await paula.goto(`${server.base}/decisions/${decision.id}`);
  await paula.getByRole("heading", { name: /· A simpler ABC/ }).waitFor();
  await picture(paula, "decision");
  const answer = await server.call("POST", `${server.root}/decisions/${decision.id}/undo`, { note: "The pilot wants both halls." }).catch((error) => error);
  check(!(answer instanceof Error), answer.message);
  await eventually(async () => (await titled("items", "Guided picking (ABC)")).variant, null);
});

await test("nothing went wrong on the way", async () => same([...paula.faults, ...jonas.faults], []));

await end();
