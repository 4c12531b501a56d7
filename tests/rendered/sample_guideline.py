"""The sample's guideline as a page of a municipality's site, in the frame ``sample/page.html``."""

import re
from collections.abc import Iterator, Sequence
from html import escape
from string import Template

from sample_texts import SOURCES, is_heading

from planspor.corpus.slugs import slug

_LABEL = re.compile(r"(?:Anbefaling \d+|Praktisk|Begrunnelse):")


def guideline(paragraphs: Sequence[list[str]]) -> str:
    """The page: its own header, path, contents and footer round the guideline."""
    (title, subtitle), (issuer, adopted), *body = paragraphs
    headings = [lines[0] for lines in body if is_heading(lines)]
    links = (f'<li><a href="#{slug(heading)}">{escape(heading)}</a></li>' for heading in headings)
    return Template((SOURCES / "page.html").read_text("utf-8")).substitute(
        title=escape(title),
        subtitle=escape(subtitle),
        issuer=escape(issuer),
        adopted=escape(adopted),
        contents="\n".join(links),
        body="\n".join(_set(body)),
    )


def _set(paragraphs: Sequence[list[str]]) -> Iterator[str]:
    for lines in paragraphs:
        text = escape("\n".join(lines), quote=False)
        if is_heading(lines):
            yield f'<h2 id="{slug(lines[0])}">{text}</h2>'
        elif label := _LABEL.match(text):
            kind = label[0].split()[0].rstrip(":").lower()
            yield f'<p class="{kind}"><strong>{label[0]}</strong>{text[label.end() :]}</p>'
        else:
            yield f"<p>{text}</p>"
