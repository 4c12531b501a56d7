"""Small plans and documents for the tests of linking."""

from pathlib import Path

import pooled

from planspor.corpus import Corpus
from planspor.corpus.language import Analyser, Term, Thesaurus
from planspor.corpus.model import (
    DocumentKind,
    Goal,
    GoalLevel,
    Measure,
    Origin,
    Passage,
    Plan,
    SectionKind,
    Source,
)
from planspor.ingest.extract.details import Details

ANALYSER = Analyser()
TERMS = (
    Term("lar", "abbreviation", ("LAR", "legemiddelassistert rehabilitering")),
    Term("fact", "abbreviation", ("FACT", "oppsøkende behandlingsteam")),
)
THESAURUS = Thesaurus(TERMS, ANALYSER)

PLAN = "havn"
LAMPS, FERRY, DOGS = "havn/gatelys", "havn/ferge", "havn/hund"


def measure(id_: str, text: str | None, *terms: str, ordinal: int | None = None) -> Measure:
    """A measure of the plan that its id names."""
    return Measure(id_, id_.partition("/")[0], text, ordinal=ordinal, terms=terms)


def harbour_plan() -> Plan:
    """A plan of a goal and three measures; no document speaks of the third."""
    return Plan(
        id=PLAN,
        title="Havneplanen",
        short="Havneplanen",
        document="Sak 12/2020",
        goals=(Goal("havn/trygg", PLAN, GoalLevel.MAIN, "Fotgjengere ferdes trygt på brygga"),),
        measures=(
            measure(LAMPS, "etablere gatelys langs brygga og gangveien", ordinal=7),
            measure(FERRY, "anskaffe en elektrisk passasjerferge til holmen", ordinal=8),
            measure(DOGS, "opparbeide en inngjerdet luftegård for hunder", ordinal=9),
        ),
    )


REPORT = """Årsmelding for havnevesenet

1 Trafikken

Den elektriske passasjerfergen til holmen ble satt i drift i april. Fergen går åtte ganger om dagen,
og tallet på reisende er dobbelt så høyt som med den gamle båten.

2 Brygga

I juni ble det etablert gatelys langs brygga og gangveien, førti lykter i alt. En telling viser at
langt flere fotgjengere enn før ferdes på brygga etter mørkets frembrudd, og at de fleste av dem
kjenner seg trygge når de går hjem.

3 Vedlikehold

Kaifronten er malt, og sju nye fortøyninger er skiftet ut. Verkstedet fikk ny port.
"""
LETTER = """Brev fra velforeningen

Vi takker for blomsterkassene ved torget. Beplantningen er frodig, og barna vanner den hver dag.

Søppelkassene tømmes for sjelden om sommeren.
"""
REPEATED = """Innstilling fra formannskapet

Havneplanen inneholder følgende punkter: etablere gatelys langs brygga og gangveien.

Kommunen har ennå ikke satt av penger til vedlikehold av lekeplassene.
"""


def add(
    corpus: Corpus,
    folder: Path,
    name: str,
    text: str,
    kind: DocumentKind = DocumentKind.OTHER,
) -> str:
    """Add a text as a document, and return its id."""
    path = folder / f"{name}.txt"
    path.write_text(text, encoding="utf-8")
    [done] = pooled.add(corpus, [path], Details(kind=kind))
    assert done.error is None
    assert done.document is not None
    return done.document


def put_plan(corpus: Corpus, plan: Plan) -> None:
    """Enter a plan as a person's own."""
    corpus.plans.put(plan, Origin.PERSON)


def passage(text: str, id_: str = "d/p0") -> Passage:
    """A passage of a document that is nowhere."""
    source = Source("d.txt", 1, 1, 0, len(text))
    return Passage(id_, "d", 0, "d/1", SectionKind.BODY, 0, len(text), text, source)
