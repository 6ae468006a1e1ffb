#!/usr/bin/env python3
"""Runs a command beside a PostgreSQL of its own, which ends with it.

    private_postgres.py [--durable] [--pgbouncer MODE] COMMAND...

The server lies in a temporary folder, listens only to a socket in it, and is nobody else's. The command finds the
address of a database in TRIVET_TEST_DATABASE, with the right to make others. PostgreSQL does not run as root: started
by root it runs as the account of Debian's package. --durable: commits wait for the disk, as in earnest. --pgbouncer:
the address is that of a pgbouncer before it, with that pool_mode.

Without Debian's package postgresql the command is not run, and a skipped plan of tests is printed.
"""
import argparse
import glob
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time

QUICK = {"fsync": "off", "full_page_writes": "off"}
SETTINGS = {"listen_addresses": "''", "max_connections": "200", "shared_buffers": "128MB", "logging_collector": "off"}


BOUNCER = """
[databases]
* = host={folder} user=trivet
[pgbouncer]
listen_addr =
listen_port = 6432
unix_socket_dir = {folder}/bouncer
logfile = {folder}/bouncer/log
auth_type = any
pool_mode = {mode}
max_client_conn = 500
default_pool_size = 50
server_idle_timeout = 1
"""


def newest_programs():
    """The folder of initdb and postgres of the newest version, or None."""
    found = glob.glob("/usr/lib/postgresql/*/bin/initdb")
    return os.path.dirname(max(found, key=lambda path: int(path.split("/")[4]))) if found else None


def as_account(command):
    """PostgreSQL refuses to run as root."""
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", *command] if os.getuid() == 0 else command


class Server:
    """A PostgreSQL in a folder of its own. `extra`: more settings."""

    def __init__(self, programs, durable=False, **extra):
        self.programs = programs
        self.folder = tempfile.mkdtemp(prefix="trivet-postgres-")
        self.data = os.path.join(self.folder, "data")
        self.settings = {**SETTINGS, **({} if durable else QUICK), **extra, "unix_socket_directories": f"'{self.folder}'"}
        if os.getuid() == 0:
            account = pwd.getpwnam("postgres")
            os.chown(self.folder, account.pw_uid, account.pw_gid)

    def run(self, program, *arguments):
        command = as_account([os.path.join(self.programs, program), *arguments])
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=self.folder)

    def control(self, *arguments):
        self.run("pg_ctl", "-D", self.data, "-w", "-l", os.path.join(self.folder, "log"), *arguments)

    def start(self):
        if not os.path.exists(self.data):
            self.run("initdb", "-D", self.data, "-A", "trust", "-U", "trivet", "-E", "UTF8", "--locale=C", "-N")
            with open(os.path.join(self.data, "postgresql.conf"), "a", encoding="utf-8") as file:
                file.writelines(f"{name} = {value}\n" for name, value in self.settings.items())
        self.control("start")

    def stop(self, how="fast"):
        self.control("stop", "-m", how)

    def address(self, database="postgres"):
        return f"postgres://trivet@/{database}?host={self.folder}"

    def remove(self):
        if os.path.exists(os.path.join(self.data, "postmaster.pid")):
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)


class Bouncer:
    """A pgbouncer before a Server."""

    def __init__(self, server, mode):
        folder = os.path.join(server.folder, "bouncer")
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        config = os.path.join(folder, "ini")
        with open(config, "w", encoding="utf-8") as file:
            file.write(BOUNCER.format(folder=server.folder, mode=mode))
        shutil.chown(folder, pwd.getpwuid(os.stat(server.folder).st_uid).pw_name)
        self.server, self.process = server, subprocess.Popen(as_account(["pgbouncer", "-q", config]), cwd=folder)
        while not os.path.exists(os.path.join(folder, ".s.PGSQL.6432")) and self.process.poll() is None:
            time.sleep(0.05)

    def address(self):
        return f"postgres://trivet@/postgres?host={self.server.folder}/bouncer&port=6432"

    def stop(self):
        self.process.terminate()
        self.process.wait()


def read_options():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--durable", action="store_true")
    parser.add_argument("--pgbouncer", metavar="MODE")
    parser.add_argument("command", nargs=argparse.REMAINDER)
    return parser.parse_args()


def main():
    options = read_options()
    programs = newest_programs()
    if not programs:
        print("1..0 # SKIP the package postgresql is not installed")
        return 0
    server, bouncer = Server(programs, options.durable), None
    try:
        server.start()
        if options.pgbouncer:
            bouncer = Bouncer(server, options.pgbouncer)
        environment = {**os.environ, "TRIVET_TEST_DATABASE": (bouncer or server).address()}
        return subprocess.run(options.command, env=environment, check=False).returncode
    finally:
        if bouncer:
            bouncer.stop()
        server.remove()


if __name__ == "__main__":
    sys.exit(main())
