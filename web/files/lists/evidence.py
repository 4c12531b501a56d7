"""Passages that are linked to targets, and what people decided on them, as files."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from flask_babel import gettext as _

from planspor.corpus.coding.calibration import Calibration
from planspor.corpus.model import Assessment, Document, Link, Review, Target
from planspor.corpus.store.link_rows import LinkBrief
from planspor.corpus.tracking import Changed, Standing, Year
from planspor.ingest.link.levels import Through
from planspor.web.drawing import brief
from planspor.web.files.columns import LINK_STATE, columns
from planspor.web.files.passages import IDS, LINKED, PASSAGE, in_batches, linked
from planspor.web.files.table import Row, Table
from planspor.web.site import site, snapshot
from planspor.web.views.evidence import names_of
from planspor.web.words import VERDICTS

_PLACE = (*LINKED, *(name for name in PASSAGE if name not in LINKED))


def evidence_table(standing: Standing, served: Sequence[Through] = ()) -> Table:
    """All that bears on a target in documents that may be seen, and where was searched in vain.

    ``served`` is what bears on a goal through its measures; it follows the goal's own.
    """
    links = (*standing.links, *standing.origins, *standing.outdated)
    about = ("target_text",) if served else ()
    return Table(
        f"belegg-{_file_name(standing.target.id)}",
        brief(standing.target),
        columns(*_PLACE[:2], *about, *_PLACE[2:], "note", "score", "link", *IDS, said=LINK_STATE),
        chain(_of_target(standing, links), _through(served)),
        notes=[_silences(standing)] if standing.silences else [],
    )


def _through(served: Iterable[Through]) -> Iterator[Row]:
    for batch in in_batches(link for one in served for link in one.links):
        links = site().corpus.links.by_id([link.id for link in batch])
        yield from _with_targets(links[link.id] for link in batch if link.id in links)


def _of_target(standing: Standing, links: Sequence[Link]) -> Iterator[Row]:
    notes: dict[str, list[str]] = {}
    for review in site().corpus.reviews.of_target(standing.target.id):
        if review.note:
            notes.setdefault(review.link, []).append(review.note)
    held = snapshot().documents
    for link in links:
        if link.document in held:
            row = linked(link, held[link.document])
            yield {**row, "target_text": standing.target.text, "note": notes.get(link.id)}


def _silences(standing: Standing) -> Table:
    held = snapshot().documents
    return Table(
        "searched_in_vain",
        _("Søkt uten funn"),
        columns("title", "issuer", "year", "score", "document"),
        [
            {**_document(held[trace.document]), "score": round(trace.best_score, 4)}
            for trace in standing.silences
            if trace.document in held
        ],
    )


def _document(document: Document) -> dict[str, object]:
    return {
        "title": document.title,
        "issuer": document.issuer,
        "year": document.year,
        "kind": document.kind,
        "document": document.id,
    }


def links_table(name: str, title: str, links: Iterable[Link]) -> Table:
    """Passages with what they are linked to, in their order; hidden documents are left out."""
    return Table(
        name,
        title,
        columns("target_text", *_PLACE, "target", "score", "link", *IDS, said=LINK_STATE),
        _with_targets(links),
    )


def _with_targets(links: Iterable[Link]) -> Iterator[Row]:
    held, targets = snapshot().documents, snapshot().targets
    for link in links:
        if link.document in held:
            yield {**linked(link, held[link.document]), "target_text": _wording(targets, link)}


def _wording(targets: Mapping[str, Target], about: Link | Review | Assessment) -> str | None:
    target = targets.get(about.target)
    return target.text if target else None


def queue_table(plan: str, waiting: Iterable[LinkBrief], calibration: Calibration | None) -> Table:
    """What waits for a decision, in the order of the queue."""
    return Table(
        f"til-vurdering-{plan}",
        _("Forslag som venter på vurdering: %(plan)s", plan=snapshot().plan(plan).title),
        columns(
            *("rank", "target_text", *_PLACE, "probability", "target", "score", "link", *IDS),
            said=LINK_STATE,
            probability=_("Sannsynlig"),
        ),
        _queued(waiting, calibration),
    )


def _queued(waiting: Iterable[LinkBrief], calibration: Calibration | None) -> Iterator[Row]:
    held, targets, rank = snapshot().documents, snapshot().targets, 0
    for batch in in_batches(waiting):
        links = site().corpus.links.by_id([one.id for one in batch])
        for link in (links[one.id] for one in batch if one.id in links):
            rank += 1
            chance = calibration.probability(link.score) if calibration else None
            yield {
                **linked(link, held[link.document]),
                "rank": rank,
                "target_text": _wording(targets, link),
                "probability": None if chance is None else round(chance, 3),
            }


DECIDED = ("at", "person", "decision", "stage", "stance", "note", "target_text")


def decisions_table(name: str, title: str, reviews: Iterable[Review]) -> Table:
    """Decisions of the log in documents that may be seen, each with the words decided on."""
    return Table(
        name,
        title,
        columns(*DECIDED, "text", *PASSAGE, "round", "target", "link", *IDS),
        _decided(reviews),
    )


def _decided(reviews: Iterable[Review]) -> Iterator[Row]:
    held, targets = snapshot().documents, snapshot().targets
    people = names_of(site().corpus)
    for batch in in_batches(one for one in reviews if one.document in held):
        links = site().corpus.links.by_id({one.link for one in batch})
        for review in batch:
            link = links.get(review.link)
            where = linked(link, held[link.document]) if link else _document(held[review.document])
            yield {**where, **review_row(review, people), "target_text": _wording(targets, review)}


def review_row(review: Review, people: Mapping[str, str]) -> dict[str, object]:
    """The cells of a decision."""
    return {
        "at": review.at.isoformat(),
        "person": people.get(review.person, review.person),
        "decision": review.decision,
        "stage": review.stage,
        "stance": review.stance,
        "note": review.note or None,
        "round": review.round,
        "target": review.target,
        "link": review.link,
    }


def assessments_table(plan: str, said: Iterable[Assessment]) -> Table:
    """People's verdicts on a plan's targets, each with the passages that it rests on."""
    return Table(
        f"vurderinger-{plan}",
        _("Vurderinger av mål og tiltak: %(plan)s", plan=snapshot().plan(plan).title),
        columns(
            *("target_text", "year", "verdict", "note", "person", "at", "searched", "citations"),
            *("target", "links"),
            said={"verdict": VERDICTS},
            citations=_("Bygger på"),
            links=_("Koblinger"),
        ),
        _assessed(said),
    )


def _assessed(said: Iterable[Assessment]) -> Iterator[Row]:
    targets, people, held = snapshot().targets, names_of(site().corpus), snapshot().documents
    for batch in in_batches(said):
        links = site().corpus.links.by_id({link for one in batch for link in one.links})
        for one in batch:
            rests = [links[id_] for id_ in one.links if id_ in links]
            yield {
                "target": one.target,
                "target_text": _wording(targets, one),
                "year": one.year,
                "verdict": one.verdict,
                "note": one.note or None,
                "person": people.get(one.person, one.person),
                "at": one.at.isoformat(),
                "searched": one.searched,
                "links": [link.id for link in rests if link.document in held],
                "citations": [
                    linked(link, held[link.document])["citation"]
                    for link in rests
                    if link.document in held
                ],
            }


def timeline_table(standing: Standing, years: Iterable[Year]) -> Table:
    """A target year by year: what is accepted and suggested, and where nothing was found."""
    return Table(
        f"tidslinje-{_file_name(standing.target.id)}",
        _("Tidslinje: %(target)s", target=brief(standing.target)),
        columns("year", *_PLACE[:-3], "verdict", "title", "issuer", "page", "score", "link", *IDS),
        _timed(years),
    )


def _timed(years: Iterable[Year]) -> Iterator[Row]:
    held = snapshot().documents
    said = {key: word.name for key, word in VERDICTS.items()}
    for one in years:
        verdict = said[one.assessment.verdict] if one.assessment else None
        stages = (*one.accepted.values(), *one.suggested.values())
        links = [link for found in stages for link in found if link.document in held]
        for link in links:
            row = linked(link, held[link.document])
            yield {**row, "year": one.year, "verdict": verdict, "state": _state(link)}
        if verdict and not links:
            yield {"year": one.year, "verdict": verdict}
        for trace in one.silent:
            nothing = {"year": one.year, "state": _("Søkt uten funn")}
            yield {**_document(held[trace.document]), **nothing}


def _state(link: Link) -> str:
    return LINK_STATE["state"][link.state].name


def changes_table(changed: Changed) -> Table:
    """What became of a plan's record, one thing a row; hidden documents are left out."""
    day = changed.since.date().isoformat()
    return Table(
        f"endringer-{changed.plan.id}-{day}",
        _("Endringer i %(plan)s siden %(day)s", plan=changed.plan.title, day=day),
        columns(
            *("change", "at", "target_text", "text", "title", "person", "note"),
            *("target", "link", "document"),
        ),
        _changed(changed),
    )


def _changed(changed: Changed) -> Iterator[Row]:
    record, people = snapshot(), names_of(site().corpus)
    states = columns("state")[0]
    for document in (d for d in changed.documents if d.id in record.documents):
        at = document.added.isoformat()
        yield {**_document(document), "change": _("Nytt eller endret dokument"), "at": at}
    for document in (d for d in changed.again if d.id in record.documents):
        yield {**_document(document), "change": _("Søkt på nytt")}
    for moved in changed.moved:
        said = [states.said(state) for state in (moved.before, moved.now)]
        yield {
            "change": _("Status endret"),
            "target_text": moved.target.text,
            "target": moved.target.id,
            "text": " → ".join(map(str, said)),
        }
    yield from ({**row, "change": _("Avgjørelse")} for row in _shown(changed))
    for one in changed.verdicts:
        yield {
            "change": _("Vurdering"),
            "at": one.at.isoformat(),
            "target": one.target,
            "target_text": _wording(record.targets, one),
            "text": f"{one.year}: {VERDICTS[one.verdict].name}",
            "person": people.get(one.person, one.person),
            "note": one.note or None,
        }
    ties = (tie for tie in changed.suggestions if tie.document in record.documents)
    for batch in in_batches(ties):
        links = site().corpus.links.by_id([tie.id for tie in batch])
        for row in _with_targets(links[tie.id] for tie in batch if tie.id in links):
            yield {**row, "change": _("Nytt forslag")}


def _shown(changed: Changed) -> Iterator[Row]:
    said = columns("decision")[0]
    for row in _decided(changed.decisions):
        text = f"{said.cell(row)}: {row.get('text') or ''}".rstrip(": ")
        yield {**row, "text": text}


def _file_name(target: str) -> str:
    return target.replace("/", "-")
