/* From the link that the server prints to the workspace, and signing in and out. */
import { begin, check, password, same, signedIn } from "./lib.mjs";

const { test, server, browser, end } = await begin();
const context = await browser.newContext({ locale: "en-GB" });
const page = await context.newPage();

await test("the link of the first run makes workspace and account", async () => {
  await page.goto(server.setupLink);
  await page.getByLabel("Name of the workspace").fill("Lighthouse");
  await page.getByLabel("Your name").fill("Ada Adams");
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Password").fill("short");
  await page.getByLabel(/Fill it with an example/).uncheck();
  await page.getByRole("button", { name: "Create the workspace" }).click();
  check(await page.getByLabel("Password").evaluate((field) => !field.validity.valid), "a short password is refused");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await page.getByText("Lighthouse").waitFor();
  same(new URL(page.url()).pathname, "/backlog");
  await page.waitForFunction(() => document.title.startsWith("Backlog"));
});

await test("an empty backlog says what to do", async () => {
  await page.getByRole("heading", { name: "No features yet" }).waitFor();
  await page.getByRole("button", { name: "Import a plan" }).waitFor();
});

await test("signing out ends the session", async () => {
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
  await page.goto(`${server.base}/people`);
  await page.getByRole("heading", { name: "Sign in" }).waitFor();
});

await test("a wrong password is told as such", async () => {
  await page.getByLabel("E-mail").fill("ada@example.org");
  await page.getByLabel("Password").fill("something else");
  await page.keyboard.press("Enter");
  await page.getByRole("alert").filter({ hasText: "wrong" }).waitFor();
});

await test("after signing in the page asked for is there", async () => {
  await page.getByLabel("Password").fill(password);
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "People & resources" }).waitFor();
});

await test("a language is kept", async () => {
  await page.getByRole("button", { name: "Deutsch" }).click();
  await page.getByRole("link", { name: "Vorschläge" }).waitFor();
  await page.reload();
  await page.getByRole("link", { name: "Vorschläge" }).waitFor();
  same(await page.evaluate(() => document.documentElement.lang), "de");
});

await test("an administrator makes an account and gives it a new password", async () => {
  await page.getByRole("button", { name: "English" }).click();
  await page.goto(`${server.base}/people`);
  await page.getByRole("button", { name: "New person" }).click();
  const dialog = page.getByRole("dialog", { name: "New person" });
  await dialog.getByLabel("Name").fill("Paula");
  await dialog.getByLabel("E-mail").fill("ada@example.org");
  await dialog.getByLabel("Password").fill(password);
  await dialog.getByRole("button", { name: "Create" }).click();
  await dialog.getByRole("alert").waitFor();
  await dialog.getByLabel("E-mail").fill("paula@example.org");
  await dialog.getByLabel("Role").selectOption("product_manager");
  await dialog.getByRole("button", { name: "Create" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Take the role Product manager from Paula" }).waitFor();
  await page.getByRole("button", { name: "New password for Paula" }).click();
  await page.getByRole("dialog").getByLabel("Password").fill(`${password} again`);
  await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
  await page.getByText("The new password is set.").waitFor();
  const answer = await fetch(`${server.base}/v1/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json", Origin: server.base },
    body: JSON.stringify({ email: "paula@example.org", password: `${password} again` }),
  });
  same(answer.status, 201);
  check(!JSON.stringify(await page.evaluate(() => ({ ...localStorage }))).includes(password), "no password is kept");
});

await test("the set-up link works once", async () => {
  const other = await signedIn(browser, server, "ada@example.org");
  await other.goto(server.setupLink);
  same(await other.getByLabel("Name of the workspace").count(), 0);
  same(other.faults, []);
});

await end();
