#!/usr/bin/env bash
# Runs a test with a key store of its own: a session bus and an unlocked keyring, in a home that goes away with it.
set -euo pipefail
if ! command -v gnome-keyring-daemon >/dev/null || ! command -v dbus-run-session >/dev/null; then
    exec "$@"
fi
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
mkdir -m 700 "$home/run"
export HOME=$home XDG_RUNTIME_DIR=$home/run XDG_DATA_HOME=$home/data XDG_CONFIG_HOME=$home/config
mkdir -p "$XDG_DATA_HOME" "$XDG_CONFIG_HOME"
# The daemon goes to the background, but stays in this session: its process is found by who owns the bus name.
# shellcheck disable=SC2016
dbus-run-session -- bash -c '
    printf "pw\n" | gnome-keyring-daemon --unlock --components=secrets >/dev/null
    KEYRING_PID=
    for _ in $(seq 50); do
        KEYRING_PID=$(dbus-send --session --print-reply=literal --dest=org.freedesktop.DBus / \
            org.freedesktop.DBus.GetConnectionUnixProcessID string:org.freedesktop.secrets 2>/dev/null |
            grep -o "[0-9]*$") && break
        sleep 0.1
    done
    export KEYRING_PID
    code=0
    "$@" || code=$?
    kill -CONT "$KEYRING_PID" 2>/dev/null && kill "$KEYRING_PID"
    exit $code
' with_keyring "$@"
