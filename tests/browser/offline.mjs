/* Writes that fail: seen at once, kept over the closing of the tab, sent when the server is back. */
import { begin, eventually, row, same, signedIn, titles } from "./lib.mjs";

const { test, server, browser, end } = await begin();
await server.setUp();
await server.smallPlan();
const page = await signedIn(browser, server, "ada@example.org");
const grid = page.getByRole("treegrid");
const named = async () => (await server.all("items")).map((item) => item.title);
await grid.waitFor();

const rename = async (on, from, to) => {
  await row(on, from).locator(".title").click({ position: { x: 150, y: 10 } });
  await on.keyboard.press("F2");
  await on.keyboard.press("Control+a");
  await on.keyboard.type(to);
  await on.keyboard.press("Enter");
};

await test("a write without a server shows at once and is marked as not saved", async () => {
  await server.stop();
  await rename(page, "Alpha", "Alpha offline");
  await row(page, "Alpha offline").waitFor();
  await page.getByRole("button", { name: "1 change not saved" }).waitFor();
  await page.getByText("Not saved: Title of “Alpha”").waitFor();
  await row(page, "Alpha offline").getByTitle("Not saved").waitFor();
});

await test("the list of failed writes says why and offers retry", async () => {
  await page.getByRole("button", { name: "1 change not saved" }).click();
  const dialog = page.getByRole("dialog", { name: "Changes on their way" });
  await dialog.getByText("The server does not answer.").waitFor();
  await dialog.getByRole("button", { name: "Retry" }).waitFor();
  await page.keyboard.press("Escape");
});

await test("with the server back, retry sends it", async () => {
  await server.start();
  await page.getByRole("button", { name: "1 change not saved" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Retry" }).click();
  await page.getByRole("dialog").getByText("Everything is saved.").waitFor();
  await page.keyboard.press("Escape");
  await eventually(async () => (await named()).includes("Alpha offline"), true);
});

await test("the stream of changes is taken up again", async () => {
  await server.make("items", { kind: "feature", title: "From elsewhere", rank: "d001" });
  await eventually(async () => (await titles(page)).at(-1), "From elsewhere", 12_000);
});

await test("a write is not lost when the tab closes", async () => {
  await server.stop();
  await rename(page, "Beta", "Beta kept");
  await page.getByRole("button", { name: /not saved/ }).waitFor();
  await page.close({ runBeforeUnload: false });
  await server.start();
  const again = await page.context().newPage();
  await again.goto(`${server.base}/backlog`);
  await row(again, "Beta kept").waitFor();
  await eventually(async () => (await named()).includes("Beta kept"), true);
  await again.getByText("All changes saved").waitFor();
  await again.close();
});

await test("a refused write says what the rule is and can be discarded", async () => {
  const other = await page.context().newPage();
  const beta = (await server.all("items")).find((item) => item.title === "Beta kept");
  await other.goto(`${server.base}/items/${beta.id}`);
  for (const side of ["Add a predecessor", "Add a successor"]) {
    await other.getByRole("combobox", { name: side }).fill("alpha off");
    await other.getByRole("option", { name: /Alpha offline/ }).first().waitFor();
    await other.keyboard.press("Enter");
  }
  await other.getByRole("button", { name: "1 change not saved" }).click();
  const dialog = other.getByRole("dialog");
  await dialog.getByText(/circle/).waitFor();
  await dialog.getByRole("button", { name: "Discard" }).click();
  await dialog.getByText("Everything is saved.").waitFor();
  await other.keyboard.press("Escape");
  same((await server.all("links")).length, 1);
  await other.getByRole("button", { name: "Remove the dependency on Alpha offline" }).waitFor();
  same(await other.getByRole("button", { name: /Remove the dependency/ }).count(), 1);
});

await end();
