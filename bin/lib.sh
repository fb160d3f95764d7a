# Shared by the scripts in bin/ and .ci/; sourced, never run.

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
export LC_ALL=C.UTF-8

say() { printf '%s\n' "$*" >&2; }

fail() {
    say "$*"
    exit 1
}

# The comment at the top of a script is its help.
print_help() { awk 'NR > 1 { if (!/^#/) exit; sub(/^# ?/, ""); print }' "$1"; }

# Runs a command as root: directly, or through sudo.
as_root() {
    if [[ $(id -u) == 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "Some packages are missing and there is no sudo here. As root, run: $*"
    fi
}

# The content of files and folders as one hash, so that a step runs again only when its inputs changed.
hash_of() {
    (cd "$root" && find "$@" -type f -print0 2>/dev/null | sort -z | xargs -0 -r sha256sum | sha256sum | cut -d' ' -f1)
}

packages_in() { awk -v group="$1" '$1 == group { print $2 }' "$root/bin/packages.txt"; }

# Installs the missing Debian packages of the groups named; one quick question when none is missing.
install_packages() {
    local group package wanted=() missing=()
    for group; do
        for package in $(packages_in "$group"); do
            # Any npm does: it only fetches the pinned Node.
            [[ $package == npm ]] && command -v npm >/dev/null && continue
            wanted+=("$package")
        done
    done
    local present
    present="$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "${wanted[@]}" 2>/dev/null || true)"
    for package in "${wanted[@]}"; do
        grep -qx "$package installed" <<<"$present" || missing+=("$package")
    done
    ((${#missing[@]})) || return 0

    say "Installing ${#missing[@]} packages, which takes a minute or two: ${missing[*]}"
    as_root apt-get update -qq </dev/null >&2
    # What goes wrong is on its error output; the rest is hundreds of lines.
    as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends -o Dpkg::Use-Pty=0 "${missing[@]}" </dev/null >/dev/null
}

# Fetches what package-lock.json pins, only when it changed.
install_node_modules() {
    local stamp="$root/node_modules/.stamp" wanted
    wanted="$(hash_of package.json package-lock.json)"
    [[ -f $stamp && $(<"$stamp") == "$wanted" ]] && return 0
    say "Fetching what package-lock.json pins"
    (cd "$root" && npm ci --no-audit --no-fund --loglevel=error </dev/null >&2)
    printf '%s' "$wanted" >"$stamp"
}

# Puts the pinned Node first in the path; Debian's own is too old for what we build with it.
use_pinned_node() {
    export PATH="$root/node_modules/.bin:$PATH"
    [[ -x $root/node_modules/.bin/node ]] || fail "The pinned Node is missing: run bin/setup."
}

set_up() {
    install_packages "$@"
    install_node_modules
    use_pinned_node
}

# Compilers to run at once: one a core, and no more than fit in memory at 1.5 GB each.
build_jobs() {
    awk -v cores="$(nproc)" '/^MemAvailable/ { fit = int($2 / 1572864) }
        END { jobs = fit < cores ? fit : cores; print jobs < 1 ? 1 : jobs }' /proc/meminfo
}

# make_share NAME INPUTS... -- COMMAND...: runs the command that makes build/share/NAME when its inputs changed.
make_share() {
    local name="$1" inputs=() stamp wanted
    shift
    while [[ $1 != -- ]]; do
        inputs+=("$1")
        shift
    done
    shift
    stamp="$root/build/share/$name.stamp"
    wanted="$(hash_of "${inputs[@]}")"
    [[ -f $stamp && -e $root/build/share/$name && $(<"$stamp") == "$wanted" ]] && return 0
    say "Building $name"
    mkdir -p "$root/build/share"
    (cd "$root" && "$@" >&2)
    printf '%s' "$wanted" >"$stamp"
}

copy_starter() {
    rm -rf build/share/starter
    mkdir -p build/share/starter
    cp data/*.csv build/share/starter/
}

# configure PRESET: ninja itself notices changed CMakeLists.txt, but not changed presets.
configure() {
    local folder="$root/build/$1"
    if [[ ! -f $folder/build.ninja || $root/CMakePresets.json -nt $folder/configured ]]; then
        (cd "$root" && cmake --log-level=WARNING --preset "$1" >&2)
        touch "$folder/configured"
    fi
    ln -sfn ../share "$folder/share"
}

# build PRESET [TARGETS...]: programs and what they read from build/share. One build at a time.
build() (
    mkdir -p "$root/build"
    exec 9>"$root/build/.lock"
    flock 9
    make_share assets web package-lock.json -- node web/build.mjs --out build/share/assets
    make_share gazetteer tools/gazetteer package-lock.json -- \
        node tools/gazetteer/build.mjs --out build/share/gazetteer/places.tsv
    make_share locale locale -- tools/locale/build.sh build/share/locale
    make_share passwords tools/passwords package-lock.json -- node tools/passwords/build.mjs --out build/share/passwords
    make_share starter data -- copy_starter
    configure "$1"
    # One line for each file built, and none when there is nothing to do.
    ninja -C "$root/build/$1" -j "$(build_jobs)" "${@:2}" |
        { grep --line-buffered -v -E '^ninja: (Entering|no work)|Re-checking globbed' >&2 || true; }
)

# run NAME COMMAND...: runs tests or checks that say "N passed, N failed" at their end, and adds that to `passed` and
# `failed`. A command that does not say it has failed, whatever its exit code.
passed=0
failed=0
run() {
    local name="$1" started=$SECONDS code=0 log line
    shift
    log="$(mktemp)"
    printf '\n== %s\n' "$name"
    "$@" 2>&1 | tee "$log" || code=$?
    line="$(grep -Eo '^[0-9]+ passed, [0-9]+ failed$' "$log" | tail -n 1 || true)"
    local failed_before=$failed
    if [[ $line =~ ^([0-9]+)\ passed,\ ([0-9]+)\ failed$ ]]; then
        passed=$((passed + BASH_REMATCH[1]))
        failed=$((failed + BASH_REMATCH[2]))
        if ((code != 0 && BASH_REMATCH[2] == 0)); then failed=$((failed + 1)); fi
    else
        failed=$((failed + 1))
        line="no result, exit code $code"
    fi
    # Said again at the end, where it is found: a run prints thousands of lines.
    if ((failed > failed_before)); then
        grep -aE 'error:|\[  FAILED  \]|^not ok|✖|^FAILED' "$log" | head -n 40 >>"${complaints:-/dev/null}" || true
    fi
    rm -f "$log"
    printf -- '-- %s: %s, %s s\n' "$name" "$line" $((SECONDS - started)) | tee -a "${times:-/dev/null}"
}
