"""What of a page is no part of its text: told by its name, its wording, its place."""

import re

from planspor.ingest.read.markup.elements import HEADINGS, classes, names, with_attributes, words
from planspor.ingest.read.markup.hidden import remove_all, remove_unseen
from planspor.ingest.read.markup.publishers import Publisher, selected
from planspor.ingest.read.markup.tree import Element, Tree
from planspor.ingest.read.markup.weights import Weight, Weights

_WORDS = names(
    "nav navbar navigation navigasjon menu meny submenu breadcrumb breadcrumbs brodsmule "
    "brodsmuler cookie cookies consent samtykke informasjonskapsler share sharing sharer "
    "social sosiale footer bunntekst sidebar sidefelt sidekolonne sidemeny related "
    "relatedposts relatert relaterte comment comments kommentarfelt respond newsletter "
    "nyhetsbrev subscribe subscription pagination pager paging skip skiplink skiplinks "
    "search sok søk toc innholdsfortegnelse banner advert advertisement ads annonse "
    "annonser promo popup modal feedback tilbakemelding survey tags tagcloud emneord topbar "
    "toolbar noprint backtotop totop spraakvelger skrivut"
)
"""Words of classes and ids, Norwegian and English, that name furniture."""
_CLASSES = names("widget widget-area widgets byline entry-meta post-meta postmetadata posted-on")
_LANDMARKS = ("header", "footer", "aside")
_LINES = ("p", "div", "span", "time")
_KEPT = frozenset(("html", "body", "main", "article", "footnote", "box"))
_CALL = re.compile(
    r"(?:(?:(?:gå|tilbake|hopp) )?til (?:toppen|topps|innhold|innholdet|hovedinnhold)|skriv ut"
    r"|del (?:på|denne|artikkelen|siden).*|tips en venn|vis mer|vis mindre|lukk|abonn[ée]r.*"
    r"|last ned\b.{0,60}|print|share|back to top|skip to .*)(?: .)?",
    re.IGNORECASE,
)
"""The whole wording of links that do something with the page."""
_DATED = re.compile(
    r"(?:sist )?(?:oppdatert|publisert|endr[ea]t?|revidert|updated|published)\b.{0,30}\d{4}.{0,20}",
    re.IGNORECASE,
)
"""A line about the page itself."""
_LONGEST_LINE = 90
_SHOWS = re.compile(r"(?:vis|skjul|åpne|lukk|show|hide|open|close)\b.{0,40}", re.IGNORECASE)
"""The wording of links without an address that open something."""
_PLACEHOLDER = re.compile(r"\W*|.{0,40}\.{3,}")
"""What a panel holds that nobody has written yet."""
_FACTS = names(
    "år dato publisert oppdatert sist type tema utgiver utgjevar forfatter forfattere "
    "antall sider isbn issn is-nummer nummer serie rapportnummer språk format filstørrelse "
    "departement avdeling ansvarlig endret utgivelsesår oppdragsgiver"
)
"""Words that the labels of facts about a publication are made of."""
_LEAST_SHARE = 0.4
"""What holds this share of a page's letters is no furniture, whatever it is called."""


def remove_furniture(tree: Tree, publisher: Publisher) -> None:
    """Take out of a page what is never text, what is hidden and what is called furniture."""
    root = tree.root
    remove_unseen(tree)
    remove_all(selected(root, publisher.furniture))
    remove_all(e for e in root.iter(*_LANDMARKS) if _is_of_page(e))
    weights = Weights(tree)
    least = _LEAST_SHARE * weights[root].letters
    named = [*root.iter("form"), *filter(_is_named, with_attributes(root, "class", "id"))]
    remove_all(e for e in named if not _is_main(weights[e], least))
    remove_all(a for a in root.iter("a") if _acts(tree, a))
    remove_all(e for e in root.iter(*_LINES) if _is_dated(tree, e, weights[e]))
    remove_all(e for e in root.iter("div", "section") if _is_idle(tree, e))
    remove_all(e for e in root.iter("dl") if _is_about_publication(tree, e))


def _is_dated(tree: Tree, element: Element, weight: Weight) -> bool:
    """Whether an element is a line that tells when the page was changed."""
    return weight.letters <= _LONGEST_LINE and bool(_DATED.fullmatch(tree.text(element)))


def _is_idle(tree: Tree, element: Element) -> bool:
    """Whether an element is a set of tabs that hold nothing yet."""
    if "tabs" not in words(element, "class"):
        return False
    inner = (panel for holder in element.iter("div") for panel in holder if not len(panel))
    texts = [tree.text(panel) for panel in inner if panel.tag == "div"]
    return bool(texts) and all(_PLACEHOLDER.fullmatch(text) for text in texts)


def _is_about_publication(tree: Tree, element: Element) -> bool:
    """Whether a list is of facts about the publication: they are claims, not text."""
    labels = [tree.text(term).lower().rstrip(":").split() for term in element.iter("dt")]
    known = sum(1 for label in labels if label and _FACTS.issuperset(label))
    return known * 2 > len(labels)


def _acts(tree: Tree, link: Element) -> bool:
    """Whether a link does something with the page instead of leading anywhere."""
    text = tree.text(link)
    leads = link.get("href", "").lstrip("#") and not link.get("href", "").startswith("javascript:")
    return bool(_CALL.fullmatch(text) or (not leads and _SHOWS.fullmatch(text)))


def _is_of_page(element: Element) -> bool:
    """Whether a header or a footer is the page's, an aside no part of the text."""
    if element.tag == "header":
        return next(element.iterancestors("main", "article", "section"), None) is None
    return next(element.iter("footnote"), None) is None


def _is_named(element: Element) -> bool:
    if element.tag in _KEPT or element.tag in HEADINGS:
        return False
    return not (_CLASSES.isdisjoint(classes(element)) and _WORDS.isdisjoint(words(element)))


def _is_main(weight: Weight, least: float) -> bool:
    return weight.telling or weight.letters >= least
