"""Measures in tables, cards and running text, and what their wordings tell of them."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from plan_texts import plan_text

from planspor.corpus.model import Allocation, DocumentKind
from planspor.ingest.extract.measures import recognise
from planspor.ingest.extract.measures.attributes import allocations_in, chapter_in, time_frame_in
from planspor.ingest.extract.measures.cues import Rule
from planspor.ingest.extract.measures.prose import announces
from planspor.ingest.extract.measures.recognised import Confidence, RecognisedMeasure
from planspor.ingest.extract.measures.responsible import tasked

HEADS = ("Nr.", "Tiltak", "Ansvarlig", "Frist")
ROWS = (
    ("1", "Sette opp lys", "Statens vegvesen", "2026"),
    ("2", "Kjøpe sykler", "Kommunene, KS", "Løpende"),
    ("3", "Lage en håndbok", "Helsedirektoratet", "Innen 2027"),
)
FOUND = [
    ("1", "Sette opp lys", ("Statens vegvesen",), "2026"),
    ("2", "Kjøpe sykler", ("Kommunene", "KS"), "Løpende"),
    ("3", "Lage en håndbok", ("Helsedirektoratet",), "Innen 2027"),
]


def found(source: str, kind: DocumentKind | None = None) -> list[RecognisedMeasure]:
    plan = plan_text(source)
    # A tab inside a line stays one: it parts the cells of a row.
    return recognise(plan.text, plan.sections, kind)


def told(source: str) -> list[tuple[str | None, str, tuple[str, ...], str | None]]:
    return [(m.number, m.text, m.owners, m.time_frame) for m in found(source)]


@pytest.mark.parametrize(
    "part", ["\t", " | ", " ", "\n"], ids=["tabs", "bars", "side by side", "one below another"]
)
def test_the_rows_of_a_table_are_measures_with_owners_and_times(part: str) -> None:
    table = "\n".join(part.join(row) for row in (HEADS, *ROWS))
    assert told(f"# 3 Vei\nVeien er lang.\n{table}\n# 4 Penger\nDet koster.") == FOUND


def test_partners_and_money_have_columns_of_their_own() -> None:
    heads = "Tiltak\tAnsvarlig\tMedvirkende\tFrist\tKostnad (mill. kr)"
    (measure,) = found(f"# Vei\n{heads}\nSette opp lys\tNav\tKS\t2026\t3,5")
    assert measure.owners == ("Nav", "KS")
    assert [(one.amount, one.years) for one in measure.allocations] == [(3_500_000, "2026")]
    assert (measure.rule, measure.confidence) == (Rule.TABLE, Confidence.HIGH)


def test_what_a_unit_is_called_is_taken_from_its_column() -> None:
    rows = "1 Ta i bruk klarspråk Helse og omsorg 2026\n2 Åpne data om veier Teknisk 2027"
    assert [m.owners for m in found(f"# Vei\nNr. Tiltak Ansvarlig Frist\n{rows}")] == [
        ("Helse og omsorg",),
        ("Teknisk",),
    ]


@pytest.mark.parametrize("mark", ["\t", ": ", " "])
def test_cards_are_measures(mark: str) -> None:
    cards = (("Sette opp lys", "Nav", "2026"), ("Kjøpe sykler", "Kulturdepartementet", "2027"))
    lines = [
        f"Tiltak {n}{mark}{text}\nAnsvarlig{mark}{who}\nFrist{mark}{when}"
        for n, (text, who, when) in enumerate(cards, 1)
    ]
    assert told("# Vei\n" + "\n".join(lines)) == [
        (str(n), text, (who,), when) for n, (text, who, when) in enumerate(cards, 1)
    ]


def test_a_table_of_what_was_done_is_no_table_of_measures() -> None:
    assert found("# Vei\nTiltak\tStatus\nSette opp lys\tGjennomført\nKjøpe sykler\tStartet") == []


def test_a_measure_that_was_cancelled_is_none() -> None:
    assert [m.number for m in found("# Vei\nTiltak 1: Lys\nTiltak 2: Utgår\nTiltak 3: Benker")] == [
        "1",
        "3",
    ]


def test_numbered_acts_are_measures_and_numbered_chapters_are_not() -> None:
    source = "# 2 Vei\n# 2.1 Bygge vei\nLang.\n# 2.2 Kjøpe sykler\nBlå.\n# 2.3 Tenne lys\nMørkt."
    assert [m.number for m in found(source)] == ["2.1", "2.2", "2.3"]
    assert (
        found("# 2 Vei\n# 2.1 Statlige veier\nLang.\n# 2.2 Sykler\nBlå.\n# 2.3 Lys\nMørkt.") == []
    )


def test_a_list_goes_on_over_the_turn_of_a_page() -> None:
    head = "Trygg vei"
    source = f"# Vei\n{head}\nVi vil:\n• tenne lys i\n{head}\n12\nalle gater\n• kjøpe sykler"
    assert [m.text for m in found(source)] == ["tenne lys i alle gater", "kjøpe sykler"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Regjeringen foreslår å bevilge 40 mill. kroner i 2026 til sykler.",
        "Departementet tar sikte på å fastsette en forskrift om lys.",
        "Regjeringen går også inn for at det innføres krav om lys.",
        "Det skal etableres en støtteordning for sykler.",
        "Det skal opprettast ei teneste for gåande.",
        "Det vil bli opprettet en løsning for lys.",
        "Mattilsynet skal før sommeren 2026 legge fram en plan for tilsyn.",
        "Havforskningsinstituttet får derfor i oppdrag å vurdere bruken.",
        "Regjeringa tek derfor sikte på å innføre eit stipend.",
        "For å bøte på dette vil departementet sende et forslag på høring.",
        "Strategien skal evalueres i 2028.",
    ],
)
def test_a_sentence_that_says_what_will_be_done_announces_a_measure(sentence: str) -> None:
    assert announces(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Regjeringen vil ikke foreslå dette nå.",
        "Regjeringen vil komme tilbake til saken.",
        "Regjeringen innførte en ordning i 2019.",
        "Regjeringen har siden 2021 innført grunnrenteskatt.",
        "Utvalget foreslo å innføre en avgift.",
        "Rapporten anbefaler at departementet skal innføre en avgift.",
        "Det skal ikke være tvil om dette.",
        "Det er ønskelig at flere sykler.",
        "Et av kravene er at det skal oppnevnes en koordinator.",
        "Hvis kommunene ønsker det, vil departementet utarbeide en veileder.",
        "Regjeringen vil øke bevilgningene med 2,4 mrd. kroner.",
        "I nettverket skal ledere ta initiativ til samarbeid.",
        "Regjeringen vil at det skal være mulig å leve uten bil.",
        "Det kan opprettes en ordning.",
    ],
)
def test_what_is_past_denied_wished_for_or_said_by_others_announces_nothing(sentence: str) -> None:
    assert not announces(sentence)


def test_a_sentence_that_gives_the_money_belongs_to_the_measure_before_it() -> None:
    (measure,) = found("Det skal etableres en ordning. Til ordningen settes det av 2 mill. kroner.")
    assert measure.text.endswith("kroner.")
    assert [one.amount for one in measure.allocations] == [2_000_000]
    assert (measure.rule, measure.confidence) == (Rule.PROSE, Confidence.FAIR)


def test_an_evaluation_promises_nothing_in_prose() -> None:
    text = "Regjeringen foreslår å innføre en ordning."
    assert len(found(text, DocumentKind.PLAN)) == 1
    assert found(text, DocumentKind.EVALUATION) == []


def test_a_plan_with_lists_tells_besides_only_what_it_says_firmly() -> None:
    lists = "# Vei\nVi vil:\n• bygge vei\n• tenne lys\n• kjøpe sykler\n"
    beside = "Regjeringen vil bygge bru. Nav får i oppdrag å bygge benker. Vi vil bygge gjerder."
    assert [m.text for m in found(lists + beside)][3:] == ["Nav får i oppdrag å bygge benker."]


@pytest.mark.parametrize(
    ("wording", "owners"),
    [
        ("at Bufdir skal lage en oversikt", ("Bufdir",)),
        ("gi Nav og KS i oppdrag å lage en løsning", ("Nav", "KS")),
        ("be Helsedirektoratet om å lage råd", ("Helsedirektoratet",)),
        ("be Miljødirektoratet kartlegge byene", ("Miljødirektoratet",)),
        ("la Folkehelseinstituttet følge utviklingen", ("Folkehelseinstituttet",)),
        ("lage et register. Statens vegvesen får ansvaret", ("Statens vegvesen",)),
        ("opprette en tjeneste, drevet av Entur, for alle", ("Entur",)),
        ("Fylkeskommunane og Jernbanedirektoratet skal lage reglar", None),
        ("at Direktoratet for mangfold og ro lager en mal", ("Direktoratet for mangfold og ro",)),
        ("Nav skal i samarbeid med KS lage en mal", ("Nav",)),
        ("lage en mal (Helsedirektoratet, 2026)", ("Helsedirektoratet",)),
        ("invitere til et møte sammen med Nav", ()),
        ("Oversikten skal finnes i alle kommuner", ()),
        ("Regjeringen skal lage en mal", ()),
    ],
)
def test_who_is_given_the_task_owns_the_measure(
    wording: str, owners: tuple[str, ...] | None
) -> None:
    expected = ("Fylkeskommunane", "Jernbanedirektoratet") if owners is None else owners
    assert tasked(wording) == expected


@pytest.mark.parametrize(
    ("wording", "when"),
    [
        ("lage en plan innen utgangen av 2026", "innen utgangen av 2026"),
        ("lage en plan våren 2026", "våren 2026"),
        ("lage en plan fra 1. januar 2026", "fra 1. januar 2026"),
        ("lage en plan i planperioden", "i planperioden"),
        ("bruke 10 mill. kroner i 2026", None),
        ("følge opp planen fra 2015", None),
        ("lage en plan", None),
    ],
)
def test_when_is_read_from_the_wording_but_not_from_its_money(
    wording: str, when: str | None
) -> None:
    assert time_frame_in(wording) == when


@pytest.mark.parametrize(
    ("wording", "allocations"),
    [
        ("bruke 10 mill. kroner i 2026", [(10e6, "2026")]),
        ("bruke 8 mill. kroner i 2025 og 2026", [(8e6, "2025"), (8e6, "2026")]),
        ("bruke 15 mill. kroner i 2025 og samme beløp i 2026", [(15e6, "2025"), (15e6, "2026")]),
        ("bruke 2,4 mrd. kroner over fire år", [(2.4e9, None)]),
        ("bruke 80 millioner kroner i årene 2026–2029", [(80e6, "2026–2029")]),
        ("sette av 75 mill. kroner i planperioden", [(75e6, "2025–2028")]),
        ("én mal for tilskudd under 200 000 kroner", []),
        ("få 5 millioner laks på land", []),
    ],
)
def test_money_is_read_with_its_years(
    wording: str, allocations: list[tuple[float, str | None]]
) -> None:
    read = allocations_in(wording, "2025–2028")
    assert [(one.amount, one.years) for one in read] == allocations


def test_the_chapter_and_item_stand_with_the_amount() -> None:
    (one,) = allocations_in("bruke 20 mill. kroner over kap. 765, post 60, i 2018")
    assert one == Allocation(20e6, "20 mill. kroner over kap. 765, post 60", "2018")


@pytest.mark.parametrize(
    ("wording", "chapter"),
    [
        ("lage lys, jf. kapittel 4.2", "4.2"),
        ("lage lys, se del 2", "2"),
        ("bruke midler på kap. 765", None),
        ("lage lys", None),
    ],
)
def test_a_reference_to_the_plan_s_own_chapter_is_kept(wording: str, chapter: str | None) -> None:
    assert chapter_in(wording) == chapter


PIECES = st.sampled_from(
    [
        "Regjeringen vil ",
        "det skal ",
        "Nav ",
        "og ",
        "i ",
        "2026 ",
        "100 mill. kroner ",
        "Ansvarlig: ",
        "Frist ",
        "Tiltak ",
        "1.1 ",
        "\n",
        ". ",
        "(",
        "– ",
        "etableres ",
        "kap. 765 ",
        "A-",
        "a",
        ",",
    ]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=60))
def test_any_text_can_be_read(pieces: list[str]) -> None:
    text = "".join(pieces)
    for measure in found(text):
        assert 0 <= measure.start < measure.end


HOSTILE = ["Regjeringen vil ", "A-a-", "Nav, og ", "1 ", "100 mill. ", "skal ", "(", "a – "]
HOSTILE += ["Tiltak ", "Frist ", "1.1 Lage ", "Tiltak Ansvarlig Frist ", "mål 1: ", "be Nav om "]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_takes_no_more_than_its_length(piece: str) -> None:
    before = time.process_time()
    found(piece * 4000 + ".")
    assert time.process_time() - before < 20  # A quadratic pattern would take hours.
