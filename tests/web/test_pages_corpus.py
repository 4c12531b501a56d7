"""The documents as a list that is narrowed, and the state of the corpus."""

import pytest
from flask.testing import FlaskClient
from markup import Markup

from planspor.corpus import Corpus


def listed(client: FlaskClient, query: str) -> list[str]:
    page = Markup(client.get(f"/dokumenter{query}").text)
    found = [a.split("?")[0] for a in page.addresses if a.startswith("/dokument/")]
    return [address.rsplit("/", 1)[1] for address in found]


def test_documents_are_narrowed_by_what_is_known_of_them(
    client: FlaskClient, corpus: Corpus
) -> None:
    documents = corpus.documents.all()
    by_kind = listed(client, "?type=evaluation")
    assert sorted(by_kind) == sorted(d.id for d in documents if d.kind == "evaluation")
    years = listed(client, "?fra=2023&til=2023")
    assert sorted(years) == sorted(d.id for d in documents if d.year == 2023)
    assert listed(client, "?sprak=nn") == [d.id for d in documents if d.language == "nn"]


def test_words_of_the_title_narrow_too_and_nothing_found_says_among_how_many(
    client: FlaskClient, corpus: Corpus
) -> None:
    page = client.get("/dokumenter?ord=finnesikke").text
    assert f"Ingen av de {len(corpus.documents.all())} dokumentene" in page


@pytest.mark.parametrize("order", ["aar", "tittel", "nytt", "lengde", "tull"])
def test_every_order_has_all_documents(client: FlaskClient, corpus: Corpus, order: str) -> None:
    assert sorted(listed(client, f"?sorter={order}")) == sorted(
        document.id for document in corpus.documents.all()
    )


def test_the_longest_comes_first_where_that_is_asked_for(
    client: FlaskClient, corpus: Corpus
) -> None:
    longest = max(corpus.documents.all(), key=lambda document: document.passages)
    assert listed(client, "?sorter=lengde")[0] == longest.id


def test_every_count_of_the_state_opens_as_many_documents(client: FlaskClient) -> None:
    page = Markup(client.get("/dokumenter/tilstand").text)
    opened = [a for a in page.addresses if "tilstand=" in a]
    assert opened
    for address in opened:
        assert listed(client, address.removeprefix("/dokumenter"))


def test_what_stands_in_two_documents_is_told_with_how_much(client: FlaskClient) -> None:
    page = client.get("/dokumenter/tilstand").text
    assert "/dokument/evaluering-ivs-2023-kortversjon" in page
    assert "av det første" in page


def test_the_state_says_how_far_each_plan_was_looked_for(
    client: FlaskClient, corpus: Corpus
) -> None:
    number = len(corpus.documents.all())
    page = client.get("/dokumenter/tilstand").text
    assert "/plan/havneset2021/matrise" in page
    assert f"av {number}" in page


def test_the_pages_are_well_made(client: FlaskClient) -> None:
    for address in ("/dokumenter", "/dokumenter/tilstand"):
        page = Markup(client.get(address).text)
        assert (page.misnested, sorted(set(page.ids))) == ([], sorted(page.ids))
