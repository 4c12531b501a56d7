"""What tantivy keeps of an entry."""

from hashlib import blake2b
from typing import Final

import tantivy

from planspor.search.engine.contract import (
    FLAGS,
    GROUP,
    ID,
    LAYERS,
    NO_WORD,
    NUMBERS,
    VALUES,
    Entry,
)

BLANKS: Final = "blanks"
"""The tokenizer of the layers."""
MEMBER: Final = "member"
"""A number for each entry with a group; that of the group itself is in `GROUP`.

Numbers can be listed many times as fast as texts.
"""
WEIGHT: Final = "weight"
FULL_WEIGHT: Final = 4.0
"""What the scores of an entry with weight 1 are multiplied by; no factor is less than 1."""
_IN_ROWS: Final = frozenset({"exact", "lemma", "heading_lemma", "title_lemma"})
"""The layers that phrases are asked of; the others keep no places of words."""


def schema() -> tantivy.Schema:
    """The fields of an index."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field(ID, stored=True, tokenizer_name="raw", index_option="basic")
    for field in LAYERS:
        kept = "position" if field in _IN_ROWS else "freq"
        builder.add_text_field(field, tokenizer_name=BLANKS, index_option=kept)
    for field in (*VALUES, *FLAGS):
        builder.add_text_field(field, fast=True, tokenizer_name="raw", index_option="basic")
    for field in NUMBERS:
        builder.add_integer_field(field, indexed=True, fast=True)
    for field in (GROUP, MEMBER):
        builder.add_unsigned_field(field, fast=True)
    builder.add_float_field(WEIGHT, fast=True)
    return builder.build()


def document(entry: Entry) -> tantivy.Document:
    """An entry as it is kept."""
    made = tantivy.Document()
    made.add_text(ID, entry.id)
    for field, words in entry.layers.items():
        made.add_text(field, words or NO_WORD)
    for field, values in entry.values.items():
        for value in values:
            made.add_text(field, value)
    if entry.year is not None:
        made.add_integer("year", entry.year)
    if entry.group is not None:
        made.add_text("recurs", "yes")
        made.add_unsigned(GROUP, _number(entry.group))
        made.add_unsigned(MEMBER, _number(entry.id))
    # Scores are multiplied by log2(2 + weight), which is never less than 1.
    made.add_float(WEIGHT, 2 ** (FULL_WEIGHT * entry.weight) - 2)
    return made


def _number(name: str) -> int:
    """A number of 64 bits that no other name is likely to have."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest())
