/* The inbox of two people: who has to sign is told at once, opens what it is about, and it is read. */
import { begin, same, signedIn } from "./lib.mjs";

const { test, server, browser, end } = await begin();
await server.setUp();
const plan = await server.smallPlan();
const paula = await signedIn(browser, server, "paula@example.org");
const jonas = await signedIn(browser, server, "jonas@example.org");
const badge = (page) => page.getByRole("navigation", { name: "Pages" }).getByTitle(/not read/);

await test("a proposal stands in the inbox of who has to sign it, and in nobody else's", async () => {
  await jonas.goto(`${server.base}/inbox`);
  await jonas.getByText("Nothing waits for you").waitFor();
  await paula.goto(`${server.base}/items/${plan.features[0].task.id}`);
  await paula.getByLabel(/^Duration/).fill("4d");
  await paula.keyboard.press("Enter");
  await jonas.getByRole("button", { name: /Change duration of "Build Alpha"/ }).first().waitFor();
  same(await badge(jonas).textContent(), "1");
  same(await badge(paula).count(), 0);
});

await test("opened with a key it leads to the proposal and is read", async () => {
  await jonas.keyboard.press("j");
  await jonas.keyboard.press("o");
  await jonas.getByRole("button", { name: "Accept" }).click();
  await badge(jonas).waitFor({ state: "detached" });
});

await test("the author is told of the decision and marks it as read and unread", async () => {
  await paula.goto(`${server.base}/inbox`);
  const notice = paula.getByRole("button", { name: /^Decision accepted: / });
  await notice.waitFor();
  await paula.getByRole("button", { name: /^Mark “accepted.*as read$/ }).click();
  await badge(paula).waitFor({ state: "detached" });
  await notice.waitFor();
  await paula.keyboard.press("x");
  await badge(paula).waitFor();
});

await test("all at once are read and put away", async () => {
  await paula.getByRole("button", { name: "Mark all as read" }).click();
  await paula.getByRole("button", { name: "Delete what is read" }).click();
  await paula.getByText("Nothing waits for you").waitFor();
  same([...paula.faults, ...jonas.faults], []);
});

await end();
