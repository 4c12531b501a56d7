"""What every reader owes to the rest, whatever its format."""

from collections.abc import Iterator
from html import unescape
from typing import ClassVar

import pytest

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import File, Reader, Reading, clean_text
from planspor.ingest.read.readers import reader_for


class ReaderContract:
    """A reader's tests inherit these, and say what it reads.

    ``documents`` are small files by name that hold every kind of block the format has, ``broken``
    are files of the reader's format that cannot be read.
    """

    reader: ClassVar[Reader]
    documents: ClassVar[dict[str, bytes]]
    broken: ClassVar[dict[str, bytes]]

    def readings(self) -> Iterator[Reading]:
        for name, data in self.documents.items():
            yield self.reader.read(File(data, name))

    def test_it_is_the_one_chosen_for_its_documents(self) -> None:
        for name, data in self.documents.items():
            assert type(reader_for(File(data, name))) is type(self.reader)

    def test_it_takes_no_other_kind_of_file(self) -> None:
        for name in ("bilde.png", "program.exe", "uten-endelse"):
            assert not self.reader.accepts(File(b"\x89PNG\r\n\x1a\n", name))

    def test_it_names_itself_with_a_version(self) -> None:
        name, version = self.reader.name.split("/")
        assert name.isidentifier()
        assert version.isdigit()

    def test_every_block_has_text_without_outer_white_space(self) -> None:
        for reading in self.readings():
            assert reading.blocks
            assert all(block.text and block.text == block.text.strip() for block in reading.blocks)

    def test_the_pieces_of_a_block_cover_its_text(self) -> None:
        for reading in self.readings():
            for block in reading.blocks:
                assert sum(piece.length for piece in block.pieces) == len(block.text)

    def test_every_character_of_the_clean_text_is_the_one_it_maps_to(self) -> None:
        for reading in self.readings():
            text, text_map, _ = clean_text(reading.blocks)
            for place, character in enumerate(text):
                start, end = text_map.to_source(place, place + 1)
                assert character.isspace() or unescape(reading.source[start:end]) == character

    def test_every_block_stands_where_the_clean_text_says(self) -> None:
        for reading in self.readings():
            text, text_map, starts = clean_text(reading.blocks)
            assert len(text_map) == len(text)
            for block, start in zip(reading.blocks, starts, strict=True):
                assert text[start : start + len(block.text)] == block.text
                first, last = text_map.to_source(start, start + len(block.text))
                assert first <= block.start
                assert last >= block.end

    def test_the_same_bytes_are_read_alike_each_time(self) -> None:
        assert list(self.readings()) == list(self.readings())

    def test_a_broken_file_is_refused_with_its_name_and_a_remedy(self) -> None:
        for name, data in self.broken.items():
            with pytest.raises(UnreadableFile, match=name) as caught:
                self.reader.read(File(data, name))
            assert caught.value.remedy
