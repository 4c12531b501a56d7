"""The columns of the sheets: their headings, how wide they are, and what a row says in each."""

from collections.abc import Callable, Mapping
from typing import Final, TypeVar

from planspor.corpus.model import Decision, LinkState, Stage, Stance
from planspor.web.words import LINK_STATES, STAGES, STANCES

_T = TypeVar("_T")

EVIDENCE: Final[Mapping[str, tuple[str, int]]] = {
    "target": ("Mål eller tiltak", 16),
    "wording": ("Ordlyd", 40),
    "document": ("Dokument", 18),
    "title": ("Tittel", 30),
    "year": ("År", 7),
    "section": ("Kapittel", 26),
    "page": ("Side", 7),
    "quotation": ("Sitat", 80),
    "state": ("Vurdering", 18),
    "stage": ("Steg", 13),
    "stance": ("Holdning", 15),
    "note": ("Merknad", 40),
    "person": ("Vurdert av", 18),
    "at": ("Når", 20),
    "score": ("Poeng", 8),
    "rules": ("Regler", 24),
    "proposed_by": ("Foreslått av", 18),
    "passage": ("Avsnitt", 22),
    "start": ("Fra tegn", 9),
    "end": ("Til tegn", 9),
    "address": ("Les avsnittet", 40),
    "outdated": ("Utdatert", 9),
    "link": ("Kobling", 18),
    "exported": ("Slik det ble tatt ut", 20),
}
"""The evidence list, a row for each link. A person may change state, stage, stance and note."""
HISTORY: Final = ("Historikk", 40)
"""Where a CSV file, which has no other sheets, keeps a link's decisions."""
DECISIONS: Final[Mapping[str, tuple[str, int]]] = {
    "link": ("Kobling", 18),
    "target": ("Mål eller tiltak", 16),
    "document": ("Dokument", 18),
    "person": ("Person", 18),
    "name": ("Navn", 22),
    "decision": ("Beslutning", 14),
    "stage": ("Steg", 13),
    "stance": ("Holdning", 15),
    "note": ("Merknad", 60),
    "at": ("Når", 26),
    "machine": ("Regel", 8),
}
"""The log, a row for each decision, in order."""
CODEBOOK: Final[Mapping[str, tuple[str, int]]] = {
    "id": ("Id", 20),
    "kind": ("Slag", 14),
    "number": ("Nr.", 7),
    "text": ("Ordlyd", 80),
    "parent": ("Under mål", 20),
    "goals": ("Mål", 24),
    "area": ("Område", 24),
    "owners": ("Ansvarlige", 30),
    "time_frame": ("Frist", 14),
    "terms": ("Søkeord", 30),
}
DOCUMENTS: Final[Mapping[str, tuple[str, int]]] = {
    "id": ("Dokument", 20),
    "title": ("Tittel", 50),
    "kind": ("Type", 14),
    "number": ("Nummer", 20),
    "issuer": ("Utgiver", 26),
    "date": ("Dato", 12),
    "year": ("År", 7),
    "language": ("Språk", 10),
    "address": ("Adresse", 40),
    "file": ("Fil", 30),
    "sha256": ("SHA-256", 20),
    "passages": ("Avsnitt", 9),
    "itself": ("Er planen selv", 12),
}
SILENCES: Final[Mapping[str, tuple[str, int]]] = {
    "target": ("Mål eller tiltak", 16),
    "wording": ("Ordlyd", 60),
    "document": ("Dokument", 20),
    "title": ("Tittel", 50),
    "year": ("År", 7),
    "best_score": ("Nærmeste treff", 14),
    "at": ("Søkt", 20),
    "linker": ("Søkt med", 18),
}

_ACCEPTED, _REJECTED, _SUGGESTED = "Godkjent", "Avvist", "Forslag"
STATES: Final[Mapping[LinkState, str]] = {
    LinkState.ACCEPTED: _ACCEPTED,
    LinkState.REJECTED: _REJECTED,
    LinkState.SUGGESTED: _SUGGESTED,
}
DECIDED: Final[Mapping[Decision, str]] = {
    Decision.ACCEPT: "Godkjente",
    Decision.REJECT: "Avviste",
    Decision.UNDO: "Angret",
}
_READ: Final[dict[str, LinkState]] = {
    **{state.value: state for state in LinkState},
    **{words.casefold(): state for state, words in STATES.items()},
    **{words.name.casefold(): state for state, words in LINK_STATES.items()},
}


def read_state(written: str) -> LinkState | None:
    """A link's state as a person writes it, in Norwegian or English."""
    return _READ.get(_plain(written))


def read_decision(written: str) -> Decision | None:
    """A decision as the log has it."""
    return _reading({d: d.value for d in Decision}, DECIDED)(written)


def read_stage(written: str) -> Stage | None:
    """A stage as a person writes it."""
    return _reading({s: s.value for s in Stage}, {s: w.name for s, w in STAGES.items()})(written)


def read_stance(written: str) -> Stance | None:
    """A stance as a person writes it."""
    names = {s: w.name for s, w in STANCES.items()}
    return _reading({s: s.value for s in Stance}, names)(written)


def _reading(*namings: Mapping[_T, str]) -> Callable[[str], _T | None]:
    known = {_plain(name): one for naming in namings for one, name in naming.items()}
    return lambda written: known.get(_plain(written))


def _plain(written: str) -> str:
    return " ".join(written.casefold().split())
