/* A plan from MS Project: looked at first, then taken in; and out again. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { begin, check, eventually, same, signedIn, titles } from "./lib.mjs";

const day = (uid, from, to) =>
  `<WeekDay><DayType>${uid}</DayType><DayWorking>1</DayWorking><WorkingTimes><WorkingTime><FromTime>${from}</FromTime><ToTime>${to}</ToTime></WorkingTime></WorkingTimes></WeekDay>`;
const task = (uid, level, name, more = "") =>
  `<Task><UID>${uid}</UID><ID>${uid}</ID><Name>${name}</Name><OutlineLevel>${level}</OutlineLevel>${more}</Task>`;
const plan = `<?xml version="1.0" encoding="UTF-8"?>
<Project xmlns="http://schemas.microsoft.com/project">
<Name>Bridge</Name><StartDate>2026-12-07T08:00:00</StartDate><MinutesPerDay>480</MinutesPerDay><CalendarUID>1</CalendarUID>
<ExtendedAttributes><ExtendedAttribute><FieldID>188743731</FieldID><FieldName>Text1</FieldName><Alias>Contractor</Alias></ExtendedAttribute></ExtendedAttributes>
<Calendars><Calendar><UID>1</UID><Name>Bridge week</Name><IsBaseCalendar>1</IsBaseCalendar><WeekDays>
${[2, 3, 4, 5, 6].map((uid) => day(uid, "08:00:00", "16:00:00")).join("\n")}
</WeekDays></Calendar></Calendars>
<Tasks>
${task(1, 1, "Foundation", "<Summary>1</Summary>")}
${task(2, 2, "Dig", "<Duration>PT16H0M0S</Duration>")}
${task(3, 2, "Pour", "<Duration>PT8H0M0S</Duration><PredecessorLink><PredecessorUID>2</PredecessorUID><Type>1</Type></PredecessorLink>")}
${task(4, 1, "Deck", "<Summary>1</Summary>")}
${task(5, 2, "Beams", "<Duration>PT8H0M0S</Duration><ExtendedAttribute><FieldID>188743731</FieldID><Value>ACME</Value></ExtendedAttribute>")}
</Tasks></Project>`;

const { test, server, browser, end } = await begin();
await server.setUp();
const file = join(server.folder, "bridge.xml");
writeFileSync(file, plan);
const page = await signedIn(browser, server, "ada@example.org");
const dialog = page.getByRole("dialog", { name: "Import a plan" });

await test("an .mpp file is answered with how to save it as XML", async () => {
  await page.getByRole("button", { name: "Import a plan" }).click();
  await dialog.getByLabel("File").setInputFiles({ name: "plan.mpp", mimeType: "application/octet-stream", buffer: Buffer.from("x") });
  await dialog.getByText(/Save As/).waitFor();
  check(await dialog.getByRole("button", { name: "Look at it first" }).isDisabled(), "it cannot be sent");
});

await test("a broken file says where it is broken", async () => {
  await dialog.getByLabel("File").setInputFiles({ name: "broken.xml", mimeType: "text/xml", buffer: Buffer.from(plan.slice(0, 700)) });
  await dialog.getByRole("button", { name: "Look at it first" }).click();
  check((await dialog.getByRole("alert").innerText()).length > 10, "there is a reason");
});

await test("the preview counts what would come in and writes nothing", async () => {
  await dialog.getByLabel("File").setInputFiles(file);
  await dialog.getByLabel("Name of the project").fill("Bridge");
  await dialog.getByRole("button", { name: "Look at it first" }).click();
  await dialog.getByRole("region", { name: "What would come in" }).waitFor();
  same((await server.all("items")).length, 0);
});

await test("the import makes features of the top level and the plan behind them", async () => {
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText(/Imported: \d+ new rows/).waitFor();
  await eventually(() => titles(page), ["Foundation", "Deck"]);
  const items = await server.all("items");
  same(items.filter((item) => item.kind === "feature").length, 2);
  const foundation = page.locator("[role=row][data-row='0']");
  await eventually(() => foundation.locator(".finish").innerText(), "9 Dec");
});

await test("what the file says beside the plan stands with the item, by the name that it has there", async () => {
  const beams = (await server.all("items")).find((item) => item.title === "Beams");
  await page.evaluate((id) => history.pushState(null, "", `/items/${id}`), beams.id);
  await page.reload();
  const beside = page.getByRole("region", { name: "From the file" });
  await beside.getByText("Contractor").waitFor();
  await beside.getByText("ACME").waitFor();
  await page.keyboard.press("Escape");
});

await test("the same file again changes nothing", async () => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("import a plan");
  await page.keyboard.press("Enter");
  await dialog.getByLabel("File").setInputFiles(file);
  await dialog.getByLabel("Into").selectOption({ label: "Bridge" });
  await dialog.getByRole("button", { name: "Look at it first" }).click();
  const preview = dialog.getByRole("region", { name: "What would come in" });
  await preview.waitFor();
  check(/^0 new$/m.test((await preview.innerText()).replaceAll(/[ \n]+(?=new)/g, " ")), await preview.innerText());
  await preview.getByText("Nothing would change").waitFor();
  await page.keyboard.press("Escape");
});

await test("a newer state of the plan is recognised and shown field by field, and what is gone stays", async () => {
  const newer = plan.replace("PT16H", "PT24H").replace(/<Task><UID>5<.*/, "");
  writeFileSync(join(server.folder, "newer.xml"), newer);
  await page.keyboard.press("Control+k");
  await page.keyboard.type("import a plan");
  await page.keyboard.press("Enter");
  await dialog.getByLabel("File").setInputFiles(join(server.folder, "newer.xml"));
  await dialog.getByRole("button", { name: "Look at it first" }).click();
  await dialog.getByRole("button", { name: "Compare with Bridge" }).click();
  await dialog.getByRole("tab", { name: /Changes/ }).click();
  const part = dialog.getByRole("tabpanel");
  await part.getByText("Beams").waitFor();
  check(/Duration\s*2d\s*→\s*(becomes\s*)?3d/.test(await part.innerText()), await part.innerText());
  await dialog.getByRole("button", { name: "Import", exact: true }).click();
  await page.getByText(/Imported: 0 new rows/).waitFor();
  const items = await server.all("items");
  same(items.find((item) => item.title === "Dig").duration_minutes, 1440);
  check(items.some((item) => item.title === "Beams"), "nothing was deleted unasked");
});

await test("the project goes out as XML that names its tasks", async () => {
  await page.keyboard.press("Control+k");
  await page.keyboard.type("export a project");
  await page.keyboard.press("Enter");
  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "MS Project XML" }).click();
  const stream = await (await download).createReadStream();
  let text = "";
  for await (const part of stream) text += part;
  check(text.includes("<Name>Pour</Name>"), text.slice(0, 300));
});

await test("a table is known by its name, and a file that is no plan is told what it is", async () => {
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+k");
  await page.keyboard.type("import a plan");
  await page.keyboard.press("Enter");
  const zip = Buffer.from("PK\x03\x04rest");
  await dialog.getByLabel("File").setInputFiles({ name: "plan.xlsx", mimeType: "application/zip", buffer: zip });
  await dialog.getByRole("button", { name: "Look at it first" }).click();
  await dialog.getByRole("alert").getByText(/workbook as CSV/).waitFor();
  const table = Buffer.from("Task name;Duration\nPaint;2 days\n");
  await dialog.getByLabel("File").setInputFiles({ name: "paint.csv", mimeType: "text/csv", buffer: table });
  await dialog.getByRole("button", { name: "Look at it first" }).click();
  await dialog.getByRole("cell", { name: "Paint" }).waitFor();
  await page.keyboard.press("Escape");
});

await test("nothing went wrong in the page", async () => same(page.faults, []));

await end();
