"""The net of references: which documents cite which, and which are central."""

from typing import Final

from flask import Blueprint, render_template
from flask_babel import gettext

from planspor.corpus.model import ExtractKind
from planspor.web.files.lists.networks import network_table
from planspor.web.files.offering import offers
from planspor.web.plots.citing_map import citing_map
from planspor.web.site import site, snapshot
from planspor.web.views.citing_net import Net, net_of

pages = Blueprint("network", __name__)
_RESTS_ON: Final = frozenset(("document", "removed", "plan", "extracts"))
"""Changes after which the net is another."""
_LISTED: Final = 30
"""Documents in the table."""


def _net() -> Net:
    record = snapshot()

    def make() -> Net:
        found = site().corpus.extracts.of_kind(ExtractKind.REFERENCE)
        return net_of(found, record.citing, record.documents)

    return record.kept(("network",), make, _RESTS_ON)


@pages.get("/henvisninger/nett")
@offers(lambda: network_table(_net(), snapshot().documents))
def page() -> str:
    """The best connected documents as a picture, the most cited as a table."""
    net = _net()
    return render_template(
        "network.html",
        net=net,
        map=citing_map(net, gettext("Uten år")),
        listed=net.documents[:_LISTED],
    )
