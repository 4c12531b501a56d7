import pytest

from planspor.corpus.model import DocumentKind
from planspor.ingest.extract.details.document_numbers import own_number

KEPT = [
    ("Prop. 15 S (2015–2016)", DocumentKind.PROPOSITION, None),
    ("Prop. 121 L (2018–2019)", DocumentKind.PROPOSITION, None),
    ("Prop. 1 S (2016–2017)", DocumentKind.BUDGET, None),
    ("Prop. 1 S Tillegg 1 (2016–2017)", DocumentKind.BUDGET, None),
    ("Prop. 11 S (2016–2017)", DocumentKind.PROPOSITION, None),
    ("St.prp. nr. 1 (2007–2008)", DocumentKind.BUDGET, None),
    ("St.prp. nr. 63 (2000–2001)", DocumentKind.PROPOSITION, None),
    ("Ot.prp. nr. 54 (2008–2009)", DocumentKind.PROPOSITION, None),
    ("Meld. St. 30 (2011–2012)", DocumentKind.WHITE_PAPER, None),
    ("St.meld. nr. 55 (2000–2001)", DocumentKind.WHITE_PAPER, None),
    ("St.meld. nr. 25 (1996–97)", DocumentKind.WHITE_PAPER, None),
    ("Innst. 176 S (2024–2025)", None, "Stortinget"),
    ("Innst. S. nr. 222 (2005–2006)", None, "Stortinget"),
    ("Innst. O. nr. 91 (2003–2004)", None, "Stortinget"),
    ("Dokument 8:12 S (2019–2020)", None, "Stortinget"),
    ("Dokument 8:12 (2010–2011)", None, "Stortinget"),
    ("Dokument 3:12 (2017–2018)", None, "Riksrevisjonen"),
    ("Dokument 1 (2017–2018)", None, "Riksrevisjonen"),
    ("NOU 2019: 26", None, None),
    ("Fafo-rapport 2019:12", None, "Fafo"),
    ("IS-2076", None, "Helsedirektoratet"),
    ("IS-24/8", None, "Helsedirektoratet"),
    ("IS-1/2015", None, "Helsedirektoratet"),
    ("Rundskriv I-3/2014", DocumentKind.CIRCULAR, None),
    ("Rundskriv IS-2/2015", DocumentKind.CIRCULAR, None),
    ("LOV-2011-06-24-30", DocumentKind.LAW, None),
    ("FOR-2011-12-16-1256", DocumentKind.LAW, None),
]


@pytest.mark.parametrize(("text", "kind", "issuer"), KEPT)
def test_each_series_tells_its_kind_and_its_issuer(
    text: str, kind: DocumentKind | None, issuer: str | None
) -> None:
    found = own_number(text)
    assert found is not None
    assert (found.text, found.kind, found.issuer) == (text, kind, issuer)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Prop. 15 S (2015-2016)", "Prop. 15 S (2015–2016)"),
        ("Prop 15 S (2015 – 2016)", "Prop. 15 S (2015–2016)"),
        ("Prop. 15 S 2015–2016", "Prop. 15 S (2015–2016)"),
        ("Meld.St. 30 (2011-2012)", "Meld. St. 30 (2011–2012)"),
        ("St. meld. nr. 55 (2000—2001)", "St.meld. nr. 55 (2000–2001)"),
        ("St.meld. nr 55 (2000-2001)", "St.meld. nr. 55 (2000–2001)"),
        ("Ot. prp. nr. 54 (2008-2009)", "Ot.prp. nr. 54 (2008–2009)"),
        ("St. prp. nr. 63 (2000-2001)", "St.prp. nr. 63 (2000–2001)"),
        ("Innst.176 S (2024-2025)", "Innst. 176 S (2024–2025)"),
        ("Dok. 8:12 S (2019–2020)", "Dokument 8:12 S (2019–2020)"),
        ("Dokument nr. 8:12 (2005–2006)", "Dokument 8:12 (2005–2006)"),
        ("NOU 2019:26", "NOU 2019: 26"),
        ("NOU 2019 : 26", "NOU 2019: 26"),
        ("IS 2076", "IS-2076"),
        ("rundskriv nr. I-3/2014", "Rundskriv I-3/2014"),
        ("RUNDSKRIV I-3/2014", "Rundskriv I-3/2014"),
    ],
)
def test_a_number_is_kept_in_one_form_however_it_is_written(written: str, kept: str) -> None:
    found = own_number(written)
    assert found is not None
    assert found.text == kept


@pytest.mark.parametrize(
    "line",
    [
        "Prop. 15 S (2015–2016) Lys langs stien",
        "Prop. 15 S (2015–2016): Lys langs stien",
        "Prop. 15 S (2015–2016) – Lys langs stien i 2019",
    ],
)
def test_a_line_may_go_on_with_the_title(line: str) -> None:
    found = own_number(line)
    assert found is not None
    assert found.text == "Prop. 15 S (2015–2016)"


@pytest.mark.parametrize(
    "line",
    [
        "Meld. St. 30 (2011–2012), Prop. 15 S (2015–2016)",
        "Meld. St. 30 (2011–2012) og Prop. 15 S (2015–2016)",
        "Meld. St. 30 (2011–2012); Innst. 176 S (2012–2013)",
        "Prop. 15 S (2015–2016), side 3",
        "NOU 2019: 26 – NOU 2003: 4",
        "NOU 2019: 26, jf. NOU 2003: 4",
        "IS-2076, IS-2077",
        "Rundskriv I-3/2014 og rundskriv I-6/2005",
    ],
)
def test_a_line_that_cites_numbers_has_none_of_its_own(line: str) -> None:
    assert own_number(line) is None


@pytest.mark.parametrize(
    "line",
    [
        "",
        "Se Meld. St. 30 (2011–2012)",
        "Jf. Prop. 15 S (2015–2016)",
        "Prop. 15 S",
        "Meld. St. 30",
        "NOU 2019",
        "IS-20761",
        "Rundskriv om stier",
        "Dokumentasjon 8:12",
        "(2015–2016)",
    ],
)
def test_a_line_that_does_not_begin_with_a_whole_number_has_none(line: str) -> None:
    assert own_number(line) is None
