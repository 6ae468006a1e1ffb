#!/usr/bin/env python3
"""The parts that Trivet is made of, as an SPDX 2.3 document (JSON) on standard output.

    sbom.py PROGRAM VERSION
    sbom.py --depends PROGRAM       the libraries' packages as a Debian control file wants them

Parts are the libraries that the program is linked with, by Debian package and version, and the modules whose code is
in the page, by package-lock.json. The same inputs give the same document.
"""
import base64
import hashlib
import json
import os
import re
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def output(*command):
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def linked_libraries(program):
    """Those it names itself, as the paths where the loader finds them here."""
    named = set(re.findall(r"NEEDED\s+(\S+)", output("objdump", "-p", program)))
    found = dict(re.findall(r"^\s*(\S+) => (/\S+)", output("ldd", program), re.MULTILINE))
    return sorted(found[name] for name in named if name in found)


def debian_package(path):
    """(name, version) of the package that holds the library; /lib and /usr/lib are one folder."""
    for one in (path, f"/usr{path}", os.path.realpath(path)):
        run = subprocess.run(["dpkg-query", "-S", one], capture_output=True, text=True, check=False)
        if run.returncode == 0:
            name = run.stdout.split(":")[0]
            return name, output("dpkg-query", "-W", "-f", "${Version}", name)
    raise SystemExit(f"no package holds {path}")


def debian_packages(program):
    return sorted({debian_package(path) for path in linked_libraries(program)})


def imported_modules():
    """Names that the page's own code imports, without its tests."""
    for folder, _, files in os.walk(os.path.join(ROOT, "web", "src")):
        for name in files:
            if not name.endswith((".ts", ".svelte")) or ".test." in name or "paraglide" in folder:
                continue
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                for found in re.findall(r"""(?:from|import) ['"]((?:@[\w.-]+/)?[\w-][\w.-]*)""", file.read()):
                    yield found


def page_modules():
    """Modules whose code can be in the page: what it imports, and what that needs."""
    with open(os.path.join(ROOT, "web", "package-lock.json"), encoding="utf-8") as file:
        packages = json.load(file)["packages"]
    waiting, seen = set(imported_modules()), set()
    while waiting:
        name = waiting.pop()
        module = packages.get(f"node_modules/{name}")
        if name in seen or not module:
            continue
        seen.add(name)
        waiting.update(module.get("dependencies", {}))
    for name in sorted(seen):
        module = packages[f"node_modules/{name}"]
        yield name, module["version"], module.get("license"), module.get("integrity")


def part(name, version, purl, license_name=None, checksum=None):
    found = {
        "SPDXID": "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", f"{name}-{version}"),
        "name": name,
        "versionInfo": version,
        "downloadLocation": "NOASSERTION",
        "filesAnalyzed": False,
        "licenseConcluded": "NOASSERTION",
        "licenseDeclared": license_name or "NOASSERTION",
        "copyrightText": "NOASSERTION",
        "externalRefs": [{"referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": purl}],
    }
    if checksum:
        found["checksums"] = [checksum]
    return found


def all_parts(program, version):
    with open(program, "rb") as file:
        digest = hashlib.sha256(file.read()).hexdigest()
    own = part("trivet", version, f"pkg:generic/trivet@{version}", "Apache-2.0",
               {"algorithm": "SHA256", "checksumValue": digest})
    libraries = [part(name, number, f"pkg:deb/debian/{name}@{number}") for name, number in debian_packages(program)]
    modules = []
    for name, number, license_name, integrity in page_modules():
        checksum = None
        if integrity and integrity.startswith("sha512-"):
            checksum = {"algorithm": "SHA512", "checksumValue": base64.b64decode(integrity[7:]).hex()}
        modules.append(part(name, number, f"pkg:npm/{name.replace('@', '%40')}@{number}", license_name, checksum))
    return own, libraries, modules


def depends(program):
    """"libsodium23 (>= 1.0.18), ..." with the upstream version that the program was built with."""
    versions = ((name, re.sub(r"^\d+:|-[^-]*$", "", number)) for name, number in debian_packages(program))
    return ", ".join(f"{name} (>= {number})" for name, number in versions)


def main():
    if sys.argv[1] == "--depends":
        print(depends(sys.argv[2]))
        return
    program, version = sys.argv[1:3]
    own, libraries, modules = all_parts(program, version)
    parts = libraries + modules
    relations = [("SPDXRef-DOCUMENT", "DESCRIBES", own["SPDXID"])]
    relations += [(own["SPDXID"], "DYNAMIC_LINK", one["SPDXID"]) for one in libraries]
    relations += [(own["SPDXID"], "CONTAINS", one["SPDXID"]) for one in modules]
    when = time.gmtime(int(os.environ.get("SOURCE_DATE_EPOCH", "1767600000")))
    seed = json.dumps([own, parts], sort_keys=True).encode()
    json.dump({
        "spdxVersion": "SPDX-2.3",
        "dataLicense": "CC0-1.0",
        "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"trivet-{version}",
        "documentNamespace": f"https://trivet.invalid/spdx/{hashlib.sha256(seed).hexdigest()}",
        "creationInfo": {"created": time.strftime("%Y-%m-%dT%H:%M:%SZ", when), "creators": ["Tool: script/lib/sbom.py"]},
        "packages": [own, *parts],
        "relationships": [
            {"spdxElementId": one, "relationshipType": kind, "relatedSpdxElement": other} for one, kind, other in relations
        ],
    }, sys.stdout, indent=1)
    print()


main()
