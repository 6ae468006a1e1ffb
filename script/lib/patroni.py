"""Three PostgreSQL under Patroni with three etcd, and HAProxy that leads to the one that may write. All of it is
Debian's, lies in a temporary folder and ends with it.

A machine is an etcd, a Patroni and its PostgreSQL. As root each has a network namespace of its own, so that it can be cut
off; otherwise all three are on loopback. Commits wait for a second machine (synchronous_mode), so a failover loses
nothing that was acknowledged. The times are short: for trying, not for a network with hiccups.
"""
import glob
import json
import os
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.request

import private_postgres

# Patroni before 3.0.3 (Debian 12 has 3.0.2) by etcd's API of version 3: a leader that stood still and comes back takes
# the lead from the one elected meanwhile, whose commits are then lost (Patroni's pull request 2689). So version 2.
MACHINES = 3
TIMES = {"ttl": 6, "loop_wait": 1, "retry_timeout": 2}
ETCD = ("etcd --name {name} --data-dir {folder}/etcd --listen-peer-urls http://{host}:{peer} --listen-client-urls"
        " http://{host}:{etcd} --initial-advertise-peer-urls http://{host}:{peer} --advertise-client-urls"
        " http://{host}:{etcd} --initial-cluster {peers} --initial-cluster-state new --enable-v2 --logger zap --log-level error")
HAPROXY = """
global
    maxconn 1000
defaults
    mode tcp
    timeout connect 1s
    timeout client 1h
    timeout server 1h
    timeout check 1s
listen postgres
    bind 127.0.0.1:{port}
    option httpchk GET /primary
    default-server inter 300ms fall 3 rise 1 on-marked-down shutdown-sessions
{servers}
"""


def packages_missing():
    return [package for package, there in (
        ("postgresql", private_postgres.newest_programs()), ("patroni", shutil.which("patroni")),
        ("etcd-server", shutil.which("etcd")), ("haproxy", find_haproxy())) if not there]


def find_haproxy():
    return shutil.which("haproxy", path=os.environ.get("PATH", "") + ":/usr/sbin")


def children():
    """{process: those that it started}"""
    found = {}
    for path in glob.glob("/proc/[0-9]*/stat"):
        try:
            with open(path, encoding="utf-8", errors="replace") as file:
                number, rest = file.read().split(" ", 1)
        except OSError:
            continue
        found.setdefault(int(rest.rpartition(")")[2].split()[1]), []).append(int(number))
    return found


def with_descendants(process):
    all_children, found = children(), [process]
    for one in found:
        found += all_children.get(one, [])
    return found


def wait_for(what, seconds, there):
    until = time.monotonic() + seconds
    while not there():
        if time.monotonic() > until:
            raise RuntimeError(f"waited {seconds} s for {what}")
        time.sleep(0.2)


class Network:
    """A bridge with a namespace for each machine; without root there is only loopback."""

    def __init__(self):
        self.real = os.getuid() == 0
        self.bridge = f"tv{os.getpid() % 100000}"
        if self.real and self.ip("link", "add", self.bridge, "type", "bridge", check=False):
            self.real = False
        if self.real:
            self.ip("addr", "add", "10.213.0.1/24", "dev", self.bridge)
            self.ip("link", "set", self.bridge, "up")

    @staticmethod
    def ip(*words, check=True):
        return subprocess.run(["ip", *words], check=check, stderr=None if check else subprocess.DEVNULL).returncode

    def name(self, number):
        return f"{self.bridge}m{number}"

    def add(self, number):
        """The address of the machine."""
        if not self.real:
            return "127.0.0.1"
        name, host = self.name(number), f"10.213.0.{10 + number}"
        self.ip("netns", "add", name)
        self.ip("link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", name)
        self.ip("link", "set", name, "master", self.bridge, "up")
        inside = ("-n", name)
        self.ip(*inside, "addr", "add", f"{host}/24", "dev", "eth0")
        self.ip(*inside, "link", "set", "eth0", "up")
        self.ip(*inside, "link", "set", "lo", "up")
        return host

    def within(self, number, command):
        return ["ip", "netns", "exec", self.name(number), *command] if self.real else command

    def remove(self):
        for number in range(1, MACHINES + 1):
            self.ip("netns", "del", self.name(number), check=False)
        if self.real:
            self.ip("link", "del", self.bridge, check=False)


class Machine:
    def __init__(self, cluster, number):
        self.cluster, self.number, self.name = cluster, number, f"db{number}"
        self.host = cluster.network.add(number)
        first = cluster.port + 10 * number
        self.ports = {"etcd": first, "peer": first + 1, "postgres": first + 2, "rest": first + 3}
        self.folder = os.path.join(cluster.folder, self.name)
        self.processes = {}
        os.makedirs(self.folder)

    def run(self, what, command):
        with open(os.path.join(self.folder, f"{what}.log"), "ab") as log:
            self.processes[what] = subprocess.Popen(
                self.cluster.network.within(self.number, private_postgres.as_account(command)),
                stdout=log, stderr=subprocess.STDOUT, cwd=self.folder, start_new_session=True)

    def start_etcd(self):
        peers = ",".join(f"{one.name}=http://{one.host}:{one.ports['peer']}" for one in self.cluster.machines)
        self.run("etcd", ETCD.format(name=self.name, folder=self.folder, host=self.host, peers=peers, **self.ports).split())

    def start_patroni(self):
        config = os.path.join(self.folder, "patroni.json")
        with open(config, "w", encoding="utf-8") as file:
            json.dump(self.settings(), file)  # which is YAML, too
        self.run("patroni", ["patroni", config])

    def settings(self):
        rest, address = f"{self.host}:{self.ports['rest']}", f"{self.host}:{self.ports['postgres']}"
        etcd = [f"{one.host}:{one.ports['etcd']}" for one in self.cluster.machines]
        dynamic = {**TIMES, "maximum_lag_on_failover": 1 << 30, "synchronous_mode": True, "master_start_timeout": 0,
                   "postgresql": {"use_pg_rewind": True,
                                  "parameters": {"max_connections": 100, "shared_buffers": "64MB", "wal_keep_size": "256MB"}}}
        return {
            "scope": "trivet", "name": self.name,
            "restapi": {"listen": rest, "connect_address": rest},
            "etcd": {"hosts": etcd},
            "bootstrap": {"dcs": dynamic, "initdb": [{"encoding": "UTF8"}, {"locale": "C"}]},
            "postgresql": {
                "listen": address, "connect_address": address, "data_dir": os.path.join(self.folder, "data"),
                "bin_dir": self.cluster.programs, "pgpass": os.path.join(self.folder, "pgpass"),
                "pg_hba": ["local all all trust", "host all all samenet trust", "host replication all samenet trust"],
                "parameters": {"unix_socket_directories": self.folder},
                "authentication": {"superuser": {"username": "trivet"}, "replication": {"username": "replicator"}}}}

    def answers(self, question):
        try:
            with urllib.request.urlopen(f"http://{self.host}:{self.ports['rest']}/{question}", timeout=0.5):
                return True
        except OSError:
            return False

    def signal(self, number, *what):
        """To the processes of Patroni, its PostgreSQL, and (what: "etcd") etcd."""
        found = with_descendants(self.processes["patroni"].pid)
        data = os.path.join(self.folder, "data")
        try:
            with open(os.path.join(data, "postmaster.pid"), encoding="utf-8") as file:
                postmaster = int(file.readline())
            if os.readlink(f"/proc/{postmaster}/cwd") == data:  # it may be long gone, and its number another's
                found += with_descendants(postmaster)
        except (OSError, ValueError):
            pass
        for one in what:
            found += with_descendants(self.processes[one].pid)
        for one in found:
            try:
                os.kill(one, number)
            except ProcessLookupError:
                pass

    # ---- what may happen to it ----

    def kill(self):
        self.signal(signal.SIGKILL)
        self.processes["patroni"].wait()

    def pause(self):
        self.signal(signal.SIGSTOP, "etcd")

    def cut(self):
        Network.ip("link", "set", self.cluster.network.name(self.number), "down")

    def mend(self, what):
        if what == "kill":
            self.start_patroni()
        elif what == "pause":
            self.signal(signal.SIGCONT, "etcd")
        else:
            Network.ip("link", "set", self.cluster.network.name(self.number), "up")


class Patroni:
    """Used as a private_postgres.Server is."""

    def __init__(self, port):
        self.port, self.programs = port, private_postgres.newest_programs()
        self.folder = tempfile.mkdtemp(prefix="trivet-patroni-")
        self.network, self.machines, self.haproxy = None, [], None

    def start(self):
        self.network = Network()
        self.machines = [Machine(self, number) for number in range(1, MACHINES + 1)]
        if os.getuid() == 0:
            for folder in (self.folder, *(machine.folder for machine in self.machines)):
                shutil.chown(folder, "postgres", "postgres")
        for machine in self.machines:
            machine.start_etcd()
        for machine in self.machines:
            machine.start_patroni()
        self.wait_until_whole()
        leader = self.leader()
        subprocess.run(["psql", "-h", leader.host, "-p", str(leader.ports["postgres"]), "-U", "trivet", "-Xqc",
                        "CREATE DATABASE trivet", "postgres"], check=True)
        self.start_haproxy()

    def start_haproxy(self):
        config = os.path.join(self.folder, "haproxy.cfg")
        servers = [f"    server {one.name} {one.host}:{one.ports['postgres']} check port {one.ports['rest']}"
                   for one in self.machines]
        with open(config, "w", encoding="utf-8") as file:
            file.write(HAPROXY.format(port=self.port, servers="\n".join(servers)))
        with open(os.path.join(self.folder, "haproxy.log"), "wb") as log:
            self.haproxy = subprocess.Popen([find_haproxy(), "-db", "-f", config], stdout=log, stderr=log)
        wait_for("HAProxy to find the leader", 60, self.leads_only_to_leader)

    def leads_only_to_leader(self):
        """HAProxy takes everybody for the leader until it has asked."""
        question = ["psql", "-d", self.address(), "-XqtAc", "SELECT pg_is_in_recovery()"]
        answers = [subprocess.run(question, capture_output=True, check=False).stdout for _ in range(2 * MACHINES)]
        return set(answers) == {b"f\n"}

    def leader(self):
        return next((machine for machine in self.machines if machine.answers("primary")), None)

    def wait_until_whole(self, seconds=120):
        """A leader, a synchronous standby, and everybody at work."""
        def whole():
            states = [(one.answers("primary"), one.answers("synchronous"), one.answers("health")) for one in self.machines]
            return [sum(column) for column in zip(*states)] == [1, 1, MACHINES]
        wait_for("the databases to come together", seconds, whole)

    def address(self):
        return f"postgres://trivet@127.0.0.1:{self.port}/trivet"

    def remove(self):
        if self.haproxy:
            self.haproxy.terminate()
            self.haproxy.wait()
        for machine in self.machines:
            if "patroni" in machine.processes:
                machine.signal(signal.SIGKILL, "etcd")
            for process in machine.processes.values():
                process.wait()
        if self.network:
            self.network.remove()
        shutil.rmtree(self.folder, ignore_errors=True)
