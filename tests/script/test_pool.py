#!/usr/bin/env python3
"""Trivet behind pgbouncer: a pool of sessions serves it, a pool of transactions is refused in words. Needs TRIVET_BIN,
the program. Prints TAP."""
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "script", "lib"))
sys.dont_write_bytecode = True
import private_postgres  # noqa: E402

TRIVET = os.environ["TRIVET_BIN"]
CREATE = ("workspace", "create", "--name", "Pool", "--person-name", "Ada", "--email", "ada@example.com", "--password-stdin")


def run(server, mode, *command):
    bouncer = private_postgres.Bouncer(server, mode)
    try:
        ran = subprocess.run([TRIVET, *command, "--database", bouncer.address()], input="correct horse battery", text=True,
                             capture_output=True, timeout=120, check=False)
        return ran.returncode, ran.stdout + ran.stderr
    finally:
        bouncer.stop()


def report(number, name, ok, why):
    print(f"{'ok' if ok else 'not ok'} {number} - {name}" + ("" if ok else f"\n# {why.strip()}"), flush=True)
    return not ok


def main():
    programs = private_postgres.newest_programs()
    if not programs or not shutil.which("pgbouncer", path=os.environ.get("PATH", "") + ":/usr/sbin"):
        print("1..0 # SKIP the packages postgresql and pgbouncer are not installed")
        return 0
    server = private_postgres.Server(programs)
    try:
        server.start()
        status, text = run(server, "transaction", *CREATE)
        failed = report(1, "a pool of transactions is refused, and the setting is named", status != 0 and "pool_mode = session" in text, text)
        status, text = run(server, "session", *CREATE)
        failed += report(2, "through a pool of sessions a workspace is made", status == 0, text)
        status, text = run(server, "session", "audit", "verify")
        failed += report(3, "and its history is verified", status == 0, text)
    finally:
        server.remove()
    print("1..3")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
