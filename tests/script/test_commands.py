#!/usr/bin/env python3
"""What `trivet help` says is what the commands take: each stands once, takes every option of its usage, and refuses
an option it does not know by name. Needs TRIVET_BIN, the program. Prints TAP."""
import os
import re
import subprocess

TRIVET = os.environ["TRIVET_BIN"]


def answer(*arguments):
    run = subprocess.run([TRIVET, *arguments], stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    return run.returncode, (run.stdout + run.stderr).decode()


def usages():
    """(the words of the command, its options) in the order of the help."""
    _, text = answer("help")
    for line in re.findall(r"^  trivet (\S+.*)$", text, re.MULTILINE):
        first, second = (line + " ").split(" ")[:2]
        yield [first, second] if re.fullmatch("[a-z]+", second) else [first], sorted(set(re.findall(r"--[a-z][a-z-]*", line)))


class Tap:
    count = 0

    def check(self, ok, name, why=""):
        self.count += 1
        print(f"{'ok' if ok else 'not ok'} {self.count} - {name}" + ("" if ok else f"\n# {why.strip()}"))


def main():
    tap = Tap()
    listed = list(usages())
    names = [" ".join(words) for words, _ in listed]
    tap.check(len(names) > 5 and len(set(names)) == len(names), "help names every command once", " ".join(names))
    for words, options in listed:
        name = " ".join(words)
        for option in options:
            # Alone: a flag without the rest of its command, an option without its value. Both are errors of another kind.
            status, text = answer(*words, option)
            tap.check("has no option" not in text, f"{name} takes {option}, as its usage says", text)
        status, text = answer(*words, "--no-such-option")
        tap.check(status != 0 and "no option --no-such-option" in text, f"{name} refuses an unknown option by name", text)
    print(f"1..{tap.count}")


main()
