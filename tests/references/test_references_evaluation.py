import json
from collections.abc import Iterator
from pathlib import Path

import pooled
import pytest

import planspor.corpus
from planspor import ingest
from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.corpus.judging import range_hash
from planspor.ingest.evaluation.references import evaluate_references

TEXT = """\
Om lyset

Lyset er omtalt i Meld. St. 7 (2011–2012) og av Lid (2012), og det bygger på sameloven.

Se også en avtale fra i fjor, og det som Moe (2013) skrev om den.
"""


def judged(words: str, kind: str, **more: object) -> dict[str, object]:
    start = TEXT.index(words)
    line = TEXT.count("\n", 0, start) + 1
    return {
        "text": "texts/lys.txt",
        "stretch": [1, 3],
        "lines": [line, line],
        "characters": [start, start + len(words)],
        "hash": range_hash([words]),
        "kind": kind,
        "key": words,
        "resolves_to": None,
        **more,
    }


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = tmp_path_factory.mktemp("evaluation")
    (folder / "texts").mkdir()
    (folder / "texts" / "lys.txt").write_text(TEXT, encoding="utf-8")
    with planspor.corpus.open(folder / "corpus") as opened:
        pooled.add(opened, [folder / "texts" / "lys.txt"])
        ingest.extract(opened)
        yield opened


def gold(corpus: Corpus, *entries: dict[str, object]) -> Path:
    folder = corpus.folder.parent / "gold"
    folder.mkdir(exist_ok=True)
    stretch = {"text": "texts/lys.txt", "lines": [1, 3], "split": "test"}
    for name, listed in (("references", entries), ("references-stretches", (stretch,))):
        lines = (json.dumps(one, ensure_ascii=False) for one in listed)
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_what_is_found_is_held_against_what_was_judged(corpus: Corpus) -> None:
    wanted = gold(
        corpus,
        judged("Meld. St. 7 (2011–2012)", "meld"),
        judged("Lid (2012)", "author-year", resolves_to=["texts/lys.txt"]),
        judged("Lyset er omtalt", "plan"),
    )
    found = evaluate_references(corpus, wanted, corpus.folder.parent)
    total = found.total("test")
    assert (total.judged, total.found, total.right, total.resolved) == (3, 3, 2, 1)
    assert {(miss.kind, miss.what) for miss in found.misses} == {
        ("author-year", "leads to nothing"),
        ("plan", "not found"),
        ("law", "is none"),
    }
    assert found.as_data()["test"]["judged"] == 3
    assert "sameloven" in found.table(misses=True)


def test_doubtful_ones_and_other_kinds_count_neither_way(corpus: Corpus) -> None:
    wanted = gold(
        corpus,
        judged("Meld. St. 7 (2011–2012)", "meld"),
        judged("Lid (2012)", "author-year", doubtful=True),
        judged("sameloven", "other"),
    )
    total = evaluate_references(corpus, wanted, corpus.folder.parent).total("test")
    assert (total.judged, total.found, total.f1) == (1, 1, 1.0)


def test_another_text_than_the_one_judged_is_refused(corpus: Corpus) -> None:
    wanted = gold(corpus, judged("sameloven", "law") | {"hash": "0" * 16})
    with pytest.raises(InputError, match="not those that were judged"):
        evaluate_references(corpus, wanted, corpus.folder.parent)
