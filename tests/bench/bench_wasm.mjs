// How long scheduling takes in WebAssembly: chains with two links a task, and phases whose people are shared, of which
// one is moved in the ranking.  node bench_wasm.mjs ENGINE_WASM
import { readFileSync } from "node:fs";
import { layout, setRow, tables } from "../wasm/layout.mjs";

const EDITS = 300;
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
  if (engine.plan_reserve(plan, 2, 0, 1, 1, tasks, links, people, people && tasks, 0, 0, 0) !== 1) throw new Error("no memory");
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

function scheduled(slot = 0) {
  const begin = performance.now();
  const fault = engine.plan_schedule(plan, slot);
  if (fault) throw new Error(`fault ${fault}`);
  return performance.now() - begin;
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
