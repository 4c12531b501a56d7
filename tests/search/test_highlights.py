import pytest

from planspor.corpus.language import Analyser, Thesaurus
from planspor.search.highlight import Mark, highlights
from planspor.search.query import parse
from planspor.search.reading import Reader

ANALYSER = Analyser()
READER = Reader(ANALYSER, Thesaurus.shipped(ANALYSER), lambda _: ())


def marked(query: str, text: str) -> list[str]:
    marks = READER.read(parse(query)).marks
    return [text[a:b] for a, b in highlights(ANALYSER.tokens(text), marks)]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("kommune", "Kommunene og kommunen.", ["Kommunene", "kommunen"]),
        ("plan", "En opptrappingsplan er en plan.", ["opptrappingsplan", "plan"]),
        ("opptrappingsplan", "En plan for opptrapping.", ["plan", "opptrapping"]),
        ("opptrappingsplan", "En plan. " + "Ord " * 30 + "for opptrapping.", []),
        ("opptrappingsplan", "En plan.", []),
        ('"en plan"', "Lag en plan! En plan.", ["en plan", "En plan"]),
        ('"en plan"', "Lag en god plan.", []),
        ("=planen", "Planen er en plan.", ["Planen"]),
        ("opptrapp*", "Opptrapping av opptrappingsplanen.", ["Opptrapping", "opptrappingsplanen"]),
        (
            "TSB",
            "Tverrfaglig spesialisert rusbehandling",
            ["Tverrfaglig spesialisert rusbehandling"],
        ),
        ("rus -bolig", "Rus og bolig", ["Rus"]),
        ("rus NOT (bolig OR plan)", "Rus, bolig, plan", ["Rus"]),
        ("rus og bolig", "Rus og ikke bolig", ["Rus", "bolig"]),
        ("kommunar", "Kommuner", ["Kommuner"]),
        ("rus", "", []),
        ("title:rus", "Rus", []),
    ],
)
def test_what_was_found_is_marked(query: str, text: str, found: list[str]) -> None:
    assert marked(query, text) == found


def test_finds_that_overlap_are_one() -> None:
    tokens = ANALYSER.tokens("individuell plan for alle")
    marks = [Mark("lemma", ("individuell", "plan")), Mark("lemma", ("plan",))]
    assert highlights(tokens, marks) == ((0, 16),)


def test_soft_hyphens_stay_inside_the_mark() -> None:
    assert marked("behandling", "Be\u00adhandling") == ["Be\u00adhandling"]
