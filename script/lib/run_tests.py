"""Runs all parts of the tests, side by side where the cores allow it, and counts them together.

A part is a command with what it needs before it and how many cores it takes; its output goes to
build/logs/NAME.log. A part whose needs failed is not run and counts as one failure. The last line says how
many tests passed and failed, over all parts.
"""
import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field

import tally
from tally import Tally

LOGS = "build/logs"
SANITIZED = {
    "ASAN_OPTIONS": "detect_leaks=1:detect_stack_use_after_return=1:strict_string_checks=1",
    "UBSAN_OPTIONS": "halt_on_error=1:print_stacktrace=1",
    "BOMB_MEGABYTES": "1024",  # the sanitizer keeps what was freed for a while
}
TRIVET = "src/cli/trivet"
UNITS_OF_STORE = ("store", "store_commit", "store_list", "store_rows", "store_audit", "store_transfer",
                  "change", "example")


@dataclass
class Part:
    name: str
    command: str
    needs: tuple = ()  # failed: this one is not run
    after: tuple = ()  # only ended
    cores: int = 1
    counts: str = "exit"  # "tap", "exit" or "meson"
    quick: bool = True  # also in a quick run
    env: dict = field(default_factory=dict)
    seconds: int = 900  # at most
    result: Tally = None
    took: float = 0
    begun: bool = False


def build(folder, options):
    return f"""
        [ -f build/{folder}/build.ninja ] || meson setup build/{folder} {options}
        ninja -k 20 -C build/{folder}"""


def parts(cores):
    all_cores = max(cores, 2)
    fuzz = "for f in build/clang/tests/fuzz/fuzz_*; do [ -x $f ] && [ -f $f ] || continue;"
    return [
        Part("check", "script/check", counts="tap"),
        Part("security, line by line", "python3 tests/script/test_security_doc.py", counts="tap"),
        Part("check's own tests", "python3 tests/script/test_check.py", counts="tap"),
        Part("build with gcc and sanitizers", build("sanitize", "-Db_sanitize=address,undefined"), cores=all_cores),
        Part("build for release", build("release", "--buildtype=release"), cores=all_cores, quick=False),
        Part("build with clang and sanitizers",
             "export CC=clang;" + build("clang", "-Db_sanitize=address,undefined -Db_lundef=false -Dfuzz=true -Dpage=disabled"),
             cores=all_cores, quick=False),
        Part("binary", "script/lib/binary_check.py build/release", ("build for release",), counts="tap", quick=False),
        Part("package", "python3 tests/script/test_package.py", ("build for release",), counts="tap", quick=False,
             env={"TRIVET_BIN": f"build/release/{TRIVET}"}),
        Part("torture", "python3 tests/crash/torture.py build/release/tests/crash/fail.so 5", ("build for release",),
             counts="tap", quick=False, env={"TRIVET_BIN": f"build/release/{TRIVET}"}),
        Part("torture of the server", "node tests/crash/torture_server.mjs build/release/tests/crash/fail.so",
             ("build for release",), counts="tap", quick=False, env={"TRIVET_BIN": f"build/release/{TRIVET}"}),
        Part("units, charts, crashes", "meson test -C build/sanitize --no-rebuild --num-processes 2 --timeout-multiplier 4",
             ("build with gcc and sanitizers",), counts="meson", env=SANITIZED, cores=2),
        Part("contract", f"build/sanitize/{TRIVET} contract --check contract", ("build with gcc and sanitizers",)),
        Part("commands", "python3 tests/script/test_commands.py", ("build with gcc and sanitizers",), counts="tap",
             env={**SANITIZED, "TRIVET_BIN": f"build/sanitize/{TRIVET}"}),
        Part("http", "node tests/http/run.mjs", ("build with gcc and sanitizers",), counts="tap",
             env={**SANITIZED, "TRIVET_BIN": f"build/sanitize/{TRIVET}"}),
        # The same tests on a PostgreSQL of their own.
        Part("postgres: units", "script/lib/private_postgres.py sh -c 'status=0; for t in " + " ".join(UNITS_OF_STORE) +
             "; do build/sanitize/tests/unit/unit-$t || status=1; done; exit $status'",
             ("build with gcc and sanitizers",), counts="tap", env=SANITIZED),
        Part("postgres: http", "script/lib/private_postgres.py node tests/http/run.mjs", ("build with gcc and sanitizers",),
             counts="tap", env={**SANITIZED, "TRIVET_BIN": f"build/sanitize/{TRIVET}"}, quick=False, seconds=1800),
        Part("postgres: pool", "python3 tests/script/test_pool.py", ("build with gcc and sanitizers",), counts="tap",
             env={**SANITIZED, "TRIVET_BIN": f"build/sanitize/{TRIVET}"}, quick=False),
        Part("units of clang", "meson test -C build/clang --no-rebuild --num-processes 2 --timeout-multiplier 4",
             ("build with clang and sanitizers",), counts="meson", env=SANITIZED, cores=2, quick=False),
        Part("fuzzers", fuzz + "$f -max_total_time=${FUZZ_SECONDS:-15} -timeout=10 -rss_limit_mb=2048"
             " -print_final_stats=1 || exit 1; done", ("build with clang and sanitizers",), env=SANITIZED, quick=False),
        Part("page: types", "npm --prefix web run check"),
        # After the types: both compile the messages.
        Part("page: units", "cd web && npx vitest run --reporter=tap-flat", ("build with gcc and sanitizers",),
             after=("page: types",), counts="tap", env={"TRIVET_ENGINE_WASM": "../build/sanitize/src/engine/engine.wasm"}),
        Part("browser", "node script/lib/run_browser_tests.mjs", ("build for release",), counts="tap", quick=False,
             cores=all_cores, env={"TRIVET_BIN": f"build/release/{TRIVET}"}),
    ]


class Runner:
    """Starts parts as their needs and the cores allow. One thread a running part."""

    def __init__(self, wanted, cores):
        self.parts, self.cores, self.free = wanted, cores, cores
        self.changed = threading.Condition()
        self.running = {}

    def find(self, name):
        return next((p for p in self.parts if p.name == name), None)

    def count(self, part, status):
        with open(log_path(part), encoding="utf-8", errors="replace") as file:
            text = file.read()
        if part.counts == "tap":
            return tally.of_tap(text, status, part.name)
        if part.counts == "meson":
            folder = part.command.split("-C ")[1].split()[0]
            return tally.of_meson(f"{folder}/meson-logs/testlog.json", status)
        return tally.of_exit(status, part.name)

    def run(self, part):
        began = time.monotonic()
        with open(log_path(part), "wb") as log:
            process = subprocess.Popen(
                ["bash", "-eu", "-o", "pipefail", "-c", part.command], stdout=log, stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL, env={**os.environ, **part.env}, start_new_session=True,
            )
            self.running[part.name] = process
            try:
                status = process.wait(part.seconds)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                status = process.wait()
                log.write(f"\nstopped after {part.seconds} s\n".encode())
        result = self.count(part, status)
        with self.changed:
            del self.running[part.name]
            part.took, part.result = time.monotonic() - began, result
            self.free += min(part.cores, self.cores)
            report(part)
            self.changed.notify()

    def next_part(self):
        """A part that can start now; parts whose needs failed are settled on the way."""
        for part in self.parts:
            if part.begun:
                continue
            needed = [p for p in map(self.find, part.needs) if p]
            lacking = [p.name for p in needed if p.result and p.result.failed]
            needed += [p for p in map(self.find, part.after) if p]
            if lacking:
                part.begun, part.result = True, Tally()
                part.result.fail(f"{part.name}: not run, because this failed: {lacking[0]}")
                report(part)
            elif all(p.result for p in needed) and min(part.cores, self.cores) <= self.free:
                return part
        return None

    def run_all(self):
        with self.changed:
            while any(p.result is None for p in self.parts):
                part = self.next_part()
                if part:
                    part.begun = True
                    self.free -= min(part.cores, self.cores)
                    print(f"   {part.name} ...", flush=True)
                    threading.Thread(target=self.run, args=(part,), daemon=True).start()
                elif any(p.result is None for p in self.parts):
                    self.changed.wait(1)

    def stop(self):
        for process in list(self.running.values()):
            os.killpg(process.pid, signal.SIGTERM)


def log_path(part):
    return f"{LOGS}/{part.name.replace(' ', '-').replace(':', '').replace(',', '')}.log"


def report(part):
    print(f"{'ok' if not part.result.failed else 'FAILED':>6} {part.name}: {part.result} ({part.took:.0f} s)", flush=True)
    if part.result.failed:
        for failure in part.result.failures[:40]:
            print(f"       {failure}", flush=True)
        print(f"       see {log_path(part)}", flush=True)
        if part.counts == "exit" and os.path.exists(log_path(part)):
            with open(log_path(part), encoding="utf-8", errors="replace") as log:
                for line in log.read().splitlines()[-25:]:
                    print(f"       | {line}", flush=True)


def main():
    quick = "--quick" in sys.argv[1:]
    names = [a for a in sys.argv[1:] if not a.startswith("--")]
    cores = os.cpu_count() or 2
    wanted = [p for p in parts(cores) if p.quick or not quick]
    if names:
        wanted = [p for p in wanted if any(n in p.name for n in names)]
    os.makedirs(LOGS, exist_ok=True)
    runner = Runner(wanted, max(cores, 2))
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        runner.run_all()
    except BaseException:
        runner.stop()
        raise
    total = Tally()
    for part in wanted:
        total.add(part.result)
    print(total, flush=True)
    return int(total.failed > 0)


if __name__ == "__main__":
    sys.exit(main())
