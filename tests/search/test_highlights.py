import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus.language import Analyser, Thesaurus
from planspor.search.query import parse
from planspor.search.reading import Reader
from planspor.search.showing.highlight import Highlighter, Mark, merged

ANALYSER = Analyser()
READER = Reader(ANALYSER, Thesaurus.shipped(ANALYSER), lambda _: ())
WORDS_ALONE = Reader(ANALYSER, Thesaurus((), ANALYSER), lambda _: ())
HIGHLIGHTER = Highlighter(ANALYSER)


def spans(text: str, *marks: Mark) -> list[tuple[int, int]]:
    finds = HIGHLIGHTER.finder(marks).finds(text, ANALYSER.tokens(text))
    return list(merged((find.start, find.end) for find in finds))


def marked(query: str, text: str) -> list[str]:
    marks = READER.read(parse(query)).marks
    return [text[start:end] for start, end in spans(text, *marks)]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("kommune", "Kommunene og kommunen.", ["Kommunene", "kommunen"]),
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
        ("LAR", "Kommunen lar være, og LAR hjelper.", ["LAR"]),
        ("rus", "", []),
        ("title:rus", "Rus", []),
    ],
)
def test_what_was_found_is_marked(query: str, text: str, found: list[str]) -> None:
    assert marked(query, text) == found


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("rus", "rustiltak", ["rus"]),
        ("rustiltak", "Rustiltakene", ["Rustiltakene"]),
        ("plan", "En opptrappingsplan er en plan.", ["plan", "plan"]),
        ("plan", "opptrappingsplanene", ["planene"]),
        ("opptrapping", "opptrappingsplanens", ["opptrapping"]),
        ("opptrappingsplan", "Opptrapping etter rusplanen", ["Opptrapping", "planen"]),
        ("trafikk", "trafikkulturen", ["trafikk"]),
        ("kultur", "trafikkulturen", ["kulturen"]),
        ("vern", "barnevernstjenesten", ["vern"]),
        ("team", "FACT-teamene", ["teamene"]),
    ],
)
def test_a_part_of_a_compound_is_marked_by_its_letters(
    query: str, text: str, found: list[str]
) -> None:
    assert marked(query, text) == found


def test_parts_that_fill_a_word_are_one_mark_with_the_letter_that_joins_them() -> None:
    assert marked("opptrapping plan", "Opptrappingsplanen") == ["Opptrappingsplanen"]


def test_a_word_whose_spelling_hides_the_part_is_marked_in_whole() -> None:
    assert ANALYSER.word("skulehelsetenestene").parts
    assert marked("skole", "Skulehelsetenestene") == ["Skulehelsetenestene"]


def test_words_near_each_other_are_marked_each_for_itself_in_any_order() -> None:
    near = Mark("exact", ("plan", "kommune"), within=2)
    far = "Ord som ikke er med. "
    text = f"Kommune med en plan. {far} Plan. {far} Plan kommune"
    assert [text[a:b] for a, b in spans(text, near)] == ["Kommune", "plan", "Plan kommune"]


def test_finds_that_overlap_are_one() -> None:
    marks = [Mark("lemma", ("individuell", "plan")), Mark("lemma", ("plan",))]
    assert spans("individuell plan for alle", *marks) == [(0, 16)]


@pytest.mark.parametrize(
    ("query", "text", "found"),
    [
        ("behandling", "Be\u00adhandling", "Be\u00adhandling"),
        ("tiltak", "rus\u00adtil\u00adtakene", "til\u00adtakene"),
        ("rus", "rus\u00adtiltak", "rus"),
        ("tiltak", "ru\u0301stiltak rus-til\u00adtak", "til\u00adtak"),
    ],
)
def test_soft_hyphens_stay_inside_the_mark_and_not_beside_it(
    query: str, text: str, found: str
) -> None:
    assert marked(query, text)[-1] == found


WORDS = st.sampled_from(
    [
        *("rus", "tiltak", "rustiltak", "rus-tiltak", "opptrappingsplanen", "Planer", "og", "12"),
        *("behandlingstilbudene", "barnevern", "kommunehelsetenesta", "be\xadhand\xadling", "LAR"),
        *("Æresord", "ba\u030arn", "ruspolitisk", "İstanbul-planen", "samarbeidsavtaler"),
    ]
)


@given(words=st.lists(WORDS, max_size=12), query=WORDS, glue=st.sampled_from([" ", ", ", "\n"]))
def test_what_is_marked_holds_what_was_asked_for(words: list[str], query: str, glue: str) -> None:
    text = glue.join(words)
    asked = ANALYSER.tokens(query)
    wanted = {word for token in asked for word in (token.stem, token.lemma, *token.parts)}
    tokens = ANALYSER.tokens(text)
    end = 0
    for start, stop in spans(text, *WORDS_ALONE.read(parse(query)).marks):
        assert end <= start < stop <= len(text)
        end = stop
        held = next(t for t in tokens if t.start <= start < t.end)
        assert wanted & {held.stem, held.lemma, *held.parts}
        assert not text[start:stop].startswith("\u00ad")
        assert not text[start:stop].endswith("\u00ad")


@given(word=WORDS)
def test_the_places_of_parts_lie_inside_the_word(word: str) -> None:
    token = ANALYSER.tokens(word)[0]
    for place in ANALYSER.places(token.exact):
        assert 0 <= place.start < place.end <= len(token.exact)
        assert place.part in token.parts
