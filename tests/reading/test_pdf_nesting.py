"""Drawings within drawings: what would draw for ever is told before it is drawn."""

import io

import pikepdf
import pytest
from pikepdf import Dictionary, Name

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.blocks import File
from planspor.ingest.read.pdf.nesting import draws_itself
from planspor.ingest.read.pdf.opening import open_pdf


def forms(contents: list[bytes], *, shared: bool = False) -> bytes:
    """A page that draws form 0; form n is named Fn, in its own resources only the next one."""
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        made = [pdf.make_stream(content) for content in contents]
        for number, form in enumerate(made):
            drawn = range(len(made)) if shared else [min(number + 1, len(made) - 1)]
            form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, [0, 0, 9, 9]
            form.Resources = Dictionary(
                XObject=Dictionary({f"/F{place}": made[place] for place in drawn})
            )
        out = io.BytesIO()
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(F0=made[0]))
        pdf.save(out)
        return out.getvalue()


def test_a_form_that_draws_itself_is_refused_with_a_reason() -> None:
    with pytest.raises(UnreadableFile, match="refers to itself"):
        open_pdf(File(forms([b"/F0 Do"]), "ring.pdf"))


def test_a_long_chain_of_forms_is_refused() -> None:
    assert draws_itself(forms([b"/F%d Do" % (number + 1) for number in range(40)]))


def test_a_form_that_is_among_its_own_resources_may_be_drawn() -> None:
    assert not draws_itself(forms([b"/F1 Do", b"0 0 9 9 re f"], shared=True))


def test_a_few_forms_within_each_other_are_no_loop() -> None:
    assert not draws_itself(forms([b"/F1 Do", b"/F2 Do", b"0 0 9 9 re f"]))
