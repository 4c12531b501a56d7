from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planspor.corpus.errors import CorpusError
from planspor.corpus.textmap import Segment, TextMap


@st.composite
def maps(draw: st.DrawFn) -> TextMap:
    """Maps with copied and replaced segments and gaps, the source's parts in any order."""
    clean = place = 0
    spans: list[tuple[int, int, int]] = []
    for copied, length, width, gap in draw(st.lists(st.tuples(st.booleans(), *[_SMALL] * 3))):
        start = place + gap
        end = start + (length + 1 if copied else width)
        spans.append((length + 1, start, end))
        place = end
    segments = []
    for length, start, end in draw(st.permutations(spans)):
        segments.append(Segment(clean, length, start, end))
        clean += length
    return TextMap(segments)


_SMALL = st.integers(0, 5)


def is_copied(segment: Segment) -> bool:
    return segment.length == segment.end - segment.start


@settings(deadline=None)
@given(maps())
def test_a_copied_character_leads_to_its_own_and_back(text_map: TextMap) -> None:
    for segment in filter(is_copied, text_map.segments):
        for i in range(segment.length):
            source = segment.start + i
            assert text_map.to_source(segment.clean + i, segment.clean + i + 1) == (
                source,
                source + 1,
            )
            start, end = text_map.to_clean(source, source + 1)
            assert start <= segment.clean + i < end


@settings(deadline=None)
@given(maps(), st.data())
def test_a_span_reaches_over_all_that_its_characters_stand_for(
    text_map: TextMap, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text_map)))
    end = data.draw(st.integers(start, len(text_map)))
    parts = [text_map.to_source(i, i + 1) for i in range(start, end)]
    if parts:
        expected = min(first for first, _ in parts), max(last for _, last in parts)
        assert text_map.to_source(start, end) == expected
    else:
        first, last = text_map.to_source(start, end)
        assert first == last


@settings(deadline=None)
@given(maps(), st.data())
def test_the_copied_spans_are_the_copied_characters_in_order_and_no_others(
    text_map: TextMap, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text_map)))
    end = data.draw(st.integers(start, len(text_map)))
    spans = text_map.copied(start, end)
    expected = [
        segment.start + place - segment.clean
        for segment in filter(is_copied, text_map.segments)
        for place in range(segment.clean, segment.clean + segment.length)
        if start <= place < end
    ]
    assert [place for first, last in spans for place in range(first, last)] == expected
    assert all(first < last for first, last in spans)
    assert all(before[1] != after[0] for before, after in pairwise(spans))


@settings(deadline=None)
@given(maps(), _SMALL, _SMALL)
def test_every_span_of_the_source_has_a_place_in_the_clean_text(
    text_map: TextMap, start: int, length: int
) -> None:
    first, last = text_map.to_clean(start, start + length)
    assert 0 <= first <= last <= len(text_map)


@settings(deadline=None)
@given(maps())
def test_a_map_is_the_same_after_the_store(text_map: TextMap) -> None:
    again = TextMap.unpack(text_map.pack())
    assert again.segments == text_map.segments
    assert len(again) == len(text_map)


def test_source_that_was_left_out_stands_at_the_place_after_it() -> None:
    text_map = TextMap([Segment(0, 3, 0, 3), Segment(3, 4, 10, 14)])
    assert text_map.to_clean(5, 8) == (3, 3)
    assert text_map.to_clean(20, 22) == (7, 7)


def test_text_that_was_reordered_is_found_from_both_sides() -> None:
    text_map = TextMap([Segment(0, 4, 10, 14), Segment(4, 1, 14, 14), Segment(5, 3, 2, 5)])
    assert text_map.to_source(5, 8) == (2, 5)
    assert text_map.to_clean(3, 4) == (6, 7)
    assert text_map.to_source(0, 8) == (2, 14)


def test_a_map_of_nothing_answers_with_nothing() -> None:
    assert TextMap([]).to_source(0, 0) == (0, 0)
    assert TextMap([]).to_clean(0, 5) == (0, 0)
    assert len(TextMap.unpack(TextMap([]).pack())) == 0


@pytest.mark.parametrize("data", [b"", b"no zip at all", TextMap([]).pack()[:3]])
def test_a_damaged_map_is_refused_with_a_remedy(data: bytes) -> None:
    with pytest.raises(CorpusError, match="text map is damaged") as caught:
        TextMap.unpack(data)
    assert caught.value.remedy
