"""Plans as texts with sections, made without the section parser, and the truth on them."""

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planspor.corpus.model import Section, SectionKind, Source

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared" / "corpus"
GOLD = ROOT / "tests" / "gold"


@dataclass(frozen=True)
class PlanText:
    """A clean text, its sections, and the clean span of each source line (one-based)."""

    text: str
    sections: list[Section]
    lines: dict[int, tuple[int, int]]

    def line_span(self, start: int, end: int) -> tuple[int, int]:
        """The first and last source line that a clean span touches."""
        touched = [n for n, (a, b) in self.lines.items() if a < end and b > start]
        return touched[0], touched[-1]


def plan_text(source: str) -> PlanText:
    """A text in which "# " heads a heading and every other line is a paragraph."""
    parts: list[str] = []
    lines: dict[int, tuple[int, int]] = {}
    heads: list[tuple[int, str]] = []
    place = 0
    for number, line in enumerate(source.split("\n"), start=1):
        if not line.strip():
            continue
        text = line.removeprefix("# ").strip()
        if line.startswith("# "):
            heads.append((place, text))
        lines[number] = (place, place + len(text))
        parts.append(text)
        place += len(text) + 2
    return PlanText("\n\n".join(parts), _sections(heads, place), lines)


def _sections(heads: list[tuple[int, str]], end: int) -> list[Section]:
    sections: list[Section] = []
    stack: list[Section] = []
    ends = [start for start, _ in heads[1:]] + [end]
    for ordinal, ((start, heading), stop) in enumerate(zip(heads, ends, strict=False), start=1):
        match = re.match(r"(\d+(?:\.\d+)*)\s", heading)
        level = match[1].count(".") + 1 if match else 1
        stack = [s for s in stack if s.level < level]
        section = Section(
            id=f"plan/{ordinal}",
            document="plan",
            ordinal=ordinal,
            heading=heading,
            level=level,
            kind=SectionKind.BODY,
            start=start,
            end=stop,
            confidence=1.0,
            evidence=("test",),
            source=Source("plan.txt", 1, 1, start, stop),
            number=match[1] if match else None,
            parent=stack[-1].id if stack else None,
        )
        stack.append(section)
        sections.append(section)
    return sections


def truth(name: str) -> list[dict[str, Any]]:
    """The judged measures of a text."""
    return [json.loads(line) for line in (GOLD / name).read_text("utf-8").splitlines()]


def range_hash(source: str, first: int, last: int) -> str:
    """The hash of a range of lines as the judged data has it."""
    joined = unicodedata.normalize("NFC", " ".join(source.split("\n")[first - 1 : last]))
    return hashlib.sha256(" ".join(joined.split()).encode()).hexdigest()[:16]
