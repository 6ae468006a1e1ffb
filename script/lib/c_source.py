"""Reads C text far enough to measure it: comments and literals blanked, top-level blocks found.

No parser: braces are counted in text whose comments, strings and preprocessor lines are replaced by spaces
of the same length, so that line numbers stay right. A block at the outermost level that follows `)` is a
function, one that follows `=` is a table of data.
"""
import re
from dataclasses import dataclass

TOKEN = re.compile(
    r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'",
    re.DOTALL,
)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n]*\\\n)*[^\n]*", re.MULTILINE)
ATTRIBUTE = re.compile(r"__attribute__\s*\(\(.*?\)\)", re.DOTALL)
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.MULTILINE)
NAME = re.compile(r"([A-Za-z_]\w*)\s*\(")


@dataclass
class Block:
    name: str
    kind: str  # "function", "table", "type"
    first: int  # line of its head, from 1
    last: int

    @property
    def lines(self):
        return self.last - self.first + 1


def blank(match):
    return re.sub(r"[^\n]", " ", match.group())


def code_of(text):
    """The text without comments, literals, preprocessor lines and attributes; the same lines."""
    return ATTRIBUTE.sub(blank, DIRECTIVE.sub(blank, TOKEN.sub(blank, text)))


def kind_of(head):
    head = head.strip()
    if head.endswith(")"):
        return "function"
    return "table" if head.endswith("=") else "type"


def name_of(head):
    found = NAME.search(head)
    if found and found.group(1) == "TEST":
        return head.strip()
    return found.group(1) if found else " ".join(head.split())[:40]


def blocks(text):
    """The blocks at the outermost level, in order."""
    code = code_of(text)
    found, depth, head_at, open_at = [], 0, 0, 0
    for at, char in enumerate(code):
        if char == "{":
            if depth == 0:
                open_at = at
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                head = code[head_at:open_at]
                begin = head_at + len(head) - len(head.lstrip())
                found.append(
                    Block(name_of(head), kind_of(head), code.count("\n", 0, begin) + 1, code.count("\n", 0, at) + 1)
                )
                head_at = at + 1
        elif char == ";" and depth == 0:
            head_at = at + 1
    return found


def macros(text):
    """Preprocessor definitions, as blocks: a long one is a function in disguise, unless it is a table."""
    code = TOKEN.sub(blank, text)
    for match in DIRECTIVE.finditer(code):
        head = re.match(r"\s*#\s*define\s+(\w+)", match.group())
        if head:
            first = code.count("\n", 0, match.start()) + 1
            yield Block(head.group(1), "macro", first, first + match.group().count("\n"))


def includes(text):
    """(line, is_local, name) of every #include."""
    code = re.sub(r"/\*.*?\*/", blank, text, flags=re.DOTALL)
    for match in INCLUDE.finditer(code):
        yield code.count("\n", 0, match.start()) + 1, match.group(1) == '"', match.group(2)
