/* The story of ABC and XYZ: they do not fit, the ways out are ranked, two are compared, one is adopted: product
 * proposes, project signs, and the limits hold. */
import { begin, check, eventually, same, signedIn } from "./lib.mjs";

const { test, server, browser, end } = await begin();
await server.setUp();
const { project, features } = await server.smallPlan(["ABC", "XYZ"]);
const [abc] = features;
const patch = async (collection, row, body) => {
  const { revision } = await server.call("GET", `${server.root}/${collection}/${row.id}`);
  const headers = { "Content-Type": "application/merge-patch+json", Origin: server.base, Cookie: server.cookie, "If-Match": `"${revision}"` };
  const answer = await fetch(`${server.base}${server.root}/${collection}/${row.id}`, { method: "PATCH", headers, body: JSON.stringify(body) });
  check(answer.ok, `${collection}: ${answer.status} ${await answer.clone().text()}`);
};
/* Two days each for one person; the time is three days, the money too. */
const finery = await server.make("items", { kind: "task", title: "Finery", parent_id: abc.feature.id, duration_minutes: 480 });
await server.make("assignments", { item_id: finery.id, resource_id: (await server.all("resources"))[0].id });
await patch("items", abc.feature, { variants: [{ name: "Simplified", value_percent: 80, tasks: [{ item_id: finery.id, left_out: true }] }] });
await patch("projects", project, { must_finish_at: "2026-12-10T17:00", budget_cents: 320000 });
const paula = await signedIn(browser, server, "paula@example.org");
const jonas = await signedIn(browser, server, "jonas@example.org");

await test("the conflict is told in a line a limit, and the ways out are ranked", async () => {
  await paula.keyboard.press("g");
  await paula.keyboard.press("o");
  await paula.getByText(/Build it finishes on/).first().waitFor();
  await paula.getByText(/Build it costs .* over its budget/).first().waitFor();
  const first = paula.getByRole("article").first();
  same(await first.getByRole("heading").innerText(), "Simplify");
  await first.getByText("Take ABC as “Simplified”").waitFor();
  await first.getByText("P50 to P80").waitFor();
  check((await paula.getByRole("article").count()) >= 3, "there are several ways");
});

await test("ways are compared side by side with today", async () => {
  for (const n of [0, 1, 2]) await paula.getByRole("article").nth(n).getByLabel("Compare").check();
  const table = paula.getByRole("region", { name: "Ways side by side" });
  await table.waitFor();
  same(await table.getByRole("columnheader").count(), 4);
  await paula.getByRole("heading", { name: "Value and date" }).waitFor();
  if (process.env.TRIVET_SHOTS) {
    await paula.screenshot({ path: `${process.env.TRIVET_SHOTS}/ways.png`, fullPage: true });
  }
});

await test("what may give way decides the order, and stands in the address", async () => {
  await paula.getByLabel("Scope").selectOption("hardly");
  await eventually(async () => new URL(paula.url()).searchParams.get("scope"), "hardly");
  await paula.getByLabel("Scope").selectOption("normal");
});

await test("adopting proposes, the other manager signs, and everything fits", async () => {
  await eventually(() => paula.getByRole("article").first().getByRole("heading").innerText(), "Simplify");
  await paula.getByRole("article").first().getByRole("button", { name: "Propose this" }).click();
  await paula.getByText("Variant chosen").waitFor();
  await jonas.goto(`${server.base}${new URL(paula.url()).pathname}`);
  await jonas.getByRole("button", { name: "Accept" }).click();
  await jonas.getByRole("article").getByText("Accepted").waitFor();
  await paula.goto(`${server.base}/ways`);
  await paula.getByText(/limits hold: scope, time and budget fit/).waitFor();
  same(paula.faults, []);
});

await end();
