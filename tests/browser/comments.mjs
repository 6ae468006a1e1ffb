/* Comments on an item: written, seen at once by others, changed, deleted; who is mentioned finds it in the inbox. */
import assert from "node:assert/strict";

import { axeSource, begin, signedIn } from "./lib.mjs";

const { server, browser, test, end } = await begin();
await server.setUp();
const { features } = await server.smallPlan();
const item = `${server.base}/items/${features[0].task.id}`;
const jonas = await signedIn(browser, server, "jonas@example.org");
const paula = await signedIn(browser, server, "paula@example.org");
const comments = (page) => page.getByRole("region", { name: "Comments" });

await test("a comment is seen by others at once, as Markdown", async () => {
  await jonas.goto(item);
  await paula.goto(item);
  await comments(jonas).getByLabel("Write a comment").fill("Is **Friday** enough?");
  await comments(jonas).getByLabel("Write a comment").press("Control+Enter");
  await comments(paula).locator("strong", { hasText: "Friday" }).waitFor();
  await jonas.evaluate(axeSource());
  const found = await jonas.evaluate(() => globalThis.axe.run("section.panel", { runOnly: ["wcag2a", "wcag2aa", "wcag21aa"] }));
  assert.deepEqual(found.violations.map((one) => one.id + ": " + one.nodes[0].html), []);
});

await test("whoever is mentioned finds it in the inbox", async () => {
  await comments(paula).getByLabel("Write a comment").fill("Thursday is better, ");
  await comments(paula).getByLabel("Mention …").selectOption("Jonas");
  await comments(paula).getByRole("button", { name: "Comment", exact: true }).click();
  await comments(jonas).getByRole("link", { name: "@Jonas" }).waitFor();
  await jonas.goto(`${server.base}/inbox`);
  await jonas.getByText(/Paula mentioned you: Build Alpha/).first().click();
  await comments(jonas).getByText("Thursday is better").waitFor();
});

await test("one's own comment is changed and deleted, another's is not", async () => {
  const own = comments(jonas).getByRole("listitem").filter({ hasText: "Friday" });
  assert.equal(await comments(jonas).getByRole("button", { name: "Change the comment" }).count(), 1);
  await own.getByRole("button", { name: "Change the comment" }).click();
  await comments(jonas).getByRole("textbox", { name: "Change the comment" }).fill("Is Saturday enough?");
  await comments(jonas).getByRole("button", { name: "Save" }).click();
  await comments(paula).getByText("Is Saturday enough?").waitFor();
  await comments(jonas).getByRole("button", { name: "Delete the comment" }).click();
  await comments(paula).getByText("Is Saturday enough?").waitFor({ state: "detached" });
  assert.deepEqual([...jonas.faults, ...paula.faults], []);
});

await end();
