from pathlib import Path

import pytest

from planspor.corpus.errors import InputError
from planspor.corpus.model import DocumentKind
from planspor.ingest.extract.details import Details
from planspor.ingest.fetch import (
    Every,
    FetchSettings,
    Source,
    add_source,
    by_kind,
    connectors,
    read_sources,
)

KNOWN = by_kind(connectors(FetchSettings()))
FAFO = "https://www.fafo.no/rapport.pdf"


def read(folder: Path, text: str) -> list[Source]:
    path = folder / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return read_sources(path, KNOWN)


def test_a_corpus_without_the_file_follows_nothing(tmp_path: Path) -> None:
    assert read_sources(tmp_path / "sources.yaml", KNOWN) == []
    assert read(tmp_path, "# ingenting ennå\n") == []


def test_an_entry_says_what_is_followed_how_often_and_what_is_known_of_it(tmp_path: Path) -> None:
    text = f"""
- name: evaluering
  kind: address
  follow: {FAFO}
  every: month
  details: {{title: Evaluering, kind: evaluation, year: 2021}}
- name: innstillinger
  kind: stortinget
  follow: [2024-2025, inns-202122-010s]
"""
    assert read(tmp_path, text) == [
        Source(
            "evaluering",
            "address",
            (FAFO,),
            Every.MONTH,
            Details(title="Evaluering", kind=DocumentKind.EVALUATION, year=2021),
        ),
        Source("innstillinger", "stortinget", ("2024-2025", "inns-202122-010s")),
    ]


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("- name: a\n  kind: address\n", 1, "lacks “follow”"),
        ("- name: a\n  kind: adress\n  follow: x.no/\n", 2, "use stortinget"),
        ("- name: a\n  kind: address\n  folow: x.no/\n", 3, "did you mean “follow”"),
        ("- name: a\n  kind: stortinget\n  follow: x.no/\n", 3, "nothing that kind stortinget"),
        ("- name: A b\n  kind: address\n  follow: x.no/\n", 1, "cannot be an id"),
        ("- name: a\n  kind: address\n  follow: x.no/\n  every: year\n", 4, "use day, week, month"),
        (
            "- name: a\n  kind: address\n  follow: x.no/\n  details:\n    kind: bok\n",
            5,
            "use plan,",
        ),
        ("- name: a\n  kind: [\n", 3, "is not YAML"),
        ("name: a\n", 1, "a list is expected"),
        (2 * "- {name: a, kind: address, follow: x.no}\n", 2, "stands twice"),
    ],
)
def test_a_mistake_is_told_with_file_line_and_remedy(
    tmp_path: Path, text: str, line: int, said: str
) -> None:
    with pytest.raises(InputError, match=said) as caught:
        read(tmp_path, text)
    assert f"sources.yaml, line {line}:" in caught.value.message
    assert caught.value.remedy


def test_mistakes_are_told_together(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        read(tmp_path, "- name: a\n- kind: address\n")
    assert len(caught.value.message.splitlines()) == 4


def test_a_file_that_is_no_text_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="cannot be read"):
        read_sources(path, KNOWN)


def test_an_entry_is_added_and_the_rest_stays_as_it_was_written(tmp_path: Path) -> None:
    path = tmp_path / "sources.yaml"
    before = f"# Hva vi følger\n- name: evaluering   # Fafo\n  kind: address\n  follow: {FAFO}\n"
    path.write_text(before, encoding="utf-8")
    new = Source("rus", "stortinget", ("inns-202122-010s", "2024-2025"), Every.WEEK)
    add_source(path, new)
    assert path.read_text(encoding="utf-8").startswith(before)
    assert read_sources(path, KNOWN)[1] == new


def test_the_first_entry_makes_the_file(tmp_path: Path) -> None:
    new = Source("fafo", "address", (FAFO,))
    add_source(tmp_path / "sources.yaml", new)
    assert read_sources(tmp_path / "sources.yaml", KNOWN) == [new]


def test_the_example_of_the_documentation_reads() -> None:
    path = Path(__file__).resolve().parents[2] / "docs" / "sources.yaml"
    assert {source.kind for source in read_sources(path, KNOWN)} == set(KNOWN)
