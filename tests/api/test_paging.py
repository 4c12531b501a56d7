"""Pages of lists: each thing once, also while things come."""

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from hypothesis import given, settings
from hypothesis import strategies as st

import planspor.corpus
import planspor.ingest
from planspor.ingest.link import link
from planspor.web.api.cursors import cut, decoded, encoded
from planspor.web.app import create_app

ROOT = "/api/v1"
LISTS = [
    "/documents",
    "/documents/evaluering-fjordforsk-2024/sections",
    "/documents/evaluering-fjordforsk-2024/passages",
    "/plans",
    "/plans/havneset2021/measures",
    "/plans/havneset2021/goals",
    "/plans/havneset2021/indicators",
    "/links?plan=havneset2021",
    "/reviews",
    "/entities",
    "/references/missing",
    "/documents/havneset-arsrapport-2022/references",
]


def paged(client: FlaskClient, path: str, limit: int) -> list[object]:
    """All of a list, a page at a time, by what `next` says."""
    found: list[object] = []
    address: str | None = f"{ROOT}{path}{'&' if '?' in path else '?'}limit={limit}"
    while address:
        answer = client.get(address)
        assert answer.status_code == 200, answer.text
        said = answer.get_json()
        assert len(said["items"]) <= limit
        link = answer.headers.get("Link")
        assert link == (f'<{said["next"]}>; rel="next"' if said["next"] else None)
        found += said["items"]
        address = said["next"]
    assert len(found) == said["total"]
    return found


@pytest.mark.parametrize("path", LISTS)
def test_paging_through_gives_each_once_and_in_order(client: FlaskClient, path: str) -> None:
    whole = paged(client, path, 200)
    assert whole
    limit = max(1, len(whole) // 5)
    assert paged(client, path, limit) == whole


def test_the_links_of_a_target_are_paged_through_once(client: FlaskClient) -> None:
    address: str | None = f"{ROOT}/evidence/havneset2021/m8?limit=2"
    found: list[str] = []
    while address:
        said = client.get(address).get_json()
        assert bool(said["searched"]) is not bool(found)
        found += [one["id"] for one in said["links"]]
        address = said["next"]
    assert len(found) == len(set(found)) == said["total"]


def test_the_rows_of_a_matrix_are_paged_through_once(client: FlaskClient) -> None:
    address: str | None = f"{ROOT}/plans/havneset2021/matrix?limit=7"
    rows: list[str] = []
    while address:
        said = client.get(address).get_json()
        rows += [one["id"] for one in said["rows"]]
        assert {one["row"] for one in said["cells"]} <= set(rows)
        address = said["next"]
    assert len(rows) == len(set(rows)) == said["total"] == 19


def test_hits_are_paged_through_once(client: FlaskClient) -> None:
    address: str | None = f"{ROOT}/search?q=kommunen&limit=4"
    ranks: list[int] = []
    ids: list[str] = []
    while address:
        said = client.get(address).get_json()
        ranks += [hit["rank"] for hit in said["hits"]]
        ids += [hit["passage"]["id"] for hit in said["hits"]]
        address = said["next"]
    assert ranks == list(range(1, said["total"] + 1))
    assert len(set(ids)) == len(ids)


@settings(max_examples=60, deadline=None)
@given(
    held=st.sets(st.integers(0, 60), min_size=1),
    come=st.lists(st.integers(0, 60), max_size=12),
    limit=st.integers(1, 9),
)
def test_what_was_there_is_given_once_whatever_comes_meanwhile(
    held: set[int], come: list[int], limit: int
) -> None:
    now, coming, given_, cursor = set(held), iter(come), [], None
    while True:
        page = cut(now, lambda one: (one,), limit, cursor)
        given_ += page.items
        now |= {one for _, one in zip(range(2), coming, strict=False)}
        if page.next is None:
            break
        cursor = page.next
    assert len(given_) == len(set(given_))
    assert held <= set(given_)
    assert given_ == sorted(given_)


@given(key=st.tuples(st.text(), st.integers(), st.floats(allow_nan=False)), scope=st.text())
def test_a_cursor_gives_its_key_back(key: tuple[object, ...], scope: str) -> None:
    assert decoded(encoded(key, scope), scope) == key


def test_documents_that_are_added_meanwhile_double_nothing(
    sample_corpus: Path, tmp_path: Path
) -> None:
    """On a real record: a document comes in between each two pages of four lists."""
    folder = Path(shutil.copytree(sample_corpus, tmp_path / "corpus"))
    app = create_app(folder)
    client = app.test_client()
    lists = ("/documents", "/links?plan=havneset2021", "/reviews", "/entities")
    before = {path: _ids(paged(client, path, 200)) for path in lists}
    at: dict[str, str | None] = {
        p: f"{ROOT}{p}{'&' if '?' in p else '?'}limit={_part(before[p])}" for p in lists
    }
    found: dict[str, list[str]] = {path: [] for path in lists}
    with planspor.corpus.open(folder) as corpus:
        for number in range(8):
            for path in lists:
                if address := at[path]:
                    said = client.get(address).get_json()
                    found[path] += _ids(said["items"])
                    at[path] = said["next"]
            file = tmp_path / f"{'akm'[number % 3]}{number}.txt"
            text = (
                f"Notat {number}\n\nVentetiden i kommunen er kortet ned i tiltak nummer {number}.\n"
            )
            file.write_text(text, encoding="utf-8")
            if number < 3:
                planspor.ingest.add(corpus, [file])
                link(corpus)
    app.extensions["planspor"].close()
    for path in lists:
        assert at[path] is None, path
        assert len(found[path]) == len(set(found[path])), path
        assert set(before[path]) <= set(found[path]), path


def _part(ids: list[str]) -> int:
    return max(1, -(-len(ids) // 5))


def _ids(items: list[object]) -> list[str]:
    return [str(one.get("id") or sorted(one.items(), key=str)) for one in items]  # type: ignore[attr-defined]


def test_a_search_whose_order_may_have_changed_says_so(sample_corpus: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(sample_corpus, tmp_path / "corpus"))
    app = create_app(folder)
    client = app.test_client()
    first = client.get(f"{ROOT}/search?q=kommunen&limit=2").get_json()
    file = tmp_path / "nytt.txt"
    file.write_text("Notat\n\nKommunen har nye tall om ventetid i tjenestene.\n", encoding="utf-8")
    with planspor.corpus.open(folder) as corpus:
        planspor.ingest.add(corpus, [file])
    answer = client.get(first["next"])
    assert answer.status_code == 410
    assert "/api/v1/exports" in answer.get_json()["remedy"]
    app.extensions["planspor"].close()


@pytest.mark.parametrize("cursor", ["abc", "W10", "WyIiXQ", encoded(("x", "y")), encoded((1,))])
@pytest.mark.parametrize("path", ["/documents", "/links", "/reviews", "/search?q=x", "/plans"])
def test_a_cursor_that_was_not_given_names_no_page(
    client: FlaskClient, path: str, cursor: str
) -> None:
    answer = client.get(f"{ROOT}{path}{'&' if '?' in path else '?'}cursor={cursor}")
    if path == "/reviews" and cursor == encoded((1,)):
        pytest.skip("it is one of this list's")
    assert answer.status_code in (404, 200), answer.text
    if answer.status_code == 404:
        assert answer.get_json()["remedy"] == "Begin without a cursor."


def test_a_page_of_an_earlier_version_is_gone(client: FlaskClient) -> None:
    cursor = encoded((3,), "7")
    answer = client.get(f"{ROOT}/documents/evaluering-ivs-2023/passages?cursor={cursor}")
    assert answer.status_code == 410
