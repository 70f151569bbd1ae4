"""What lupdate would write now is what is here; every message is translated; every context is one that programs ask for.

    translations.py FOLDER RENEWED     the translations, and copies of them that lupdate has just renewed
"""
import difflib
import pathlib
import re
import subprocess
import sys
import xml.etree.ElementTree

PLACE = re.compile(r"%(?:L?\d+|n)")
NAMESPACE = re.compile(r"^namespace ([\w:]+) \{", re.MULTILINE)
CLASS = re.compile(r"^class (?:\[\[\w+\]\] )?(\w+)[^;{]*\{\s*Q_OBJECT", re.MULTILINE)
OWN_NAME = re.compile(r"Q_DECLARE_TR_FUNCTIONS\((\w+)\)")


def contexts():
    """Names under which programs ask: classes that moc knows, and those that name themselves."""
    names = set()
    for path in subprocess.run(["git", "ls-files", "*.cpp", "*.h"], capture_output=True, text=True, check=True).stdout.split():
        text = pathlib.Path(path).read_text(encoding="utf-8")
        names.update(OWN_NAME.findall(text))
        for namespace in NAMESPACE.findall(text):
            names.update(f"{namespace}::{name}" for name in CLASS.findall(text))
    return names


def texts(message):
    translation = message.find("translation")
    forms = [form.text or "" for form in translation.iter("numerusform")]
    return forms if message.get("numerus") == "yes" else [translation.text or ""]


def faults(path, known):
    for context in xml.etree.ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name")
        if name not in known:
            yield f"{path}: no program asks under {name}; use tr() of a Q_OBJECT class or of a …Words struct"
        for message in context.iter("message"):
            source = message.findtext("source")
            plural = message.get("numerus") == "yes"
            if message.find("translation").get("type") or not texts(message) or not all(texts(message)):
                yield f"{path}: {name}: not translated: {source}"
                continue
            for text in texts(message):
                missing = set(PLACE.findall(source)) ^ set(PLACE.findall(text))
                if missing - ({"%n"} if plural else set()):
                    yield f"{path}: {name}: other places than in: {source}"


def main(folder, renewed):
    known = contexts()
    found = []
    for path in sorted(pathlib.Path(folder).glob("*.ts")):
        here = path.read_text(encoding="utf-8").splitlines()
        fresh = (pathlib.Path(renewed) / path.name).read_text(encoding="utf-8").splitlines()
        if here != fresh:
            found.append(f"{path} is not what the sources say: cmake --build build/dev --target update_translations")
            found += list(difflib.unified_diff(here, fresh, str(path), "renewed", n=1, lineterm=""))[:40]
        found += faults(path, known)
    print("\n".join(found))
    return 1 if found else 0


sys.exit(main(*sys.argv[1:]))
