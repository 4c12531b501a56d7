"""The evaluate command: how good the machine is, on judged data."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

import planspor.corpus
from planspor import ingest, search
from planspor.corpus import Corpus
from planspor.ingest.evaluation import measures as measured
from planspor.ingest.evaluation import structure
from planspor.ingest.evaluation.links import evaluate_links
from planspor.search.evaluation import evaluate as evaluate_search
from planspor.web.cli.context import emit, json_option, says_errors

_WHAT = ("structure", "reading", "measures", "search", "links")
_RENDERED = (Path("../shared/corpus/rendered"), Path("tests/rendered/files"))
_JUDGED_PLAN = "rus2016"
Answer = tuple[dict[str, object], str]


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
    "--misses", is_flag=True, help="Also list what search missed and what was read wrongly."
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
    as_json: bool,
) -> None:
    """Print the figures of structure, reading, measures, search and links on judged data.

    The texts are read into a corpus of their own, which is thrown away.
    """
    chosen = what or _WHAT
    answers: dict[str, Answer] = {}
    if "structure" in chosen:
        answers["structure"] = _structure(texts, gold)
    if "reading" in chosen:
        # Imported here because it loads every reader, which no other command needs.
        from planspor.ingest.evaluation.reading import evaluate_reading

        read = evaluate_reading(texts, gold, rendered, layouts)
        answers["reading"] = read.as_data(misses), read.table(misses)
    if "measures" in chosen:
        answers["measures"] = _measures(texts, gold)
    if {"search", "links"} & set(chosen):
        with _corpus_of(texts) as corpus:
            if "search" in chosen:
                answers["search"] = _search(corpus, texts, gold, misses)
            if "links" in chosen:
                answers["links"] = _links(corpus, texts, gold)
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
        ingest.add(corpus, [texts / "seeds", texts / "government"])
        search.open(corpus)
        yield corpus


def _structure(texts: Path, gold: Path) -> Answer:
    found = [structure.evaluate_headings(texts, path) for path in sorted(gold.glob("headings-*"))]
    figures = {
        one.text: {
            "numbered": _tally(one.tally(numbered=True)),
            "unnumbered": _tally(one.tally(numbered=False)),
        }
        for one in found
    }
    return dict(figures), structure.table(found)


def _tally(tally: structure.Tally) -> dict[str, float]:
    return {
        "right": tally.right,
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
    }


def _measures(texts: Path, gold: Path) -> Answer:
    found = [measured.evaluate_measures(texts, path) for path in sorted(gold.glob("measures-*"))]
    figures = {
        one.text: {
            "judged": one.judged,
            "found": one.found,
            "precision": round(one.precision, 4),
            "recall": round(one.recall, 4),
            "owners": one.owners,
        }
        for one in found
    }
    return dict(figures), measured.table(found)


def _search(corpus: Corpus, texts: Path, gold: Path, misses: bool) -> Answer:
    report = evaluate_search(corpus, sorted(gold.glob("search-*")), texts)
    figures: dict[str, object] = {}
    printed = []
    for split in ("dev", "test"):
        ours, plain = report.figures(split)
        figures[split] = {
            "queries": ours.queries,
            "recall_at_10": round(ours.recall, 4),
            "answers_recall_at_10": round(ours.answers, 4),
            "success_at_10": round(ours.success, 4),
            "ndcg_at_10": round(ours.ndcg, 4),
            "mrr": round(ours.mrr, 4),
            "plain_recall_at_10": round(plain.recall, 4),
            "plain_ndcg_at_10": round(plain.ndcg, 4),
        }
        printed.append(report.table(split))
        printed.extend(report.misses(split) if misses else ())
    return figures, "\n".join(printed)


def _links(corpus: Corpus, texts: Path, gold: Path) -> Answer:
    found = evaluate_links(corpus, gold, texts, _JUDGED_PLAN)
    figures: dict[str, object] = {
        split: {
            "precision_at_5": round(found.precision(split), 4),
            "recall": round(found.recall(split), 4),
            "auc": round(found.auc(split), 4),
        }
        for split in ("dev", "test")
    }
    figures["silent_where_nobody_speaks"] = round(found.silent, 4)
    return figures, found.table()
