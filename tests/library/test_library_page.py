import doctest
from pathlib import Path

import pytest

PAGE = Path(__file__).resolve().parents[2] / "docs" / "library.md"


def examples(text: str) -> str:
    """The console sessions of a page, each with its lines where they stand on it."""
    kept: list[str] = []
    inside = False
    for line in text.splitlines():
        if line.startswith("```"):
            inside = line == "```pycon"
            kept.append("")
        else:
            kept.append(line if inside else "")
    return "\n".join(kept) + "\n"


def test_every_example_of_the_library_page_runs_as_it_says(own_corpus: Path) -> None:
    pytest.importorskip("pandas", reason="the page's examples make pandas frames")
    text = examples(PAGE.read_text(encoding="utf-8"))
    test = doctest.DocTestParser().get_doctest(
        text,
        {"folder": own_corpus},
        PAGE.name,
        str(PAGE),
        0,
    )
    told: list[str] = []
    ran = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    ran.run(test, out=told.append)
    assert ran.tries > 30
    assert not ran.failures, "".join(told)
