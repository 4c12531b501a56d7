from pathlib import Path

import pooled
import pytest
from adding_help import paragraph

import planspor.corpus
from planspor.corpus.model import DocumentKind
from planspor.ingest import Status
from planspor.ingest.extract.details import Details, settle
from planspor.ingest.extract.details.front import front_claims
from planspor.ingest.read.blocks import File
from planspor.ingest.read.text import TextReader
from planspor.ingest.structure.parts import take_apart


def details(*blocks: str, file: str = "fil.txt") -> Details:
    text = "\n\n".join([*blocks, *map(paragraph, range(3))])
    parts = take_apart("fil", file, TextReader().read(File(text.encode(), file)))
    return settle(front_claims(parts.text, parts.sections, file)).details


@pytest.mark.parametrize(
    ("page", "title"),
    [
        (("Plan for stier og brygger",), "Plan for stier og brygger"),
        (("Stilaget\nEvaluering av planen for stier",), "Evaluering av planen for stier"),
        (("Stier i ti år", "Ada Berg og Per Nilsen", "Oslo, mai 2019"), "Stier i ti år"),
        (("Til: Styret i laget", "Dato: 4. mai 2019", "Status for stiene"), "Status for stiene"),
        (("Vedtatt av styret 4. mai 2019", "Lys langs stien"), "Lys langs stien"),
    ],
)
def test_the_title_is_the_line_of_the_title_page_that_looks_like_one(
    page: tuple[str, ...], title: str
) -> None:
    assert details(*page, "1 Bakgrunn", paragraph(9), "2 Funn").title == title


def test_a_document_that_begins_with_one_of_its_parts_has_its_files_name_for_a_title() -> None:
    assert details("Forord", paragraph(9), file="Stier 2011.txt").title == "Stier 2011"
    assert details("1 Bakgrunn", paragraph(9), "2 Funn", file="a.txt").title == "a"


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Opptrappingsplan for stier", DocumentKind.PLAN),
        ("Strategi for stier og lys", DocumentKind.PLAN),
        ("Evaluering av handlingsplan for stier", DocumentKind.EVALUATION),
        ("Prop. 15 S (2015–2016) Plan for stier", DocumentKind.PROPOSITION),
        ("Prop. 1 S (2015–2016) for stiene", DocumentKind.BUDGET),
        ("Årsbudsjett for stilaget", DocumentKind.BUDGET),
        ("Meld. St. 30 (2011–2012) Se stien", DocumentKind.WHITE_PAPER),
        ("Rundskriv om stier", DocumentKind.CIRCULAR),
        ("Nasjonal veileder for stier", DocumentKind.GUIDELINE),
        ("Rettleiar om stigar", DocumentKind.GUIDELINE),
        ("Lov om stier og brygger", DocumentKind.LAW),
        ("Statistikk over stier", DocumentKind.STATISTICS),
        ("Innspill til handlingsplanen for stier", DocumentKind.LETTER),
        ("Årsrapport for planen om stier", DocumentKind.OTHER),
        ("Stier i ti år", DocumentKind.OTHER),
    ],
)
def test_the_kind_is_what_the_title_names_first(title: str, kind: DocumentKind) -> None:
    assert (details(title).kind or DocumentKind.OTHER) is kind


def test_a_title_that_names_nothing_leaves_the_kind_to_the_files_name() -> None:
    assert details("Stier i ti år", file="evaluering-2019.txt").kind is DocumentKind.EVALUATION


def test_a_kind_that_recurs_in_front_is_taken_where_nothing_else_tells() -> None:
    said = "Denne evalueringen er den tredje evalueringen av stiene, og evalueringen er den siste."
    assert details("Stier i ti år", said).kind is DocumentKind.EVALUATION


@pytest.mark.parametrize(
    ("blocks", "file", "year"),
    [
        (("Stier i ti år", "Oslo, mai 2019"), "stier-2011.txt", 2019),
        (("Stier i ti år", "Dato: 3.5.2019"), "stier.txt", 2019),
        (("Stier i ti år",), "stier-2011.txt", 2011),
        (("Stier i ti år",), "stier-2015-2016.txt", 2016),
        (("Stier i ti år fra 2009 til 2019",), "stier-12345.txt", None),
    ],
)
def test_the_year_is_that_of_a_date_that_stands_alone_else_of_the_files_name(
    blocks: tuple[str, ...], file: str, year: int | None
) -> None:
    assert details(*blocks, file=file).year == year


def test_the_language_is_told_by_the_text() -> None:
    assert details("Stier i ti år").language == "nb"


def test_details_said_of_a_file_that_is_held_change_the_document_and_not_its_version(
    tmp_path: Path,
) -> None:
    file = tmp_path / "rapport.txt"
    file.write_text("Rapport om helse\n\nDette er en rapport om helse i kommunen.\n", "utf-8")
    with planspor.corpus.open(tmp_path / "corpus") as corpus:
        pooled.add(corpus, [file])
        said = Details(title="Helse i kommunen", kind=DocumentKind.EVALUATION)
        (again,) = pooled.add(corpus, [file], said)
        document = corpus.documents.get("rapport")
        (third,) = pooled.add(corpus, [file], said)
    assert again.status is Status.UPDATED
    assert (document.title, document.kind) == ("Helse i kommunen", DocumentKind.EVALUATION)
    assert document.version == 1
    assert third.status is Status.UNCHANGED


def test_the_same_file_again_mends_an_original_that_was_damaged(tmp_path: Path) -> None:
    file = tmp_path / "rapport.txt"
    file.write_text("Rapport om helse i kommunen, skrevet for en prøve.\n", "utf-8")
    with planspor.corpus.open(tmp_path / "corpus") as corpus:
        pooled.add(corpus, [file])
        kept = corpus.originals.path(corpus.documents.get("rapport").sha256)
        kept.write_bytes(b"borte")
        pooled.add(corpus, [file])
        assert kept.read_bytes() == file.read_bytes()
