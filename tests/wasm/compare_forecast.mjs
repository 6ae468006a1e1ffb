// The forecast of random plans natively and in WebAssembly: the same bits.  node compare_forecast.mjs PRINT_HASHES WASM
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";

const PLANS = 60;
const [print, wasm] = process.argv.slice(2);
const native = execFileSync(print, [String(PLANS)], { encoding: "utf8" }).trim().split("\n").map(Number);
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(readFileSync(wasm)), {});
const differing = native.flatMap((hash, i) => (hash === exports.forecast_hash(i) >>> 0 ? [] : [i]));
const forecast = native.filter((hash) => hash > 1).length;
const ok = differing.length === 0 && native.length === PLANS && forecast > PLANS / 2 && new Set(native).size > PLANS / 2;
if (!ok) console.log(`  # plans ${differing}; ${forecast} of ${native.length} were forecast`);
console.log(`${ok ? "ok" : "not ok"} 1 - the forecasts of ${forecast} plans have the same bits in WebAssembly`);
console.log("1..1");
process.exit(ok ? 0 : 1);
