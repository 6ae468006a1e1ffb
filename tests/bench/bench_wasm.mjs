// How long the engine takes in WebAssembly, on one thread: the networks and the forecast of bench-engine and bench-risk
// inside a module of their own; then through the page's door, chains with two links a task, and phases whose people are
// shared, of which one is moved in the ranking.  node bench_wasm.mjs ENGINE_WASM BENCH_WASM
import { readFileSync } from "node:fs";
import { layout, setRow, tables } from "../wasm/layout.mjs";

const EDITS = 300;
const RUNS = 5;
const MONDAY = 20458 * 1440;
const NONE = -2147483648;
const { exports: engine } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(process.argv[2])), {});
const plan = engine.plan_create();

function rowsOf(struct, count) {
  const table = tables.indexOf(struct);
  const words = new Int32Array(engine.memory.buffer, engine.plan_table(plan, table), (layout[struct].size / 4) * count);
  return (row, values) => setRow(words, struct, row, values);
}

/** Room for rows, and what all plans have: one project, its calendar, tasks that nothing is known of. */
function reserve(tasks, links, people) {
  if (engine.plan_reserve(plan, 2, 0, 1, 1, tasks, links, people, people && tasks, 0, 0, 0, 0) !== 1) throw new Error("no memory");
  const span = rowsOf("WorkSpan", 2);
  span(0, { from: 480, to: 720 });
  span(1, { from: 780, to: 1020 });
  const calendar = rowsOf("Calendar", 1);
  for (let day = 0; day < 5; day++) calendar(0, { [`week[${day}].count`]: 2 });
  rowsOf("PlanProject", 1)(0, { start: MONDAY, status_date: NONE, must_finish: NONE });
  const none = { parent: -1, release: -1, priority: -1, calendar: -1, remaining: -1, actual_start: NONE, actual_finish: NONE };
  const noDates = { constraint_date: NONE, deadline: NONE, manual_start: NONE, manual_finish: NONE, resume: NONE };
  const task = rowsOf("Task", tasks);
  for (let i = 0; i < tasks; i++) task(i, { ...none, ...noDates, duration: 120 + (i % 16) * 120 });
}

function fill(tasks) {
  const width = Math.floor(tasks / 40);
  const links = 2 * (tasks - width - 1);
  reserve(tasks, links, 0);
  const link = rowsOf("Link", links);
  for (let i = width + 1, at = 0; i < tasks; i++, at += 2) {
    link(at, { predecessor: i - width, successor: i, type: 1, lag: i % 5 ? 0 : 120 });
    link(at + 1, { predecessor: i - width - 1, successor: i, type: 1 });
  }
}

/** Of the whole process: what compiles in the background is counted too. */
function processorMs() {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

function timeOf(step) {
  const begin = processorMs();
  if (step() === 0) throw new Error("a fault");
  return processorMs() - begin;
}

function scheduled(slot = 0) {
  return timeOf(() => engine.plan_schedule(plan, slot) === 0 ? 1 : 0);
}

/** Phases of ten tasks, each phase behind the one before but for every tenth; each task has one of the people. */
function fillShared(tasks, people) {
  const links = tasks - tasks / 100;
  reserve(tasks, links, people);
  new Int32Array(engine.memory.buffer, engine.plan_table(plan, tables.length), 1)[0] = 1;
  const resource = rowsOf("WorkResource", people);
  for (let i = 0; i < people; i++) resource(i, { calendar: -1, units: 100 });
  const assignment = rowsOf("Assignment", tasks);
  const link = rowsOf("Link", links);
  for (let i = 0, at = 0; i < tasks; i++) {
    assignment(i, { task: i, resource: i % people, units: 100, work: -1 });
    if (i % 100) link(at++, { predecessor: i - 1, successor: i, type: 1 });
  }
}

/** The first phase goes to the place. */
function rank(tasks, place) {
  const task = rowsOf("Task", tasks);
  for (let i = 0; i < tasks; i++) {
    const phase = Math.floor(i / 10);
    task(i, { priority: phase === 0 ? place : phase <= place ? phase - 1 : phase });
  }
}

function report(what, first, times) {
  times.sort((a, b) => a - b);
  const at = (share) => times[Math.floor(share * times.length)].toFixed(2);
  console.log(`${what}: first ${first.toFixed(2)} ms, after one edit least ${at(0)}, p50 ${at(0.5)}, p99 ${at(0.99)} ms`);
}

/** The networks of bench-engine: the least of several runs, and edits of one duration each. */
function measureNetwork(inside, tasks) {
  const bench = inside.bench_create();
  inside.network_fill(bench, tasks);
  const least = { whole: Infinity, prepare: Infinity, schedule: Infinity };
  const step = (name, what) => (least[name] = Math.min(least[name], timeOf(() => what(bench))));
  const first = timeOf(() => inside.network_whole(bench));
  for (let run = 0; run < RUNS; run++) {
    step("whole", inside.network_whole);
    step("prepare", inside.network_prepared);
    step("schedule", inside.network_scheduled);
  }
  const edits = Array.from({ length: EDITS }, () => {
    inside.network_edit(bench);
    return timeOf(() => inside.network_scheduled(bench));
  }).sort((a, b) => a - b);
  inside.bench_destroy(bench);
  const [p50, p99] = [0.5, 0.99].map((share) => edits[Math.floor(share * EDITS)]);
  const cells = [first, least.whole, least.prepare, least.schedule, p50, p99].map((ms) => ms.toFixed(3).padStart(9));
  console.log(`${String(tasks).padStart(8)} ${cells.join(" ")} ${Math.round((least.schedule * 1e6) / tasks)} ns a task`);
}

function measureForecast(inside, tasks, trials) {
  const bench = inside.bench_create();
  inside.forecast_fill(bench, 7, tasks, trials, 1000000);
  const prepare = timeOf(() => inside.forecast_prepared(bench));
  const run = timeOf(() => inside.forecast_trials(bench));
  const sum = timeOf(() => inside.forecast_summed_up(bench));
  inside.bench_destroy(bench);
  const seconds = [prepare, run, sum, prepare + run + sum].map((ms) => (ms / 1000).toFixed(3));
  const rate = ((tasks * trials) / run / 1000).toFixed(0);
  console.log(`forecast of ${tasks} tasks, ${trials} trials: prepare ${seconds[0]} s, trials ${seconds[1]} s (${rate} M task-trials a second), ` +
    `percentiles ${seconds[2]} s, all ${seconds[3]} s`);
}

function measureTornado(inside, tasks, trials, risks) {
  const bench = inside.bench_create();
  inside.forecast_fill(bench, 8, tasks, trials, 300000);
  const all = timeOf(() => {
    inside.forecast_prepared(bench);
    inside.forecast_trials(bench);
    for (let risk = 0; risk < risks; risk++) inside.forecast_without(bench, risk);
    return 1;
  });
  inside.bench_destroy(bench);
  console.log(`tornado of ${risks} risks on ${tasks} tasks, ${trials} trials each: ${(all / 1000).toFixed(3)} s`);
}

console.log("WebAssembly, milliseconds of processor time.");
const { exports: inside } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(process.argv[3])), {});
console.log("   tasks     first     whole   prepare  schedule  edit p50  edit p99");
for (const tasks of [1000, 10000, 100000, 1000000]) measureNetwork(inside, tasks);
measureForecast(inside, 10000, 10000);
measureTornado(inside, 1000, 10000, 100);

console.log("As the page asks for it: rows are compared first, and the result is copied.");
for (const tasks of [10000, 100000]) {
  fill(tasks);
  const first = scheduled();
  const times = [];
  for (let edit = 0; edit < EDITS; edit++) {
    rowsOf("Task", tasks)((edit * 7919 + 13) % tasks, { duration: 60 * (1 + (edit % 30)) });
    times.push(scheduled());
  }
  report(`${tasks} tasks`, first, times);
}

const [TASKS, PEOPLE] = [10000, 20];
fillShared(TASKS, PEOPLE);
rank(TASKS, 0);
const first = scheduled();
const steps = [];
for (let place = 1; place <= EDITS; place++) {
  rank(TASKS, place);
  steps.push(scheduled());
}
report(`${TASKS} tasks, ${PEOPLE} people shared, a step in the ranking`, first, steps);
