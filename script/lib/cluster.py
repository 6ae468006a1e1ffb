"""Servers of Trivet on one PostgreSQL (or three, under Patroni) behind nginx, on loopback. See script/cluster."""
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.request

import patroni
import private_postgres

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

NGINX = """
daemon off;
error_log {folder}/nginx.log;
pid {folder}/nginx.pid;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    client_max_body_size 64m;
    upstream trivet {{
        {servers}
        keepalive 64;
    }}
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_connect_timeout 1s;
    proxy_buffering off;
    proxy_read_timeout 1h;
    server {{
        listen 127.0.0.1:{port};
        location / {{
            error_page 418 = @with_key;
            if ($http_idempotency_key) {{ return 418; }}
            proxy_next_upstream error timeout http_503;
            proxy_pass http://trivet;
        }}
        location @with_key {{
            proxy_next_upstream error timeout http_503 non_idempotent;
            proxy_pass http://trivet;
        }}
    }}
}}
"""


class Server:
    """One `trivet serve`."""

    def __init__(self, cluster, port):
        self.cluster, self.port = cluster, port
        self.log = os.path.join(cluster.folder, f"trivet-{port}.log")
        self.process = None

    def start(self):
        command = [self.cluster.program, "serve", "--database", self.cluster.postgres.address(),
                   "--listen", f"127.0.0.1:{self.port}", "--key-file", os.path.join(self.cluster.folder, "secret.key")]
        with open(self.log, "ab") as file:
            self.process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT)
        wait_until_ready(f"http://127.0.0.1:{self.port}", self.log)

    def stop(self, how=signal.SIGTERM):
        if self.process:
            self.process.send_signal(how)
            self.process.wait()
            self.process = None


class Cluster:
    """use: `with`. Everything has ended and is gone behind it."""

    def __init__(self, program, port=8750, servers=2, with_patroni=False):
        self.program, self.port, self.nginx = program, port, None
        lacking = patroni.packages_missing() if with_patroni else [] if private_postgres.newest_programs() else ["postgresql"]
        lacking += [] if shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin") else ["nginx"]
        if lacking:
            sys.exit(f"Install Debian's packages: {' '.join(lacking)}")
        if not os.path.exists(program):
            sys.exit(f"There is no {program}: build it (script/run --help), or name another with --program.")
        self.postgres = (patroni.Patroni(port + 10) if with_patroni else
                         private_postgres.Server(private_postgres.newest_programs(), durable=True))
        self.folder = os.path.join(self.postgres.folder, "cluster")
        self.servers = [Server(self, port + 1 + i) for i in range(servers)]
        self.address = f"http://127.0.0.1:{port}"

    def __enter__(self):
        try:
            os.makedirs(self.folder)
            self.postgres.start()
            for server in self.servers:
                server.start()
            self.start_nginx()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_):
        if self.nginx:
            self.nginx.terminate()
            self.nginx.wait()
        for server in self.servers:
            server.stop()
        self.postgres.remove()

    def start_nginx(self):
        servers = "\n        ".join(f"server 127.0.0.1:{one.port} max_fails=0;" for one in self.servers)
        config, log = os.path.join(self.folder, "nginx.conf"), os.path.join(self.folder, "nginx.log")
        with open(config, "w", encoding="utf-8") as file:
            file.write(NGINX.format(folder=self.folder, servers=servers, port=self.port))
        self.nginx = subprocess.Popen(["nginx", "-c", config, "-e", log])
        wait_until_ready(self.address, log)

    def setup_link(self):
        with open(self.servers[0].log, encoding="utf-8") as file:
            found = re.search(r"/setup#token=\S+", file.read())
        return found[0] if found else ""


def wait_until_ready(address, log):
    for _ in range(600):
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    with open(log, encoding="utf-8", errors="replace") as file:
        sys.exit(f"{address} is not ready:\n{file.read()}")
