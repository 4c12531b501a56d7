import time
import zipfile
from dataclasses import replace
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from fetching_help import letter, settings_for, statuses
from publisher import Publisher, Reply, careful
from services import ASSETS, PAGE, put_page

from planspor.corpus import Corpus
from planspor.corpus.model import DocumentKind
from planspor.corpus.store.database import now
from planspor.ingest import add
from planspor.ingest.extract.details import Details
from planspor.ingest.fetch import Every, Fetcher, Source, Web, connectors
from planspor.ingest.remove import remove
from planspor.ingest.sandbox import Workers


def follow(name: str, *addresses: str, every: Every | None = None) -> Source:
    return Source(name, "address", addresses, every)


def test_a_fetched_file_is_a_document_that_knows_its_address(
    fetcher: Fetcher, corpus: Corpus, publisher: Publisher
) -> None:
    address = publisher.keep("/brev-2022.txt", letter())
    (outcome,) = fetcher.fetch([address])
    assert (outcome.status, outcome.address) == ("added", address)
    assert outcome.document is not None
    document = corpus.documents.get(outcome.document)
    assert document.address == address
    assert document.file == "brev-2022.txt"
    assert corpus.originals.read(document.sha256) == letter().encode()


@pytest.mark.parametrize("modified", [None, 1_600_000_000.0])
def test_what_has_not_changed_stays_and_what_has_is_a_new_version(
    fetcher: Fetcher, corpus: Corpus, publisher: Publisher, modified: float | None
) -> None:
    address = publisher.keep("/brev.txt", letter(2023), modified)
    source = follow("brev", address)
    assert statuses(fetcher.update([source])) == ["added"]
    assert statuses(fetcher.update([source])) == ["unchanged"]
    publisher.keep("/brev.txt", letter(2024), modified and modified + 60)
    (outcome,) = fetcher.update([source])
    assert outcome.status == "updated"
    assert outcome.document is not None
    assert corpus.documents.get(outcome.document).version == 2
    assert len(corpus.documents.all()) == 1


def test_a_server_that_tells_no_versions_apart_is_seen_through_by_the_bytes(
    fetcher: Fetcher, publisher: Publisher
) -> None:
    source = follow("brev", publisher.put("/brev.txt", letter(2023)))
    assert statuses(fetcher.update([source])) == ["added"]
    assert statuses(fetcher.update([source])) == ["unchanged"]
    publisher.put("/brev.txt", letter(2024))
    assert statuses(fetcher.update([source])) == ["updated"]


def test_a_changed_file_at_an_address_is_a_new_version_whatever_it_is_called(
    fetcher: Fetcher, corpus: Corpus, publisher: Publisher
) -> None:
    address = publisher.put("/siste", letter(2023), Content_Disposition="filename=brev-2023.txt")
    fetcher.fetch([address])
    publisher.put("/siste", letter(2024), Content_Disposition="filename=notat-2024.txt")
    assert statuses(fetcher.fetch([address])) == ["updated"]
    assert [document.version for document in corpus.documents.all()] == [2]


def test_a_page_that_was_added_from_a_folder_first_has_its_next_version_fetched(
    fetcher: Fetcher, corpus: Corpus, publisher: Publisher, tmp_path: Path
) -> None:
    local = tmp_path / "lokalt-brev.txt"
    local.write_text(letter(2023), "utf-8")
    (added,) = add(corpus, [local])
    source = follow("brev", publisher.put("/brev.txt", letter(2023)))
    fetcher.update([source])
    publisher.put("/brev.txt", letter(2024))
    (outcome,) = fetcher.update([source])
    assert (outcome.status, outcome.document) == ("updated", added.document)
    assert [document.version for document in corpus.documents.all()] == [2]


def test_files_of_one_name_at_two_addresses_are_two_documents(
    fetcher: Fetcher, corpus: Corpus, publisher: Publisher
) -> None:
    addresses = [publisher.keep(f"/{year}/brev.txt", letter(year)) for year in (2023, 2024)]
    assert statuses(fetcher.fetch(addresses)) == ["added", "added"]
    assert {document.address for document in corpus.documents.all()} == set(addresses)
    assert statuses(fetcher.fetch(addresses)) == ["unchanged", "unchanged"]


def test_the_kind_of_a_file_is_told_from_its_bytes(fetcher: Fetcher, publisher: Publisher) -> None:
    address = publisher.put("/brev.pdf", letter(), "application/pdf")
    assert statuses(fetcher.fetch([address])) == ["added"]


def test_what_a_person_says_of_a_source_holds_for_its_documents(
    fetcher: Fetcher, corpus: Corpus, publisher: Publisher
) -> None:
    said = Details(title="Brev til kommunen", kind=DocumentKind.LETTER, date="2022-02-03")
    source = replace(follow("brev", publisher.keep("/a.txt", letter())), details=said)
    (outcome,) = fetcher.update([source])
    assert outcome.document is not None
    document = corpus.documents.get(outcome.document)
    assert (document.title, document.kind, document.year) == (said.title, said.kind, 2022)


def test_a_failure_is_told_kept_and_stops_nothing(
    fetcher: Fetcher, corpus: Corpus, publisher: Publisher
) -> None:
    gone = f"{publisher.base}/borte.txt"
    source = follow("brev", gone, publisher.keep("/brev.txt", letter()))
    outcomes = fetcher.update([source])
    assert statuses(outcomes) == ["failed", "added"]
    assert outcomes[0].error is not None
    assert outcomes[0].error.code == "fetch_failed"
    held = corpus.fetches.find(gone)
    assert held is not None
    assert "404" in (held.failure or "")


def test_a_document_stays_when_its_address_is_gone(fetcher: Fetcher, publisher: Publisher) -> None:
    source = follow("brev", publisher.keep("/brev.txt", letter()))
    (added,) = fetcher.update([source])
    publisher.take_away("/brev.txt")
    (failed,) = fetcher.update([source])
    assert (failed.status, failed.document) == ("failed", added.document)
    publisher.keep("/brev.txt", letter())
    assert statuses(fetcher.update([source])) == ["unchanged"]


def test_what_no_reader_takes_is_asked_for_again_the_next_time(
    fetcher: Fetcher, publisher: Publisher
) -> None:
    source = follow("bilde", publisher.keep("/a", bytes(range(256)) * 8))
    first, second = fetcher.update([source]), fetcher.update([source])
    assert first[0].document is None
    assert statuses(first) == statuses(second)
    assert "If-None-Match" not in publisher.asked[-1][1]


def test_what_was_taken_out_stays_out_until_it_is_fetched_by_name(
    fetcher: Fetcher, corpus: Corpus, publisher: Publisher
) -> None:
    address = publisher.keep("/brev.txt", letter())
    (added,) = fetcher.update([follow("brev", address)])
    assert added.document is not None
    remove(corpus, added.document)
    (skipped,) = fetcher.update([follow("brev", address)])
    assert skipped.status == "skipped"
    assert skipped.error is not None
    assert "planspor fetch" in skipped.error.remedy
    assert statuses(fetcher.fetch([address])) == ["added"]


def test_a_source_is_asked_no_more_often_than_it_says(
    fetcher: Fetcher, corpus: Corpus, publisher: Publisher
) -> None:
    address = publisher.keep("/brev.txt", letter())
    source = follow("brev", address, every=Every.WEEK)
    assert statuses(fetcher.update([source])) == ["added"]
    assert statuses(fetcher.update([source])) == ["not due"]
    held = corpus.fetches.find(address)
    assert held is not None
    corpus.fetches.put([replace(held, at=now() - timedelta(days=8))])
    assert statuses(fetcher.update([source])) == ["unchanged"]


def test_a_source_with_a_failure_is_due(fetcher: Fetcher, publisher: Publisher) -> None:
    source = follow("brev", f"{publisher.base}/brev.txt", every=Every.MONTH)
    assert statuses(fetcher.update([source])) == ["failed"]
    publisher.keep("/brev.txt", letter())
    assert statuses(fetcher.update([source])) == ["added"]


def test_a_dry_run_says_what_would_be_done_and_does_nothing(
    fetcher: Fetcher, corpus: Corpus, publisher: Publisher
) -> None:
    old, new = (publisher.keep(f"/{name}.txt", letter(y)) for name, y in (("a", 1999), ("b", 2001)))
    fetcher.fetch([old])
    asked = len(publisher.asked)
    outcomes = fetcher.update([follow("brev", old, new)], dry_run=True)
    assert statuses(outcomes) == ["to check", "to add"]
    assert len(publisher.asked) == asked
    assert corpus.fetches.find(new) is None


def test_an_interrupted_update_goes_on_where_it_was(
    corpus: Corpus, web: Web, publisher: Publisher, workers: Workers
) -> None:
    addresses = [publisher.put(f"/{year}.txt", letter(year)) for year in (2019, 2020, 2021)]
    source = follow("brev", *addresses, every=Every.MONTH)

    def stop_at_last(done: int, _known: int, _name: str) -> None:
        if done == 2:
            raise KeyboardInterrupt

    known = connectors(settings_for(publisher))
    with pytest.raises(KeyboardInterrupt):
        Fetcher(corpus, web, known, workers, stop_at_last).update([source])
    outcomes = Fetcher(corpus, web, known, workers).update([source])
    assert statuses(outcomes) == ["done before", "done before", "added"]
    assert publisher.paths() == ["/2019.txt", "/2020.txt", "/2021.txt"]
    assert statuses(Fetcher(corpus, web, known, workers).update([source])) == 3 * ["not due"]


def test_an_update_left_long_ago_begins_anew(corpus: Corpus) -> None:
    assert corpus.fetches.begin() is None
    assert corpus.fetches.begin() is not None
    corpus.fetches.end()
    assert corpus.fetches.begin() is None


def test_each_document_in_a_fetched_archive_is_an_outcome(
    fetcher: Fetcher, corpus: Corpus, publisher: Publisher
) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("brev-2023.txt", letter(2023))
        archive.writestr("notat-2024.txt", letter(2024))
    address = publisher.keep("/pakke.zip", packed.getvalue())
    assert statuses(fetcher.fetch([address])) == ["added", "added"]
    assert len(corpus.documents.all()) == 2
    assert statuses(fetcher.fetch([address])) == ["unchanged"]


def test_a_publisher_that_does_not_say_is_one_failure(
    fetcher: Fetcher, publisher: Publisher
) -> None:
    publisher.answer("/stortinget/eksport/publikasjoner", lambda _: Reply(404))
    brev = follow("brev", publisher.keep("/brev.txt", letter()))
    outcomes = fetcher.update([Source("storting", "stortinget", ("2024-2025",)), brev])
    assert [(o.address, str(o.status)) for o in outcomes] == [
        ("2024-2025", "failed"),
        (brev.follow[0], "added"),
    ]


def test_a_page_that_differs_only_in_what_nobody_sees_is_unchanged(
    fetcher: Fetcher, publisher: Publisher
) -> None:
    address = put_page(publisher, words=200, nonce="a")
    assert statuses(fetcher.fetch([address])) == ["added"]
    put_page(publisher, words=200, nonce="b")
    assert statuses(fetcher.fetch([address])) == ["unchanged"]


def test_a_better_format_of_a_document_is_its_next_version(
    fetcher: Fetcher, corpus: Corpus, publisher: Publisher
) -> None:
    old, new = f"{ASSETS}/a.pdf", f"{ASSETS}/no/pdfs/b.pdf"
    publisher.answer(old, careful(letter(2023).encode(), time.time() - 100))
    publisher.answer(new, careful(letter(2024).encode(), time.time() - 900))
    address = put_page(publisher, old, words=3)
    assert statuses(fetcher.fetch([address])) == ["added"]
    assert statuses(fetcher.fetch([address])) == ["unchanged"]
    put_page(publisher, old, new, words=3)
    (outcome,) = fetcher.fetch([address])
    assert outcome.status == "updated"
    (document,) = corpus.documents.all()
    assert (document.version, document.address) == (2, publisher.base + PAGE)
    assert document.issuer == "Klimadepartementet"
