from datetime import UTC, datetime

import pytest

from planspor.corpus.guidance import Force, Group, audiences, force_of, groups_of
from planspor.corpus.model import Document, DocumentKind


def document(title: str, kind: DocumentKind, address: str | None = None) -> Document:
    added = datetime(2024, 1, 1, tzinfo=UTC)
    return Document("d", title, kind, "nb", "d.txt", "0" * 64, 1, added, address=address)


@pytest.mark.parametrize(
    ("title", "kind", "force"),
    [
        ("Lov om tjenester", DocumentKind.LAW, Force.LAW),
        ("Rundskriv 1/2021", DocumentKind.CIRCULAR, Force.CIRCULAR),
        ("Nasjonal faglig retningslinje for noe", DocumentKind.GUIDELINE, Force.STANDARD),
        ("Veileder til retningslinje for noe", DocumentKind.GUIDELINE, Force.GUIDE),
        ("Pårørendeveileder", DocumentKind.GUIDELINE, Force.GUIDE),
        ("Faglige råd for noe", DocumentKind.GUIDELINE, Force.ADVICE),
        ("Noe helt annet", DocumentKind.GUIDELINE, Force.UNKNOWN),
    ],
)
def test_a_document_binds_as_its_kind_or_its_title_says(
    title: str, kind: DocumentKind, force: Force
) -> None:
    assert force_of(document(title, kind)) is force


def test_where_the_title_says_nothing_the_address_does() -> None:
    held = document("Noe", DocumentKind.GUIDELINE, "https://example.org/faglige-rad/noe")
    assert force_of(held) is Force.ADVICE


def test_a_sentence_that_says_whom_the_document_is_for_is_kept_with_its_place() -> None:
    text = "Noe annet først. Veilederen er skrevet for ansatte i kommunen. Så mer."
    (said,) = audiences([("d", "d/om:1", "Om", text)])
    assert said.text == "Veilederen er skrevet for ansatte i kommunen."
    assert said.groups == {Group.STAFF, Group.MUNICIPALITIES}


def test_a_section_with_such_a_heading_is_kept_whole() -> None:
    (said,) = audiences([("d", "d/2:1", "2. Hvem rundskrivet gjelder for", "Alle skoler.")])
    assert said.groups == {Group.SCHOOLS}


def test_the_target_group_of_a_service_is_not_that_of_the_document() -> None:
    assert not list(audiences([("d", "d/3:1", "Tilbud", "Målgruppen for tilbudet er unge.")]))


def test_words_that_only_begin_alike_name_no_group() -> None:
    assert Group.PATIENTS not in groups_of("arbeidstakere med pasientkontakt")
