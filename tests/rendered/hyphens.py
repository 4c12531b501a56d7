"""Soft hyphens where Norwegian words may be cut, by Liang's method and TeX's own patterns."""

import re
import subprocess
from functools import cache
from pathlib import Path

SOFT_HYPHEN = "\u00ad"
_EDGE = 2
_WORD = re.compile(r"[^\W\d_]{8,}")


def softened(text: str) -> str:
    """The text with a soft hyphen wherever a long word may be cut."""
    return _WORD.sub(lambda match: SOFT_HYPHEN.join(_syllables(match.group())), text)


@cache
def _syllables(word: str) -> tuple[str, ...]:
    dotted = f".{word.lower()}."
    values = [0] * (len(dotted) + 1)
    for start in range(len(dotted)):
        for end in range(start + 1, len(dotted) + 1):
            for at, value in enumerate(_patterns().get(dotted[start:end], ())):
                values[start + at] = max(values[start + at], value)
    cuts = [at for at in range(_EDGE, len(word) - _EDGE + 1) if values[at + 1] % 2]
    return tuple(word[a:b] for a, b in zip([0, *cuts], [*cuts, len(word)], strict=True))


@cache
def _patterns() -> dict[str, tuple[int, ...]]:
    found = subprocess.run(["kpsewhich", "hyph-no.tex"], capture_output=True, text=True, check=True)
    text = re.sub(r"%.*", "", Path(found.stdout.strip()).read_text("utf-8"))
    body = re.search(r"\\patterns\{(.*?)\}", text, re.DOTALL)
    assert body
    return {re.sub(r"\d", "", one): _values(one) for one in body.group(1).split()}


def _values(pattern: str) -> tuple[int, ...]:
    return tuple(int(digit or 0) for digit in re.split(r"[^\d]", pattern))
