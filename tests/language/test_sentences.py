import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.language import sentences


def pieces(text):
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Planen følger Prop. 15 S (2015–2016), jf. St.meld. nr. 30 (2011–2012).",
        "Det gjelder bl.a. Oslo, f.eks. Bydel Alna, jf. kap. 4 og § 4-1.",
        "Tilskuddet er på ca. 3 mill. Kroner er oppgitt i faste priser.",
        "Reformen kom 1. januar 2004.",
        "Hansen et al. Skriver de det samme?",
        "A. B. Hansen og dr. Lie kom.",
        "Vi viser til Innst. 240 S og Meld. St. 30.",
        "Dette kom i 4. kvartal.",
        "2. Kommunen skal gi tilbud.",
    ],
)
def test_an_abbreviation_an_ordinal_or_an_initial_does_not_end_a_sentence(text):
    assert pieces(text) == [text]


def test_a_sentence_ends_at_its_mark_and_takes_the_quotation_mark_along():
    assert pieces("Hva nå? «Ingenting.» Så kom planen!") == [
        "Hva nå?",
        "«Ingenting.»",
        "Så kom planen!",
    ]


def test_an_abbreviation_that_closes_a_list_ends_a_sentence_before_a_capital():
    assert pieces("Kommuner, fylker m.fl. Planen gjelder alle.") == [
        "Kommuner, fylker m.fl.",
        "Planen gjelder alle.",
    ]


def test_a_blank_line_ends_a_sentence_without_a_full_stop():
    assert pieces("Tiltak 12\n\nRegjeringen vil\nstyrke tilbudet.") == [
        "Tiltak 12",
        "Regjeringen vil\nstyrke tilbudet.",
    ]


def test_a_year_ends_a_sentence():
    assert pieces("Det var i 2004. Etter det kom planen.") == [
        "Det var i 2004.",
        "Etter det kom planen.",
    ]


@given(st.text(alphabet="ABab. !?\n«»1§\tjf", max_size=60))
def test_spans_are_trimmed_in_order_and_hold_all_text(text):
    spans = sentences(text)
    assert all(text[start:end] == text[start:end].strip() != "" for start, end in spans)
    assert spans == sorted(spans)
    kept = "".join(text[start:end] for start, end in spans)
    assert "".join(kept.split()) == "".join(text.split())
