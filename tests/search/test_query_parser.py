import hostile
import pytest
from hypothesis import given

from planspor.corpus.errors import QuerySyntaxError
from planspor.search import Level
from planspor.search.query import parse, plain
from planspor.search.query.nodes import (
    And,
    At,
    Exact,
    Field,
    Fuzzy,
    Must,
    Near,
    Not,
    Or,
    Phrase,
    Prefix,
    Together,
    Words,
    Years,
)


@pytest.mark.parametrize(
    ("query", "meaning"),
    [
        ("rus og bolig", Words("rus og bolig", 0)),
        ('"rus og bolig"', Phrase("rus og bolig", 0)),
        ("«rus og bolig»", Phrase("rus og bolig", 0)),
        ("=Plan", Exact("Plan", 0)),
        ("=plan/mål", Exact("plan/mål", 0)),
        ("opptrapp*", Prefix("opptrapp", 0)),
        ("*omsorg", Words("*omsorg", 0)),
        ("plan~", Fuzzy("plan", 1, 0)),
        ("tiltak~", Fuzzy("tiltak", 2, 0)),
        ("tiltak~1", Fuzzy("tiltak", 1, 0)),
        ('"egen bolig"~5', Near("egen bolig", 5, 0)),
        ("«egen bolig»~0", Near("egen bolig", 0, 0)),
        ("inflections:plan", At(Level.INFLECTIONS, Words("plan", 12))),
        ('bøyninger:"egen plan"', At(Level.INFLECTIONS, Phrase("egen plan", 10))),
        ("+rus bolig", Together((Must(Words("rus", 1)), Words("bolig", 5)))),
        ("rus -bolig", Together((Words("rus", 0), Not(Words("bolig", 5))))),
        ("rus NOT bolig", Together((Words("rus", 0), Not(Words("bolig", 8))))),
        ("rus AND bolig", And((Words("rus", 0), Words("bolig", 8)))),
        ("title:rus", Field("title", Words("rus", 6), 6)),
        ('title:"egen bolig"', Field("title", Phrase("egen bolig", 6), 6)),
        ('heading:"egen bolig"~3', Field("heading", Near("egen bolig", 3, 8), 8)),
        ("heading:opptrapp*", Field("heading", Prefix("opptrapp", 8), 8)),
        ("title:planen~", Field("title", Fuzzy("planen", 2, 6), 6)),
        ("kind:evaluation", Field("kind", Words("evaluation", 5), 5)),
        ('kind:"white paper"', Field("kind", Words("white paper", 5), 5)),
        ("kind:eval*", Field("kind", Words("evaluation", 5), 5)),
        ("-kind:plan", Not(Field("kind", Words("plan", 6), 6))),
        ("NOT year:2016", Not(Years(2016, 2016, 9))),
        ("measure:rus2016/*", Field("measure", Prefix("rus2016/", 8), 8)),
        ("measure:rus2016/mottak-1", Field("measure", Words("rus2016/mottak-1", 8), 8)),
        ("year:2016", Years(2016, 2016, 5)),
        ("year:2016-2020", Years(2016, 2020, 5)),
        ("year:2016-", Years(2016, None, 5)),
        ("year:-2016", Years(None, 2016, 5)),
        ("year:2020-2016", Years(2016, 2020, 5)),
        ("year:>=2018", Years(2018, None, 5)),
        ("year:>2018", Years(2019, None, 5)),
        ("year:<=2020", Years(None, 2020, 5)),
        ("year:<2020", Years(None, 2019, 5)),
        ("year:[2016 TO 2020]", Years(2016, 2020, 5)),
        ("year:[2016 TIL *]", Years(2016, None, 5)),
        ("year:(2016 2018)", Or((Years(2016, 2016, 6), Years(2018, 2018, 11)))),
    ],
)
def test_a_query_says_what_is_written(query: str, meaning: object) -> None:
    assert parse(query) == meaning


@pytest.mark.parametrize(
    ("norwegian", "english"),
    [
        ("rus OG bolig", "rus AND bolig"),
        ("rus ELLER bolig", "rus OR bolig"),
        ("IKKE rus", "NOT rus"),
        ("tittel:rus", "title:rus"),
        ("type:evaluering", "kind:evaluation"),
        ("språk:nynorsk", "language:nn"),
        ("steg:handling", "stage:action"),
        ("fase:tiltak", "stage:action"),
        ("holdning:motsier", "stance:contradicts"),
        ("vurdert:ja", "review:reviewed"),
        ("vurdert:nei", "review:no"),
        ("Område:x", "area:x"),
        ("ordledd:plan", "parts:plan"),
    ],
)
def test_norwegian_operators_and_fields_mean_the_same(norwegian: str, english: str) -> None:
    assert _unplaced(norwegian) == _unplaced(english)


def _unplaced(query: str) -> str:
    return "".join(char for char in repr(parse(query)) if not char.isdigit())


def test_not_binds_tighter_than_and_and_and_tighter_than_or() -> None:
    meaning = parse("a OR b AND NOT c")
    assert meaning == Or((Words("a", 0), And((Words("b", 5), Not(Words("c", 15))))))


def test_words_side_by_side_bind_loosest() -> None:
    assert parse("a b OR c d") == Together(
        (Words("a", 0), Or((Words("b", 2), Words("c", 7))), Words("d", 9))
    )


def test_parentheses_group() -> None:
    meaning = parse("(a OR b) AND c")
    assert meaning == And((Or((Words("a", 1), Words("b", 6))), Words("c", 13)))


def test_a_field_reaches_into_its_parentheses() -> None:
    alternatives = Or((Field("kind", Words("plan", 6), 6), Field("kind", Words("law", 14), 14)))
    assert parse("kind:(plan OR law)") == alternatives


def test_values_of_a_field_side_by_side_are_alternatives() -> None:
    assert _unplaced("kind:(plan law)") == _unplaced("kind:(plan OR law)")


def test_values_beside_an_excluded_one_are_still_alternatives() -> None:
    meaning = parse("kind:(plan law -letter)")
    assert isinstance(meaning, And)
    assert isinstance(meaning.nodes[0], Or)
    assert isinstance(meaning.nodes[1], Not)


@pytest.mark.parametrize(
    "text",
    [
        "Regjeringen vil: satse kl. 12:30 http://x",
        "kl.12:30",
        "https://helse.no/a:b",
        "NOU 2019: 26",
        "Kilde:SSB",
        "type: evaluering",
        "tiltak:",
        "IS-2076",
        "§ 4-1",
        "24/7",
        "0–24",
        "helse- og omsorg",
        "5 % - 10 %",
        "ola.nordmann@kommune.no",
        "bruker(e) og barn(e)vern",
        "~100",
        "rus~midler",
        "2*3",
        "RUSTILTAK OG BOLIG SKAL IKKE VENTE",
        "rus or bolig not and",
    ],
)
def test_what_people_paste_is_words(text: str) -> None:
    assert parse(text) == Words(text, 0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Prop. 15 S (2015–2016)", "Prop. 15 S 2015–2016"),
        ("Meld. St. 30 (2011-2012)", "Meld. St. 30 2011-2012"),
        ("tiltak (se kapittel 3", "tiltak se kapittel 3"),
        ("tiltak) og mål", "tiltak og mål"),
        ("a) bolig b) arbeid", "a bolig b arbeid"),
        ('egen bolig" er', "egen bolig er"),
        ("()", ""),
    ],
)
def test_parentheses_and_loose_quotation_marks_of_a_sentence_are_ignored(
    text: str, words: str
) -> None:
    meaning = parse(text)
    assert isinstance(meaning, Words)
    assert meaning.text == words


def test_acronyms_may_stand_beside_norwegian_operators() -> None:
    assert parse("TSB OG LAR") == And((Words("TSB", 0), Words("LAR", 7)))


@pytest.mark.parametrize(
    ("query", "position"),
    [
        ('rus "åpen', 4),
        ("«åpen", 0),
        ("+(rus", 1),
        ("rus) OR bolig", 3),
        ("+()", 2),
        ("rus AND", 7),
        ("OR rus", 0),
        ("NOT", 3),
        ("rus kind:tull", 9),
        ("kind:tull*", 5),
        ("stage:tull", 6),
        ("language:tull", 9),
        ("rus tittle:plan", 4),
        ("utgver:x", 0),
        ("year:tull", 5),
        ("year:>tull", 5),
        ("year:[2016 2020]", 5),
        ("year:-", 5),
        ("title:(kind:law)", 7),
        ("title:-rus", 6),
        ("rus*omsorg", 3),
        ("tiltak~3", 0),
        ('"egen bolig"~', 12),
        ('"egen bolig"~99', 12),
        ('"en to tre fire fem"~5', 0),
        ('kind:"plan"~5', 11),
        ('egen"~5', 5),
        ("+" + "(" * 60 + "a", 20),
        ("rus OR " * 300, 1400),
        ("a* " * 21, 60),
        ('"a b"~1 ' * 21, 165),
    ],
)
def test_a_mistake_is_placed_and_comes_with_a_remedy(query: str, position: int) -> None:
    with pytest.raises(QuerySyntaxError) as caught:
        parse(query)
    assert caught.value.position == position
    assert caught.value.message
    assert caught.value.remedy


def test_a_pasted_text_is_words() -> None:
    text = "Tiltaket (se kap. 3 AND: -det «vi ser, minst " * 50
    assert isinstance(parse(text), Words)


def test_a_long_query_with_operators_is_no_pasted_text() -> None:
    assert isinstance(parse(" OR ".join(f"opptrapping{n}" for n in range(150))), Or)


def test_of_a_very_long_text_only_the_beginning_is_read() -> None:
    meaning = parse("tiltak " * 100_000)
    assert isinstance(meaning, Words)
    assert len(meaning.text) <= 5000


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("rus AND (bolig", "rus bolig"),
        ('title:rus "egen bolig', "rus egen bolig"),
        ("+rus -bolig", "rus bolig"),
    ],
)
def test_plain_words_leave_operators_and_signs_out(query: str, words: str) -> None:
    assert plain(query) == Words(words, 0)


@given(hostile.QUERIES)
def test_any_text_parses_or_says_where_it_does_not(query: str) -> None:
    assert 0 <= _mistake(query) <= len(query)


def _mistake(query: str) -> int:
    try:
        parse(query)
    except QuerySyntaxError as error:
        return error.position if error.message and error.remedy else -1
    return 0
