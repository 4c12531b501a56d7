"""The query language and the site call things the same."""

import re
from collections.abc import Iterable
from pathlib import Path

import hostile
import pytest
from hypothesis import given

from planspor.corpus.errors import QuerySyntaxError
from planspor.search.query import parse
from planspor.search.query.nodes import Words
from planspor.web import words
from planspor.web.words import search_words

UNKNOWN = search_words.notice_in_words("")


@pytest.mark.parametrize(
    ("field", "own", "names"),
    [
        ("type", words.KINDS, words.KINDS.values()),
        ("språk", words.LANGUAGES, words.LANGUAGES.values()),
        ("del", words.SECTIONS, words.SECTIONS.values()),
        ("steg", words.STAGES, (stage.name for stage in words.STAGES.values())),
        ("holdning", words.STANCES, (stance.name for stance in words.STANCES.values())),
        ("vurdert", search_words.REVIEWS, ("ja", "nei")),
    ],
)
def test_values_have_the_names_that_the_site_gives_them(
    field: str, own: Iterable[str], names: Iterable[str]
) -> None:
    for value, name in zip(own, names, strict=True):
        assert parse(f'{field}:"{name}"') == parse(f'{field}:"{value}"')


def test_levels_have_the_names_that_the_site_gives_them() -> None:
    for level, called in search_words.LEVELS.items():
        name = called.name.split()[0].lower()
        assert str(parse(f"{name}:x")).replace(f"={len(name) + 1}", "") == str(
            parse(f"{level.value}:x")
        ).replace(f"={len(level.value) + 1}", "")


def test_the_examples_of_the_help_are_queries() -> None:
    template = Path(words.__file__).parents[1] / "templates" / "parts" / "macros.html"
    found = re.findall(r"""example\((["'])(.+?)\1\)""", template.read_text("utf-8"))
    meanings = [parse(query) for _, query in found]
    assert sum(not isinstance(meaning, Words) for meaning in meanings) == len(found) - 1 > 15


@given(hostile.QUERIES)
def test_every_mistake_is_told_in_norwegian(query: str) -> None:
    try:
        parse(query)
    except QuerySyntaxError as error:
        assert search_words.notice_in_words(error.message) != UNKNOWN  # noqa: PT017
