/* Ten thousand rows: they show, scroll without losing step, and the plan still moves while a bar is dragged.
 * The plan comes in as a file, as a real one would. */
import { begin, check, eventually, same, signedIn } from "./lib.mjs";
import { card, openPlan } from "./plan_lib.mjs";
import { importPlan, largePlan } from "./plan_file.mjs";

const TASKS = 10_000;

const { test, server, browser, end } = await begin();
await server.setUp();
const { project_id } = await importPlan(server, largePlan(TASKS));
const page = await signedIn(browser, server, "ada@example.org", { viewport: { width: 1500, height: 900 } });
let grid;

await test("ten thousand rows show", async () => {
  grid = await openPlan(page, server, `/plan?project=${project_id}`);
  await eventually(() => grid.getAttribute("aria-rowcount"), String(TASKS + TASKS / 10 + 2), 30_000);
  check((await grid.locator("[data-row]").count()) < 60, "only the rows in sight are there");
});

await test("the table and the chart scroll as one, to the last row and back", async () => {
  await grid.focus();
  await page.keyboard.press("End");
  await page.getByText(`Task ${TASKS}`, { exact: true }).waitFor();
  const shown = await page.locator(".scroller").evaluate((element) => element.scrollTop);
  check(shown > (TASKS * 28) / 2, "it has scrolled");
  await page.keyboard.press("Home");
  await eventually(() => page.locator(".scroller").evaluate((element) => element.scrollTop), 0);
});

await test("flinging through them leaves no row empty", async () => {
  const empty = await page.locator(".scroller").evaluate(async (element) => {
    let bare = 0;
    for (let n = 0; n < 60; n++) {
      element.scrollTop += 2800;
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 0)));
      bare += [...document.querySelectorAll("[data-row] .col-title .text")].filter((text) => !text.textContent).length;
    }
    return bare;
  });
  same(empty, 0);
});

await test("a key moves the plan and says what it does", async () => {
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Alt+ArrowRight");
  await card(page).waitFor();
  await page.getByText("All changes saved").waitFor();
});

await test("nothing went wrong in the page", async () => same(page.faults, []));

await end();
