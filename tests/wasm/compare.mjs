// The same plans natively and in WebAssembly, compared bit for bit.  node compare.mjs DUMP_PLANS ENGINE_WASM
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { layout, OPTIONS, results, tables } from "./layout.mjs";

const PLANS = 1000;
const EDITS = 4; // of each plan, in place; dump_plans.c has the same
const bytesOf = (struct) => layout[struct].size;

const [dump, wasm] = process.argv.slice(2);
const bytes = execFileSync(dump, [String(PLANS)], { maxBuffer: 1 << 30 });
const module = new WebAssembly.Module(readFileSync(wasm));
const { exports: engine } = new WebAssembly.Instance(module, {});

let at = 0;
const take = (size) => bytes.subarray(at, (at += size));
const takeInts = (count) => {
  const from = take(4 * count);
  return Array.from({ length: count }, (_, i) => from.readInt32LE(4 * i));
};
const memory = (address, size) => Buffer.from(engine.memory.buffer, address, size);

let failed = 0;
let run = 0;
function check(ok, what) {
  run++;
  if (ok) return;
  failed++;
  if (failed < 10) console.log(`not ok - ${what}`);
}

function reserve(plan) {
  const counts = takeInts(12);
  check(engine.plan_reserve(plan, ...counts) === 1, "room for the plan");
  return counts;
}

function readRows(plan, counts) {
  const options = take(bytesOf("ScheduleOptions"));
  memory(engine.plan_table(plan, OPTIONS), options.length).set(options);
  tables.forEach((struct, table) => {
    const rows = take(bytesOf(struct) * counts[table]);
    if (rows.length) memory(engine.plan_table(plan, table), rows.length).set(rows);
  });
}

function compareResults(plan, slot, counts, name) {
  const [, , , projects, tasks, , resources, , , , , releases] = counts;
  const placed = engine.plan_result(plan, slot, 4) === 0 ? 0 : tasks;
  [tasks, projects, releases, resources, placed].forEach((count, what) => {
    const size = bytesOf(results[what]) * count;
    check(take(size).equals(memory(engine.plan_result(plan, slot, what), size)), `${name}, result ${what}`);
  });
  const [steps] = takeInts(1);
  const got = engine.plan_explain(plan, slot, tasks - 1, 1);
  check(got === steps, `${name}: ${got} steps, natively ${steps}`);
  const size = bytesOf("ExplainStep") * Math.max(steps, 0);
  check(take(size).equals(memory(engine.plan_explain_steps(plan), size)), `${name}, explanation`);
}

check(WebAssembly.Module.imports(module).length === 0, "the module imports nothing");
const plan = engine.plan_create();
for (let number = 0; number < PLANS; number++) {
  const counts = reserve(plan);
  for (let edit = 0; edit <= EDITS; edit++) {
    const name = `plan ${number}, edit ${edit}`;
    readRows(plan, counts);
    const [kind] = takeInts(1);
    const slot = (number + edit) % 2;
    check(engine.plan_schedule(plan, slot) === kind, `${name}: fault ${kind}`);
    if (kind === 0) compareResults(plan, slot, counts, name);
  }
}
const grown = engine.memory.buffer.byteLength;
for (let i = 0; i < 2000; i++) engine.plan_schedule(plan, i % 2);
check(engine.memory.buffer.byteLength === grown, "scheduling again and again takes no more memory");
check(at === bytes.length, "all was read");
console.log(`${failed ? "not ok" : "ok"} 1 - ${run} comparisons of ${PLANS} plans, ${failed} different`);
console.log("1..1");
process.exit(failed ? 1 : 0);
