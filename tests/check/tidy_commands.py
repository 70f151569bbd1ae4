"""tidy_commands.py IN OUT: the compile commands without GCC's precompiled headers and options that clang lacks."""
import json
import re
import sys

commands = json.load(open(sys.argv[1]))
for entry in commands:
    command = entry["command"]
    command = re.sub(r"-include \S*cmake_pch\.hxx", "", command)
    command = re.sub(r"-Winvalid-pch|-fpch-preprocess|-Wno-tsan|-Wno-maybe-uninitialized|-Werror", "", command)
    command = re.sub(r"^\S+ -E env .*?(\S+/(?:c|g)\+\+) ", r"\1 ", command)
    entry["command"] = command + " -Wno-everything"
json.dump(commands, open(sys.argv[2], "w"))
