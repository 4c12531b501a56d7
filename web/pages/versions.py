"""The versions of a document: two of them beside each other, and the text of an earlier one."""

from collections import Counter
from typing import TypeAlias

from flask import Blueprint, abort, render_template, request

from planspor.corpus.model import Anchoring, Found, Section, Version
from planspor.web.paging import pages_of, wanted_page
from planspor.web.site import site, snapshot
from planspor.web.views.differences import (
    Change,
    Row,
    changed_headings,
    differences,
    draw,
    of_kinds,
)
from planspor.web.views.reading import flow

pages = Blueprint("versions", __name__)
Compared: TypeAlias = tuple[list[Row], tuple[list[Section], list[Section]]]
_ROWS = 60
_CHANGES = (Change.CHANGED, Change.MOVED, Change.NEW, Change.GONE)
_PASSAGES = 60


@pages.get("/dokument/<document>/utgaver")
def page(document: str) -> str:
    """Two versions of a document, the latest two where nobody asks for others."""
    held = site().document(document)
    versions = site().corpus.versions.of(document)
    older, newer = _asked(versions)
    rows, headings = snapshot().kept(
        ("versions", document, older.number, newer.number),
        lambda: _compared(document, older, newer),
    )
    shown = _wanted(rows)
    paging = pages_of(shown, _ROWS, wanted_page(request.args))
    cut = paging.cut(shown)
    draw(cut)
    carried = _carried(document, newer)
    return render_template(
        "document_versions.html",
        document=held,
        versions=versions,
        older=older,
        newer=newer,
        counts=Counter(row.change for row in rows),
        rows=cut,
        paging=paging,
        everything=request.args.get("vis") == "alt",
        only=request.args.get("slag"),
        headings=headings,
        carried=carried,
        targets=snapshot().targets,
        Found=Found,
    )


@pages.get("/dokument/<document>/utgaver/<int:version>")
def text(document: str, version: int) -> str:
    """The text of a version as it stood, opened at a passage."""
    held = site().document(document)
    versions = {v.number: v for v in site().corpus.versions.of(document)}
    if version not in versions:
        abort(404)
    sections, passages = site().corpus.documents.earlier(document, version)
    at = next((i for i, p in enumerate(passages) if p.id == request.args.get("passasje")), None)
    number = (
        wanted_page(request.args) if at is None or "side" in request.args else at // _PASSAGES + 1
    )
    paging = pages_of(passages, _PASSAGES, number)
    cut = paging.cut(passages)
    within = {passage.section for passage in cut}
    return render_template(
        "document_version.html",
        document=held,
        version=versions[version],
        items=flow([s for s in sections if s.id in within and s.heading], cut),
        opened=request.args.get("passasje"),
        paging=paging,
    )


def _compared(document: str, older: Version, newer: Version) -> Compared:
    """What differs in two versions, and in their headings; nothing where they are one."""
    if older is newer:
        return [], ([], [])
    old, new = (site().corpus.documents.earlier(document, v.number) for v in (older, newer))
    return differences(old, new), changed_headings(old[0], new[0])


def _asked(versions: list[Version]) -> tuple[Version, Version]:
    """The two versions that an address asks for, the older first."""
    numbered = {version.number: version for version in versions}
    newest = versions[-1].number
    two = sorted(
        (
            min(request.args.get("fra", newest - 1, type=int), newest),
            min(request.args.get("til", newest, type=int), newest),
        )
    )
    older, newer = (numbered.get(number, versions[0]) for number in two)
    return older, newer


def _wanted(rows: list[Row]) -> list[Row]:
    only = request.args.get("slag")
    if only in _CHANGES:
        return of_kinds(rows, [Change(only)])
    return rows if request.args.get("vis") == "alt" else of_kinds(rows, _CHANGES)


def _carried(document: str, newer: Version) -> list[Anchoring]:
    """What became of the decisions when the newer version came."""
    listed = site().corpus.anchorings.of_document(document)
    return [one for one in listed if one.version == newer.number]
