"""Findings across documents: conclusions, advice, requests, recommendations."""

from collections import Counter
from typing import Final

from flask import Blueprint, render_template, request

from planspor.corpus.model import FINDINGS
from planspor.web.files.lists.findings import findings_table
from planspor.web.files.offering import offers
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import snapshot
from planspor.web.views.findings import every, narrowed, placed, wanted

pages = Blueprint("findings", __name__)
_SIZE: Final = 40
"""Findings on a page."""


@pages.get("/funn")
@offers(findings_table)
def listing() -> str:
    """What documents conclude, advise, request and recommend."""
    found = every()
    within, listed = narrowed(found, request.args), wanted(found, request.args)
    paging = pages_of(listed, _SIZE, wanted_page(request.args))
    documents = snapshot().documents
    return render_template(
        "findings.html",
        findings=placed(paging.cut(listed)),
        paging=paging,
        counts=Counter(finding.extract.kind for finding in within),
        total=len(within),
        sources=[documents[id_] for id_ in dict.fromkeys(f.document.id for f in found)],
        kinds=FINDINGS,
    )
