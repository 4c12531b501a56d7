"""Items of lists have their mark in the clean text, whatever the format keeps."""

from planspor.ingest.extract.measures import recognise
from planspor.ingest.read.blocks import Block, BlockKind, Piece, Reading
from planspor.ingest.structure.parts import Parts, take_apart

PROSE = (
    "Bryggene er gamle og slitte, og mange av dem må byttes ut de neste årene for at båtene skal "
    "ligge trygt når høsten kommer med storm fra vest."
)


def apart(*blocks: tuple[str, BlockKind, str]) -> Parts:
    """A reading in which each block stands right behind the one before."""
    made, source = [], ""
    for text, kind, label in blocks:
        piece = Piece(len(text), len(source), len(source) + len(text))
        made.append(Block(text, (piece,), kind=kind, label=label))
        source += text
    return take_apart("plan", "plan.html", Reading(source, tuple(made), "html/1"))


def item(text: str, label: str = "") -> tuple[str, BlockKind, str]:
    return text, BlockKind.LIST_ITEM, label


def test_an_item_has_the_mark_that_its_format_keeps_out_of_the_text() -> None:
    parts = apart(item("Lys langs stien", "2."), item("Nye benker"), item("• Brygge"))
    assert parts.text.split("\n\n") == ["2. Lys langs stien", "• Nye benker", "• Brygge"]


def test_a_mark_stands_for_nothing_in_the_original() -> None:
    parts = apart(item("Lys langs stien"))
    assert parts.text_map.to_source(0, 1) == (0, 0)
    assert parts.text_map.to_source(2, 5) == (0, 3)


def test_the_measures_of_a_list_without_marks_are_recognised() -> None:
    parts = apart(
        ("Tiltak for brygger", BlockKind.HEADING, ""),
        (PROSE, BlockKind.TEXT, ""),
        ("Kommunen vil:", BlockKind.TEXT, ""),
        item("Nye brygger skal settes opp i alle bygder"),
        item("Lys langs stien til skolen"),
        (PROSE, BlockKind.TEXT, ""),
    )
    assert [measure.text for measure in recognise(parts.text, parts.sections)] == [
        "Nye brygger skal settes opp i alle bygder",
        "Lys langs stien til skolen",
    ]
