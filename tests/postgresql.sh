#!/usr/bin/env bash
# A private PostgreSQL cluster for tests, reached through a socket in a folder of its own.
#
#   url="$(tests/postgresql.sh start)"                 starts one and prints the URL of an empty database
#   tests/postgresql.sh database "$url" NAME           adds another empty database and prints its URL
#   tests/postgresql.sh pause "$url"                   stops it as a crash would, and keeps everything
#   tests/postgresql.sh resume "$url"                  starts it again
#   tests/postgresql.sh stop "$url"                    stops it and removes everything
#
# No durability (unless LEGATION_POSTGRESQL_DURABLE is 1), no network: whoever may enter the folder may connect, nobody else.
set -euo pipefail

binaries="$(find /usr/lib/postgresql -maxdepth 2 -name bin 2>/dev/null | sort -V | tail -n 1)"
prefix=/tmp/legation-postgresql.

# PostgreSQL refuses to run as root.
as_owner() {
    if [[ $(id -u) != 0 ]]; then
        "$@"
    elif id postgres >/dev/null 2>&1; then
        runuser -u postgres -- "$@"
    else
        runuser -u nobody -- "$@"
    fi
}

url_of() { printf 'postgresql:///%s?host=%s&user=legation\n' "$2" "$1"; }

# The folder is in the URL; anything else is refused, because `stop` removes it.
folder_of() {
    local folder="${1#*host=}"
    folder="${folder%%&*}"
    [[ $folder =~ ^${prefix}[A-Za-z0-9]+$ ]] || {
        echo "'$1' is not the URL of a cluster that this script started." >&2
        exit 1
    }
    printf '%s' "$folder"
}

# Without flushes to disk, but a commit is in the log before it is acknowledged: `pause` crashes the server, and
# the tests expect what was acknowledged to be there afterwards.
serve_from() {
    local flushes=off
    if [[ ${LEGATION_POSTGRESQL_DURABLE:-} == 1 ]]; then flushes=on; fi
    as_owner "$binaries/pg_ctl" -D "$1/data" -l "$1/log" -w -t 60 -s start -o "-k $1 \
        -c listen_addresses= -c fsync=$flushes -c full_page_writes=$flushes" >&2 || {
        as_owner tail -n 20 "$1/log" >&2
        exit 1
    }
}

start() {
    [[ -n $binaries ]] || {
        echo "PostgreSQL is not installed: run bin/setup test." >&2
        exit 1
    }
    local folder
    cd /
    folder="$(as_owner mktemp -d "${prefix}XXXXXXXX")"
    as_owner "$binaries/initdb" -D "$folder/data" -U legation --encoding=UTF8 --locale=C \
        --auth-local=trust --auth-host=reject --no-sync --no-instructions >/dev/null
    serve_from "$folder"
    as_owner "$binaries/createdb" -h "$folder" -U legation legation
    url_of "$folder" legation
}

database() {
    local folder
    folder="$(folder_of "$1")"
    cd /
    as_owner "$binaries/createdb" -h "$folder" -U legation "$2"
    url_of "$folder" "$2"
}

pause() {
    local folder
    folder="$(folder_of "$1")"
    cd /
    as_owner "$binaries/pg_ctl" -D "$folder/data" -m immediate -w -s stop >&2
}

resume() {
    local folder
    folder="$(folder_of "$1")"
    cd /
    serve_from "$folder"
}

stop() {
    local folder
    folder="$(folder_of "$1")"
    cd /
    as_owner "$binaries/pg_ctl" -D "$folder/data" -m immediate -s stop >&2 || true
    as_owner rm -rf "$folder"
}

case "${1:-}" in
start) start ;;
database) database "${2:?the URL of a cluster}" "${3:?a name}" ;;
pause) pause "${2:?the URL of a cluster}" ;;
resume) resume "${2:?the URL of a cluster}" ;;
stop) stop "${2:?the URL of a cluster}" ;;
*) awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$0" ;;
esac
