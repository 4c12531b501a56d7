"""Blocks as a page for Chromium: running header and page number in the margins, soft hyphens."""

from collections.abc import Iterator, Sequence
from html import escape

from hyphens import softened
from inventing import Json, Recipe

_STYLE = """
@page {{ size: A4; margin: 24mm 22mm 22mm;
  @top-left {{ content: "{header}"; font: 8.5pt {font}; }}
  @bottom-center {{ content: counter(page); font: 9pt {font}; }} }}
@page :first {{ @top-left {{ content: none; }} @bottom-center {{ content: none; }} }}
body {{ font: 10.5pt/1.35 {font}; text-align: justify; hyphens: manual; }}
main {{ column-count: {columns}; column-gap: 9mm; }}
h1, h2, h3, h4, .cap {{ text-align: left; hyphens: none; break-after: avoid; }}
h1 {{ font-size: 19pt; }} h2 {{ font-size: 14.5pt; }} h3 {{ font-size: 12pt; }}
h4 {{ font-size: 10.5pt; font-style: italic; }}
.cover {{ break-after: page; padding-top: 60mm; text-align: left; }}
.cover p:first-child {{ font-size: 28pt; font-weight: bold; line-height: 1.1; }}
.colophon {{ break-after: page; padding-top: 180mm; font-size: 9pt; text-align: left; }}
.toc {{ break-after: page; text-align: left; }}
.toc p {{ display: flex; margin: 1pt 0; }} .toc i {{ flex: 1; overflow: hidden; height: 1.3em;
  font-style: normal; margin: 0 3pt; }} .toc .title {{ font-size: 19pt; font-weight: bold; }}
.cap {{ font-size: 9pt; font-weight: bold; margin: 8pt 0 2pt; }}
table {{ border-collapse: collapse; font-size: 9pt; text-align: left; margin: 2pt 0 8pt; }}
td, th {{ border: .5pt solid #444; padding: 2pt 4pt; hyphens: none; vertical-align: top; }}
tr, .box {{ break-inside: avoid; }}
.box {{ border: 1pt solid #246; background: #eef3f8; padding: 3pt 8pt; margin: 6pt 0; }}
.box b {{ display: block; text-align: left; }}
.bib {{ padding-left: 1.5em; text-indent: -1.5em; text-align: left; }}
"""
_FRONT = ("cover", "colophon", "toc")


def page(blocks: Sequence[Json], recipe: Recipe, numbers: Sequence[int]) -> str:
    """The whole page; ``numbers`` are the headings' pages, for the contents list."""
    header = next(block["text"] for block in blocks if block["type"] == "furniture")
    font = "Liberation Serif" if recipe.has("serif") else "Liberation Sans"
    style = _STYLE.format(header=header, font=f"'{font}'", columns=recipe.columns)
    language = "nn" if recipe.has("nynorsk") else "nb"
    front = [block for block in blocks if block["type"] in _FRONT]
    rest = [block for block in blocks if block not in front]
    headings = [block for block in blocks if block["type"] == "h"]
    before = "".join(_front(block, headings, numbers) for block in front)
    return (
        f"<!doctype html><html lang={language}><meta charset=utf-8><title>{escape(header)}</title>"
        f"<style>{style}</style><body>{before}<main>{''.join(map(_block, rest))}</main></html>"
    )


def _front(block: Json, headings: Sequence[Json], numbers: Sequence[int]) -> str:
    if block["type"] != "toc":
        lines = "".join(f"<p>{escape(line)}</p>" for line in block["lines"])
        return f"<div class={block['type']}>{lines}</div>"
    entries = "".join(
        f"<p style='padding-left:{5 * heading['level'] - 5}mm'>{_titled(heading)}"
        f"<i>{'.' * 200}</i>{number}</p>"
        for heading, number in zip(headings, numbers, strict=True)
        if heading["level"] < 4
    )
    return f"<div class=toc><p class=title>{block['text']}</p>{entries}</div>"


def _titled(heading: Json) -> str:
    return escape(f"{heading['num']} {heading['text']}".strip())


def _block(block: Json) -> str:
    match block["type"]:
        case "h":
            return "<h{0}>{1}</h{0}>".format(block["level"], _titled(block))
        case "p" | "bib" | "cap" | "quote" as kind:
            tag = "blockquote" if kind == "quote" else "p"
            text = block["text"] if kind == "cap" else softened(block["text"])
            return f"<{tag} class={kind}>{escape(text)}</{tag}>"
        case "list":
            return _list(block["items"], "ol" if block["ord"] else "ul")
        case "box":
            title, text = escape(block["title"]), escape(softened(block["text"]))
            return f"<div class=box><b>{title}</b><p>{text}</p></div>"
        case "table":
            return "".join(_table(block))
        case _:
            return ""


def _list(items: Sequence[str | Json], tag: str) -> str:
    return f"<{tag}>{''.join(f'<li>{_item(item)}</li>' for item in items)}</{tag}>"


def _item(item: str | Json) -> str:
    if isinstance(item, str):
        return escape(softened(item))
    return escape(softened(item["text"])) + _list(item["items"], "ul")


def _table(block: Json) -> Iterator[str]:
    yield "<table><thead><tr>"
    yield from (_cell(cell, "th") for cell in block["head"])
    yield "</tr></thead><tbody>"
    for row in block["rows"]:
        yield "<tr>" + "".join(_cell(cell, "td") for cell in row) + "</tr>"
    yield "</tbody></table>"


def _cell(cell: str | Json, tag: str) -> str:
    if isinstance(cell, str):
        return f"<{tag}>{escape(cell)}</{tag}>"
    spans = f"colspan={cell.get('cols', 1)} rowspan={cell.get('rows', 1)}"
    return f"<{tag} {spans}>{escape(cell['text'])}</{tag}>"
