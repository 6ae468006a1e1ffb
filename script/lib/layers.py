"""The layer law: which folder of src may include from which, and which system library has one home.

Lower layers never know the upper ones. A library that is a risk or a dependency (database, sockets, XML)
is included in one folder alone, so that it can be replaced there.
"""
import re

MAY_INCLUDE = {
    "base": set(),
    "engine": {"base"},
    "field": {"base"},
    "model": {"base", "field"},
    "store": {"base", "field", "model"},
    "exchange": {"base", "field", "model"},
    "http": {"base"},
    "outbound": {"base"},
    "webauthn": {"base", "field"},
    "change": {"base", "field", "model", "store", "exchange", "engine"},
    "run": {"base", "field", "model", "store", "change", "engine"},
    "example": {"base", "field", "model", "store", "change"},
    "api": {"base", "field", "model", "store", "exchange", "engine", "http", "outbound", "webauthn", "change", "run"},
    "cli": {"base", "field", "model", "store", "exchange", "engine", "http", "outbound", "webauthn", "change", "run", "example", "api"},
}
# Where engine and model meet: the only files of model that see the engine, and the only header of model that
# exchange takes the engine's types from.
MEETING = re.compile(r"^src/model/plan(_\w+)?\.[ch]$")

HOME = {
    "sqlite3.h": "store",
    "libpq-fe.h": "store",
    "microhttpd.h": "http",
    "expat.h": "exchange",
    "xlsxwriter.h": "exchange",
    "seccomp.h": "exchange",
    "liboath/oath.h": "api",
    "qrencode.h": "api",
    "curl/curl.h": "outbound",
    "fido.h": "webauthn",
}
# What the engine may take from the C library: headers that hold types and limits only, and those that its
# WebAssembly build provides itself.
ENGINE_HEADERS = {"stdbool.h", "stddef.h", "stdint.h", "limits.h", "stdalign.h", "stdarg.h", "string.h", "float.h"}


def fault(path, line, local, name):
    """What is wrong with an include in the file, or None."""
    layer = path.split("/")[1]
    if layer not in MAY_INCLUDE:
        return f"{path}:{line}: the folder src/{layer} has no place in script/lib/layers.py"
    if not local:
        home = HOME.get(name)
        if home and home != layer:
            return f"{path}:{line}: <{name}> belongs to src/{home} alone"
        if layer == "engine" and name not in ENGINE_HEADERS:
            return f"{path}:{line}: the engine is pure and may not include <{name}>"
        return None
    other = name.split("/")[0]
    if "/" not in name or other not in MAY_INCLUDE:
        return f"{path}:{line}: write \"{name}\" from src on, as in \"base/str.h\""
    if other == layer or other in MAY_INCLUDE[layer]:
        return None
    if other == "engine" and MEETING.match(path):
        return None
    return f"{path}:{line}: {layer} may not include from {other}"
