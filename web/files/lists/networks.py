"""Who cites whom, as files."""

from collections.abc import Mapping

from flask_babel import gettext as _

from planspor.corpus.model import Document
from planspor.web.files.columns import columns
from planspor.web.files.table import Table
from planspor.web.views.citing_net import Net


def network_table(net: Net, documents: Mapping[str, Document]) -> Table:
    """A row for each document that cites another, those that do so most first."""
    rows = (
        {
            "citing_title": documents[tie.citing].title,
            "citing_year": documents[tie.citing].year,
            "cited_title": documents[tie.cited].title,
            "cited_year": documents[tie.cited].year,
            "count": tie.count,
            "citing": tie.citing,
            "cited": tie.cited,
        }
        for tie in net.ties
    )
    headings = {
        "citing_title": _("Dokument som viser til"),
        "citing_year": _("År"),
        "cited_title": _("Dokument det vises til"),
        "cited_year": _("År"),
        "count": _("Antall henvisninger"),
        "citing": _("Id"),
        "cited": _("Id"),
    }
    return Table(
        "henvisningsnett",
        _("Hvem viser til hvem"),
        columns(*headings, said=None, digital=(), **headings),
        rows,
    )
