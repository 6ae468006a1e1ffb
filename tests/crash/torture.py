#!/usr/bin/env python3
"""Torture: the n-th allocation fails, the n-th system call gives EIO, ENOSPC, EINTR or does half. Prints TAP.

    TRIVET_BIN=build/dev/src/cli/trivet torture.py FAIL_SO [POINTS]

Each command is run again and again on a fresh copy of the same data, failing at other points: POINTS of them spread
over all (12), or `all`. A run passes when it neither crashes nor hangs, says what is wrong in words, and leaves the data
either as it was or as the finished command makes it; done means done.
"""
import hashlib
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile

TRIVET = os.path.abspath(os.environ["TRIVET_BIN"])
FAIL = os.path.abspath(sys.argv[1])
POINTS = sys.argv[2] if len(sys.argv) > 2 else "12"
EMAIL = "ada@example.com"
SECONDS = 60
WAYS = [("memory", None), ("disk", "EIO"), ("disk", "ENOSPC"), ("disk", "EINTR"), ("disk", "short")]
CORPUS = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "corpus", "csv", "foreign.csv")


def run(arguments, stdin="", **environment):
    return subprocess.run([TRIVET, *arguments], input=stdin, capture_output=True, text=True, timeout=SECONDS,
                          env={**os.environ, **environment}, check=False)


def must(*arguments, stdin=""):
    done = run(arguments, stdin)
    if done.returncode:
        sys.exit(f"Bail out! {arguments}: {done.stderr}")
    return done.stdout


def query(data, text):
    with sqlite3.connect(f"file:{data}/trivet.db?mode=rw", uri=True) as db:
        return db.execute(text).fetchall()


def counts(data):
    """What of the data each command may change: items, their titles, events, people."""
    events = query(data, "SELECT COUNT(*) FROM events")[0][0]
    titles = sorted(row[0] for row in query(data, "SELECT title FROM items WHERE deleted_at IS NULL"))
    return events, titles, sorted(row[0] for row in query(data, "SELECT name FROM people"))


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


class Base:
    """The data that every run begins with."""

    def __init__(self, folder):
        self.folder, self.data = folder, f"{folder}/base"
        must("workspace", "create", "--data", self.data, "--name", "Torture", "--person-name", "Ada", "--email", EMAIL,
             "--password-stdin", stdin="correct horse battery\n")
        must("import", CORPUS, "--data", self.data, "--as", EMAIL)
        self.item = query(self.data, "SELECT id FROM items ORDER BY id LIMIT 1")[0][0]
        self.backup = must("backup", "--data", self.data, "--to", f"{folder}/backups").split()[2].rstrip(":")
        self.before = counts(self.data)

    def fresh(self):
        shutil.rmtree(f"{self.folder}/fresh", ignore_errors=True)
        shutil.copytree(self.data, f"{self.folder}/fresh/data")
        return f"{self.folder}/fresh/data"


def id_text(number):
    """13 characters of Crockford's base 32."""
    digits, text = "0123456789abcdefghjkmnpqrstvwxyz", ""
    for _ in range(13):
        number, digit = divmod(number, 32)
        text = digits[digit] + text
    return text


def data_is_old_or_new(base, data, done, new):
    if run(["audit", "verify", "--data", data]).returncode:
        return "the history does not hold"
    found = counts(data)
    if done and found == base.before:
        return "it says done, and nothing is changed"
    if found not in (base.before, new):
        return f"the data is neither as before nor as after: {found[0]} events"
    return None


def data_is_old(base, data, *_):
    return data_is_old_or_new(base, data, False, base.before)


def restored_whole(base, data, done, _):
    target = f"{os.path.dirname(data)}/restored/trivet.db"
    there = os.path.exists(target)
    if done and not there:
        return "it says done, and nothing is there"
    return "what is there is not the backup" if there and sha256(target) != sha256(f"{base.backup}/trivet.db") else None


def backed_up_whole(base, data, done, _):
    parent = f"{os.path.dirname(data)}/backups"
    made = [name for name in os.listdir(parent) if name.endswith("Z")] if os.path.isdir(parent) else []
    if done and not made:
        return "it says done, and there is no backup"
    wrong = [name for name in made if run(["backup", "--verify", f"{parent}/{name}"]).returncode]
    return f"the backup {wrong[0]} is not whole" if wrong else data_is_old(base, data)


def made_whole(base, data, done, _):
    target = f"{os.path.dirname(data)}/new"
    if not done:
        return None
    return "the workspace is not there" if query(target, "SELECT COUNT(*) FROM workspaces") != [(1,)] else None


def commands(base):
    """(name, arguments with {data} and {work}, standard input, check)"""
    here = ["--data", "{data}", "--as", EMAIL]
    return [
        ("set", ["set", id_text(base.item), "title=Other", *here], "", data_is_old_or_new),
        ("import", ["import", CORPUS, *here], "", data_is_old_or_new),
        ("erase", ["person", "erase", EMAIL, *here], "", data_is_old_or_new),
        ("backup", ["backup", "--data", "{data}", "--to", "{work}/backups", "--verify"], "", backed_up_whole),
        ("restore", ["restore", base.backup, "--data", "{work}/restored"], "", restored_whole),
        ("audit", ["audit", "verify", "--data", "{data}"], "", data_is_old),
        ("create", ["workspace", "create", "--data", "{work}/new", "--name", "New", "--person-name", "Bo", "--email",
                    "bo@example.com", "--password-stdin"], "correct horse battery\n", made_whole),
    ]


def arguments_at(arguments, data):
    return [one.format(data=data, work=os.path.dirname(data)) for one in arguments]


def points(total):
    if POINTS == "all" or total <= int(POINTS):
        return range(1, total + 1)
    chosen = random.Random(total)
    return sorted({1, total, *(chosen.randint(1, total) for _ in range(int(POINTS) - 2))})


def one_run(base, command, what, how, at, new):
    """None when all is well, else what is wrong."""
    _, arguments, stdin, check = command
    data = base.fresh()
    environment = {"LD_PRELOAD": FAIL, "FAIL_WHAT": what, "FAIL_AT": str(at), **({"FAIL_HOW": how} if how else {})}
    try:
        done = run(arguments_at(arguments, data), stdin, **environment)
    except subprocess.TimeoutExpired:
        return "it hangs"
    if done.returncode < 0:
        return f"it dies of signal {-done.returncode}: {done.stderr[-300:]}"
    if done.returncode and not re.search(r"^trivet: .{10}", done.stderr, re.MULTILINE):
        return f"it fails with {done.returncode} and no word: {done.stderr[-200:]!r}"
    return check(base, data, done.returncode == 0, new)


def torture(base, command):
    """(runs, [what is wrong])"""
    name, arguments, stdin, _ = command
    faults, runs = [], 0
    data = base.fresh()
    whole = run(arguments_at(arguments, data), stdin)
    new = counts(data)
    for what, how in WAYS:
        counter = f"{base.folder}/count"
        data = base.fresh()
        run(arguments_at(arguments, data), stdin, LD_PRELOAD=FAIL, FAIL_WHAT=what, FAIL_COUNT=counter, FAIL_HOW=how or "")
        with open(counter, encoding="utf-8") as file:
            total = int(file.read())
        for at in points(total):
            runs += 1
            fault = one_run(base, command, what, how, at, new)
            if fault:
                faults.append(f"{name}, {how or what} at {at} of {total}: {fault}")
    if whole.returncode not in (0, 5):
        faults.append(f"{name} alone fails: {whole.stderr}")
    return runs, faults


def main():
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    failed = all_runs = 0
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        base = Base(folder)
        tortured = commands(base)
        print(f"TAP version 13\n1..{len(tortured)}", flush=True)
        for number, command in enumerate(tortured, 1):
            runs, faults = torture(base, command)
            all_runs += runs
            failed += len(faults)
            print(f"{'not ok' if faults else 'ok'} {number} - {command[0]}: {runs} failures survived", flush=True)
            for fault in faults[:20]:
                print(f"  # {fault}", flush=True)
    print(f"# torture: {all_runs} failures, {failed} not survived")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
