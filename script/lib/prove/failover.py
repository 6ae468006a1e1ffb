#!/usr/bin/env python3
"""Takes away databases and servers under load and compares what was acknowledged with what is there.

    script/lib/prove/failover.py [--rounds N] [--program FILE] [--only NAME,...] [--port P]

Writers and a reader ask nginx (script/cluster --patroni), each new row with an Idempotency-Key; a writer repeats what was
not answered with 201. Rounds take turns at:

  kill     Patroni and PostgreSQL of the leader get SIGKILL
  pause    everything of the leader's machine gets SIGSTOP and comes back when another leads
  cut      the leader's machine is cut off the network (as root only) and comes back when another leads
  server   a server of Trivet gets SIGKILL and is started anew
  upgrade  each server is stopped and started anew, as for another version

After each round: every acknowledged row is there once, the numbers of events have no gap, and streams that begin anew
where they broke have heard each of them once. kill, pause and cut may cost answers, server and upgrade may not.
"""
import argparse
import collections
import http.client
import json
import os
import signal
import subprocess
import sys
import threading
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__)))))
sys.path.insert(0, os.path.join(ROOT, "script", "lib"))
sys.dont_write_bytecode = True
from cluster import Cluster  # noqa: E402

EMAIL, PASSWORD = "ada@example.com", "correct horse battery"
WRITERS, PAUSE_SECONDS, ANSWER_SECONDS = 6, 0.02, 60
OF_DATABASE, OF_SERVER = ("kill", "pause", "cut"), ("server", "upgrade")


class Client:
    """One person's connection to nginx."""

    def __init__(self, port, cookie=None):
        self.port, self.cookie, self.connection = port, cookie, None

    def ask(self, method, path, body=None, **headers):
        """(status, the answer's headers and body); 0: there was no answer."""
        headers = {"Host": f"127.0.0.1:{self.port}", "Origin": f"http://127.0.0.1:{self.port}",
                   "Sec-Fetch-Site": "same-origin", "Content-Type": "application/json", **headers}
        if self.cookie:
            headers["Cookie"] = self.cookie
        try:
            self.connection = self.connection or http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
            self.connection.request(method, path, body and json.dumps(body), headers)
            answer = self.connection.getresponse()
            return answer.status, answer.headers, answer.read()
        except (OSError, http.client.HTTPException):
            self.connection = None
            return 0, {}, b""

    def sign_in(self):
        status, headers, body = self.ask("POST", "/v1/session", {"email": EMAIL, "password": PASSWORD})
        assert status == 201, (status, body)
        self.cookie = headers["Set-Cookie"].split(";")[0]
        return f"/v1/workspaces/{json.loads(body)['workspace']['id']}"


class Load:
    """Threads that ask until stopped. What they were told is kept."""

    def __init__(self, port, base, cookie):
        self.port, self.base, self.cookie = port, base, cookie
        self.lock, self.going = threading.Lock(), True
        self.kept, self.heard, self.told_at = set(), [], []
        self.failed = collections.Counter()
        work = [(self.write, number) for number in range(WRITERS)] + [(self.read, 0), (self.listen, 0)]
        self.threads = [threading.Thread(target=what, args=(number,), daemon=True) for what, number in work]
        for thread in self.threads:
            thread.start()

    def fail(self, method, status):
        with self.lock:
            self.failed[f"{method} {status or 'without answer'}"] += 1
        time.sleep(0.05)

    def write(self, number):
        client, count = Client(self.port, self.cookie), 0
        while self.going:
            title, count = f"{number}-{count}", count + 1
            while (status := client.ask("POST", f"{self.base}/items", {"kind": "task", "title": title},
                                        **{"Idempotency-Key": title})[0]) != 201 and self.going:
                self.fail("POST", status)
            if status == 201:
                with self.lock:
                    self.kept.add(title)
                    self.told_at.append(time.monotonic())
            time.sleep(PAUSE_SECONDS)

    def read(self, _):
        client = Client(self.port, self.cookie)
        while self.going:
            status = client.ask("GET", f"{self.base}/items?limit=10")[0]
            if status != 200 and self.going:
                self.fail("GET", status)
            time.sleep(PAUSE_SECONDS)

    def listen(self, _):
        """A page: where the stream broke it goes on, by the last number that it heard."""
        while self.going:
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=ANSWER_SECONDS)
            last = self.heard[-1] if self.heard else 0
            try:
                connection.request("GET", f"{self.base}/stream?after={last}", headers={"Cookie": self.cookie})
                answer = connection.getresponse()
                if answer.status != 200:
                    self.fail("stream", answer.status)
                while answer.status == 200 and (line := answer.readline()):
                    if line.startswith(b"id:"):
                        self.heard.append(int(line[3:]))
            except (OSError, http.client.HTTPException, ValueError):
                time.sleep(0.05)
            connection.close()

    def take_failed(self):
        with self.lock:
            taken, self.failed = self.failed, collections.Counter()
            return taken

    def silence(self, since):
        """The longest time without an acknowledged write that ended behind that moment."""
        with self.lock:
            times = self.told_at[:]
        return max((b - a for a, b in zip(times, times[1:]) if b > since), default=0)

    def wait_for_writes(self, since, count=30, seconds=180):
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            with self.lock:
                if sum(at > since for at in self.told_at[-count:]) == count:
                    return
            time.sleep(0.1)
        raise AssertionError(f"nothing was written for {seconds} s: {dict(self.take_failed())}")


class Prove:
    def __init__(self, cluster, load):
        self.cluster, self.load, self.postgres = cluster, load, cluster.postgres

    def sql(self, text):
        command = ["psql", "-d", self.postgres.address(), "-XqtAc", text]
        for _ in range(60):  # the leader may just have changed once more
            run = subprocess.run(command, check=False, capture_output=True, text=True)
            if run.returncode == 0:
                return run.stdout.split("\n")[:-1]
            time.sleep(1)
        raise AssertionError(run.stderr)

    def compare(self):
        with self.load.lock:
            kept = set(self.load.kept)
        titles = self.sql("SELECT title FROM items")
        there = set(titles)
        assert len(there) == len(titles), "a key made two rows"
        assert kept <= there, f"{len(kept - there)} acknowledged rows are gone: {sorted(kept - there)[:5]}"
        first, last, count = map(int, self.sql("SELECT min(seq), max(seq), count(*) FROM events")[0].split("|"))
        assert last - first + 1 == count, "the numbers of events have a gap"
        until = time.monotonic() + 30
        while (not self.load.heard or self.load.heard[-1] < last) and time.monotonic() < until:
            time.sleep(0.1)
        heard = self.load.heard[:]
        assert heard and heard[-1] >= last, "a stream did not go on"
        assert all(b == a + 1 for a, b in zip(heard, heard[1:])), "a stream missed events, or heard them twice"
        return len(kept)

    def take_database(self, what):
        """Until another leads and the first is back."""
        leader = self.postgres.leader()
        began = time.monotonic()
        getattr(leader, what)()
        try:
            until = time.monotonic() + 120
            while (now := self.postgres.leader()) in (None, leader):
                assert time.monotonic() < until, "nobody else leads"
                time.sleep(0.1)
            self.load.wait_for_writes(time.monotonic())
        finally:
            leader.mend(what)
        time.sleep(2)
        return began, f"{leader.name} -> {now.name}"

    def take_server(self, what):
        began = time.monotonic()
        hit = self.cluster.servers if what == "upgrade" else [self.cluster.servers[int(began) % len(self.cluster.servers)]]
        for server in hit:
            server.stop(signal.SIGTERM if what == "upgrade" else signal.SIGKILL)
            self.load.wait_for_writes(time.monotonic())
            server.start()
            self.load.wait_for_writes(time.monotonic())
        return began, " ".join(str(server.port) for server in hit)

    def round(self, number, what):
        self.postgres.wait_until_whole()
        if before := self.load.take_failed():
            print(f"  until the databases had come together, failed: {dict(before)}")
        began, who = self.take_database(what) if what in OF_DATABASE else self.take_server(what)
        silence, failed = self.load.silence(began), self.load.take_failed()
        rows = self.compare()
        print(f"{number} {what:8}{who:14} no write for {silence:5.1f} s; {rows} acknowledged, 0 lost; "
              f"failed: {dict(failed) or 0}", flush=True)
        assert what in OF_DATABASE or not failed, f"a client was told of it: {dict(failed)}"
        return silence


def prepare(cluster):
    subprocess.run([cluster.program, "workspace", "create", "--database", cluster.postgres.address(), "--name", "Proved",
                    "--person-name", "Ada", "--email", EMAIL, "--password-stdin"],
                   input=PASSWORD, text=True, check=True, stdout=subprocess.DEVNULL)
    client = Client(cluster.port)
    base = client.sign_in()
    return Load(cluster.port, base, client.cookie)


def summary(silences):
    for what, times in silences.items():
        times.sort()
        print(f"{what}: {len(times)} rounds, no write for {times[0]:.1f} s at least, {times[len(times) // 2]:.1f} s"
              f" in the middle, {times[-1]:.1f} s at most")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--program", default=os.path.join(ROOT, "build/release/src/cli/trivet"))
    parser.add_argument("--only", default=",".join(OF_DATABASE + OF_SERVER))
    parser.add_argument("--port", type=int, default=8750)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    silences = collections.defaultdict(list)
    with Cluster(options.program, options.port, with_patroni=True) as cluster:
        kinds = [what for what in options.only.split(",") if what != "cut" or cluster.postgres.network.real]
        prove = Prove(cluster, prepare(cluster))
        try:
            for number in range(options.rounds):
                what = kinds[number % len(kinds)]
                prove.load.wait_for_writes(time.monotonic())
                silence = prove.round(number + 1, what)
                silences[what].append(silence)
        finally:
            prove.load.going = False
            summary(silences)
    return 0


if __name__ == "__main__":
    sys.exit(main())
