"""The pages of the documentation, as the tests read them."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
_FENCE = re.compile(
    r"^```(?P<kind>\S+)(?P<rest>[^\n]*)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)
_CAPTION = re.compile(r":caption: (?P<name>\S+)\n\n?")


@dataclass(frozen=True, slots=True)
class Step:
    """A command of a page, where it stands, and what the page says that it answers."""

    line: int
    command: str
    answer: str


def steps(page: Path) -> list[Step]:
    """The commands of a page's console blocks, in order."""
    text = page.read_text(encoding="utf-8")
    found: list[Step] = []
    for block in _FENCE.finditer(text):
        if block["kind"] != "console":
            continue
        first = text.count("\n", 0, block.start("text")) + 1
        for number, line in enumerate(block["text"].splitlines()):
            if line.startswith("$ "):
                found.append(Step(first + number, line[2:], ""))
            else:
                last = found.pop()
                found.append(Step(last.line, last.command, f"{last.answer}{line}\n"))
    return found


def files_of(page: Path) -> dict[str, str]:
    """The files whose text stands on a page, by name."""
    found = {}
    for block in _FENCE.finditer(page.read_text(encoding="utf-8")):
        if block["kind"] == "{code-block}" and (caption := _CAPTION.match(block["text"])):
            found[caption["name"]] = block["text"][caption.end() :]
    return found


def with_commands() -> list[Path]:
    """The pages that have commands to run."""
    return [page for page in sorted(DOCS.rglob("*.md")) if steps(page)]
