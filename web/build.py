#!/usr/bin/env python3
"""Builds the page when anything it is made of is newer than the last build: build.py ENGINE_WASM OUT_FOLDER STAMP

Meson runs it on every build, because only Vite knows all the files of the page; when nothing changed it takes
some milliseconds and leaves the stamp as it was, so that nothing behind it is built again.
"""
import os, subprocess, sys

SOURCES = ["src", "messages", "public", "../contract", "index.html", "vite.config.ts", "svelte.config.js", "tsconfig.json",
           "package-lock.json"]
MADE = {"paraglide"}


def newest(path):
    if os.path.isfile(path):
        return os.path.getmtime(path)
    latest = 0
    for where, folders, names in os.walk(path):
        folders[:] = [f for f in folders if f not in MADE]
        latest = max([latest] + [os.path.getmtime(os.path.join(where, name)) for name in names])
    return latest


def provide_modules():
    """What the lock file says, installed anew when it is newer than what is there."""
    made = os.path.join("node_modules", ".package-lock.json")
    if os.path.exists(made) and os.path.getmtime(made) >= os.path.getmtime("package-lock.json"):
        return
    subprocess.run(["npm", "install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error"], check=True)
    os.utime(made)


def main(engine, out, stamp):
    here = os.path.dirname(os.path.abspath(__file__))
    engine, out, stamp = (os.path.abspath(path) for path in (engine, out, stamp))
    os.chdir(here)
    latest = max([os.path.getmtime(engine)] + [newest(path) for path in SOURCES])
    if os.path.exists(stamp) and os.path.exists(os.path.join(out, "index.html")) and os.path.getmtime(stamp) >= latest:
        return 0
    provide_modules()
    run = subprocess.run(["npx", "vite", "build", "--outDir", out, "--emptyOutDir", "--logLevel", "warn"],
                         env={**os.environ, "TRIVET_ENGINE_WASM": engine})
    if run.returncode == 0:
        with open(stamp, "w"):
            pass
    return run.returncode


sys.exit(main(*sys.argv[1:]))
