"""Blocks as a LaTeX document: TeX's own hyphenation, footnotes, contents list and numbering."""

from collections.abc import Iterator, Sequence

from inventing import Json, Recipe

_ESCAPES = str.maketrans({c: f"\\{c}" for c in "&%$#_{}"} | {"~": r"\textasciitilde{}"})
_FONTS = ("times", "utopia")
_COMMANDS = {1: "section", 2: "subsection", 3: "subsubsection", 4: "paragraph"}
_HEAD = r"""\documentclass[10pt,a4paper%(columns)s]{article}
\usepackage[T1]{fontenc}\usepackage[utf8]{inputenc}\usepackage[%(language)s]{babel}
\usepackage{%(font)s}\usepackage[margin=24mm,columnsep=8mm,headheight=14pt]{geometry}
\usepackage{longtable,array,multirow,fancyhdr,titlesec,mdframed,enumitem}
\titleformat{\paragraph}[hang]{\normalfont\normalsize\itshape}{}{0pt}{}
\titlespacing*{\paragraph}{0pt}{1.5ex}{.5ex}
\setcounter{secnumdepth}{%(depth)s}\setcounter{tocdepth}{3}
\pagestyle{fancy}\fancyhf{}\lhead{\small %(header)s}\%(place)sfoot{\thepage}
\setlength{\parskip}{3pt plus 1pt}\emergencystretch=1em
%(links)s%(margin)s
\begin{document}%(start)s
"""
_FORMS = {
    "furniture": "",
    "layout": "",
    "toc": r"\tableofcontents\clearpage",
    "bib": r"\hangindent=1.5em\hangafter=1\noindent %(text)s",
    "cap": r"\noindent\textbf{\small %(text)s}\nopagebreak",
    "quote": r"\begin{quote}%(text)s\end{quote}",
    "box": r"\begin{mdframed}\textbf{%(title)s}\par %(text)s\end{mdframed}",
}


def document(blocks: Sequence[Json], recipe: Recipe) -> str:
    """The whole document, to be run three times."""
    header = next(block["text"] for block in blocks if block["type"] == "furniture")
    outline = r"\usepackage[hidelinks,bookmarksdepth=4]{hyperref}"
    numbered = recipe.has("margin_numbers")
    head = _HEAD % {
        "columns": ",twocolumn" if recipe.columns == 2 else "",
        "language": "nynorsk" if recipe.has("nynorsk") else "norsk",
        "font": next((font for font in _FONTS if recipe.has(font)), "charter"),
        "depth": 3 if recipe.numbered else -2,
        "header": _escaped(header),
        "place": "c" if recipe.columns == 2 else "r",
        "links": outline if recipe.evidence == "outline" else "",
        "margin": r"\usepackage[modulo]{lineno}" if numbered else "",
        "start": r"\linenumbers" if numbered else "",
    }
    body = "\n\n".join(_block(block, recipe) for block in blocks)
    return f"{head}{body}\n\\end{{document}}\n"


def _block(block: Json, recipe: Recipe) -> str:
    """One block; texts that differ only in what stands round them have a form."""
    kind = block["type"]
    if kind in _FORMS:
        return _FORMS[kind] % {name: _escaped(block.get(name, "")) for name in ("title", "text")}
    return {
        "cover": _cover,
        "colophon": _colophon,
        "h": _heading,
        "p": _noted,
        "list": lambda block: _list(block["items"], "enumerate" if block["ord"] else "itemize"),
        "table": lambda block: "\n".join(_table(block, recipe)),
    }[kind](block)


def _cover(block: Json) -> str:
    first, *rest = map(_escaped, block["lines"])
    lines = "\\\\[8pt]\n".join(rest)
    title = f"\\thispagestyle{{empty}}{{\\raggedright\\Huge\\bfseries {first}\\par}}\\bigskip"
    return f"{title}\n\n{lines}\\clearpage"


def _colophon(block: Json) -> str:
    lines = "\\\\\n".join(map(_escaped, block["lines"]))
    page = rf"\thispagestyle{{empty}}\vspace*{{\fill}}\noindent\small {lines}"
    return page + "\n\n\\normalsize\\clearpage"


def _heading(block: Json) -> str:
    """What is without a number in a numbered document is entered by hand where it is listed."""
    command, text = _COMMANDS[block["level"]], _escaped(block["text"])
    if block["num"] or block["level"] == 4:
        return rf"\{command}{{{text}}}"
    entry = rf"\phantomsection\addcontentsline{{toc}}{{{command}}}{{{text}}}"
    return rf"\providecommand\phantomsection{{}}\{command}*{{{text}}}{entry}"


def _noted(block: Json) -> str:
    if "fn" not in block:
        return _escaped(block["text"])
    text, at = block["text"], block["fn"]["at"]
    return (
        rf"{_escaped(text[:at])}\footnote{{{_escaped(block['fn']['text'])}}}{_escaped(text[at:])}"
    )


def _list(items: Sequence[str | Json], kind: str) -> str:
    return rf"\begin{{{kind}}}{''.join(map(_item, items))}\end{{{kind}}}"


def _item(item: str | Json) -> str:
    if isinstance(item, str):
        return rf"\item {_escaped(item)}" + "\n"
    return rf"\item {_escaped(item['text'])} {_list(item['items'], 'itemize')}" + "\n"


def _table(block: Json, recipe: Recipe) -> Iterator[str]:
    """Ruled; over pages where the page has one column, since ``longtable`` wants that."""
    widths = _widths(block, recipe)
    columns = "|" + "".join(f">{{\\raggedright\\arraybackslash}}p{{{w}cm}}|" for w in widths)
    kind = "longtable" if recipe.columns == 1 else "tabular"
    yield rf"{{\small\noindent\begin{{{kind}}}{'[l]' * (kind == 'longtable')}{{{columns}}}\hline"
    head = " & ".join(_cell(cell, bold=True) for cell in block["head"])
    yield head + r"\\\hline" + (r"\endhead" if kind == "longtable" else "")
    for i, row in enumerate(block["rows"]):
        cells = list(map(_cell, row))
        rest = len(cells) < len(widths)
        following = block["rows"][i + 1 : i + 2]
        ruled = rf"\cline{{2-{len(widths)}}}" if _goes_down(row, following) else r"\hline"
        yield " & ".join([""] * rest + cells) + r"\\" + ruled
    yield rf"\end{{{kind}}}\par}}"


def _widths(block: Json, recipe: Recipe) -> list[float]:
    columns = sum(cell.get("cols", 1) if isinstance(cell, dict) else 1 for cell in block["head"])
    if recipe.columns == 2:
        return [2.9, *[1.4] * (columns - 1)] if columns == 3 else [2.2, 1.4, 1.4, 1.1]
    return [5.4, *[1.8] * (columns - 1)]


def _goes_down(row: Sequence[str | Json], following: Sequence[Sequence[str | Json]]) -> bool:
    return bool(following) and isinstance(row[0], dict)


def _cell(cell: str | Json, bold: bool = False) -> str:
    text = _escaped(cell if isinstance(cell, str) else cell["text"])
    text = rf"\textbf{{{text}}}" if bold else text
    if isinstance(cell, str):
        return text
    if "cols" in cell:
        return rf"\multicolumn{{{cell['cols']}}}{{|l|}}{{{text}}}"
    return rf"\multirow[t]{{{cell['rows']}}}{{=}}{{{text}}}"


def _escaped(text: str) -> str:
    return text.translate(_ESCAPES)
