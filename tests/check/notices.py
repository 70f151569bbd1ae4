"""notices.py BUILD NOTICES DECISIONS: every library our programs load directly, and every package that the build
carries into them, has a line in the notices with its licence, and every dependency has a record in docs/decisions."""
import pathlib
import re
import subprocess
import sys

build, notices, decisions = map(pathlib.Path, sys.argv[1:4])
text = notices.read_text()
missing = []

SYSTEM = re.compile(r"^(libc|libm|libgcc_s|libstdc\+\+|ld-linux.*|libpthread|libdl|librt|libasan|libubsan|libtsan)\.so")
for program in ("steward", "stewardd", "stewardctl"):
    path = build / "bin" / program
    if not path.exists():
        missing.append(f"{program} is not built")
        continue
    listing = subprocess.run(["readelf", "-d", str(path)], capture_output=True, text=True, check=True).stdout
    for library in re.findall(r"NEEDED.*\[(.+?)\]", listing):
        stem = re.sub(r"\.so.*$", "", library)
        if not SYSTEM.match(library) and f"`{stem}`" not in text:
            missing.append(f"{notices}: {program} loads {library}, which has no line")

for package in ("bootstrap-icons", "fonts-inter", "fonts-jetbrains-mono"):
    if f"`{package}`" not in text:
        missing.append(f"{notices}: the build carries {package} in, which has no line")

for line in text.splitlines():
    if line.startswith("|") and "`" in line:
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) < 3 or not cells[2]:
            missing.append(f"{notices}: no licence in: {line}")

for record in sorted(decisions.glob("*.md")):
    body = record.read_text()
    if record.name != "README.md" and "Licence" not in body:
        missing.append(f"{record}: says no licence")

print("\n".join(missing))
sys.exit(1 if missing else 0)
