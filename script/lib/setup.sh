# shellcheck shell=bash
# shellcheck disable=SC2034  # the lists of packages are used by the scripts that read this file
# Functions shared by script/run, script/test and script/bench: install what is missing, build.
#
# Everything is asked first and installed only when it is absent, so that nothing here needs the network the
# second time. Everything that is built or installed by npm stands below build/, web/node_modules and
# tests/node_modules; nothing else on the machine is touched but Debian's own packages.

NODE_LEAST="20.19"
RUN_PACKAGES=(gcc libc6-dev meson ninja-build pkg-config python3 ca-certificates clang lld
    libmicrohttpd-dev libjansson-dev libsodium-dev libsqlite3-dev libpq-dev libexpat1-dev libseccomp-dev
    libxlsxwriter-dev liboath-dev libqrencode-dev libfido2-dev libcurl4-openssl-dev python3-zxcvbn
    zlib1g-dev nodejs npm)
TEST_PACKAGES=(postgresql pgbouncer chromium clang-format shellcheck binutils procps sqlite3)
CLUSTER_PACKAGES=(postgresql patroni etcd-server haproxy nginx iproute2)
BENCH_PACKAGES=(postgresql wrk chromium sqlite3)

say() {
    if [ -t 2 ]; then printf '\033[1m%s\033[0m\n' "$*" >&2; else printf '%s\n' "$*" >&2; fi
}
fail() {
    printf '%s\n' "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        fail "This needs the Debian packages: $*. Install them as root (or install sudo) and start again."
    fi
}

package_installed() {
    [ "$(dpkg-query -W -f '${db:Status-Abbrev}' "$1" 2>/dev/null | cut -c1-2)" = "ii" ]
}

# Node from elsewhere than Debian (another repository, a version manager) counts as well.
package_needed() {
    case "$1" in
        nodejs) ! command -v node >/dev/null ;;
        npm) ! command -v npm >/dev/null ;;
        *) ! package_installed "$1" ;;
    esac
}

install_packages() {
    local missing=() package
    command -v dpkg-query >/dev/null ||
        fail "Trivet's scripts install Debian packages; on another system install the likes of: $*"
    for package in "$@"; do
        if package_needed "$package"; then missing+=("$package"); fi
    done
    [ ${#missing[@]} = 0 ] && return
    say "Installing ${missing[*]}"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -q >&2
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -q -y --no-install-recommends "${missing[@]}" >&2
}

# The sanitizers of clang come in a package that carries clang's version in its name.
install_clang_runtime() {
    local version
    version=$(clang -dumpversion | cut -d. -f1)
    install_packages "libclang-rt-$version-dev"
}

node_is_new_enough() {
    local have
    have=$("$1" --version 2>/dev/null | tr -d v) || return 1
    [ -n "$have" ] && [ "$(printf '%s\n%s\n' "$NODE_LEAST" "$have" | sort -V | head -n 1)" = "$NODE_LEAST" ]
}

# Debian 12's Node is too old for Vite: a newer one is taken as an npm package into build/node.
provide_node() {
    local own
    if node_is_new_enough node; then return; fi
    own=$(find build/node/node_modules -path '*/bin/node' -type f 2>/dev/null | head -n 1 || true)
    if [ -z "$own" ]; then
        say "Node $(node --version 2>/dev/null) is older than $NODE_LEAST; taking a newer one into build/node"
        mkdir -p build/node
        cp script/node/package.json script/node/package-lock.json build/node/
        npm ci --prefix build/node --no-audit --no-fund --loglevel=error >&2
        own=$(find build/node/node_modules -path '*/bin/node' -type f | head -n 1)
    fi
    [ -n "$own" ] || fail "There is no Node package for this machine; install Node $NODE_LEAST or newer."
    PATH="$PWD/$(dirname "$own"):$PATH"
    export PATH
}

# Unpacked only: installed, the package would start a server of its own.
provide_promtool() {
    if command -v promtool >/dev/null; then return; fi
    if [ ! -x build/promtool/usr/bin/promtool ]; then
        mkdir -p build/promtool
        (cd build/promtool && apt-get download -q prometheus >&2 && dpkg-deb -x prometheus_*.deb .)
    fi
    PATH="$PWD/build/promtool/usr/bin:$PATH"
    export PATH
}

# What the lock file says, checked by its hashes. Newer npm's `ci` refuses a lock file in which optional packages
# for other systems are absent because they were never published; `install` takes it as it is.
install_locked() {
    local options=(--prefix "$1" --no-audit --no-fund --loglevel=error)
    npm ci "${options[@]}" >build/stamps/npm.log 2>&1 || npm install --no-save "${options[@]}" >&2 || {
        cat build/stamps/npm.log >&2
        return 1
    }
}

# The npm packages of a folder, only when its lock file changed since the last time.
provide_modules() {
    local folder="$1" stamp="build/stamps/$1.sha256" now
    mkdir -p build/stamps
    now=$(sha256sum "$folder/package-lock.json" | cut -d' ' -f1)
    if [ -d "$folder/node_modules" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then return; fi
    say "Installing the npm packages of $folder"
    install_locked "$folder"
    echo "$now" >"$stamp"
}

# build_folder NAME [meson options]: configured once, then only built.
configure() {
    local folder="build/$1"
    shift
    [ -f "$folder/build.ninja" ] || meson setup "$folder" "$@" >&2
}

# The server with its page, optimised: build/release/src/cli/trivet.
build_release() {
    configure release --buildtype=release
    ninja -C build/release src/cli/trivet >&2
}
