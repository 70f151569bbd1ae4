"""tidy_commands.py IN OUT: the compile commands with the sources of GCC's precompiled headers in their place, and
without the options that clang lacks."""
import json
import pathlib
import re
import sys

HEADERS = pathlib.Path(__file__).resolve().parents[2] / "cmake" / "pch"

commands = json.load(open(sys.argv[1]))
for entry in commands:
    command = entry["command"]
    command = re.sub(r"-include \S*steward_pch_(\w+)\.dir/\S*cmake_pch\.hxx", rf"-include {HEADERS}/\1.h", command)
    command = re.sub(r"-include \S*cmake_pch\.hxx", "", command)
    command = re.sub(r"-Winvalid-pch|-fpch-preprocess|-Wno-tsan|-Wno-maybe-uninitialized|-Werror", "", command)
    command = re.sub(r"^\S+ -E env .*?(\S+/(?:c|g)\+\+) ", r"\1 ", command)
    entry["command"] = command + " -Wno-everything"
json.dump(commands, open(sys.argv[2], "w"))
