"""GCC 12 destroys a temporary twice when it is written inside an expression that awaits and is a lambda that captures
or a type without constructors (GCC bug 99576, mended in GCC 13). So no braces in such an expression: name it first.

    co_await database.read([=](…) {…});          const auto work = [=](…) {…};
                                                 co_await database.read(work);
"""
import re
import subprocess
import sys

COMMENT_OR_STRING = re.compile(r'//[^\n]*|/\*.*?\*/|R"\((?:.*?)\)"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.DOTALL)


def blanked(text):
    """The text with comments and strings blanked, line ends kept."""
    return COMMENT_OR_STRING.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def start_of(text, place):
    """Where the expression around `place` begins: behind the last statement or the block that holds it."""
    depth = 0
    while place > 0:
        letter = text[place - 1]
        if letter in ")]" or (letter == "}" and text[place:].lstrip()[:1] in ",;)]}.("):
            depth += 1
        elif letter in "([{":
            if depth == 0 and letter == "{":
                return place
            depth = max(0, depth - 1)
        elif depth == 0 and letter in ";}":
            return place
        place -= 1
    return 0


def end_of(text, place):
    depth = 0
    while place < len(text):
        letter = text[place]
        if letter in "([{":
            depth += 1
        elif letter in ")]}":
            if depth == 0:
                return place
            depth -= 1
        elif letter == ";" and depth == 0:
            return place
        place += 1
    return place


def offences(path):
    with open(path, encoding="utf-8") as file:
        text = blanked(file.read())
    for found in re.finditer(r"\bco_await\b", text):
        expression = text[start_of(text, found.start()) : end_of(text, found.end())]
        if "{" in expression:
            yield f"{path}:{text[: found.start()].count(chr(10)) + 1}"


def main():
    files = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "--", "*.cpp", "*.h"], check=True, text=True, capture_output=True
    ).stdout.split()
    places = [place for path in sorted(files) for place in offences(path)]
    for place in places:
        print(f"{place}: a temporary with braces in an expression that awaits; name it first ({sys.argv[0]} says why)")
    return 1 if places else 0


if __name__ == "__main__":
    sys.exit(main())
