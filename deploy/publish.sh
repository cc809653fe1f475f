#!/bin/sh
# Builds what machines and containers get: deploy/publish.sh DIR [linux-x64|linux-arm64]. DIR gets
#   portal/          both programs, compiled ahead of time (ReadyToRun), with the runtime in it: nothing else is to be installed, no .NET and
#                    no Node, and nothing is fetched when it starts
#   sbom.cdx.json    what is in it (CycloneDX 1.6), from the lock files
#   licences.txt     whose licences
# The machine that builds needs the SDK of global.json, Node for the pages' styles, python3, and the package registries.
set -eu
[ $# -ge 1 ] || { echo "usage: $0 DIR [RID]" >&2; exit 2; }
here=$(cd "$(dirname "$0")/.." && pwd)
mkdir -p "$1"
out=$(cd "$1" && pwd)
rid=${2:-linux-x64}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# All that a build makes lies in $work, so that nobody's own build is disturbed. What is restored for one kind of machine has a lock of its own,
# made from the same exact versions (Directory.Packages.props).
rm -rf "$out/portal"
dotnet publish "$here/src/WebHost" -c Release -r "$rid" -v quiet --nologo --artifacts-path "$work" -o "$out/portal" \
  -p:SelfContained=true -p:PublishReadyToRun=true -p:DebugType=none -p:RunAnalyzers=false -p:EnforceCodeStyleInBuild=false \
  -p:RestoreLockedMode=false "-p:PortalLocks=$work/locks"
rm -f "$out"/portal/*.xml
# Orleans reads what its program is made of; of a program that another one refers to, publishing leaves that out.
cp "$(find "$work/bin/Silo" -name Silo.deps.json | head -n 1)" "$out/portal/"
cp -r "$here/docs" "$here/LICENSE" "$out/portal/"
"$here/deploy/sbom.py" "$here" "$out" "$rid"
du -sh "$out/portal"
