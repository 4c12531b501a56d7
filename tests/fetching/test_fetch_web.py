import os
import threading
import time
from pathlib import Path

import pytest
from fetching_help import FakeClock, settings_for
from publisher import Publisher, Reply, careful, cut_off, serving

from planspor.corpus.errors import CorpusError, FetchError
from planspor.corpus.store.database import now
from planspor.corpus.store.fetches import Fetch
from planspor.ingest.fetch import Web

LONG = b"".join(b"%06d\n" % number for number in range(30_000))


def known(address: str, **values: str) -> Fetch:
    return Fetch(address, now(), **values)


def test_what_lies_at_an_address_comes_with_what_tells_its_versions_apart(
    web: Web, publisher: Publisher
) -> None:
    answer = web.get(publisher.keep("/rapport.txt", "Rapport"))
    assert answer.data == b"Rapport"
    assert answer.name == "rapport.txt"
    assert answer.etag


@pytest.mark.parametrize("modified", [None, 1_600_000_000.0])
def test_what_has_not_changed_is_not_sent_again(
    web: Web, publisher: Publisher, modified: float | None
) -> None:
    address = publisher.keep("/rapport.txt", "Rapport", modified)
    first = web.get(address)
    held = Fetch(address, now(), etag=first.etag, last_modified=first.last_modified)
    assert web.get(address, held).data is None
    publisher.keep("/rapport.txt", "Rapporten", modified and modified + 60)
    assert web.get(address, held).data == b"Rapporten"


def test_requests_say_who_asks(tmp_path: Path, publisher: Publisher) -> None:
    settings = settings_for(publisher, contact="arkiv@kommune.example")
    with Web(tmp_path, settings, FakeClock()) as web:
        web.get(publisher.put("/a", "x"))
    for _, headers in publisher.asked:
        assert headers["User-Agent"].startswith("Planspor/")
        assert "arkiv@kommune.example" in headers["User-Agent"]


def test_a_server_that_is_busy_is_asked_again_after_as_long_as_it_says(
    web: Web, publisher: Publisher, clock: FakeClock
) -> None:
    busy = Reply(429, b"", {"Retry-After": "17"})
    address = publisher.in_turn("/a", busy, Reply(200, b"endelig"))
    assert web.get(address).data == b"endelig"
    assert clock.slept == [17.0]


def test_a_server_that_is_down_for_a_moment_is_asked_again(
    web: Web, publisher: Publisher, clock: FakeClock
) -> None:
    address = publisher.in_turn("/a", Reply(503), Reply(500), Reply(200, b"oppe"))
    assert web.get(address).data == b"oppe"
    assert len(clock.slept) == 2


def test_a_server_that_stays_down_is_told_of_with_its_answer(
    web: Web, publisher: Publisher
) -> None:
    address = publisher.answer("/a", lambda _: Reply(503))
    with pytest.raises(FetchError, match="503 Service Unavailable") as caught:
        web.get(address)
    assert address in caught.value.message
    assert caught.value.remedy
    assert publisher.paths() == ["/a"] * 5


def test_a_server_that_asks_for_too_long_a_wait_is_left_alone(
    web: Web, publisher: Publisher, clock: FakeClock
) -> None:
    address = publisher.answer("/a", lambda _: Reply(429, b"", {"Retry-After": "86400"}))
    with pytest.raises(FetchError, match="asks to wait 86400 seconds"):
        web.get(address)
    assert clock.slept == []
    assert publisher.paths() == ["/a"]


def test_a_page_that_is_not_there_is_not_asked_for_again(web: Web, publisher: Publisher) -> None:
    with pytest.raises(FetchError, match="404 Not Found") as caught:
        web.get(f"{publisher.base}/borte")
    assert caught.value.status == 404
    assert publisher.paths() == ["/borte"]


def test_a_host_that_is_not_there_is_an_error_with_a_remedy(tmp_path: Path) -> None:
    with (
        Web(tmp_path, settings_for(Publisher(), retries=1), FakeClock()) as web,
        pytest.raises(FetchError, match="cannot be reached") as caught,
    ):
        web.get("http://127.0.0.1:1/rapport.pdf")
    assert caught.value.remedy


def test_a_download_that_breaks_off_goes_on_where_it_was(web: Web, publisher: Publisher) -> None:
    whole = careful(LONG)
    address = publisher.in_turn("/lang.txt", cut_off(whole, 50_000), whole)
    assert web.get(address).data == LONG
    (_, first), (_, second) = (asked for asked in publisher.asked if asked[0] == "/lang.txt")
    assert "Range" not in first
    assert second["Range"] == "bytes=50000-"
    assert second["If-Range"].startswith('"')


def test_a_later_run_goes_on_with_a_download_that_broke_off(
    tmp_path: Path, publisher: Publisher
) -> None:
    whole = careful(LONG, 1_600_000_000.0)
    address = publisher.answer("/lang.txt", cut_off(whole, 1000))
    with (
        Web(tmp_path, settings_for(publisher), FakeClock()) as web,
        pytest.raises(FetchError, match="broke off"),
    ):
        web.get(address)
    publisher.answer("/lang.txt", whole)
    with Web(tmp_path, settings_for(publisher), FakeClock()) as web:
        assert web.get(address).data == LONG
    assert "Range" in publisher.asked[-1][1]
    assert not [path for path in tmp_path.iterdir() if path.is_file()]


def test_what_cannot_be_gone_on_with_is_not_kept(web: Web, publisher: Publisher) -> None:
    address = publisher.answer("/a", cut_off(lambda _: Reply(200, LONG), 1000))
    with pytest.raises(FetchError, match="broke off"):
        web.get(address)
    assert list(web.folder.glob("*")) == []


def test_downloads_that_were_abandoned_are_removed_after_a_week(
    tmp_path: Path, publisher: Publisher
) -> None:
    old, new = tmp_path / "old.part", tmp_path / "new.part"
    old.write_bytes(b"halv")
    new.write_bytes(b"halv")
    os.utime(old, (0, time.time() - 8 * 24 * 3600))
    with Web(tmp_path, settings_for(publisher), FakeClock()):
        assert list(tmp_path.glob("*")) == [new]


def test_a_disk_that_takes_no_download_is_told_of(tmp_path: Path, publisher: Publisher) -> None:
    folder = tmp_path / "downloads"
    folder.write_text("a file where the folder should be")
    with (
        Web(folder, settings_for(publisher), FakeClock()) as web,
        pytest.raises(CorpusError, match="cannot be kept") as caught,
    ):
        web.get(publisher.put("/a", "tekst"))
    assert str(folder) in caught.value.message


def test_a_file_that_has_changed_since_its_half_came_is_fetched_whole(
    web: Web, publisher: Publisher
) -> None:
    address = publisher.in_turn("/lang.txt", cut_off(careful(LONG), 1000), careful(LONG[::-1]))
    assert web.get(address).data == LONG[::-1]


def test_a_server_without_ranges_sends_the_whole_again(web: Web, publisher: Publisher) -> None:
    plain = Reply(200, LONG)
    address = publisher.in_turn("/lang.txt", cut_off(lambda _: plain, 1000), plain)
    assert web.get(address).data == LONG
    assert all("Range" not in headers for _, headers in publisher.asked)


def test_another_part_than_was_asked_for_is_not_pasted_on(web: Web, publisher: Publisher) -> None:
    whole = careful(LONG)
    wrong = Reply(206, LONG[10:], {"Content-Range": f"bytes 10-{len(LONG) - 1}/{len(LONG)}"})
    address = publisher.in_turn("/lang.txt", cut_off(whole, 1000), wrong, whole)
    assert web.get(address).data == LONG


def test_a_silent_server_is_given_up(tmp_path: Path, publisher: Publisher) -> None:
    heard = threading.Event()
    address = publisher.answer("/a", lambda _: Reply(200, b"beg", {}, 100, heard))
    try:
        with (
            Web(tmp_path, settings_for(publisher, timeout=0.2), FakeClock()) as web,
            pytest.raises(FetchError, match="broke off"),
        ):
            web.get(address)
    finally:
        heard.set()


def test_a_download_that_drips_is_ended(tmp_path: Path, publisher: Publisher) -> None:
    settings = settings_for(publisher, longest=1.0)
    with (
        Web(tmp_path, settings, FakeClock(tick=2.0)) as web,
        pytest.raises(FetchError, match="took longer"),
    ):
        web.get(publisher.put("/a", LONG))


@pytest.mark.parametrize("told", [True, False])
def test_what_is_too_large_is_refused_whether_the_server_says_so_or_not(
    tmp_path: Path, publisher: Publisher, told: bool
) -> None:
    chunks = b"".join(b"1000\r\n" + bytes(0x1000) + b"\r\n" for _ in range(20)) + b"0\r\n\r\n"
    untold = Reply(200, chunks, {"Transfer-Encoding": "chunked"})
    address = publisher.answer("/a", lambda _: Reply(200, LONG) if told else untold)
    with (
        Web(tmp_path, settings_for(publisher, most=50_000), FakeClock()) as web,
        pytest.raises(FetchError, match=r"larger than 0\.05 MB"),
    ):
        web.get(address)
    assert not list(tmp_path.iterdir())


def test_rules_for_robots_are_asked_for_once_and_kept(web: Web, publisher: Publisher) -> None:
    publisher.put("/robots.txt", "User-agent: *\nDisallow: /privat/\n", "text/plain")
    web.get(publisher.put("/apent", "x"))
    with pytest.raises(FetchError, match="do not allow it"):
        web.get(publisher.put("/privat/a", "x"))
    assert [path for path, _ in publisher.asked] == ["/robots.txt", "/apent"]


def test_rules_for_this_program_by_name_count_before_those_for_all(
    web: Web, publisher: Publisher
) -> None:
    rules = "User-agent: *\nAllow: /\n\nUser-agent: planspor\nDisallow: /\n"
    publisher.put("/robots.txt", rules, "text/plain")
    with pytest.raises(FetchError, match="do not allow it"):
        web.get(publisher.put("/a", "x"))


def test_a_host_that_cannot_say_its_rules_is_not_fetched_from(
    web: Web, publisher: Publisher
) -> None:
    publisher.answer("/robots.txt", lambda _: Reply(500))
    with pytest.raises(FetchError, match="its rules are not known"):
        web.get(publisher.put("/a", "x"))
    assert publisher.paths() == []


def test_requests_to_a_host_keep_the_pause(tmp_path: Path, publisher: Publisher) -> None:
    clock = FakeClock()
    with Web(tmp_path, settings_for(publisher, pause=1.5), clock) as web:
        web.get(publisher.put("/a", "x"))
        web.get(publisher.put("/b", "x"))
    assert clock.slept == [1.5, 1.5]


def test_a_host_can_ask_for_a_longer_pause(
    web: Web, publisher: Publisher, clock: FakeClock
) -> None:
    publisher.put("/robots.txt", "User-agent: *\nCrawl-delay: 4\n", "text/plain")
    web.get(publisher.put("/a", "x"))
    web.get(publisher.put("/b", "x"))
    assert clock.slept == [4.0, 4.0]


def test_a_host_that_asks_for_a_pause_nobody_waits_is_left_alone(
    web: Web, publisher: Publisher, clock: FakeClock
) -> None:
    publisher.put("/robots.txt", "User-agent: *\nCrawl-delay: 86400\n", "text/plain")
    with pytest.raises(FetchError, match="86400 seconds between requests"):
        web.get(publisher.put("/a", "a"))
    assert publisher.paths() == []
    assert clock.slept == []


def test_a_host_that_cannot_say_its_rules_is_asked_for_them_once(
    web: Web, publisher: Publisher
) -> None:
    publisher.answer("/robots.txt", lambda _: Reply(503))
    for path in ("/a", "/b"):
        with pytest.raises(FetchError, match="rules are not known"):
            web.get(publisher.put(path, "tekst"))
    assert len(publisher.asked) == 5


def test_redirects_are_followed_to_where_the_file_lies(web: Web, publisher: Publisher) -> None:
    publisher.put("/ny/rapport.txt", "Rapport")
    moved = Reply(301, b"", {"Location": "/ny/rapport.txt"})
    answer = web.get(publisher.answer("/gammel", lambda _: moved))
    assert (answer.data, answer.name) == (b"Rapport", "rapport.txt")
    assert answer.address == f"{publisher.base}/ny/rapport.txt"


def test_a_ring_of_redirects_ends(web: Web, publisher: Publisher) -> None:
    address = publisher.answer("/a", lambda _: Reply(302, b"", {"Location": "/a"}))
    with pytest.raises(FetchError, match="sends on more than 10 times"):
        web.get(address)


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://127.0.0.1/a", "data:,a"])
def test_redirects_lead_to_nothing_but_the_web(web: Web, publisher: Publisher, target: str) -> None:
    address = publisher.answer("/a", lambda _: Reply(302, b"", {"Location": target}))
    with pytest.raises(FetchError, match="the server sends on to"):
        web.get(address)


def test_rules_for_robots_hold_where_a_redirect_leads(web: Web, publisher: Publisher) -> None:
    publisher.put("/robots.txt", "User-agent: *\nDisallow: /privat\n", "text/plain")
    publisher.put("/privat", "x")
    address = publisher.answer("/a", lambda _: Reply(302, b"", {"Location": "/privat"}))
    with pytest.raises(FetchError, match="do not allow it"):
        web.get(address)


def test_a_key_does_not_follow_a_redirect_to_another_host(web: Web, publisher: Publisher) -> None:
    other = publisher.base.replace("127.0.0.1", "localhost")
    publisher.put("/b", "x")
    address = publisher.answer("/a", lambda _: Reply(302, b"", {"Location": f"{other}/b"}))
    web.get(address, headers={"X-Key": "hemmelig"})
    keys = {path: headers.get("X-Key") for path, headers in publisher.asked}
    assert keys == {"/robots.txt": None, "/a": "hemmelig", "/b": None}


def test_a_key_does_not_follow_a_redirect_to_another_port_of_the_host(
    web: Web, publisher: Publisher
) -> None:
    with serving() as other:
        there = other.put("/b", "x")
        address = publisher.answer("/a", lambda _: Reply(302, b"", {"Location": there}))
        web.get(address, headers={"X-Key": "hemmelig"})
        assert [headers.get("X-Key") for _, headers in other.asked] == [None, None]


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ("file:///etc/passwd", "only addresses of the web"),
        ("ftp://ftp.example.no/a", "only addresses of the web"),
        ("https://", "only addresses of the web"),
        ("https://ola:hemmelig@example.no/a", "name or password"),
        ("https://exa mple.no:port/", "is no address"),
    ],
)
def test_what_is_no_address_of_the_web_is_not_asked_for(web: Web, address: str, wrong: str) -> None:
    with pytest.raises(FetchError, match=wrong) as caught:
        web.get(address)
    assert "hemmelig" not in caught.value.message


def test_a_file_is_called_what_the_server_calls_it(web: Web, publisher: Publisher) -> None:
    address = publisher.put(
        "/nedlasting", "x", Content_Disposition="attachment; filename*=UTF-8''..%2Fm%C3%A5l.txt"
    )
    assert web.get(address).name == "mål.txt"
