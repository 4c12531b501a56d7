"""What is known of the publishers whose pages Planspor reads most: a few lines a publisher.

Selectors are an element's name, ``#id`` and ``.class``, each optional, in this order.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from planspor.ingest.read.markup.elements import classes
from planspor.ingest.read.markup.tree import Element

_SELECTOR = re.compile(r"(?P<tag>[\w-]+)?(?:#(?P<id>[\w-]+))?(?P<classes>(?:\.[\w-]+)*)")


@dataclass(frozen=True, slots=True)
class Publisher:
    """One publisher's pages.

    ``hosts`` are the ends of its hosts' names. ``main`` selects the main text, the first that is
    there; ``furniture`` what is no part of it; ``boxes``, ``captions``, ``quotations``, ``items``
    (of lists), ``notes`` (footnotes) and ``marks`` (their marks in the text) say what an element
    is, ``figures`` what holds a figure or a table with its caption; ``facts`` are
    lists of key facts, ``withdrawn`` what stands on documents that no longer hold, ``issuer`` the
    meta elements that name the issuer where the site has many.
    """

    name: str
    hosts: tuple[str, ...] = ()
    main: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    boxes: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()
    quotations: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    issuer: tuple[str, ...] = ()
    licence: str | None = None


REGJERINGEN = Publisher(
    "regjeringen.no",
    hosts=("regjeringen.no", "dep.no"),
    main=("main#mainContent", "main"),
    furniture=(
        ".article-info",
        ".complexDocumentBottom",
        ".documentTop",
        ".historic-info",
        "#innholdsfortegnelse",
        "#vedleggogregistre",
        "#PageLanguageInfo",
        "header.pageHeader",
        ".newsletter-subscribe",
        ".horing-cta",
        ".to-top-of-page",
        ".article-sidebar",
        ".pagination",
        ".statusLine",
    ),
    boxes=("div.k-ramme", "section.K-RAMME"),
    quotations=("div.k-blokksit", "section.K-BLOKKSIT"),
    figures=("div.k-figgrp", "div.k-tbl"),
    items=(".k-strek", ".k-bombe", ".k-num", ".k-alfa"),
    notes=("div.k-del-fotnoter",),
    marks=("span.k-note-fotnote",),
    withdrawn=(".historic-info",),
    issuer=("dc.creator", "author"),
)
HELSEDIREKTORATET = Publisher(
    "Helsedirektoratet",
    hosts=("helsedirektoratet.no", "helsedir.no"),
    main=("main", "article"),
    furniture=(
        ".module_social",
        ".module_person",
        ".module_subscribe",
        "#local-nav",
    ),
    facts=(".publication_information",),
)
LOVDATA = Publisher(
    "Lovdata",
    hosts=("lovdata.no",),
    main=("main.documentBody", ".documentBody", "#lovdataDocument"),
    furniture=("header.documentHeader", ".changesToParent", ".share-paragraf"),
    facts=(".data-document-key-info",),
)
STORTINGET = Publisher(
    "Stortinget",
    hosts=("stortinget.no",),
    main=("main", "#main-content", ".article-content"),
    furniture=(".article-nav", ".publication-navigation"),
    licence="NLOD",
)
PUBLISHERS = (
    REGJERINGEN,
    HELSEDIREKTORATET,
    LOVDATA,
    STORTINGET,
    Publisher("Statistisk sentralbyrå", hosts=("ssb.no",)),
    Publisher("Folkehelseinstituttet", hosts=("fhi.no",)),
    Publisher("Fafo", hosts=("fafo.no",)),
    Publisher("SINTEF", hosts=("sintef.no",)),
    Publisher("NORCE", hosts=("norceresearch.no", "iris.no")),
    Publisher("Riksrevisjonen", hosts=("riksrevisjonen.no",)),
    Publisher("Statens helsetilsyn", hosts=("helsetilsynet.no",)),
    Publisher("Husbanken", hosts=("husbanken.no",)),
    Publisher("Arbeids- og velferdsdirektoratet", hosts=("nav.no",)),
)
UNKNOWN = Publisher("")


def by_host(host: str) -> Publisher:
    """The publisher on a host, else ``UNKNOWN``."""
    host = host.lower()
    return next(
        (p for p in PUBLISHERS for end in p.hosts if host == end or host.endswith(f".{end}")),
        UNKNOWN,
    )


def by_name(name: str) -> Publisher:
    """The publisher that a page names as its site, else ``UNKNOWN``."""
    name = name.strip().lower().removeprefix("www.")
    known = (p for p in PUBLISHERS if name == p.name.lower() or name in p.hosts)
    return next(known, UNKNOWN)


def selected(root: Element, selectors: Iterable[str]) -> Iterator[Element]:
    """The elements that one of the selectors takes, selector by selector."""
    for selector in selectors:
        tag, id_, wanted = _parsed(selector)
        for element in root.iter(tag or "*"):
            if id_ in (None, element.get("id")) and wanted.issubset(classes(element)):
                yield element


@cache
def _parsed(selector: str) -> tuple[str | None, str | None, frozenset[str]]:
    match = _SELECTOR.fullmatch(selector)
    assert match is not None
    wanted = frozenset(match["classes"].split(".")[1:])
    return match["tag"], match["id"], wanted
