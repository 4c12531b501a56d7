"""Tables of the CALS model (``tgroup``, ``row``, ``entry``) as tables of HTML."""

from planspor.ingest.read.markup.tree import Element

_NAMES = {"row": "tr", "entry": "td"}


def settle_cals(root: Element) -> None:
    """Rename the parts of CALS tables, in place; spans are told as HTML tells them."""
    for group in list(root.iter("tgroup")):
        columns = {c.get("colname", ""): at for at, c in enumerate(group.iter("colspec"))}
        for entry in group.iter("entry"):
            _settle_spans(entry, columns)
        for element in list(group.iter("row", "entry")):
            element.tag = _NAMES[str(element.tag)]
        for head in group.iter("thead"):
            for cell in head.iter("td"):
                cell.tag = "th"
        _dissolve(group)


def _settle_spans(entry: Element, columns: dict[str, int]) -> None:
    first, last = columns.get(entry.get("namest", "")), columns.get(entry.get("nameend", ""))
    if first is not None and last is not None and last > first:
        entry.set("colspan", str(last - first + 1))
    more = entry.get("morerows", "")
    if more.isdecimal():
        entry.set("rowspan", str(int(more) + 1))


def _dissolve(group: Element) -> None:
    """The rows of a group belong to its table."""
    table = group.getparent()
    if table is not None:
        at = table.index(group)
        table[at : at + 1] = list(group)
