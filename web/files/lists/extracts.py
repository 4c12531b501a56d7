"""What was taken out of documents, as files: extracts, references, entities, terms."""

from collections.abc import Iterable, Iterator, Mapping

from flask_babel import gettext as _

from planspor.corpus.citing import Cited
from planspor.corpus.entities import named_by
from planspor.corpus.model import Document, Entity, Extract
from planspor.corpus.store.entity_views import Named, passages_naming
from planspor.corpus.store.terms import TermEntry
from planspor.web.files.columns import columns
from planspor.web.files.passages import IDS, PASSAGE, in_batches, passages_of, standing
from planspor.web.files.table import Row, Table
from planspor.web.site import site, snapshot
from planspor.web.views.citations import Citations
from planspor.web.words import extract_words

_MOST_OF_A_DOCUMENT = 1_000_000


def extracts_table(document: Document, kind: str, listed: Iterable[Extract]) -> Table:
    """A document's extracts of a kind as people have corrected them."""
    return Table(
        f"uttrekk-{document.id}-{kind}",
        _("Uttrekk av %(document)s", document=document.title),
        columns(
            *("kind", "text", *PASSAGE, "fields", "made_by", "rule", "confidence", "corrected"),
            *("extract", *IDS),
            said={"kind": extract_words.KINDS},
            corrected=_("Rettet av en person"),
        ),
        _extracts(listed),
    )


def _extracts(listed: Iterable[Extract]) -> Iterator[Row]:
    for batch in in_batches(listed):
        passages = passages_of({one.passage for one in batch})
        for one in batch:
            yield {**_place(one, passages), **_extract(one)}


def _place(one: Extract, passages: Mapping[str, object]) -> Row:
    passage = passages.get(one.passage)
    document = snapshot().documents[one.document]
    return standing(document, one.passage, getattr(passage, "source", None))


def _extract(one: Extract) -> Row:
    return {
        "kind": one.kind,
        "text": " ".join(one.text.split()),
        "fields": {
            extract_words.field(name): extract_words.value(value)
            for name, value in one.fields.items()
        },
        "made_by": str(one.origin),
        "rule": one.rule,
        "confidence": one.confidence,
        "corrected": bool(one.corrected),
        "extract": one.id,
    }


def missing_table(listed: Iterable[Cited]) -> Table:
    """What is cited and not in the corpus, with every place that cites it."""
    return Table(
        "sitert-men-mangler",
        _("Sitert, men ikke i samlingen"),
        columns(
            *("cited", "kind", "documents", "references", "text", *PASSAGE, "candidates", "key"),
            *("extract", *IDS),
            said={"kind": extract_words.REFERENCES},
            text=_("Slik det er sitert"),
            citation=_("Hvor det er sitert"),
            candidates=_("Kan være"),
            key=_("Kjennes som"),
        ),
        (row for one in listed for row in _cited(one)),
    )


def _cited(one: Cited) -> Iterator[Row]:
    seen = snapshot().documents
    told = {
        "cited": " ".join(one.words.split()),
        "kind": one.kind,
        "key": one.key,
        "documents": len(one.documents),
        "references": len(one.extracts),
        "candidates": [seen[id_].title for id_ in one.candidates if id_ in seen],
    }
    for batch in in_batches(x for x in one.extracts if x.document in seen):
        passages = passages_of({extract.passage for extract in batch})
        for x in batch:
            text = " ".join(x.text.split())
            yield {**_place(x, passages), **told, "text": text, "extract": x.id}


def references_table(document: Document, found: Citations) -> Table:
    """What a document cites, in the corpus or not, and who cites it: one place a row."""
    groups = (
        (_("Siterer, og finnes her"), found.held),
        (_("Siterer, men finnes ikke her"), found.lacking),
        (_("Er sitert av"), found.citers),
    )
    return Table(
        f"henvisninger-{document.id}",
        _("Henvisninger: %(document)s", document=document.title),
        columns(
            *("group", "cited", "kind", "text", *PASSAGE, "candidates", "key", "extract", *IDS),
            said={"kind": extract_words.REFERENCES},
            group=_("Retning"),
            text=_("Slik det er sitert"),
            citation=_("Hvor det er sitert"),
            candidates=_("Er eller kan være"),
            key=_("Kjennes som"),
        ),
        (
            {**row, "group": name}
            for name, listed in groups
            for one in listed
            for row in _cited(one)
        ),
    )


def entities_table(listed: Iterable[tuple[Entity, Named]]) -> Table:
    """Actors, data sources and instruments, and how many passages name each."""
    return Table(
        "aktorer",
        _("Aktører, datakilder og virkemidler"),
        columns(
            *("name", "kind", "aliases", "years", "documents", "passages", "fields", "made_by"),
            "id",
            said={"kind": extract_words.ENTITY},
        ),
        (
            {
                "id": entity.id,
                "name": entity.name,
                "kind": entity.kind,
                "aliases": list(named_by(entity)[1:]),
                "years": entity.years,
                "documents": named.documents,
                "passages": named.passages,
                "fields": dict(entity.facts),
                "made_by": str(entity.origin),
            }
            for entity, named in listed
        ),
    )


def entity_table(entity: Entity, documents: Mapping[str, int]) -> Table:
    """Every passage that names an entity, by document, those that name it most first."""
    return Table(
        f"nevner-{entity.id}",
        _("Avsnitt som nevner %(name)s", name=entity.name),
        columns("text", *PASSAGE, "words", *IDS, words=_("Nevnt som")),
        _naming(entity, documents),
    )


def _naming(entity: Entity, documents: Mapping[str, int]) -> Iterator[Row]:
    corpus, seen = site().corpus, snapshot().documents
    for id_ in documents:
        places = passages_naming(corpus.database, entity.id, [id_], _MOST_OF_A_DOCUMENT)
        for batch in in_batches(places):
            held = passages_of({passage for passage, _start, _end in batch})
            for passage, start, end in batch:
                if passage in held:
                    one = held[passage]
                    where = standing(seen[one.document], passage, one.source)
                    yield {**where, "text": one.text, "words": one.text[start:end]}


def terms_table(entries: Iterable[TermEntry]) -> Table:
    """The thesaurus: what is searched for together."""
    return Table(
        "begreper",
        _("Ord som søkes sammen"),
        columns("forms", "kind", "years", "language", "made_by", "id", said={"kind": {}}),
        (
            {
                "id": entry.term.id,
                "kind": str(entry.term.kind),
                "forms": list(entry.term.forms),
                "years": str(entry.term.years) if entry.term.years else None,
                "language": entry.term.language,
                "made_by": str(entry.made_by),
            }
            for entry in entries
        ),
    )
