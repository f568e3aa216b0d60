#!/bin/bash
# Lets independent clients in two languages check the emulator, item by item: build/interop.sh
# Needs npm. The clients are looked for in ../shared/interop; where they are not, the check is skipped, and says so.
#   INTEROP_SOURCE   where the clients are
#   INTEROP_HOME     where they are installed, once
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
source=${INTEROP_SOURCE:-$root/../shared/interop}
home=${INTEROP_HOME:-${TMPDIR:-/tmp}/interop}
host=$root/tests/Llm.Providers.Emulator
log=$(mktemp -d)

if [ ! -d "$source" ] && [ ! -d "$home/node_modules" ]; then
  echo "interop: SKIPPED, no clients in $source"
  exit 0
fi

[ -d "$home" ] || cp -r "$source" "$home"
[ -d "$home/node_modules" ] && [ -e "$home/clients/dotnet/bin/Release/net10.0/clients.dll" ] || (cd "$home" && ./run setup >"$log/setup" 2>&1) || { tail -n 20 "$log/setup"; exit 1; }

dotnet build "$host" -c Release -v q --nologo >"$log/build" || { cat "$log/build"; exit 1; }
dotnet "$host/bin/Release/net10.0/Llm.Providers.Emulator.dll" --port 0 --auth-port 0 --seconds 600 >"$log/host" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null || true; rm -rf "$log"' EXIT
for _ in $(seq 100); do
  [ "$(grep -c '^emulator at' "$log/host")" = 2 ] && break
  kill -0 "$server" 2>/dev/null || { cat "$log/host"; exit 1; }
  sleep 0.1
done
mapfile -t urls < <(sed -n 's|^emulator at \(http://[^/]*\)/.*|\1|p' "$log/host")

failed=0
# check NAME ARGS...: runs a client; every item it names must pass.
check() {
  local name=$1
  shift
  (cd "$home" && ./run client "$name" "${urls[0]}" --auth-base "${urls[1]}" "$@") >"$log/$name" 2>&1 || failed=1
  grep '^FAIL' "$log/$name" && failed=1
  tail -n 1 "$log/$name"
  grep -q '[1-9][0-9]* passed' "$log/$name" || failed=1
}

check openai --legacy 1
check anthropic
check genai
check ollama
check aisdk
check dotnet
if [ $failed = 0 ]; then echo "interop: passed"; else echo "interop: FAILED"; fi
exit $failed
