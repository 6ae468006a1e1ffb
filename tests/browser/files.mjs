/* Files with an item and a project: attached, saved as they were, never shown, deleted for good. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";

import { axeSource, begin, signedIn } from "./lib.mjs";

const { server, browser, test, end } = await begin();
await server.setUp();
const { features, project } = await server.smallPlan();
const page = await signedIn(browser, server, "jonas@example.org");
const other = await signedIn(browser, server, "paula@example.org");
const item = `${server.base}/items/${features[0].task.id}`;
const page_ = `<!doctype html><script>window.top.ran=1</script>`;

await test("a file is attached and everybody sees it at once", async () => {
  await page.goto(item);
  await other.goto(item);
  const section = page.getByRole("region", { name: "Files" });
  await section.locator("input[type=file]").setInputFiles([
    { name: "evil.html", mimeType: "text/html", buffer: Buffer.from(page_) },
    { name: "Überblick.pdf", mimeType: "application/pdf", buffer: Buffer.alloc(300_000, 7) },
  ]);
  await section.getByText("Überblick.pdf").waitFor();
  await other.getByRole("region", { name: "Files" }).getByText("293 kB").waitFor();
  await page.evaluate(axeSource());
  const found = await page.evaluate(() => globalThis.axe.run("section.panel", { runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }));
  assert.deepEqual(found.violations.map((one) => one.id + ": " + one.nodes[0].html), []);
});

await test("it is saved as it was, under its name, and nothing in it runs", async () => {
  const saved = page.waitForEvent("download");
  await page.getByRole("link", { name: "evil.html" }).click();
  const download = await saved;
  assert.equal(download.suggestedFilename(), "evil.html");
  assert.equal(readFileSync(await download.path(), "utf8"), page_);
  const [file] = (await server.all("attachments")).filter((one) => one.name === "evil.html");
  const opened = other.waitForEvent("download");
  await other.goto(`${server.base}${server.root}/attachments/${file.id}/content`).catch(() => null);
  await opened;
  assert.equal(await other.evaluate(() => window.top.ran ?? null), null);
});

await test("only its author or an administrator deletes it, and is asked first", async () => {
  await other.goto(item);
  const theirs = other.getByRole("region", { name: "Files" });
  await theirs.getByText("evil.html").waitFor();
  assert.equal(await theirs.getByRole("button", { name: /^Delete the file/ }).count(), 0);
  const mine = page.getByRole("region", { name: "Files" });
  await mine.getByRole("button", { name: "Delete the file evil.html" }).click();
  await mine.getByRole("button", { name: "Delete for good" }).click();
  await theirs.getByText("evil.html").waitFor({ state: "detached" });
  assert.deepEqual((await server.all("attachments")).map((one) => one.name), ["Überblick.pdf"]);
});

await test("a project has files, too", async () => {
  await page.goto(`${server.base}/settings?tab=projects`);
  const card = page.getByRole("region", { name: project.name });
  await card.locator("input[type=file]").setInputFiles({ name: "charter.txt", mimeType: "text/plain", buffer: Buffer.from("x") });
  await card.getByRole("link", { name: "charter.txt" }).waitFor();
  assert.deepEqual([...page.faults, ...other.faults], []);
});

await end();
