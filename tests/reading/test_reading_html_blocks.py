from markup_help import blocks, of_kind, outline, page, read, texts

from planspor.ingest.read.blocks import BlockKind, Style


def test_two_line_breaks_part_paragraphs_and_one_does_not() -> None:
    assert texts("<p>En<br>to<br> <br>tre<br/><br/>fire</p>") == ["En to", "tre", "fire"]


def test_text_beside_inner_blocks_is_paragraphs_of_its_own() -> None:
    assert texts("<div>Før <p>inni</p> etter</div>") == ["Før", "inni", "etter"]


def test_a_bold_paragraph_stays_text_with_its_style() -> None:
    bold, lead, italic = blocks(
        "<p><strong>Bakgrunn</strong></p><p><b>Frist:</b> den 1. mai</p><p><em>Skrått</em></p>"
    )
    assert (bold.kind, bold.style) == (BlockKind.TEXT, Style(0, bold=True))
    assert lead.style is None
    assert italic.style == Style(0, italic=True)


def test_levels_are_counted_from_one_without_gaps() -> None:
    reading = read(page("<h1>A</h1><h3>B</h3><h5>C</h5><h3>D</h3><div role=heading>E</div>"))
    assert outline(reading) == [(1, "A"), (2, "B"), (3, "C"), (2, "D"), (2, "E")]


def test_headings_of_inner_sections_are_deeper_though_all_are_h1() -> None:
    body = "<h1>A</h1><section><h1>B</h1><section><h1>C</h1></section><h2>D</h2></section>"
    assert outline(read(page(body))) == [(1, "A"), (2, "B"), (3, "C"), (3, "D")]


def test_the_items_of_nested_lists_are_blocks_in_order() -> None:
    body = "<ul><li>en<ol><li>to</li></ol>mer</li><li><p>tre</p><p>fire</p></li></ul>"
    assert texts(body) == ["en", "to", "mer", "tre fire"]
    assert {block.kind for block in blocks(body)} == {BlockKind.LIST_ITEM}


def test_a_list_of_articles_is_no_list_of_items() -> None:
    body = "<ul><li><h2>Tittel</h2><p>Et avsnitt.</p></li></ul>"
    assert [block.kind for block in blocks(body)] == [BlockKind.HEADING, BlockKind.TEXT]


def test_a_term_and_its_definition_are_one_item() -> None:
    body = "<dl><dt>Brygge<dd>et byggverk<dt>Molo<dd>en voll</dl>"
    assert texts(body) == ["Brygge et byggverk", "Molo en voll"]


def test_a_table_is_rows_of_cells_with_spans_and_headers() -> None:
    caption, head, first, second = blocks(
        "<table><caption>Tabell 1</caption><thead><tr><th rowspan=2>A<th colspan=2>B</thead>"
        "<tr><td>1<br>2<td><p>3</p><p>4</p><tr><td>5<td>6<td>7</table>"
    )
    assert (caption.kind, caption.text) == (BlockKind.CAPTION, "Tabell 1")
    assert [block.text for block in (head, first, second)] == ["A\tB", "1 2\t3 4", "5\t6\t7"]
    assert [(c.column, c.row_span, c.column_span, c.header) for c in head.cells] == [
        (0, 2, 1, True),
        (1, 1, 2, True),
    ]
    assert [(cell.row, cell.column) for cell in first.cells] == [(1, 1), (1, 2)]
    for block in (head, first, second):
        assert block.kind is BlockKind.TABLE_ROW
        cells = "\t".join(block.text[cell.start : cell.end] for cell in block.cells)
        assert cells == block.text


def test_a_table_that_lays_out_the_page_is_no_table() -> None:
    for body in (
        "<table role=presentation><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<table><tr><td><h2>a</h2><td>b<tr><td>c<td>d</table>",
        "<table><tr><td>navn<td>navn</table>",
    ):
        assert not any(block.cells for block in blocks(body))


def test_footnotes_stand_apart_and_their_marks_are_gone() -> None:
    reading = read(
        page(
            "<p>Planen<sup><a href='#n1' id='r1'>1</a></sup> gjelder ord.<sup>2</sup>"
            " og 5 m<sup>2</sup>"
            "<a role=doc-noteref href='#n2'>[b]</a>.</p>"
            "<ol><li id=n1>Se planen. <a href='#r1'>↩</a></li></ol><p id=n2>Se ellers.</p>"
        )
    )
    assert reading.blocks[0].text == "Planen gjelder ord. og 5 m2."
    assert of_kind(BlockKind.FOOTNOTE, reading) == ["Se planen.", "Se ellers."]


def test_notes_of_a_word_export_are_footnotes_with_their_numbers() -> None:
    reading = read(
        page(
            "<p>Tekst<a href='#_ftn1' name='_ftnref1'>[1]</a> her.</p>"
            "<div id=ftn1><p><a href='#_ftnref1' name='_ftn1'>[1]</a> Noten.</p></div>"
        )
    )
    assert reading.blocks[0].text == "Tekst her."
    assert of_kind(BlockKind.FOOTNOTE, reading) == ["[1] Noten."]


def test_quotations_captions_and_boxes_are_told() -> None:
    quotation, caption, boxed = blocks(
        "<blockquote><p>Sitat</p></blockquote><figure><img alt='bilde'><figcaption>Figur 1"
        "</figcaption></figure><aside class=faktaboks>I boksen</aside>"
    )
    assert (quotation.kind, caption.kind) == (BlockKind.QUOTATION, BlockKind.CAPTION)
    assert boxed.boxed


def test_what_is_folded_away_is_text_and_what_is_hidden_is_not() -> None:
    body = (
        "<details><summary>Mer</summary><p>Foldet</p></details>"
        "<button aria-controls=p aria-expanded=false>Åpne</button><p id=p hidden>Panel</p>"
        "<p hidden>Skjult</p><p style='display: none'>Borte</p><p class=sr-only>Usett</p>"
    )
    assert texts(body) == ["Mer", "Foldet", "Åpne", "Panel"]


def test_a_block_has_the_nearest_id_at_or_before_it() -> None:
    body = (
        "<h2 id=a>A</h2><p>en</p><h2><a name=b></a>B</h2>"
        "<p id='med rom'>to</p><p>tre<i id=c>x</i></p>"
    )
    assert [block.anchor for block in blocks(body)] == ["a", "a", "b", "b", "b"]


def test_a_heading_that_opens_a_panel_is_found_by_the_panel_s_id() -> None:
    body = "<h2><button aria-controls=p1>Tittel</button></h2><div id=p1><p>Tekst</p></div>"
    assert [block.anchor for block in blocks(body)] == ["p1", "p1"]


def test_preformatted_paragraphs_are_parted_by_blank_lines() -> None:
    assert texts("<pre>en\nto\n\ntre</pre>") == ["en to", "tre"]


def test_the_items_of_an_ordered_list_have_the_numbers_that_a_browser_shows() -> None:
    found = blocks(
        '<ol start="3"><li>Brygga</li><li value="7">Stien</li><li>Lys</li></ol>'
        '<ol type="a"><li>Ro</li></ol><ul><li>Fred</li></ul>'
    )
    assert [block.label for block in found] == ["3.", "7.", "8.", "a)", ""]
