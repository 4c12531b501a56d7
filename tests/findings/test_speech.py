import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.ingest.extract.text.speech import speech


@pytest.mark.parametrize(
    ("sentence", "voice"),
    [
        ("Vi finner at tilbudet er bedre.", "own"),
        ("Evalueringen viser at kommunene har ansatt flere.", "own"),
        ("Informantene mener at tilbudet er bedre.", "reported"),
        ("Det hevdes at planen er gjennomført.", "reported"),
        ("Ifølge direktoratet er tiltaket i gang.", "reported"),
        ("Etter vår vurdering oppgir kommunene for lave tall.", "own"),
        ("Tilbudet er bedre enn før.", "own"),
    ],
)
def test_who_speaks_is_told_by_its_cues(sentence: str, voice: str) -> None:
    assert speech(sentence).voice == voice


def test_a_count_of_answers_is_no_report_of_one_opinion() -> None:
    assert not speech("Nær 60 prosent svarer at det ikke er noen endring.").is_reported
    assert speech("Lederen svarer at det ikke er noen endring.").is_reported


@pytest.mark.parametrize(
    "sentence",
    [
        "Det synes å ha gått på bekostning av kvaliteten.",
        "Dette kan være en forklaring.",
        "Tallene tyder på at økningen fortsetter.",
        "Trolig har flere fått hjelp.",
        "Særlig synes dette å gjelde de yngste.",
    ],
)
def test_doubt_is_heard(sentence: str) -> None:
    assert speech(sentence).is_hedged


@pytest.mark.parametrize(
    ("sentence", "negated"),
    [
        ("Tiltaket er ikke gjennomført.", True),
        ("Tiltaket er i liten grad gjennomført.", True),
        ("Tiltaket er ikkje gjennomført.", True),
        ("Tiltaket er ikke bare gjennomført, men utvidet.", False),
        ("Ikke minst er tilbudet til unge bedre.", False),
        ("Tiltaket er gjennomført.", False),
    ],
)
def test_denial_is_heard_and_its_false_friends_are_not(sentence: str, negated: bool) -> None:
    assert speech(sentence).is_negated is negated


def test_the_cues_are_told_as_they_stand_across_a_line_break() -> None:
    said = speech("Det synes\nå være bedre, og vi  finner ingen mangler.")
    assert (said.hedged, said.own) == (("synes å",), ("vi finner",))


def test_what_is_quoted_is_not_the_writers_own_doubt() -> None:
    assert not speech("Brevet sier «dette kan være nyttig», og det er sendt.").is_hedged


@given(st.text(max_size=400))
def test_any_text_can_be_read(text: str) -> None:
    said = speech(text)
    assert said.voice in ("own", "reported")
    assert speech(text) == said
