// How long scheduling takes in WebAssembly: chains with two links a task.  node bench_wasm.mjs ENGINE_WASM
import { readFileSync } from "node:fs";

const RUNS = 7;
const MONDAY = 20458 * 1440;
const NONE = -2147483648;
const { exports: engine } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(process.argv[2])), {});
const plan = engine.plan_create();
const ints = (table, count) => new Int32Array(engine.memory.buffer, engine.plan_table(plan, table), count);

function fill(tasks) {
  const width = Math.floor(tasks / 40);
  const links = 2 * (tasks - width - 1);
  engine.plan_reserve(plan, 2, 0, 1, 1, tasks, links, 0, 0, 0);
  ints(0, 4).set([480, 720, 780, 1020]);
  ints(2, 16).set([0, 2, 0, 2, 0, 2, 0, 2, 0, 2]);
  ints(3, 4).set([MONDAY, NONE, NONE, 0]);
  const rows = ints(4, 18 * tasks);
  for (let i = 0; i < tasks; i++) rows.set([-1, 0, -1, -1, -1, 0, 120 + (i % 16) * 120, -1, 0, NONE, NONE, 0, NONE, NONE, NONE], 18 * i);
  const arcs = ints(5, 5 * links);
  for (let i = width + 1, at = 0; i < tasks; i++, at += 10) {
    const from = i - width;
    arcs.set([from, i, 1, i % 5 ? 0 : 120, 0, from - 1, i, 1, 0, 0], at);
  }
}

for (const tasks of [10000, 100000]) {
  fill(tasks);
  let best = Infinity;
  for (let run = 0; run < RUNS; run++) {
    const begin = performance.now();
    const fault = engine.plan_schedule(plan, run % 2);
    if (fault) throw new Error(`fault ${fault}`);
    best = Math.min(best, performance.now() - begin);
  }
  console.log(`${tasks} tasks: ${best.toFixed(2)} ms`);
}
