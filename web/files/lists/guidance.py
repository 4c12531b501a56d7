"""What guidance recommends, as a file."""

from collections.abc import Iterator

from flask import request
from flask_babel import gettext as _

from planspor.web.files.columns import columns
from planspor.web.files.passages import IDS, PASSAGE, in_batches, standing
from planspor.web.files.table import Row, Table
from planspor.web.views.guiding import wanted
from planspor.web.views.recommending import Shown, dressed, found
from planspor.web.words import VALIDITIES
from planspor.web.words.guidance_words import FORCES, GROUPS


def guidance_table() -> Table:
    """The recommendations that the page lists."""
    asked = wanted(request.args)
    title = _("Hva veiledningen anbefaler")
    if asked.query:
        title = _("Hva veiledningen anbefaler om «%(query)s»", query=asked.query)
    return Table(
        "anbefalinger",
        title,
        columns(
            *("text", "citation", "address", "binding", "strength", "force", "validity"),
            *("audience", "chapter", "accepted_targets", "suggested_targets"),
            *(name for name in PASSAGE if name not in ("citation", "address")),
            *("quotation", "rule", "confidence", "id", *IDS),
            said={"force": FORCES, "validity": VALIDITIES, "audience": GROUPS},
            text=_("Anbefaling"),
            force=_("Type veiledning"),
            audience=_("Målgruppe"),
            accepted_targets=_("Gjennomfører (godkjent)"),
            suggested_targets=_("Kan gjennomføre (forslag fra maskinen)"),
            quotation=_("Ordrett i dokumentet"),
        ),
        _rows(),
        [(_("Søkt etter"), asked.query)] if asked.query else (),
    )


def _rows() -> Iterator[Row]:
    asked = wanted(request.args)
    for batch in in_batches(found(asked).advice):
        for one in dressed(batch, ""):
            yield _row(one)


def _row(one: Shown) -> Row:
    extract, guide = one.advice.extract, one.advice.guide
    return {
        **standing(guide.document, extract.passage, one.passage.source if one.passage else None),
        "text": one.advice.words,
        "binding": one.advice.binding or None,
        "strength": one.advice.strength or None,
        "force": guide.force,
        "validity": guide.document.validity,
        "audience": [group for group in guide.groups if group],
        "chapter": " › ".join(one.path),
        "accepted_targets": [target.text for target in one.accepted],
        "suggested_targets": [target.text for target in one.suggested],
        "quotation": " ".join(extract.text.split()),
        "rule": extract.rule,
        "confidence": extract.confidence,
        "id": extract.id,
    }
