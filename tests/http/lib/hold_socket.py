#!/usr/bin/env python3
"""Keeps a listening socket open over restarts, as systemd does: hold_socket.py PORT PROGRAM ARGUMENT...

Runs the program with the socket as file 3. SIGUSR1 ends it with SIGTERM and starts it again; SIGTERM ends both.
Prints "restarted N CODE" after each restart."""
import os
import signal
import socket
import subprocess
import sys


def main():
    port, command = int(sys.argv[1]), sys.argv[2:]
    listener = socket.create_server(("127.0.0.1", port), backlog=1024)
    if listener.fileno() != 3:
        os.dup2(listener.fileno(), 3)
    os.set_inheritable(3, True)
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1, signal.SIGTERM, signal.SIGINT})
    wrapper = ["/bin/sh", "-c", 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$0" "$@"', *command]

    def start():
        return subprocess.Popen(wrapper, pass_fds=[3],
                                preexec_fn=lambda: signal.pthread_sigmask(signal.SIG_SETMASK, set()))

    child, restarts = start(), 0
    while True:
        received = signal.sigwait({signal.SIGUSR1, signal.SIGTERM, signal.SIGINT})
        child.send_signal(signal.SIGTERM)
        code = child.wait()
        if received != signal.SIGUSR1:
            sys.exit(code)
        restarts += 1
        child = start()
        print(f"restarted {restarts} {code}", flush=True)


main()
