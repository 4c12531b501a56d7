"""How good search is, on judged queries, beside a plain Norwegian BM25 and the last release."""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError
from planspor.search.evaluation.diagnosis import Diagnosis, diagnoses
from planspor.search.evaluation.judged import JudgedQuery, agreement, read_judged
from planspor.search.evaluation.rankings import Ours, Plain, Ranked
from planspor.search.evaluation.report import Report
from planspor.search.evaluation.runs import read_run, write_run
from planspor.search.evaluation.scoring import Outcome, Ranking, outcome
from planspor.search.index import Index
from planspor.search.model import Level

__all__ = ["Diagnosis", "Report", "evaluate", "keep"]


def evaluate(
    corpus: Corpus,
    judged: Iterable[Path],
    texts_root: Path,
    releases: Iterable[Path] = (),
    diagnose: bool = False,
) -> Report:
    """The search, what it is held against, and how it does, on queries over texts in the corpus.

    It is held against a baseline, itself at each narrower level, and earlier releases.

    ``releases`` are rankings that `keep` wrote. Misses are looked into where ``diagnose`` is set.

    Raises:
        InputError: a file of judgements, or a text that it names, cannot be read.
    """
    queries = _within(corpus, read_judged(judged, texts_root))
    index, plain = Index(corpus), Plain(corpus)
    search = _outcomes(queries, Ours(corpus, index))
    others = {"plain": _outcomes(queries, plain)}
    for level in (Level.EXACT, Level.INFLECTIONS, Level.PARTS):
        others[level.value] = _outcomes(queries, Ours(corpus, index, level))
    for path in releases:
        others[path.stem] = _of_run(queries, read_run(path, texts_root))
    misses = (d for one in search for d in diagnoses(one, index, plain.places)) if diagnose else ()
    return Report(search, others, agreement(queries), tuple(misses))


def keep(corpus: Corpus, judged: Iterable[Path], texts_root: Path, path: Path) -> None:
    """Write the rankings of this release to a file, to hold the next one against.

    Raises:
        InputError: as `evaluate`; or the corpus holds a text that is not below the folder, and
            whose name the file could not say.
    """
    names = {
        hashlib.sha256(file.read_bytes()).hexdigest(): file.relative_to(texts_root).as_posix()
        for file in texts_root.rglob("*")
        if file.is_file()
    }
    for document in corpus.documents.all():
        if document.sha256 not in names:
            raise InputError(
                f"{document.id}: is none of the texts below {texts_root}",
                "Keep the rankings of a corpus that holds nothing else.",
            )
    queries = _within(corpus, read_judged(judged, texts_root))
    ours = Ours(corpus, Index(corpus))
    write_run(path, {query.id: ours.ranking(query.query) for query in queries}, names)


def _within(corpus: Corpus, queries: Iterable[JudgedQuery]) -> list[JudgedQuery]:
    held = {document.sha256 for document in corpus.documents.all()}
    return [q for q in queries if all(j.place.sha256 in held for j in q.judgements)]


def _outcomes(queries: Iterable[JudgedQuery], search: Ranked) -> tuple[Outcome, ...]:
    return tuple(outcome(query, search.ranking(query.query)) for query in queries)


def _of_run(queries: Iterable[JudgedQuery], run: dict[str, Ranking]) -> tuple[Outcome, ...]:
    return tuple(outcome(query, run[query.id]) for query in queries if query.id in run)
