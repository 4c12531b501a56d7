from pathlib import Path

import pooled
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planspor import corpus as records
from planspor.corpus import Corpus
from planspor.corpus.language import Term
from planspor.corpus.model import Origin
from planspor.ingest.extract.entities.abbreviations import pairs
from planspor.ingest.remove import remove

HOSTILE = st.text(alphabet="aAbB oøØ()«»-.,;:&/0\u00ad\n", max_size=120)
REPORT = "Båter\n\nDet nye regionale båtlaget (RBL) møtte Sentrale brygge- og naustlag (SBN).\n"


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("Et regionalt helseforetak (RHF) har", "RHF", "regionalt helseforetak"),
        ("ventetid for IP (individuell plan) er", "IP", "individuell plan"),
        ("tverrfaglig spesialisert rusbehandling (TSB)", "TSB", None),
        ("rusmiddelavhengiges forening (RMF)", "RMF", None),
        ("kompetansesenter for rus (KoRus)", "KoRus", None),
        ("Nasjonalt kompetansesenter for psykisk helsearbeid (NAPHA)", "NAPHA", None),
        ("kommune-stat-rapportering (KOSTRA)", "KOSTRA", None),
        ("Sosial- og helsedirektoratets (SHdir)", "SHdir", None),
        ("psykisk helsevern (heretter kalt «PHV»)", "PHV", "psykisk helsevern"),
        ("distriktspsykiatriske sentre (DPS-ene)", "DPS", "distriktspsykiatriske sentre"),
        ("regionale helseforetak (RHFene)", "RHF", "regionale helseforetak"),
        ("FACT-team (flexible assertive community treatment)", "FACT", None),
        ("TSB (dvs. «tverrfaglig spesialisert behandling»)", "TSB", None),
        ("Utdanningsdirektoratet (Udir)", "Udir", "Utdanningsdirektoratet"),
    ],
)
def test_a_form_in_brackets_beside_the_other_is_an_abbreviation(
    text: str, short: str, full: str | None
) -> None:
    ((found, spelled),) = pairs(text)
    assert found == short
    assert full is None or spelled == full


@pytest.mark.parametrize(
    "text",
    [
        "Kommunen (se kapittel 3) har en plan",
        "tiltak i kommunene (Oslo) er i gang",
        "i del to (II) av planen",
        "mange kommuner vil ha mer (TSB)",
        "brukerne har en individuell plan (Brukerplan)",
        "en plan for rus. Senteret (PRS) er åpent",
        "LAR (og andre tilbud)",
        "NRK (Norge rundt)",
        "",
    ],
)
def test_brackets_that_explain_nothing_give_none(text: str) -> None:
    assert list(pairs(text)) == []


@given(HOSTILE)
def test_any_text_is_read(text: str) -> None:
    for short, full in pairs(text):
        assert short[0].lower() == full[0].lower()


def explained(corpus: Corpus) -> dict[str, Term]:
    return {
        entry.term.id: entry.term
        for entry in corpus.terms.entries()
        if entry.made_by is Origin.RECOGNISED
    }


def test_what_a_document_explains_is_a_term_as_long_as_it_says_so(tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    with records.open(tmp_path / "corpus") as corpus:
        file.write_text(REPORT, "utf-8")
        pooled.add(corpus, [file])
        terms = explained(corpus)
        assert terms.keys() == {"rbl-regionale-batlaget", "sbn-sentrale-brygge-og-naustlag"}
        term = terms["rbl-regionale-batlaget"]
        assert (term.kind, term.forms) == ("abbreviation", ("RBL", "regionale båtlaget"))
        assert "rapport/" in term.origin
        file.write_text(REPORT.replace(" (RBL)", ""), "utf-8")
        pooled.add(corpus, [file])
        assert explained(corpus).keys() == {"sbn-sentrale-brygge-og-naustlag"}
        remove(corpus, "rapport")
        assert explained(corpus) == {}


def test_expansions_that_differ_stand_side_by_side(tmp_path: Path) -> None:
    with records.open(tmp_path / "corpus") as corpus:
        for name, full in (("en", "rullende båtlag"), ("to", "røde båtlyster")):
            file = tmp_path / f"{name}.txt"
            file.write_text(f"Båter\n\nVi møtte {full} (RBL) ved brygga i kveld.\n", "utf-8")
            pooled.add(corpus, [file])
        assert {term.forms for term in explained(corpus).values()} == {
            ("RBL", "rullende båtlag"),
            ("RBL", "røde båtlyster"),
        }


def test_what_a_person_says_of_an_explained_term_stands(tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    file.write_text(REPORT, "utf-8")
    with records.open(tmp_path / "corpus") as corpus:
        pooled.add(corpus, [file])
        own = Term("rbl-regionale-batlaget", "abbreviation", ("RBL", "det regionale båtlaget"))
        corpus.terms.save(own)
        corpus.terms.remove("sbn-sentrale-brygge-og-naustlag")
        file.write_text(REPORT + "\nSlutt\n", "utf-8")
        pooled.add(corpus, [file])
        assert explained(corpus) == {}
        assert corpus.terms.get(own.id).term == own
        assert corpus.terms.removed() == ["sbn-sentrale-brygge-og-naustlag"]


def test_what_ships_is_not_there_once_more(tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    file.write_text("Båter\n\nAlle får individuell plan (IP) ved behov for tjenester.\n", "utf-8")
    with records.open(tmp_path / "corpus") as corpus:
        pooled.add(corpus, [file])
        assert explained(corpus) == {}
        assert corpus.terms.get("ip").made_by is Origin.SHIPPED
