import pytest
from office_help import (
    only,
    p,
    r,
    read_docx,
    tbl,
    tc,
    texts,
)
from reading_help import KAYAKS

from planspor.ingest.read.blocks import Style


class TestRuns:
    @pytest.mark.parametrize(
        ("run", "text"),
        [
            ("<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t></w:r>", "a b"),
            ("<w:r><w:t>a</w:t><w:br/><w:t>b</w:t></w:r>", "a b"),
            ("<w:r><w:t>rus</w:t><w:noBreakHyphen/><w:t>b</w:t></w:r>", "rus-b"),
            ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:t> b</w:t></w:r>', "✓ b"),
            ('<w:r><w:sym w:font="Ukjent" w:char="zz"/><w:t>b</w:t></w:r>', "b"),
            (r("a") + r("usett", "<w:vanish/>") + r("b"), "ab"),
            (r("a") + r("usett", '<w:rStyle w:val="Usett"/>') + r("b"), "ab"),
            (f'<w:hyperlink r:id="rId9">{r("lenke")}</w:hyperlink>', "lenke"),
            (f'<w:fldSimple w:instr="PAGE">{r("12")}</w:fldSimple>', "12"),
            (f"<w:smartTag>{r('Ås')}</w:smartTag>", "Ås"),
            (f"<w:sdt><w:sdtContent>{r('svar')}</w:sdtContent></w:sdt>", "svar"),
            (
                f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{r('Klikk her')}"
                f"</w:sdtContent></w:sdt>{r('b')}",
                "b",
            ),
            (
                "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num>"
                "<m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>",
                "a/b",
            ),
            (
                "<mc:AlternateContent><mc:Choice><w:r/></mc:Choice><mc:Fallback>"
                f"{r('b')}</mc:Fallback></mc:AlternateContent>",
                "b",
            ),
        ],
    )
    def test_what_stands_in_a_run_reads_as_it_is_printed(self, run: str, text: str) -> None:
        assert texts(read_docx(p(run))) == [text]

    def test_of_a_field_only_the_result_is_read(self) -> None:
        field = "".join(
            f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>{inside}'
            for kind, inside in (
                ("begin", "<w:r><w:instrText>REF brygge</w:instrText></w:r>" + r("skjult")),
                ("separate", r("kai 4")),
                ("end", ""),
            )
        )
        assert texts(read_docx(p(r("Se ") + field + r(".")))) == ["Se kai 4."]

    def test_a_field_that_never_ends_hides_no_text_below_it(self) -> None:
        field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        assert texts(read_docx(p(field + r("skjult")) + p("Synlig"))) == ["Synlig"]

    def test_comments_are_no_part_of_the_text(self) -> None:
        body = p('<w:commentRangeStart w:id="1"/>' + r("Kano") + "<w:r><w:commentReference/></w:r>")
        assert texts(read_docx(body)) == ["Kano"]

    def test_a_style_is_resolved_from_run_to_defaults(self) -> None:
        assert only(read_docx(p(KAYAKS))).style == Style(11.0)
        strong = r(KAYAKS, '<w:rStyle w:val="Sterk"/><w:sz w:val="28"/>')
        assert only(read_docx(p(strong))).style == Style(14.0, bold=True)
        assert only(read_docx(p(r("Kai", '<w:b w:val="0"/>'), "Overskrift1"))).style == Style(16.0)
        assert only(read_docx(p(r(KAYAKS, '<w:sz w:val="12pt"/>')))).style == Style(12.0)


class TestTrackedChanges:
    def test_changes_are_read_as_accepted_and_told(self) -> None:
        who = 'w:author="Ada Ås"'
        reading = read_docx(
            p(
                f"{r('Kano')}<w:ins {who}>{r(' og kajakk')}</w:ins>"
                f"<w:del {who}><w:r><w:delText> og robåt</w:delText></w:r></w:del>"
                f"<w:moveFrom {who}>{r(' bort')}</w:moveFrom>"
            )
        )
        assert texts(reading) == ["Kano og kajakk"]
        assert reading.notes == (
            "Tracked changes are read as accepted: 1 inserted, 2 deleted, by Ada Ås.",
        )

    def test_a_paragraph_whose_mark_is_deleted_goes_on_in_the_next(self) -> None:
        first = p("Kanoen ", properties="<w:rPr><w:del/></w:rPr>")
        assert texts(read_docx(first + p("er rød."))) == ["Kanoen er rød."]

    def test_a_deleted_row_is_no_row(self) -> None:
        rows = tbl(tc("Båt") + tc("Kai"), "<w:trPr><w:del/></w:trPr>" + tc("x") + tc("y"))
        assert texts(read_docx(rows)) == ["Båt\tKai"]
