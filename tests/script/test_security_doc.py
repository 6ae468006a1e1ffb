#!/usr/bin/env python3
"""Every line of docs/security names a test that is there. Prints TAP."""
import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
FOLDER = os.path.join(ROOT, "docs", "security")


def lines():
    for name in sorted(os.listdir(FOLDER)):
        with open(os.path.join(FOLDER, name), encoding="utf-8") as file:
            for number, line in enumerate(file, 1):
                if re.match(r"\| \d", line):
                    yield f"docs/security/{name}:{number}", line


def fault(line):
    """What is wrong with it; None when nothing is."""
    named = re.search(r'\| `([^`]+)` "([^"]+)" \|$', line.rstrip())
    if not named:
        return "names no test"
    path, words = named.groups()
    if not os.path.exists(os.path.join(ROOT, path)):
        return f"there is no {path}"
    with open(os.path.join(ROOT, path), encoding="utf-8") as file:
        return None if words in file.read() else f'{path} has no "{words}"'


def main():
    faults = [(place, fault(line)) for place, line in lines()]
    for number, (place, wrong) in enumerate(faults, 1):
        print(f"{'not ok' if wrong else 'ok'} {number} - {place}" + (f"\n# {wrong}" if wrong else ""))
    print(f"1..{len(faults)}")
    return int(not faults or any(wrong for _, wrong in faults))


if __name__ == "__main__":
    sys.exit(main())
