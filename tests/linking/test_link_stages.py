from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from link_texts import ANALYSER, THESAURUS, measure, passage

from planspor.corpus.model import Document, DocumentKind, SectionKind, Stage, Stance
from planspor.ingest.link.cues import Cue, Cues, words_of
from planspor.ingest.link.profiles import build_profile
from planspor.ingest.link.rules import split_sentences
from planspor.ingest.link.stages import Read, Wording

FERRY = build_profile(
    measure("havn/ferge", "anskaffe en elektrisk passasjerferge til holmen"), ANALYSER, THESAURUS
)


def read(
    text: str,
    kind: DocumentKind = DocumentKind.OTHER,
    title: str = "D",
    section: SectionKind = SectionKind.BODY,
    headings: tuple[str, ...] = (),
) -> Read:
    document = Document("d", title, kind, "nb", "d.txt", "0", 1, datetime(2024, 1, 1, tzinfo=UTC))
    held = passage(text)
    if section is not SectionKind.BODY:
        held = type(held)(
            held.id, held.document, 0, held.section, section, 0, held.end, text, held.source
        )
    said = split_sentences(text, ANALYSER)
    return Wording(document, held, headings, said).read(FERRY)


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Passasjerfergen til holmen ble satt i drift i april, og avtalen er inngått.", "action"),
        ("Kommunen vil anskaffe en passasjerferge til holmen i planperioden.", "intent"),
        (
            "Andelen som bruker fergen til holmen, har økt til 31 prosent.",
            "result",
        ),
        (
            "Informantene mener at fergen til holmen er et problem, og evalueringen viser svikt.",
            "assessment",
        ),
    ],
)
def test_the_wording_tells_how_far_it_has_come(text: str, stage: str) -> None:
    assert read(text).stage == stage


@pytest.mark.parametrize(
    ("kind", "stage"),
    [
        (DocumentKind.BUDGET, Stage.INTENT),
        (DocumentKind.PLAN, Stage.INTENT),
        (DocumentKind.LAW, Stage.ACTION),
        (DocumentKind.GUIDELINE, Stage.ACTION),
        (DocumentKind.STATISTICS, Stage.RESULT),
    ],
)
def test_the_kind_of_a_document_gives_the_odds(kind: DocumentKind, stage: Stage) -> None:
    assert read("Fergen til holmen.", kind).stage is stage


def test_a_letter_of_allocation_is_intent() -> None:
    assert read("Fergen til holmen.", title="Tildelingsbrev til Havnevesenet").stage is Stage.INTENT


def test_a_table_of_indicators_is_intent_until_it_has_values() -> None:
    bare = "8 Antall passasjerer på fergen til holmen Havnevesenet"
    table = SectionKind.TABLE
    assert read(bare, section=table, headings=("Indikatorer",)).stage is Stage.INTENT
    measured = f"{bare} 1 204 2017 9 Andel fornøyde med fergen 61 % 2017 10 Antall turer 8 2016"
    assert read(measured, section=table).stage is Stage.RESULT


@pytest.mark.parametrize(
    ("text", "stance", "cue"),
    [
        ("Passasjerfergen til holmen er tatt i bruk.", Stance.SUPPORTS, "er tatt i bruk"),
        ("Passasjerfergen til holmen er ikke etablert.", Stance.CONTRADICTS, "er ikke etablert"),
        ("Fergen til holmen brukes i liten grad.", Stance.CONTRADICTS, "i liten grad"),
    ],
)
def test_a_stance_is_suggested_where_words_carry_it(text: str, stance: Stance, cue: str) -> None:
    found = read(text)
    assert found.stance is stance
    assert f"stance: {cue}" in found.rules


@pytest.mark.parametrize(
    "text",
    [
        "Fergen til holmen er blå.",
        "Er passasjerfergen til holmen etablert?",
        "Passasjerfergen til holmen skal være etablert.",
        "Det ser ut til at passasjerfergen til holmen er etablert.",
        "Passasjerfergen til holmen er etablert. Passasjerfergen til holmen brukes i liten grad.",
        "Lekeplassen er etablert. Fergen til holmen er elektrisk og går med passasjerer.",
        "Fergen til holmen er blant de rutene som er etablert for passasjerene.",
    ],
)
def test_none_is_suggested_where_words_ask_want_doubt_differ_or_are_of_another_thing(
    text: str,
) -> None:
    assert read(text).stance is Stance.MENTIONS


def test_what_somebody_else_says_is_told_as_theirs() -> None:
    found = read("Velforeningen hevder at passasjerfergen til holmen er ikke etablert.")
    assert found.stance is Stance.CONTRADICTS
    assert "reported: hevder" in found.rules


def test_no_stance_is_read_from_a_table() -> None:
    found = read("Passasjerfergen til holmen er etablert", section=SectionKind.TABLE)
    assert found.stance is Stance.MENTIONS


def test_cues_are_found_word_by_word_with_any_ending_or_words_between() -> None:
    cues = Cues({"a": ["er ~ åpnet", "plan*"], "b": ["er"]})
    found = cues.find(words_of("Fergen er nå endelig åpnet. Planene er lagt."))
    assert [(cue.group, cue.start, cue.end) for cue in found] == [
        ("a", 1, 5),
        ("b", 1, 2),
        ("a", 5, 6),
        ("b", 6, 7),
    ]
    assert found[0].meets(Cue("b", 4, 6))
    assert not found[0].meets(found[2])


def test_no_cue_of_a_group_begins_inside_another_of_it() -> None:
    cues = Cues({"a": ["satt i drift", "i drift"], "b": ["i drift"]})
    found = cues.find(words_of("Den er satt i drift."))
    assert [(cue.group, cue.start, cue.end) for cue in found] == [("a", 2, 5), ("b", 3, 5)]


def test_what_is_only_planned_is_neither_carried_out_nor_dropped() -> None:
    found = read("Passasjerfergen til holmen er etablert.", DocumentKind.PLAN)
    assert (found.stage, found.stance) == (Stage.INTENT, Stance.MENTIONS)


def test_a_row_of_an_indicator_read_as_text_is_intent() -> None:
    assert read("8 Antall passasjerer på fergen til holmen").stage is Stage.INTENT


@given(st.lists(st.sampled_from(["er", "ikke", "åpnet", "ferge", "plan", "planen"]), max_size=40))
def test_a_cue_holds_the_first_and_the_last_word_of_its_phrase(words: list[str]) -> None:
    for cue in Cues({"x": ["er ~ åpnet", "ikke åpnet", "plan*"]}).find(words):
        assert 0 <= cue.start < cue.end <= len(words)
        said = words[cue.start : cue.end]
        assert (said[0], said[-1]) in {
            ("er", "åpnet"),
            ("ikke", "åpnet"),
            ("plan", "plan"),
            ("planen", "planen"),
        }
