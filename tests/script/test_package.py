#!/usr/bin/env python3
"""The Debian package: made twice the same, unpacked, run under the socket and the settings that it ships; its unit's
score; its list of parts. Needs TRIVET_BIN, the program to package. Prints TAP."""
import hashlib
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

TRIVET = os.path.abspath(os.environ["TRIVET_BIN"])
EXPOSURE_MOST = 1.0


class Tap:
    count = 0
    failed = 0

    def check(self, ok, name, why=""):
        self.count += 1
        self.failed += not ok
        print(f"{'ok' if ok else 'not ok'} {self.count} - {name}" + ("" if ok else f"\n# {str(why).strip()[:2000]}"))

    def skip(self, name, why):
        self.count += 1
        print(f"ok {self.count} - {name} # SKIP {why}")


def run(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, check=False, **more)


def make(folder):
    made = run("script/package", "--program", TRIVET, "--folder", folder)
    if made.returncode:
        sys.exit(f"Bail out! script/package: {made.stderr}")
    return made.stdout.split()[-1]


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def check_made_twice(tap, folder):
    first, second = make(f"{folder}/one"), make(f"{folder}/two")
    tap.check(sha256(first) == sha256(second), "the same program gives the same package, byte for byte")
    parts = first.replace(".deb", ".spdx.json")
    tap.check(sha256(parts) == sha256(second.replace(".deb", ".spdx.json")), "and the same list of parts")
    return first, parts


def check_parts(tap, package, path):
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    names = [one["name"] for one in document["packages"]]
    ids = [one["SPDXID"] for one in document["packages"]]
    needed = re.findall(r"(\S+) \(>=", run("dpkg-deb", "-f", package, "Depends").stdout)
    tap.check(needed and set(needed) <= set(names), "every library that the package depends on is a part", needed)
    tap.check({"svelte", "d3-scale"} <= set(names), "so are the modules of the page", names)
    related = [end for one in document["relationships"] for end in (one["spdxElementId"], one["relatedSpdxElement"])]
    dangling = set(related) - set(ids) - {"SPDXRef-DOCUMENT"}
    tap.check(len(ids) == len(set(ids)) and not dangling, "each part is there once, and related", dangling)


def check_unit(tap, root):
    unit = f"{root}/lib/systemd/system/trivet.service"
    name = f"the unit's exposure is at most {EXPOSURE_MOST}"
    if not shutil.which("systemd-analyze"):
        tap.skip(name, "no systemd-analyze here")
        return
    scored = run("systemd-analyze", "security", "--offline=true", unit)
    score = re.search(r"exposure level for trivet.service: ([\d.]+)", scored.stdout)
    tap.check(score and float(score[1]) <= EXPOSURE_MOST, name, scored.stdout[-500:] + scored.stderr)
    if score:
        print(f"# exposure {score[1]}")
    verified = run("systemd-analyze", "verify", "--man=no", f"--root={root}", "trivet.service", "trivet.socket")
    faults = [line for line in verified.stderr.splitlines() if "trivet" in line and "not found" not in line]
    tap.check(not faults, "systemd reads both units", verified.stderr)


def get(port, path):
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=30) as answer:
        return answer.status, answer.read()


def start(program, settings, listener, told):
    """As systemd would: the socket is file 3, the settings are a credential, and readiness is told."""
    def hand_over():
        os.dup2(listener.fileno(), 3)
        os.set_inheritable(3, True)
        os.environ["LISTEN_PID"] = str(os.getpid())

    environment = {"LISTEN_FDS": "1", "NOTIFY_SOCKET": told, "PATH": "/usr/bin:/bin"}
    wrapper = ["/bin/sh", "-c", 'LISTEN_PID=$$ exec "$0" serve --config "$1"', program, settings]
    return subprocess.Popen(wrapper, env=environment, preexec_fn=hand_over, pass_fds=[3], stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT, text=True)


def check_running(tap, root, folder):
    program, settings = f"{root}/usr/bin/trivet", f"{folder}/trivet.conf"
    with open(f"{root}/etc/trivet/trivet.conf", encoding="utf-8") as file:
        text = file.read().replace("/var/lib/trivet", f"{folder}/state")
    with open(settings, "w", encoding="utf-8") as file:
        file.write(text)
    checked = run(program, "config", "check", "--config", settings)
    tap.check(checked.returncode == 0, "the settings that it ships are right", checked.stderr)
    listener = socket.create_server(("127.0.0.1", 0))
    told = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
    told.bind(f"{folder}/told")
    told.settimeout(60)
    port = listener.getsockname()[1]
    early = socket.create_connection(("127.0.0.1", port))
    early.sendall(b"GET /livez HTTP/1.1\r\nHost: trivet\r\nConnection: close\r\n\r\n")
    server = start(program, settings, listener, f"{folder}/told")
    try:
        tap.check(told.recv(100) == b"READY=1", "the server tells that it is ready")
        tap.check(get(port, "/readyz") == (200, b"ready\n"), "it answers at the socket that it was handed")
        tap.check(early.recv(1000).startswith(b"HTTP/1.1 200"), "who came before it was there is answered, too")
        deadline = time.monotonic() + 30
        while not os.path.isdir(f"{folder}/state/backups") and time.monotonic() < deadline:
            time.sleep(0.05)
        tap.check(os.path.isdir(f"{folder}/state/backups"), "it makes its first backup")
        server.send_signal(signal.SIGTERM)
        tap.check(told.recv(100) == b"STOPPING=1", "it tells that it is stopping")
        tap.check(server.wait(60) == 0, "and ends with 0")
    finally:
        server.kill()


def main():
    tap = Tap()
    with tempfile.TemporaryDirectory() as folder:
        package, parts = check_made_twice(tap, folder)
        check_parts(tap, package, parts)
        root = f"{folder}/root"
        tap.check(run("dpkg-deb", "-x", package, root).returncode == 0, "dpkg unpacks it")
        own = run("dpkg-deb", "-f", package, "Version").stdout.strip()
        told = run(f"{root}/usr/bin/trivet", "--version").stdout
        tap.check(told == f"trivet {own}\n", "the program in it runs and has the package's version", told)
        mode = os.stat(f"{root}/etc/trivet/trivet.conf").st_mode & 0o777
        tap.check(mode == 0o600, "its settings are readable for their owner alone", oct(mode))
        check_unit(tap, root)
        check_running(tap, root, folder)
    print(f"1..{tap.count}")
    return int(tap.failed > 0)


if __name__ == "__main__":
    sys.exit(main())
