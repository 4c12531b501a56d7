"""What was found in documents, as pages show it: beside its passage and what that bears on."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from planspor.corpus.model import (
    FINDINGS,
    Document,
    Extract,
    Link,
    LinkState,
    Source,
    Target,
)
from planspor.ingest.extract.text.sentences import unmarked
from planspor.web.site import site, snapshot

_SOUGHT: Final = 80
"""Passages that are looked through for them, those accepted and the likest first."""
_MOST: Final = 12
"""Findings shown beside a target."""
_RESTS_ON: Final = frozenset({"document", "removed", "extracts"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A finding with its document, the place of its passage, and what that speaks of.

    ``state`` is how the passage's link to a target stands, None where no target is asked about;
    ``by_rule`` that a rule accepted it, and no person.
    """

    extract: Extract
    document: Document
    place: Source | None = None
    targets: tuple[Target, ...] = ()
    state: LinkState | None = None
    by_rule: bool = False

    @property
    def words(self) -> str:
        """Its words on one line; a recommendation's as its heading says it."""
        return unmarked(str(self.extract.fields.get("wording") or self.extract.text))


def seen(extracts: Iterable[Extract]) -> list[Finding]:
    """The findings of documents that may be seen."""
    documents = snapshot().documents
    return [Finding(x, documents[x.document]) for x in extracts if x.document in documents]


def every() -> list[Finding]:
    """All findings of documents that may be seen."""
    return snapshot().kept("findings", lambda: seen(snapshot().findings), _RESTS_ON)


def narrowed(findings: Iterable[Finding], args: Mapping[str, str]) -> list[Finding]:
    """Those of the document and as sure as an address asks for."""
    document, hedged = args.get("dokument"), args.get("forbehold")
    if not document and not hedged:
        return list(findings)
    return [
        finding
        for finding in findings
        if document in (None, "", finding.document.id)
        and (not hedged or hedged == ("ja" if finding.extract.fields.get("hedged") else "nei"))
    ]


def wanted(findings: Iterable[Finding], args: Mapping[str, str]) -> list[Finding]:
    """Those that an address asks for, of its kind too."""
    kind, within = args.get("type"), narrowed(findings, args)
    return [one for one in within if one.extract.kind == kind] if kind else within


def placed(findings: Sequence[Finding]) -> list[Finding]:
    """Findings with the place of their passages and the targets that these are linked to."""
    passages = [finding.extract.passage for finding in findings]
    held = site().corpus.documents.passages_by_id(passages)
    targets = _targets(site().corpus.links.of_passages(set(passages)))
    return [
        Finding(
            finding.extract,
            finding.document,
            held[finding.extract.passage].source if finding.extract.passage in held else None,
            tuple(targets.get(finding.extract.passage, ())),
        )
        for finding in findings
    ]


def _targets(links: Iterable[Link]) -> Mapping[str, list[Target]]:
    """The targets that passages are linked to, but for rejected links and the plan's own words."""
    known, found = snapshot().targets, dict[str, list[Target]]()
    for link in links:
        if link.state is not LinkState.REJECTED and not link.origin and link.target in known:
            found.setdefault(link.passage, []).append(known[link.target])
    return found


def findings_of(links: Iterable[Link]) -> list[Finding]:
    """What is found in the passages that are linked to a target, the accepted ones first."""
    told = [
        link
        for link in links
        if link.state is not LinkState.REJECTED and not link.origin and not link.outdated
    ]
    told.sort(key=lambda link: (link.state is not LinkState.ACCEPTED, -link.score))
    held = {link.passage: link for link in told[:_SOUGHT]}
    if not held:
        return []
    documents = snapshot().documents
    extracts = site().corpus.extracts.of_passages(held, *FINDINGS)
    found = [
        Finding(
            x,
            documents[x.document],
            state=held[x.passage].state,
            by_rule=held[x.passage].by_rule,
        )
        for x in extracts
        if x.document in documents
    ]
    found.sort(key=lambda finding: finding.state is not LinkState.ACCEPTED)
    return found[:_MOST]
