/* Passkeys with Chromium's virtual authenticator; one's own data taken along, an account erased. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { axeSource, begin, password, signedIn } from "./lib.mjs";

const { server, browser, test, end } = await begin();
await server.setUp();
await server.stop();
server.options = ["--public-url", `http://localhost:${server.port}`, "--confirm-seconds", "3600"];
await server.start();
const ada = await signedIn(browser, server, "ada@example.org");
server.base = `http://localhost:${server.port}`; // what browsers take passkeys at without TLS
const page = await signedIn(browser, server, "jonas@example.org");
const inSection = (name) => page.getByRole("region", { name });

async function accessible(where = page) {
  await where.evaluate(axeSource());
  const found = await where.evaluate(() => globalThis.axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }));
  assert.deepEqual(found.violations.map((one) => one.id + ": " + one.nodes[0].html), []);
}

/** An authenticator of that page: present is whether somebody is there who shows his finger. */
async function authenticator(where) {
  const cdp = await where.context().newCDPSession(where);
  await cdp.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true };
  const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", { options });
  return { cdp, verified: (isUserVerified) => cdp.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified }) };
}
const key = await authenticator(page);

await test("a passkey is made in one's account, and named", async () => {
  await page.goto(`${server.base}/settings?tab=account`);
  const form = inSection("Passkeys");
  await form.getByLabel("What it is called", { exact: true }).fill("Telephone");
  await form.getByRole("button", { name: "New passkey" }).click();
  const name = form.getByLabel("Name of the passkey Telephone");
  await name.waitFor();
  await accessible();
  await name.fill("Blue telephone");
  await name.blur();
  await form.getByLabel("Name of the passkey Blue telephone").waitFor();
  assert.equal(await form.getByRole("row").count(), 2);
});

await test("the same authenticator makes no second one, and says so", async () => {
  const form = inSection("Passkeys");
  await form.getByLabel("What it is called", { exact: true }).fill("Again");
  await form.getByRole("button", { name: "New passkey" }).click();
  await form.getByText("No passkey was used.").waitFor();
});

await test("it signs in without address and password, and not when nobody is verified", async () => {
  await page.context().clearCookies();
  await page.goto(server.base);
  const button = page.getByRole("button", { name: "Sign in with a passkey" });
  await button.waitFor();
  await accessible();
  await key.verified(false);
  await button.click();
  await page.getByText("No passkey was used.").waitFor();
  await key.verified(true);
  await button.click();
  await page.getByRole("heading", { name: "Backlog" }).waitFor();
  await page.goto(`${server.base}/settings?tab=account`);
  await inSection("Passkeys").getByLabel("Name of the passkey Blue telephone").waitFor();
});

await test("it stands in where the password is asked for again", async () => {
  await server.stop();
  server.options[3] = "5";
  await server.start();
  await page.reload();
  await inSection("Your data").waitFor();
  await page.waitForTimeout(5100);
  const download = page.waitForEvent("download");
  await inSection("Your data").getByRole("button", { name: "Take the data along" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Use a passkey" }).click();
  const data = JSON.parse(readFileSync(await (await download).path(), "utf8"));
  assert.equal(data.person.email, "jonas@example.org");
  assert.deepEqual(data.passkeys.map((one) => one.name), ["Blue telephone"]);
});

await test("an administrator removes somebody's passkeys", async () => {
  await ada.goto(`${server.base.replace("localhost", "127.0.0.1")}/people`);
  await ada.getByRole("button", { name: "Remove all passkeys of Jonas" }).click();
  await ada.getByLabel("Password", { exact: true }).fill(password);
  await ada.keyboard.press("Enter");
  await ada.getByText("No passkey signs Jonas in any more.").waitFor();
  await page.reload();
  await inSection("Passkeys").getByLabel("What it is called", { exact: true }).waitFor();
  assert.equal(await inSection("Passkeys").getByRole("row").count(), 0);
});

await test("an administrator erases somebody, by typing his address", async () => {
  await server.stop();
  server.options[3] = "3600";
  await server.start();
  await ada.reload();
  await ada.getByRole("button", { name: "Data of Paula" }).click();
  const dialog = ada.getByRole("dialog");
  const erase = dialog.getByRole("button", { name: "Erase for ever" });
  await erase.waitFor();
  assert(await erase.isDisabled(), "it can be pressed before anything is typed");
  await accessible(ada);
  await dialog.getByLabel(/^To erase/).fill("jonas@example.org");
  assert(await erase.isDisabled(), "another's address is enough");
  await dialog.getByLabel(/^To erase/).fill("paula@example.org");
  await erase.click();
  await ada.getByText(/^Erased: the text of \d+ events is gone/).waitFor();
  await ada.getByLabel("Name: Erased person").waitFor();
});

await test("and anybody himself, who is a stranger then", async () => {
  await page.reload();
  const form = inSection("Your data");
  await form.getByLabel(/^To erase/).fill("jonas@example.org");
  await form.getByRole("button", { name: "Erase my account for ever" }).click();
  await page.getByLabel("E-mail").waitFor();
  assert.deepEqual([...page.faults, ...ada.faults], []);
});

await end();
