"""Measures below headings that promise, in blocks of labels and in sentences that name them."""

import time

import pytest
from plan_texts import plan_text

from planspor.corpus.model import Allocation
from planspor.ingest.extract.measures import recognise
from planspor.ingest.extract.measures.attributes import allocations_in
from planspor.ingest.extract.measures.blocks import blocks
from planspor.ingest.extract.measures.cues import is_measures_heading, is_told_heading
from planspor.ingest.extract.measures.paragraphs import paragraphs
from planspor.ingest.extract.measures.prose import announces, promises
from planspor.ingest.extract.measures.responsible import tasked
from planspor.ingest.extract.plans.expected_count import expected_measures


def found(source: str) -> list[str]:
    plan = plan_text(source)
    return [measure.text for measure in recognise(plan.text, plan.sections)]


@pytest.mark.parametrize(
    "heading",
    [
        "Slik gjør vi det",
        "Dette gjør vi",
        "Hva gjør regjeringen?",
        "Hva skal vi gjøre?",
        "Slik vil vi nå målet",
        "Korleis skal vi nå måla",
        "Kva skal gjerast?",
        "Dette vil kommunen gjøre",
        "Regjeringens nye oppgaver",
        "4 Handlingsdel",
        "Tiltaksliste",
    ],
)
def test_a_heading_that_promises_announces_measures(heading: str) -> None:
    assert is_measures_heading(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "Slik gjorde vi det",
        "Hva andre gjør",
        "Hva kommunene gjør",
        "Dette har vi gjort",
        "Hva kan du gjøre?",
        "Hvorfor er det viktig?",
    ],
)
def test_a_heading_of_what_was_done_or_others_do_announces_none(heading: str) -> None:
    assert not is_measures_heading(heading)


def test_what_others_do_is_told_and_not_promised() -> None:
    assert is_told_heading("Hva andre gjør")
    assert not is_told_heading("Slik gjør vi det")


def test_items_that_an_item_announces_are_part_of_it() -> None:
    items = "- Vi lager kart over tre byer:\n- oslo først\n- bergen sist\n- Vi bygger en bro."
    texts = found(f"# Slik gjør vi det\n{items}")
    assert len(texts) == 2
    assert texts[1] == "Vi bygger en bro."


def test_a_title_before_its_sentence_is_part_of_the_measure() -> None:
    prose = "Flere benker. Vi setter ut ti benker. De er grønne.\n\nLys: Kommunen skifter pærer."
    assert found(f"# Dette gjør vi\n{prose}") == [
        "Flere benker. Vi setter ut ti benker.",
        "Lys: Kommunen skifter pærer.",
    ]


LABELS = ("Tiltak", "Ansvar", "Frist")
VALUES = (("Sette opp lys", "Helsedirektoratet", "2026"), ("Kjøpe sykler", "KS", "Løpende"))


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 2, 0), (2, 0, 1)])
@pytest.mark.parametrize("between", [": ", "\n"], ids=["beside", "above"])
def test_the_labels_of_a_block_stand_in_any_order(order: tuple[int, ...], between: str) -> None:
    lines = [f"{LABELS[k]}{between}{values[k]}" for values in VALUES for k in order]
    source = "# Vei\nVeien er lang.\n\n" + "\n\n".join(lines)
    plan = plan_text(source)
    rows = blocks(paragraphs(plan.text, plan.sections), set())
    assert [(row.text, row.owners, row.time_frame) for row in rows] == [
        (text, (who,), when) for text, who, when in VALUES
    ]


def test_a_list_whose_items_say_who_will_do_what_needs_no_heading() -> None:
    items = "- Regjeringen vil bygge en bro\n- Helsedirektoratet skal lage en veileder"
    assert len(found(f"# Bro\nBroen er gammel.\n\n{items}")) == 2


def test_a_list_of_what_others_will_do_is_none() -> None:
    items = "- LO vil informere medlemmene\n- Norsk Havn vil bygge en kai"
    assert found(f"# Bro\nPartene har sagt at de vil bidra:\n{items}") == []


def test_what_will_not_be_done_is_no_measure() -> None:
    assert found("# Vei\nVi vil:\n- bygge bro\n- ikke rive kaien\n- male huset") == [
        "bygge bro",
        "male huset",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "Departementet gjer framlegg om eit nytt tilskot til brøyting.",
        "Det vert difor foreslått å opprette eit fond.",
        "Departementet føreslår òg eit tilskot på 8 mill. kroner.",
        "Fylkeskommunen kjem til å gjennomføre ei øving.",
        "I samarbeid med to kommuner vil vi prøve ut en ferge.",
    ],
)
def test_a_sentence_in_either_norwegian_announces(sentence: str) -> None:
    assert announces(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Regjeringen deler ikke dette synet.",
        "Norsk Havn vil bygge en kai.",
        "Det foreslås at bevilgningen på posten kan overskrides mot merinntekt.",
    ],
)
def test_a_sentence_that_denies_or_is_anothers_promises_nothing(sentence: str) -> None:
    assert not promises(sentence)


def test_a_doer_can_have_a_name_of_several_words_and_a_doer_beside_it() -> None:
    assert tasked("Universitetet i Bergen og NTNU får i oppdrag å lage kurs") == (
        "Universitetet i Bergen",
        "NTNU",
    )
    assert tasked("Husbanken skal saman med Statens kartverk lage eit kart") == (
        "Husbanken",
        "Statens kartverk",
    )
    assert tasked("Vidare vil regjeringa gje støtte") == ()


def test_the_only_period_of_a_wording_dates_its_money() -> None:
    wording = "Lyse ut 18 mill. kroner. Midlene lyses ut i 2023–2025."
    assert allocations_in(wording) == (Allocation(18_000_000.0, "18 mill. kroner", "2023–2025"),)


def test_a_plans_own_count_is_read_over_a_page_turn() -> None:
    head = "Plan for bro\n\n"
    text = f"{head}Planen omfatter 24\n\n{head}konkrete tiltak fordelt på to deler."
    assert expected_measures(text) == 24
    assert expected_measures("De 15 tiltakene i planen følger her.") == 15


def test_long_sentences_do_not_take_long() -> None:
    start = time.process_time()
    for text in ("Vi vil " * 90, "Regjeringen " + "a " * 300, "og A " * 130, "Det skal " * 70):
        promises(text)
        is_measures_heading(text)
    assert time.process_time() - start < 2
