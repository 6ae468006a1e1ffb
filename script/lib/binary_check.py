#!/usr/bin/env python3
"""Checks what was built: the program's hardening, and that no layer keeps mutable state of its own.

    binary_check.py BUILD_FOLDER        prints TAP; for a release build without sanitizers
"""
import glob
import os
import re
import subprocess
import sys

# libraries of the layers; the command line on top may keep what a signal handler needs
LAYERS = ("base", "engine", "field", "model", "store", "exchange", "http", "change", "api")


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def mutable_state(folder):
    """no layer has a mutable global or static variable"""
    for layer in LAYERS:
        for archive in glob.glob(f"{folder}/src/{layer}/lib*.a"):
            for line in output("objdump", "-t", archive).splitlines():
                parts = line.split()
                if len(parts) >= 6 and parts[-4 if len(parts) > 6 else -3] and " O " in line:
                    section, name = re.search(r" O (\S+)\s+[0-9a-f]+ +(?:\S+ +)?(\S+)$", line).groups()
                    if re.match(r"\.(bss|data|tbss|tdata)(?!\.rel\.ro)", section):
                        yield f"{os.path.basename(archive)}: {name} is in {section}"


def hardening(folder):
    """the program is hardened: PIE, full RELRO, NX, stack protector, FORTIFY"""
    program = f"{folder}/src/cli/trivet"
    elf = output("readelf", "-W", "-h", "-l", "-d", "-n", "-s", program)
    wanted = {
        "PIE": r"Type:\s+DYN",
        "RELRO": r"GNU_RELRO",
        "BIND_NOW": r"BIND_NOW|Flags: NOW",
        "a stack that cannot be executed": r"GNU_STACK\s+\S+\s+\S+\s+\S+\s+\S+\s+\S+\s+RW\s",
        "stack protector": r"__stack_chk_fail",
        "FORTIFY": r"__\w+_chk(@|\b)(?<!__stack_chk)",
    }
    for what, pattern in wanted.items():
        if not re.search(pattern, elf):
            yield f"{program}: {what} is missing"


def branch_targets(folder):
    """functions that pointers may call are marked for CET"""
    # The program's own note is no measure: the C library's start files lack it on Debian.
    if os.uname().machine == "x86_64":
        code = output("objdump", "-d", "--no-show-raw-insn", f"{folder}/src/cli/trivet")
        if code.count("endbr64") < 100:
            yield "the program is built without -fcf-protection"


def dependencies(folder):
    """the program asks for no library path of this machine"""
    for line in output("readelf", "-d", f"{folder}/src/cli/trivet").splitlines():
        if "RPATH" in line or "RUNPATH" in line:
            yield line.strip()


CHECKS = [mutable_state, hardening, branch_targets, dependencies]


def main():
    failed = 0
    print("TAP version 13")
    for number, check in enumerate(CHECKS, 1):
        faults = list(check(sys.argv[1]))
        print(f"{'not ok' if faults else 'ok'} {number} - {check.__doc__}")
        for fault in faults:
            print(f"  # {fault}")
        failed += bool(faults)
    print(f"1..{len(CHECKS)}")
    return int(failed > 0)


sys.exit(main())
