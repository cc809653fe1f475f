#!/usr/bin/env python3
"""Writes sbom.cdx.json (CycloneDX 1.6) and licences.txt of a published build: deploy/sbom.py SOURCES OUT RID.

What is in it, it reads of OUT/portal/WebHost.deps.json (the packages and the runtime that were published), hashes of the lock files, and
licences of the packages as they were restored. A package without a licence that can be told ends it with an error.
"""
import base64
import json
import re
import subprocess
import sys
import uuid
import xml.etree.ElementTree as ET
from pathlib import Path

# Packages that name a file or an address in place of an expression: by which words of it a licence is known.
WORDS = {
    "MIT": ("MIT License", "Permission is hereby granted, free of charge", "licenses/MIT"),
    "Apache-2.0": ("Apache License", "licenses/LICENSE-2.0", "licenses/Apache-2.0"),
}


def packages_folder():
    said = subprocess.run(["dotnet", "nuget", "locals", "global-packages", "--list"], capture_output=True, text=True, check=True).stdout
    return Path(said.split("global-packages:", 1)[1].strip())


def hashes(sources):
    found = {}
    for lock in sources.glob("src/*/packages.lock.json"):
        for framework in json.loads(lock.read_text())["dependencies"].values():
            for name, one in framework.items():
                if "contentHash" in one:
                    found[name.lower(), one["resolved"]] = base64.b64decode(one["contentHash"]).hex()
    return found


def nuspec(folder, name, version):
    file = next((folder / name.lower() / version.lower()).glob("*.nuspec"), None)
    if file is None:
        return {}
    metadata = next(iter(ET.parse(file).getroot()))
    values = {}
    for child in metadata:
        tag = child.tag.rsplit("}", 1)[-1]
        values[tag] = (child.text or "").strip()
        if tag == "license":
            values["licenseType"] = child.get("type")
    return values


def licence(folder, name, version, told):
    if told.get("licenseType") == "expression":
        return told["license"]
    text = told.get("licenseUrl", "")
    if told.get("licenseType") == "file":
        text = (folder / name.lower() / version.lower() / told["license"].replace("\\", "/")).read_text(encoding="utf-8-sig")
    found = [spdx for spdx, words in WORDS.items() if any(word in text for word in words)]
    if len(found) != 1:
        sys.exit(f"{name} {version}: which licence? It says {text[:200] or 'nothing'}. Look it up, and add its words.")
    return found[0]


def component(name, version, spdx, told, sha512):
    one = {
        "type": "library",
        "bom-ref": f"pkg:nuget/{name}@{version}",
        "name": name,
        "version": version,
        "purl": f"pkg:nuget/{name}@{version}",
        "licenses": [{"license": {"id": spdx}} if re.fullmatch(r"[A-Za-z0-9.+-]+", spdx) else {"expression": spdx}],
    }
    if sha512:
        one["hashes"] = [{"alg": "SHA-512", "content": sha512}]
    if told.get("authors"):
        one["authors"] = [{"name": told["authors"]}]
    return one


def main(sources, out, rid):
    deps = json.loads((out / "portal" / "WebHost.deps.json").read_text())
    folder, known = packages_folder(), hashes(sources)
    components, lines = [], []
    for key, library in sorted(deps["libraries"].items(), key=lambda pair: pair[0].lower()):
        if library["type"] not in ("package", "runtimepack"):
            continue
        name, version = key.split("/", 1)
        name = name.removeprefix("runtimepack.")
        told = nuspec(folder, name, version)
        spdx = licence(folder, name, version, told)
        components.append(component(name, version, spdx, told, known.get((name.lower(), version))))
        lines.append(f"{name} {version}: {spdx}; {told.get('copyright') or told.get('authors', '')}")
    text = "\n".join(lines)
    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        # Of what is in it, so that the same build has the same.
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, rid + text)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "portal", "name": "portal", "properties": [{"name": "rid", "value": rid}]}},
        "components": components,
        "dependencies": [{"ref": "portal", "dependsOn": [one["bom-ref"] for one in components]}],
    }
    (out / "sbom.cdx.json").write_text(json.dumps(bom, indent=1) + "\n")
    own = next(line for line in (sources / "LICENSE").read_text().splitlines() if line.strip())
    (out / "licences.txt").write_text(f"Portal: {own}\n\nIn it, by package:\n\n{text}\n")
    print(f"{len(components)} packages: {out / 'sbom.cdx.json'}, {out / 'licences.txt'}")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__.splitlines()[0])
    main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3])
