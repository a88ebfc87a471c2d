# Runs one throw-away PostgreSQL server; `postgres.rs` says how and why.
# Prints the address once the server answers, then waits for the end of its standard input.
set -eu
programs=$1
port=$2
# A Ctrl-C reaches the whole process group; this shell must outlive it to clean up.
trap '' INT TERM HUP
# The folder for temporary files may belong to whoever started the run, and not to the user postgres.
base=${TMPDIR:-/tmp}
[ -w "$base" ] || base=/tmp
folder=$(mktemp -d "$base/mingjian-postgres.XXXXXX")
trap 'rm -rf "$folder"' EXIT
password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
printf '%s\n' "$password" >"$folder/password"
"$programs/initdb" --pgdata="$folder/data" --username=postgres --pwfile="$folder/password" \
  --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$folder/initdb.log" 2>&1 ||
  { cat "$folder/initdb.log" >&2; exit 1; }
# Durability is switched off: the data dies with the run, and the tests of durability run on files of their own.
"$programs/postgres" -D "$folder/data" -k "$folder" -p "$port" -c listen_addresses=127.0.0.1 -c max_connections=200 \
  -c fsync=off -c full_page_writes=off -c timezone=UTC </dev/null >"$folder/server.log" 2>&1 &
server=$!
tries=0
until "$programs/pg_isready" -q -h "$folder" -p "$port"; do
  tries=$((tries + 1))
  if [ "$tries" -gt 150 ] || ! kill -0 "$server" 2>/dev/null; then
    cat "$folder/server.log" >&2
    kill -QUIT "$server" 2>/dev/null || true
    exit 1
  fi
  sleep 0.2
done
printf 'postgres://postgres:%s@127.0.0.1:%s/postgres\n' "$password" "$port"
cat >/dev/null || true
kill -INT "$server" 2>/dev/null || true
wait "$server" 2>/dev/null || true
