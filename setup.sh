#!/usr/bin/env bash
# Installs what is missing on the system, and nothing else: ./setup.sh build [test] [browser]
# The Makefile calls it each time; when nothing is missing it says nothing and asks no network.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

python=${PYTHON:-python3}

main() {
    [ -x .venv/bin/python ] || check_python
    if command -v apt-get >/dev/null; then
        on_debian "$@"
    elif command -v brew >/dev/null; then
        on_mac "$@"
    elif [ ! -x .venv/bin/python ]; then
        elsewhere
    fi
}

# The packages for these purposes, one line each: packages debian build test
packages() {
    local system=$1 purpose
    for purpose in "${@:2}"; do
        case $system-$purpose in
            debian-build)
                printf '%s\n' libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0
                printf '%s\n' fonts-noto-core fonts-noto-cjk
                ;;
            debian-test)
                echo gettext
                java_compiles || echo default-jdk-headless
                ;;
            debian-translate)
                printf '%s\n' hunspell hunspell-ar hunspell-es hunspell-fr hunspell-pt-br hunspell-ru
                printf '%s\n' hunspell-uk hunspell-vi
                ;;
            debian-browser) has_browser || echo chromium ;;
            brew-build)
                printf '%s\n' pango harfbuzz font-noto-sans
                printf '%s\n' font-noto-naskh-arabic font-noto-serif-tibetan
                printf 'font-noto-sans-%s\n' arabic armenian bengali cjk devanagari ethiopic \
                    georgian gujarati gurmukhi hebrew kannada khmer lao malayalam math myanmar \
                    oriya sinhala symbols symbols-2 tamil telugu thai
                ;;
            brew-test)
                echo gettext
                java_compiles || echo openjdk
                ;;
            brew-translate) echo hunspell ;; # dictionaries: see TRANSLATING.md
            brew-browser) has_browser || echo chromium ;;
            *) stop "no such purpose: $purpose" ;;
        esac
    done
}

# Any Java from 11 that brings its compiler will do, wherever it came from.
java_compiles() {
    "${JAVA_HOME:+$JAVA_HOME/bin/}java" --list-modules 2>/dev/null |
        grep -E '^jdk\.compiler@(1[1-9]|[2-9][0-9])' >/dev/null
}

has_browser() {
    command -v chromium || command -v chromium-browser || command -v google-chrome
} >/dev/null

check_python() {
    command -v "$python" >/dev/null || stop "There is no $python. Install Python 3.11 or newer."
    "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || stop \
        "$("$python" --version) is too old. Install Python 3.11 or newer and name it:" \
        "make PYTHON=python3.12"
}

on_debian() {
    local wanted package missing="" install
    wanted=$(packages debian "$@")
    # Debian keeps what makes .venv in a package of its own.
    if [ ! -x .venv/bin/python ] && ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        wanted+=$("$python" -c 'import sys; print("\npython%d.%d-venv" % sys.version_info[:2])')
    fi
    for package in $wanted; do
        [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null)" = installed ] ||
            missing+=" $package"
    done
    [ -n "$missing" ] || return 0

    say "Installing system packages:$missing"
    install="apt-get install --yes --no-install-recommends$missing"
    # Another source of packages on this system may be out of order: no reason to stop.
    as_root "$install" apt-get update -qq ||
        say "Not every list of packages could be renewed; going on with those there are."
    # shellcheck disable=SC2086  # one word a package
    as_root "$install" $install -qq >/dev/null
}

# as_root "what to type where that cannot be had" command …
as_root() {
    local advice=$1
    shift
    if [ "$(id -u)" = 0 ]; then
        DEBIAN_FRONTEND=noninteractive "$@"
    elif command -v sudo >/dev/null; then
        sudo env DEBIAN_FRONTEND=noninteractive "$@"
    else
        stop "That needs root, and there is no sudo. As root, run: $advice"
    fi
}

on_mac() {
    local package missing=""
    for package in $(packages brew "$@"); do
        brew list "$package" >/dev/null 2>&1 || missing+=" $package"
    done
    [ -n "$missing" ] || return 0

    say "Installing with Homebrew:$missing"
    # shellcheck disable=SC2086  # one word a package
    brew install --quiet $missing
}

elsewhere() {
    say "Neither Debian, Ubuntu nor a Mac with Homebrew. Please see to it that these are installed:" \
        "Pango 1.44 or newer; HarfBuzz and its subset library; the fonts Noto Sans, for every" \
        "script, and Noto Sans CJK. For the tests, gettext and a Java development kit, 11 or" \
        "newer. For the tests of the preview and the benchmarks, Chromium."
}

say() { echo "setup: $*"; }

stop() {
    say "$*" >&2
    exit 1
}

main "$@"
