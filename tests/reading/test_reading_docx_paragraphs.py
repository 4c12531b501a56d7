import pytest
from office_help import abstract, call, level, listed, note, num, only, p, r, read_docx, texts, told
from reading_help import KAYAKS

from planspor.ingest.read.blocks import BlockKind
from planspor.ingest.read.office.counting import formatted


class TestHeadings:
    def test_a_style_based_on_a_heading_is_one_of_its_level(self) -> None:
        block = only(read_docx(p("Kaier", "Kommunen1")))
        assert (block.kind, block.level) == (BlockKind.HEADING, 2)

    def test_a_heading_style_is_known_by_its_norwegian_name_alone(self) -> None:
        block = only(read_docx(p("Kaier", "Overskrift3"), styles=""))
        assert (block.kind, block.level) == (BlockKind.HEADING, 3)

    def test_an_outline_level_of_the_paragraph_makes_bold_text_a_heading(self) -> None:
        bold = p(r("Kaier", "<w:b/>"), properties='<w:outlineLvl w:val="2"/>')
        assert only(read_docx(bold)).level == 3

    def test_an_outline_level_left_on_usual_text_makes_no_heading(self) -> None:
        body = p(KAYAKS, properties='<w:outlineLvl w:val="0"/>')
        assert only(read_docx(body)).kind is BlockKind.TEXT

    def test_a_heading_can_be_told_to_be_body_text(self) -> None:
        body = p("Kaier", "Overskrift1", '<w:outlineLvl w:val="9"/>')
        assert only(read_docx(body)).kind is BlockKind.TEXT

    def test_styles_that_are_based_on_each_other_in_a_loop_are_read(self) -> None:
        loop = "".join(
            f'<w:style w:type="paragraph" w:styleId="{a}"><w:name w:val="{a}"/>'
            f'<w:basedOn w:val="{b}"/></w:style>'
            for a, b in (("A", "B"), ("B", "A"))
        )
        assert texts(read_docx(p("Kaier", "A"), styles=loop)) == ["Kaier"]

    def test_a_numbered_heading_has_its_number_in_the_text(self) -> None:
        levels = (level(0, "decimal", "%1"), level(1, "decimal", "%1.%2"))
        numbered = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
        body = "".join(
            p(text, f"Overskrift{depth + 1}", numbered.format(depth))
            for text, depth in (("Båter", 0), ("Kano", 1), ("Kajakk", 1), ("Brygger", 0))
        )
        numbering = abstract(0, *levels) + num(1, 0)
        assert texts(read_docx(body, numbering=numbering)) == [
            "1 Båter",
            "1.1 Kano",
            "1.2 Kajakk",
            "2 Brygger",
        ]

    def test_the_number_comes_from_the_style_where_the_list_names_it(self) -> None:
        style = (
            '<w:style w:type="paragraph" w:styleId="Punkt"><w:name w:val="heading 2"/><w:pPr>'
            '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
        )
        named = level(1, "decimal", "%1.%2", '<w:pStyle w:val="Punkt"/>')
        numbering = abstract(0, level(0, "upperRoman", "%1"), named) + num(1, 0)
        reading = read_docx(p("Kano", "Punkt") * 2, styles=style, numbering=numbering)
        assert texts(reading) == ["I.1 Kano", "I.2 Kano"]

    def test_a_style_based_on_a_numbered_one_counts_at_its_level(self) -> None:
        styles = "".join(
            f'<w:style w:type="paragraph" w:styleId="{id_}"><w:name w:val="{called}"/>'
            f"{more}</w:style>"
            for id_, called, more in (
                ("H2", "heading 2", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>'),
                ("K2", "Kommunens", '<w:basedOn w:val="H2"/>'),
            )
        )
        second = level(1, "decimal", "%1.%2", '<w:pStyle w:val="H2"/>')
        numbering = abstract(0, level(0, "decimal", "%1"), second) + num(1, 0)
        assert texts(read_docx(p("Kano", "K2"), styles=styles, numbering=numbering)) == ["1.1 Kano"]


class TestLists:
    NUMBERING = (
        abstract(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "%2)"))
        + abstract(1, level(0, "bullet", "–"))
        + num(1, 0)
        + num(2, 0, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride>')
        + num(3, 1)
    )

    def labels(self, *items: str) -> list[str]:
        reading = read_docx("".join(items), numbering=self.NUMBERING)
        assert all(block.kind is BlockKind.LIST_ITEM for block in reading.blocks)
        return [block.text.split()[0] for block in reading.blocks]

    def test_items_are_counted_and_deeper_ones_anew(self) -> None:
        items = [listed("a"), listed("b", level=1), listed("c", level=1), listed("d")]
        assert self.labels(*items, listed("e", level=1)) == ["1.", "a)", "b)", "2.", "a)"]

    def test_a_numbering_can_begin_anew(self) -> None:
        assert self.labels(listed("a"), listed("b", 2), listed("c", 2)) == ["1.", "7.", "8."]

    def test_a_dash_stays_a_dash(self) -> None:
        assert self.labels(listed("a", 3)) == ["–"]

    def test_a_numbering_can_redefine_a_level(self) -> None:
        own = f'<w:lvlOverride w:ilvl="0">{level(0, "upperLetter", "%1)")}</w:lvlOverride>'
        numbering = abstract(0, level(0, "decimal", "%1.")) + num(1, 0, own)
        assert texts(read_docx(listed("a") * 2, numbering=numbering)) == ["A) a", "B) a"]

    def test_a_numbering_can_lead_to_a_list_style(self) -> None:
        link = '<w:numStyleLink w:val="Liste"/>'
        numbering = (
            f'<w:abstractNum w:abstractNumId="0">{link}</w:abstractNum>'
            f'<w:abstractNum w:abstractNumId="1"><w:styleLink w:val="Liste"/>'
            f"{level(0, 'decimalZero', '%1')}</w:abstractNum>{num(1, 0)}{num(2, 9)}"
        )
        assert texts(read_docx(listed("a"), numbering=numbering)) == ["01 a"]
        assert texts(read_docx(listed("a", 2), numbering=numbering)) == ["a"]

    @pytest.mark.parametrize(
        ("number", "form", "printed"),
        [(1994, "upperRoman", "MCMXCIV"), (28, "lowerLetter", "bb"), (0, "lowerRoman", "0")],
    )
    def test_numbers_are_printed_as_word_does(self, number: int, form: str, printed: str) -> None:
        assert formatted(number, form) == printed

    def test_an_item_without_text_is_counted_but_not_read(self) -> None:
        assert self.labels(listed("a"), listed(""), listed("c")) == ["1.", "3."]

    def test_a_number_before_bold_text_leaves_open_whether_it_heads_a_section(self) -> None:
        reading = read_docx(listed(r("Båter", "<w:b/>")), numbering=self.NUMBERING)
        assert told(reading) == [(BlockKind.TEXT, "1. Båter")]

    def test_a_paragraph_can_leave_the_list_of_its_style(self) -> None:
        assert told(read_docx(listed("a", 0), numbering=self.NUMBERING)) == [(BlockKind.TEXT, "a")]

    def test_an_item_marked_by_hand_is_one(self) -> None:
        assert only(read_docx(p("• Årer"))).kind is BlockKind.LIST_ITEM


class TestNotes:
    def test_a_notes_mark_stands_in_the_source_but_not_on_the_word(self) -> None:
        reading = read_docx(p(f"{r('Kano')}{call(1)}"), footnotes=note(1, "En båt."))
        assert texts(reading) == ["Kano", "1 En båt."]
        assert reading.source.startswith("Kano1\n")

    def test_a_raised_number_behind_a_word_is_a_mark_and_behind_a_unit_a_power(self) -> None:
        raised = r("2", '<w:vertAlign w:val="superscript"/>')
        assert texts(read_docx(p(r("Brygga") + raised))) == ["Brygga"]
        assert texts(read_docx(p(r("20 m") + raised))) == ["20 m2"]

    def test_a_note_with_a_mark_of_its_own_keeps_it(self) -> None:
        mark = '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>'
        reference = f'{mark}<w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t>'
        body = p(f"{r('Kano')}<w:r>{reference}</w:r>{r(' er rød.')}")
        reading = read_docx(body, footnotes=note(1, "* Eller gul."))
        assert texts(reading) == ["Kano er rød.", "* Eller gul."]

    def test_notes_wait_until_the_list_has_ended(self) -> None:
        items = listed(f"{r('Årer')}{call(1)}") + listed("Vest") + p("Slutt.")
        reading = read_docx(items, footnotes=note(1, "To stykker."), numbering=TestLists.NUMBERING)
        assert texts(reading) == ["1. Årer", "2. Vest", "1 To stykker.", "Slutt."]

    def test_a_mark_that_leads_nowhere_is_left_out(self) -> None:
        assert texts(read_docx(p(f"{r('Kano')}{call(9)}"))) == ["Kano"]
