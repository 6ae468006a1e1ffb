#!/usr/bin/env python3
"""Writes a C file that holds the files of a folder: embed.py FOLDER OUT.c

FOLDER may be missing (built without the page): then the table is empty. Compressed forms are taken from
NAME.br and NAME.gz beside NAME. Contents go through the assembler's .incbin, which takes no compile time.
"""
import hashlib, os, sys

TYPES = {
    ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm",
    ".svg": "image/svg+xml", ".json": "application/json", ".png": "image/png", ".ico": "image/x-icon",
    ".webmanifest": "application/manifest+json", ".txt": "text/plain; charset=utf-8", ".woff2": "font/woff2",
}


def main(folder, out):
    files = sorted(
        os.path.join(where, name) for where, _, names in os.walk(folder) for name in names
        if not name.endswith((".br", ".gz")))
    blobs, rows = [], []

    def blob(path):
        if not os.path.exists(path):
            return "{NULL, 0}"
        label = f"asset_{len(blobs)}"
        blobs.append(f'__asm__(".section .rodata\\n{label}: .incbin \\"{os.path.abspath(path)}\\"\\n.previous\\n");\n'
                     f"extern const char {label}[];")
        return f"{{{label}, {os.path.getsize(path)}}}"

    for path in files:
        name = "/" + os.path.relpath(path, folder)
        kind = TYPES.get(os.path.splitext(name)[1], "application/octet-stream")
        with open(path, "rb") as f:
            etag = hashlib.sha256(f.read()).hexdigest()[:24]
        rows.append((name.encode(), f'    {{"{name}", "{kind}", "\\"{etag}\\"", {blob(path)}, {blob(path + ".gz")}, {blob(path + ".br")}}},'))
    with open(out, "w") as f:
        f.write('#include "api/asset.h"\n\n' + "\n".join(blobs) + "\n\nconst Asset assets[] = {\n")
        f.write("\n".join(row for _, row in sorted(rows)))
        f.write("\n    {0},\n};\n" + f"const int asset_count = {len(rows)};\n")


main(*sys.argv[1:])
