from pathlib import Path

import pytest
from running import ask, run

REPORT = "evaluering-ivs-2023"
LETTER = "havneset-statusnotat-2024"
BUDGET = "havneset-budsjett-2022"


def test_edit_without_a_value_shows_every_detail_and_how_it_was_found(sample_corpus: Path) -> None:
    answer = ask(sample_corpus, "edit", REPORT)
    assert (answer["changed"], answer["linked"]) == ([], False)
    assert answer["details"]["kind"]["value"] == "evaluation"
    assert answer["details"]["kind"]["found"] == "documents.yaml"
    printed = run(sample_corpus, "edit", REPORT).stdout
    assert all(name in printed for name in answer["details"])
    assert "documents.yaml" in printed


def test_edit_corrects_clears_and_is_followed_by_search(own_corpus: Path) -> None:
    done = ask(own_corpus, "edit", LETTER, "--kind", "circular", "--issuer", "Nabolaget")
    assert set(done["changed"]) == {"kind", "issuer"}
    assert done["linked"]
    assert done["details"]["issuer"]["corrected"]
    found = ask(own_corpus, "search", "kind:circular issuer:Nabolaget")
    assert {hit["document"]["id"] for hit in found["hits"]} == {LETTER}
    back = ask(own_corpus, "edit", LETTER, "--clear", "kind", "--clear", "issuer")
    assert set(back["changed"]) == {"kind", "issuer"}
    assert not ask(own_corpus, "search", "issuer:Nabolaget")["hits"]


def test_an_empty_value_says_that_there_is_none(own_corpus: Path) -> None:
    answer = ask(own_corpus, "edit", REPORT, "--date", "")
    assert answer["details"]["date"]["value"] is None
    assert answer["details"]["date"]["corrected"]
    assert "Changed: nothing" in run(own_corpus, "edit", REPORT, "--date", "").stdout


@pytest.mark.parametrize(
    ("option", "value", "code"), [("--date", "i fjor", 1), ("--kind", "roman", 2)]
)
def test_a_wrong_value_is_refused_with_what_can_be_written(
    sample_corpus: Path, option: str, value: str, code: int
) -> None:
    result = run(sample_corpus, "edit", REPORT, option, value)
    assert result.exit_code == code
    assert value in result.stderr
    assert "2021-06-17" in result.stderr or "evaluation" in result.stderr


def test_the_answers_tell_who_may_see_a_document_and_what_is_linked_to_it(
    own_corpus: Path,
) -> None:
    ask(own_corpus, "edit", LETTER, "--access", "restricted")
    listed = {document["id"]: document["access"] for document in ask(own_corpus, "list")}
    assert {id_ for id_, access in listed.items() if access == "restricted"} == {LETTER}
    links = ask(own_corpus, "evidence", "havneset2021/m2")["links"]
    assert {(link["document"] == LETTER, link["access"]) for link in links} == {
        (True, "restricted"),
        (False, "open"),
    }
    columns = ask(own_corpus, "matrix", "havneset2021")["documents"]
    assert {c["id"] for c in columns if c["access"] == "restricted"} == {LETTER}


def test_files_can_be_restricted_from_the_first_moment(tmp_path: Path) -> None:
    file = tmp_path / "intervju.txt"
    file.write_text("Samtale med en som bor ved kaien, om lysene der.", encoding="utf-8")
    ask(tmp_path / "corpus", "add", file, "--access", "restricted")
    [held] = ask(tmp_path / "corpus", "list")
    assert (held["access"], held["found"]["access"]) == ("restricted", "person")
    assert "restricted" in run(tmp_path / "corpus", "list").stdout


def test_several_documents_are_taken_out_at_once_or_none(own_corpus: Path) -> None:
    asked = run(own_corpus, "remove", LETTER, "borte", "--yes")
    assert (asked.exit_code, "borte" in asked.stderr) == (1, True)
    assert LETTER in [document["id"] for document in ask(own_corpus, "list")]
    gone = ask(own_corpus, "remove", LETTER, BUDGET, LETTER, "--yes")
    assert [one["removed"] for one in gone] == [LETTER, BUDGET]
    assert all((one["originals"], one["page_pictures"]) == (1, 0) for one in gone)
    assert not {LETTER, BUDGET} & {document["id"] for document in ask(own_corpus, "list")}


def test_remove_says_what_hangs_on_a_document_before_it_asks(own_corpus: Path) -> None:
    result = run(own_corpus, "remove", LETTER, input="n\n")
    for said in ("1 version(s)", "passages", "links", "1 original(s)", "0 page picture(s)"):
        assert said in result.stderr
    assert "stay in the log, with the words they rest on" in result.stderr


def test_serve_says_how_many_documents_it_hides(
    own_corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planspor.web.server.run", lambda *_args, **_options: None)
    ask(own_corpus, "edit", LETTER, "--access", "restricted")
    assert "hidden" not in run(own_corpus, "serve").stdout
    shared = run(own_corpus, "serve", "--host", "0.0.0.0").stdout
    assert "1 restricted document(s) are hidden" in shared
