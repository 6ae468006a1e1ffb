"""Counts test results: TAP in text, and the log that `meson test` writes.

A test that was promised by the plan and did not report, a program that ends with an error although its tests
passed, and a program without any test all count as failures, so that nothing can pass by falling silent.
"""
import json
import re
from dataclasses import dataclass, field

LINE = re.compile(r"(?i)^(not )?ok\b(?:[ \t]+(\d+))?(?:[ \t]+-)?[ \t]*(.*?)(#[ \t]*skip\b(?!-).*)?$", re.MULTILINE)
PLAN = re.compile(r"^1\.\.(\d+)[ \t]*(#[ \t]*skip\b.*)?$", re.MULTILINE | re.IGNORECASE)


@dataclass
class Tally:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    failures: list = field(default_factory=list)

    def fail(self, what):
        self.failed += 1
        self.failures.append(what)

    def add(self, other):
        self.passed += other.passed
        self.failed += other.failed
        self.skipped += other.skipped
        self.failures += other.failures

    def __str__(self):
        text = f"{self.passed} passed, {self.failed} failed"
        return f"{text}, {self.skipped} skipped" if self.skipped else text


def of_tap(text, status, name):
    """The tally of a program that printed TAP and ended with the exit status."""
    tally = Tally()
    plan = PLAN.search(text)
    for not_ok, _, title, directive in LINE.findall(text):
        if directive:
            tally.skipped += 1
        elif not_ok:
            tally.fail(f"{name}: {title.strip()}")
        else:
            tally.passed += 1
    reported = tally.passed + tally.failed + tally.skipped
    if plan is None:
        tally.fail(f"{name}: ended without a plan (exit status {status})")
    elif int(plan.group(1)) > reported:
        tally.fail(f"{name}: promised {plan.group(1)} tests and reported {reported}")
    elif status != 0 and tally.failed == 0:
        tally.fail(f"{name}: exit status {status} although no test failed")
    elif reported == 0 and not plan.group(2):
        tally.fail(f"{name}: holds no test")
    return tally


def of_exit(status, name):
    """The tally of a program that only passes or fails."""
    tally = Tally()
    if status == 0:
        tally.passed = 1
    else:
        tally.fail(f"{name}: exit status {status}")
    return tally


def of_meson(path, status):
    """The tally of a testlog.json; each of its tests printed TAP or only ended."""
    tally = Tally()
    try:
        with open(path, encoding="utf-8") as file:
            entries = [json.loads(line) for line in file if line.strip()]
    except OSError:
        entries = []
    for entry in entries:
        name, result, out = entry["name"], entry["result"], entry.get("stdout", "")
        if result == "SKIP" and not LINE.search(out):
            tally.skipped += 1
        elif PLAN.search(out) or LINE.search(out):
            tally.add(of_tap(out, entry.get("returncode", 0), name))
        else:
            tally.add(of_exit(0 if result in ("OK", "EXPECTEDFAIL") else entry.get("returncode", 1) or 1, name))
        if result == "TIMEOUT":
            tally.fail(f"{name}: took too long")
    if not entries or (status != 0 and tally.failed == 0):
        tally.fail(f"meson test: exit status {status}, {len(entries)} programs ran")
    return tally
