#!/bin/bash
# Publishes a small program with Native AOT, fails on any warning, and runs it against the emulator: build/aot.sh
# Needs clang and zlib's headers; where clang is missing the check is skipped, and says so.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
command -v clang >/dev/null || { echo "aot: SKIPPED, clang is not installed"; exit 0; }
out=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$out"' EXIT

# publish FOLDER [PROPERTY]...
publish() {
  dotnet publish "$root/tests/Llm.Providers.AotSmoke" -c Release -o "$out/$1" --nologo "${@:2}" 2>&1 | tee "$out/log" | grep -E 'warning|error' || true
  if grep -qE 'warning|error' "$out/log"; then echo "aot: FAILED, the publish printed warnings"; exit 1; fi
}
publish app
publish all -p:AllPackages=true

dotnet build "$root/tests/Llm.Providers.Emulator" -c Release -v q --nologo
dotnet "$root/tests/Llm.Providers.Emulator/bin/Release/net10.0/Llm.Providers.Emulator.dll" --port 0 --seconds 120 >"$out/host" 2>&1 &
server=$!
for _ in $(seq 100); do grep -q '^emulator at' "$out/host" && break; sleep 0.1; done
url=$(sed -n 's|^emulator at \(http://[^ ]*\).*|\1|p' "$out/host" | head -1)
size() { stat -c %s "$out/$1/Llm.Providers.AotSmoke" | awk '{printf "%.1f MB", $1/1048576}'; }
"$out/app/Llm.Providers.AotSmoke" "$url"
"$out/all/Llm.Providers.AotSmoke" "$url"
echo "aot: 0 warnings, $(size app) with one provider, $(size all) with all packages"
