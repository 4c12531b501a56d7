"""Queries that nobody should type and somebody will: from a grammar, and any text at all."""

from collections.abc import Callable
from random import Random
from typing import Final

from hypothesis import strategies as st

from planspor.search.query.fields import CLOSED, NAMES

WORDS: Final = (
    *("tiltak", "kommunen", "rus", "bolig", "opptrappingsplan", "og", "i", "ikke", "planar"),
    *("IS-2076", "2016", "15", "§", "4-1", "24/7", "0–24", "bruker(e)", "ola@post.no", "kl.12:30"),
    *(
        "https://x.no/a:b",
        "Prop. 15 S (2015–2016)",
        "bl.a.",
        "å",
        "TSB",
        "ÆØÅ",
        "e\u0301n",
        "x" * 300,
    ),
)
SIGNS: Final = (
    *(
        "AND",
        "OR",
        "NOT",
        "OG",
        "ELLER",
        "IKKE",
        "+",
        "-",
        "=",
        "~",
        "*",
        ":",
        "(",
        ")",
        '"',
        "«",
        "»",
    ),
    *(
        "[",
        "]",
        "{",
        "^",
        "\\",
        "/",
        "|",
        "&&",
        "!",
        "?",
        "<",
        ">=",
        "“",
        "„",
        "\0",
        "\n",
        "\u202e",
        "\ud800",
    ),
)
YEARS: Final = (
    *("2016", "2016-2020", "2016-", "-2016", ">=2018", "<2020", "[2016 TO 2020]", "[* TO *]"),
    *("2020-2016", "9999", "0000", "tull", "(2016 2018)", ">", "[2016", "٢٠١٦"),
)
_DEEPEST: Final = 6


def query(random: Random) -> str:
    """A query of the grammar, sound or broken, and now and then one of an absurd size."""
    made = random.choice(_ABSURD)(random) if random.random() < 0.03 else _expression(random, 0)
    if random.random() < 0.3:
        at = random.randint(0, len(made))
        made = made[:at] + random.choice(SIGNS) + made[at + random.randint(0, 3) :]
    return made


def _expression(random: Random, depth: int) -> str:
    joints = (" ", " ", " AND ", " OR ", " OG ", " ELLER ", " NOT ", "")
    parts = [_part(random, depth) for _ in range(random.randint(1, 4))]
    return "".join(part + random.choice(joints) for part in parts)


def _part(random: Random, depth: int) -> str:
    sign = random.choice(("", "", "", "+", "-", "NOT "))
    if depth < _DEEPEST and random.random() < 0.2:
        return f"{sign}{_field(random)}({_expression(random, depth + 1)})"
    return sign + random.choice(_ATOMS)(random)


def _field(random: Random) -> str:
    return f"{random.choice(NAMES)}:" if random.random() < 0.2 else ""


def _word(random: Random) -> str:
    return random.choice(WORDS)


def _text(random: Random) -> str:
    return " ".join(_word(random) for _ in range(random.randint(0, 4)))


def _near(random: Random) -> str:
    return f'"{_text(random)}"~{random.choice(("", "0", "1", "5", "30", "50", "51", "9" * 5000))}'


def _fuzzy(random: Random) -> str:
    return f"{_word(random)}~{random.choice(('', '1', '2', '3', 'x'))}"


def _value(random: Random) -> str:
    field = random.choice(tuple(CLOSED))
    return f"{field}:{random.choice((*CLOSED[field], 'tull', 'e*', '*'))}"


_ATOMS: Final[tuple[Callable[[Random], str], ...]] = (
    _word,
    _word,
    lambda random: f'"{_text(random)}"',
    _near,
    _fuzzy,
    lambda random: f"{_word(random)[:3]}*",
    lambda random: f"={_word(random)}",
    _value,
    lambda random: f"{random.choice(NAMES)}:{_word(random)}",
    lambda random: f'{random.choice(NAMES)}:"{_text(random)}"',
    lambda random: f"year:{random.choice(YEARS)}",
    lambda random: random.choice(SIGNS),
)
_ABSURD: Final[tuple[Callable[[Random], str], ...]] = (
    lambda random: "+(" * 1000 + _word(random) + ")" * 1000,
    lambda random: " OR ".join(_word(random) for _ in range(5000)),
    lambda random: " OR ".join(_word(random) for _ in range(190)),
    lambda random: " ".join(f"{chr(97 + n % 26)}*" for n in range(random.choice((20, 500)))),
    lambda _: " ".join(f"tilta{chr(97 + n)}~2" for n in range(20)),
    lambda _: " ".join(['"tiltak i og"~29'] * 20),
    lambda random: f'"{" ".join(["tiltak"] * random.choice((100, 20_000)))}"',
    lambda random: " ".join([f'"{_text(random)}"'] * 60),
    lambda random: random.choice(SIGNS) * 10_000,
    lambda _: "a" * 100_000,
    lambda _: ("ab " * 300 + "OR ") * 20,
)

QUERIES: Final = st.randoms(use_true_random=False).map(query) | st.text(max_size=200)
"""Queries of the grammar, and any text."""
