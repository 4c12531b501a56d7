from planspor.corpus.model import Passage, Section, SectionKind, Source
from planspor.web.views.reading import outline, part_with, parts

HERE = Source("d.txt", 1, 1, 0, 1)


def section(ordinal: int, start: int, level: int = 1, parent: str | None = None) -> Section:
    return Section(
        id=f"d/{ordinal}",
        document="d",
        ordinal=ordinal,
        heading=f"Kapittel {ordinal}",
        level=level,
        kind=SectionKind.BODY,
        start=start,
        end=start + 1,
        confidence=1.0,
        evidence=(),
        source=HERE,
        parent=parent,
    )


def passages(count: int) -> list[Passage]:
    return [
        Passage(f"d/p{n}", "d", n, "d/0", SectionKind.BODY, n * 10, n * 10 + 9, "Ord.", HERE)
        for n in range(count)
    ]


def test_a_short_document_is_one_part() -> None:
    sections = [section(n, n * 100) for n in range(7)]
    assert len(parts(sections, passages(70))) == 1


def test_a_long_document_is_parted_at_its_chapters() -> None:
    sections = [section(n, n * 300) for n in range(6)]
    cut = parts(sections, passages(180))
    assert [part.name for part in cut] == [s.heading for s in sections]
    assert sum(len(part.passages) for part in cut) == 180


def test_a_document_without_headings_is_parted_all_the_same() -> None:
    cut = parts([section(0, 0)], passages(200))
    assert [len(part.passages) for part in cut] == [80, 80, 40]


def test_a_passage_is_found_in_its_part() -> None:
    cut = parts([section(0, 0)], passages(200))
    found = part_with(cut, "d/p100")
    assert found is not None
    assert found.number == 2
    assert part_with(cut, "d/nei") is None


def test_the_outline_is_a_tree_that_knows_where_the_text_stands() -> None:
    sections = [section(0, 0), section(1, 50, 2, "d/0"), section(2, 1000)]
    tree = outline(sections, parts(sections, passages(120)))
    assert [branch.section.id for branch in tree] == ["d/0", "d/2"]
    assert [branch.section.id for branch in tree[0].below] == ["d/1"]
    assert tree[0].holds("d/1")
    assert [branch.part for branch in tree] == [1, 2]
