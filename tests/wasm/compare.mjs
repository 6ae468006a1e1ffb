// The same plans natively and in WebAssembly, compared bit for bit.  node compare.mjs DUMP_PLANS ENGINE_WASM
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const PLANS = 2000;
const ROW_BYTES = [8, 16, 64, 16, 72, 20, 32, 16]; // spans .. assignments, as layout.c asserts them
const RESULT_BYTES = [72, 32, 32, 24]; // tasks, projects, releases, resources
const STEP_BYTES = 24;

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

function readPlan(plan) {
  const counts = takeInts(9);
  const options = take(16);
  check(engine.plan_reserve(plan, ...counts) === 1, "room for the plan");
  memory(engine.plan_table(plan, ROW_BYTES.length), 16).set(options);
  ROW_BYTES.forEach((size, table) => {
    const rows = take(size * counts[table]);
    if (rows.length) memory(engine.plan_table(plan, table), rows.length).set(rows);
  });
  return counts;
}

function compareResults(plan, slot, counts, number) {
  const [, , , projects, tasks, , resources, , releases] = counts;
  [tasks, projects, releases, resources].forEach((count, what) => {
    const size = RESULT_BYTES[what] * count;
    check(take(size).equals(memory(engine.plan_result(plan, slot, what), size)), `plan ${number}, result ${what}`);
  });
  const [steps] = takeInts(1);
  const got = engine.plan_explain(plan, slot, tasks - 1, 1);
  check(got === steps, `plan ${number}: ${got} steps, natively ${steps}`);
  const size = STEP_BYTES * Math.max(steps, 0);
  check(take(size).equals(memory(engine.plan_explain_steps(plan), size)), `plan ${number}, explanation`);
}

check(WebAssembly.Module.imports(module).length === 0, "the module imports nothing");
const plan = engine.plan_create();
for (let number = 0; number < PLANS; number++) {
  const counts = readPlan(plan);
  const [kind] = takeInts(1);
  const slot = number % 2;
  check(engine.plan_schedule(plan, slot) === kind, `plan ${number}: fault ${kind}`);
  if (kind === 0) compareResults(plan, slot, counts, number);
}
const grown = engine.memory.buffer.byteLength;
for (let i = 0; i < 2000; i++) engine.plan_schedule(plan, i % 2);
check(engine.memory.buffer.byteLength === grown, "scheduling again and again takes no more memory");
check(at === bytes.length, "all was read");
console.log(`${failed ? "not ok" : "ok"} 1 - ${run} comparisons of ${PLANS} plans, ${failed} different`);
console.log("1..1");
process.exit(failed ? 1 : 0);
