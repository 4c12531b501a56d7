"""The evaluate command: how good the machine is, on judged data."""

import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import click

import planspor.corpus
from planspor import ingest, search
from planspor.corpus import Corpus
from planspor.corpus.language.judged import as_data, evaluate_compounds, table
from planspor.corpus.model import Origin
from planspor.ingest.evaluation import measures as measured
from planspor.ingest.evaluation import money, structure
from planspor.ingest.evaluation.links import evaluate_links
from planspor.ingest.evaluation.references import evaluate_references
from planspor.ingest.extract.measures import recognise
from planspor.ingest.extract.plans import adopt
from planspor.search.evaluation import evaluate as evaluate_search
from planspor.search.evaluation import keep as keep_rankings
from planspor.web.cli.context import emit, json_option, says_errors
from planspor.web.cli.peers import peers

_WHAT = (
    "structure",
    "reading",
    "measures",
    "compounds",
    "search",
    "links",
    "stances",
    "findings",
    "money",
    "references",
    "indicators",
)
_RENDERED = (Path("../shared/corpus/rendered"), Path("tests/rendered/files"))
_JUDGED_PLAN = "rus2016"
_ADOPTED = ("hp-samiske-sprak-2009",)
"""Documents of the judged texts that are plans, and that targets were judged of."""
Answer: TypeAlias = tuple[dict[str, object], str]
"""Figures as data, and as a table to read."""


@dataclass(frozen=True, slots=True)
class _Judged:
    """The judged data, and what is to be said of them."""

    texts: Path
    gold: Path
    rendered: tuple[Path, ...]
    layouts: Path
    misses: bool
    keep: Path | None


@click.command("evaluate")
@click.argument("what", nargs=-1, type=click.Choice(_WHAT))
@click.option(
    "--texts",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("../shared/corpus"),
    show_default=True,
    help="Folder of the judged texts, which are not ours to ship.",
)
@click.option(
    "--gold",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("tests/gold"),
    show_default=True,
    help="Folder of the judgements.",
)
@click.option(
    "--rendered",
    type=click.Path(file_okay=False, path_type=Path),
    multiple=True,
    default=_RENDERED,
    show_default=True,
    help="Folder of documents made for measuring, with their truth. May be given several times.",
)
@click.option(
    "--layouts",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("tests/reading/markup_files/layouts"),
    show_default=True,
    help="Folder of web pages made for measuring.",
)
@click.option(
    "--misses",
    is_flag=True,
    help="Also list what search missed, and what was read or split wrongly.",
)
@click.option(
    "--keep",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write what search ranks to a file, to hold the next release against.",
)
@json_option
@says_errors
def evaluate_command(
    what: tuple[str, ...],
    texts: Path,
    gold: Path,
    rendered: tuple[Path, ...],
    layouts: Path,
    misses: bool,
    keep: Path | None,
    as_json: bool,
) -> None:
    """Print figures on judged data: of structure, reading, measures, compounds, search and links.

    The texts are read into a corpus of their own, which is thrown away.
    """
    judged = _Judged(texts, gold, rendered, layouts, misses, keep)
    chosen = what or _WHAT
    answers = {name: answer(judged) for name, answer in _ALONE.items() if name in chosen}
    if _IN_A_CORPUS.keys() & set(chosen):
        with _corpus_of(texts) as corpus:
            for name, answer in _IN_A_CORPUS.items():
                if name in chosen:
                    answers[name] = answer(judged, corpus)
    if as_json:
        emit({name: figures for name, (figures, _) in answers.items()})
        return
    for name, (_, printed) in answers.items():
        click.echo(f"== {name}\n{printed}\n")


@contextmanager
def _corpus_of(texts: Path) -> Iterator[Corpus]:
    with (
        tempfile.TemporaryDirectory(prefix="planspor-evaluate-") as folder,
        planspor.corpus.open(folder) as corpus,
    ):
        ingest.add(corpus, [texts / "seeds", texts / "government", texts / "html"])
        search.open(corpus)
        yield corpus


def _structure(judged: _Judged) -> Answer:
    found = [
        structure.evaluate_headings(judged.texts, path)
        for path in sorted(judged.gold.glob("headings-*"))
    ]
    figures = {
        one.text: {
            "numbered": _tally(one.tally(numbered=True)),
            "unnumbered": _tally(one.tally(numbered=False)),
        }
        for one in found
    }
    return dict(figures), structure.table(found)


def _reading(judged: _Judged) -> Answer:
    # Imported here because it loads every reader, which no other command needs.
    from planspor.ingest.evaluation.reading import evaluate_reading

    read = evaluate_reading(judged.texts, judged.gold, judged.rendered, judged.layouts)
    return read.as_data(judged.misses), read.table(judged.misses)


def _compounds(judged: _Judged) -> Answer:
    split = evaluate_compounds(judged.gold / "compounds.jsonl")
    return as_data(split), table(split, judged.misses)


def _tally(tally: structure.Tally) -> dict[str, float]:
    return {
        "right": tally.right,
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
    }


def _measures(judged: _Judged) -> Answer:
    found = measured.evaluate_plans(judged.texts, judged.gold)
    return {one.text: one.as_data() for one in found}, measured.table(found)


def _indicators(judged: _Judged) -> Answer:
    # Imported here because no other command needs it.
    from planspor.ingest.evaluation.indicators import evaluate_indicators

    found = evaluate_indicators(judged.texts, judged.gold / "indicators-002.jsonl")
    return found.as_data(judged.misses), found.table(judged.misses)


def _search(judged: _Judged, corpus: Corpus) -> Answer:
    queries, releases = [judged.gold / "search.jsonl"], (judged.gold / "releases").glob("*.jsonl")
    report = evaluate_search(corpus, queries, judged.texts, sorted(releases), judged.misses)
    if judged.keep:
        keep_rankings(corpus, queries, judged.texts, judged.keep)
    return report.as_data(judged.misses), report.table(judged.misses)


def _links(judged: _Judged, corpus: Corpus) -> Answer:
    for document in _ADOPTED:
        _adopt(corpus, document)
    found = evaluate_links(corpus, judged.gold, judged.texts, _JUDGED_PLAN, peers())
    return found.as_data(), found.table(judged.misses)


def _adopt(corpus: Corpus, document: str) -> None:
    """Make a plan of a document, as `planspor plans adopt` does."""
    text, sections = corpus.documents.text(document), corpus.documents.sections(document)
    found, passages = corpus.documents.get(document), corpus.documents.passages(document)
    recognised = recognise(text, sections, found.kind)
    corpus.plans.put(adopt(found, text, sections, passages, recognised), Origin.RECOGNISED)


def _stances(judged: _Judged, corpus: Corpus) -> Answer:
    # Imported here because no other command needs it.
    from planspor.ingest.evaluation.stances import evaluate_stances

    found = evaluate_stances(corpus, judged.gold, judged.texts)
    return found.as_data(), found.table()


def _findings(judged: _Judged, corpus: Corpus) -> Answer:
    # Imported here because no other command needs it.
    from planspor.ingest.evaluation.findings import evaluate_findings

    ingest.extract(corpus)
    found = evaluate_findings(corpus, judged.gold, judged.texts)
    return found.as_data(), found.table(judged.misses)


def _references(judged: _Judged, corpus: Corpus) -> Answer:
    ingest.extract(corpus)
    found = evaluate_references(corpus, judged.gold, judged.texts)
    return found.as_data(), found.table(judged.misses)


def _money(judged: _Judged, corpus: Corpus) -> Answer:
    found = money.evaluate_money(corpus, judged.gold / "money.jsonl", judged.texts)
    return {one.split: one.as_data() for one in found}, money.table(found)


_ALONE: Mapping[str, Callable[[_Judged], Answer]] = {
    "structure": _structure,
    "reading": _reading,
    "measures": _measures,
    "compounds": _compounds,
    "indicators": _indicators,
}
_IN_A_CORPUS: Mapping[str, Callable[[_Judged, Corpus], Answer]] = {
    "search": _search,
    "links": _links,
    "stances": _stances,
    "references": _references,
    "findings": _findings,
    "money": _money,
}
"""What is measured on a corpus of the judged texts."""
