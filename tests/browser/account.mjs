/* One's own account: password, second factor, sessions and tokens; what an administrator does to another's. */
import assert from "node:assert/strict";
import { createServer } from "node:http";

import { MailServer } from "../http/lib/smtp.mjs";
import { code } from "../http/lib/totp.mjs";
import { axeSource, begin, password, signedIn } from "./lib.mjs";

const { server, browser, test, end } = await begin();
await server.setUp();
const page = await signedIn(browser, server, "jonas@example.org");
const inSection = (name) => page.getByRole("region", { name });
let secret = "";
let recovery = "";

async function accessible(where = page) {
  await where.evaluate(axeSource());
  const found = await where.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }));
  assert.deepEqual(found.violations.map((one) => one.id + ": " + one.nodes[0].html), []);
}

async function signIn(where, word) {
  await where.goto(server.base);
  await where.getByLabel("E-mail").fill("jonas@example.org");
  await where.getByLabel("Password").fill(word);
  await where.keyboard.press("Enter");
}

await test("the palette leads to one's account", async () => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("your account");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "API tokens" }).waitFor();
  await accessible();
});

await test("a weak password is refused with the reason, a good one taken", async () => {
  const form = inSection("Password");
  await form.getByLabel("Present password").fill(password);
  await form.getByLabel("New password").fill("Password123");
  await form.getByRole("button", { name: "Change password" }).click();
  await form.getByText(/one of those that are tried first/).waitFor();
  await form.getByLabel("New password").fill("seven quiet lanterns");
  await form.getByRole("button", { name: "Change password" }).click();
  await page.getByText("Your new password is set.").waitFor();
});

await test("a second factor is set from its picture or its secret", async () => {
  const form = inSection("Second factor");
  await form.getByRole("button", { name: "Set up" }).click();
  const image = form.getByAltText(/QR code/);
  await image.waitFor();
  assert(await image.evaluate((one) => one.complete && one.naturalWidth > 0), "the picture is not shown");
  secret = await form.locator("code").textContent();
  await accessible();
  await form.getByLabel("Code").fill("000000");
  await form.getByRole("button", { name: "Turn on" }).click();
  await form.getByText("This code is not right.").waitFor();
  await form.getByLabel("Code").fill(code(secret));
  await form.getByRole("button", { name: "Turn on" }).click();
  const list = form.getByRole("list", { name: "Recovery codes" });
  await list.waitFor();
  const codes = await list.getByRole("listitem").allTextContents();
  assert.equal(codes.length, 10);
  recovery = codes[0];
  await form.getByText(/takes a code from your authenticator/).waitFor();
});

await test("signing in asks for the code; the session is listed and ended", async () => {
  const other = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await signIn(other, "seven quiet lanterns");
  await other.getByLabel("Code").fill("123456");
  await other.keyboard.press("Enter");
  await other.getByText("This code is not right").waitFor();
  await accessible(other);
  await other.getByLabel("Code").fill(recovery);
  await other.keyboard.press("Enter");
  await other.getByRole("heading", { name: "Backlog" }).waitFor();
  await page.reload();
  const rows = inSection("Sessions").getByRole("row");
  await inSection("Sessions").getByText("This one").waitFor();
  assert.equal(await rows.count(), 3);
  await inSection("Sessions").getByRole("button", { name: "End" }).click();
  await rows.nth(2).waitFor({ state: "detached" });
  await other.getByLabel("E-mail").waitFor();
});

await test("a token is made with its scopes, works, and ends", async () => {
  const form = inSection("API tokens");
  await form.getByLabel("What it is for").fill("Nightly report");
  await form.getByLabel("products and plans").check();
  assert.equal(await form.getByLabel("accounts and roles").count(), 0);
  await form.getByRole("button", { name: "New token" }).click();
  const bearer = await form.getByRole("status").locator("code").textContent();
  await form.getByRole("cell", { name: "products and plans" }).waitFor();
  const answer = () => fetch(`${server.base}${server.root}/items`, { headers: { Authorization: `Bearer ${bearer}` } });
  assert.equal((await answer()).status, 200);
  await accessible();
  await form.getByRole("button", { name: "Delete the token Nightly report" }).click();
  await form.getByRole("cell", { name: "products and plans" }).waitFor({ state: "detached" });
  assert.equal((await answer()).status, 401);
});

await test("an administrator who was away gives the password again, and the change goes on", async () => {
  await server.stop();
  server.options = ["--confirm-seconds", "1"];
  await server.start();
  const ada = await signedIn(browser, server, "ada@example.org");
  await ada.goto(`${server.base}/people`);
  await ada.waitForTimeout(1100);
  await ada.getByRole("button", { name: "Remove the second factor of Jonas" }).click();
  await ada.getByLabel("Password", { exact: true }).fill("not the password");
  await ada.keyboard.press("Enter");
  await ada.getByText("This is not your password.").waitFor();
  await accessible(ada);
  await ada.getByLabel("Password", { exact: true }).fill(password);
  await ada.keyboard.press("Enter");
  await ada.getByText("Jonas signs in with the password alone now.").waitFor();
  await ada.getByRole("button", { name: "Sign Jonas out everywhere" }).click();
  await ada.getByText("Jonas is signed out everywhere.").waitFor();
  await page.getByLabel("E-mail").waitFor();
  await signIn(page, "seven quiet lanterns");
  await page.getByRole("heading", { name: "Backlog" }).waitFor();
  assert.deepEqual([...page.faults, ...ada.faults], []);
});

await test("without a mail server an invitation is a link to hand over", async () => {
  await server.stop();
  server.options = [];
  await server.start();
  const ada = await signedIn(browser, server, "ada@example.org");
  await ada.goto(`${server.base}/people`);
  await ada.getByRole("button", { name: "Invite Paula" }).click();
  await ada.getByText(/^http\S+welcome#token=/).waitFor();
  await accessible(ada);
});

const post = await new MailServer().start();

await test("a webhook is made, tells of a change, and its log shows it; sent again on demand", async () => {
  const told = [];
  const receiver = createServer((request, response) => request.resume().on("end", () => (told.push(request.headers["webhook-id"]), response.writeHead(204).end())));
  await new Promise((done) => receiver.listen(0, "127.0.0.2", done));
  await server.stop();
  server.options = ["--outbound-allow", "127.0.0.2"];
  await server.start();
  const ada = await signedIn(browser, server, "ada@example.org");
  await ada.goto(`${server.base}/settings?tab=webhooks`);
  await ada.getByLabel("Name", { exact: true }).fill("Chat");
  await ada.getByLabel("Address").fill(`http://127.0.0.2:${receiver.address().port}/`);
  await ada.locator("summary").click();
  await ada.getByRole("checkbox", { name: "Product", exact: true }).check();
  await ada.getByRole("button", { name: "New webhook" }).click();
  await ada.getByRole("status").getByText(/^whsec_/).waitFor();
  await server.make("products", { name: "Told" });
  for (let i = 0; i < 200 && told.length === 0; i++) await ada.waitForTimeout(50);
  await ada.getByRole("button", { name: "Log of Chat" }).click();
  await ada.getByText("delivered").waitFor();
  await accessible(ada);
  await ada.getByRole("button", { name: /^Send evt_/ }).click();
  for (let i = 0; i < 200 && told.length < 2; i++) await ada.waitForTimeout(50);
  assert.equal(told[0], told[1]);
  await ada.getByRole("button", { name: "Delete the webhook Chat" }).click();
  await ada.getByText("No program is told").waitFor();
  receiver.close();
});

await test("somebody is invited by mail, chooses a password and signs in", async () => {
  await server.stop();
  server.options = ["--mail-url", post.url, "--mail-from", "trivet@example.org", "--mail-without-tls", "--public-url", server.base];
  await server.start();
  const ada = await signedIn(browser, server, "ada@example.org");
  await ada.goto(`${server.base}/people`);
  await ada.getByRole("button", { name: "New person" }).click();
  await ada.getByLabel("Name", { exact: true }).fill("Nora");
  await ada.getByLabel("E-mail", { exact: true }).fill("nora@example.org");
  await ada.getByRole("button", { name: "Create", exact: true }).click();
  await ada.getByText("The invitation is on its way to nora@example.org.").waitFor();
  const { text } = await post.mail(0);
  const nora = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await nora.goto(/http\S+welcome#token=\S+/.exec(text)[0]);
  await accessible(nora);
  await nora.getByLabel("New password").fill("nora12345!");
  await nora.keyboard.press("Enter");
  await nora.getByText(/one of those that are tried first/).waitFor();
  await nora.getByLabel("New password").fill("four green bottles");
  await nora.keyboard.press("Enter");
  await nora.getByLabel("E-mail").fill("nora@example.org");
  await nora.getByLabel("Password").fill("four green bottles");
  await nora.keyboard.press("Enter");
  await nora.getByRole("heading", { name: "Backlog" }).waitFor();
  await nora.goto(`${server.base}/settings?tab=account`);
  await nora.getByLabel("Send them").selectOption("Once a day");
  await nora.reload();
  assert.equal(await nora.getByLabel("Send them").inputValue(), "daily");
});

await test("a forgotten password is renewed by mail", async () => {
  const other = await (await browser.newContext({ locale: "en-GB" })).newPage();
  await other.goto(server.base);
  await other.getByRole("button", { name: "Forgotten your password?" }).click();
  await accessible(other);
  await other.getByLabel("E-mail").fill("nora@example.org");
  await other.getByRole("button", { name: "Send the link" }).click();
  await other.getByText(/a link is on its way/).waitFor();
  const { text } = await post.mail(1);
  await other.goto(/http\S+welcome#token=\S+/.exec(text)[0]);
  await other.getByLabel("New password").fill("five green bottles");
  await other.keyboard.press("Enter");
  await other.getByRole("heading", { name: "Sign in" }).waitFor();
});

post.stop();
await end();
