"""Findings across documents: conclusions, advice, requests, recommendations."""

from typing import Final

from flask import Blueprint, render_template, request

from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import site, snapshot
from planspor.web.views.findings import FINDINGS, Finding, placed, seen

pages = Blueprint("findings", __name__)
_SIZE: Final = 40
"""Findings on a page."""


@pages.get("/funn")
def listing() -> str:
    """What documents conclude, advise, request and recommend."""
    found = seen(site().corpus.extracts.of_kind(*FINDINGS))
    narrowed = [finding for finding in found if _is_in(finding)]
    wanted = [f for f in narrowed if request.args.get("type") in (None, "", f.extract.kind)]
    paging = pages_of(wanted, _SIZE, wanted_page(request.args))
    documents = snapshot().documents
    return render_template(
        "findings.html",
        findings=placed(paging.cut(wanted)),
        paging=paging,
        counts={kind: sum(f.extract.kind is kind for f in narrowed) for kind in FINDINGS},
        total=len(narrowed),
        sources=[documents[id_] for id_ in dict.fromkeys(f.document.id for f in found)],
        kinds=FINDINGS,
    )


def _is_in(finding: Finding) -> bool:
    """Whether a finding is of the document and as sure as the address asks for."""
    document, hedged = request.args.get("dokument"), request.args.get("forbehold")
    fields = finding.extract.fields
    return document in (None, "", finding.document.id) and hedged in (
        None,
        "",
        "ja" if fields.get("hedged") else "nei",
    )
