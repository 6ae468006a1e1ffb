/* One's own account: password, second factor, sessions and tokens; what an administrator does to another's. */
import assert from "node:assert/strict";

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
  const codes = await form.getByRole("list", { name: "Recovery codes" }).getByRole("listitem").allTextContents();
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

await end();
