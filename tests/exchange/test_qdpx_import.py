"""REFI-QDA projects of other programs as they come in."""

import io
import zipfile
from pathlib import Path

import pytest
from exchange_help import (
    KARI,
    PLAN,
    USERS,
    codes,
    guid,
    project,
    selection,
    taken,
    text_source,
    written,
)
from hypothesis import given
from hypothesis import strategies as st

from planspor.corpus import Corpus
from planspor.corpus.errors import InputError, UnreadableFile
from planspor.corpus.model import Decision, Stage, Stance
from planspor.web.exchange.qdpx.positions import Reading
from planspor.web.exchange.qdpx.reading import ReadSelection
from planspor.web.exchange.taking import Report

DOCUMENT = "evaluering-ivs-2023"
PER = "per-hansen"


@pytest.fixture
def wording(fresh: Corpus) -> str:
    """How measure 3 is worded."""
    return str(fresh.plans.target(f"{PLAN}/m3").text)


def coded_words(corpus: Corpus) -> list[str]:
    """The words that Per's links rest on."""
    per = {r.link for r in corpus.reviews.all() if r.person == PER}
    return sorted(corpus.links.get(link).quotation for link in per)


def given_project(
    corpus: Corpus, folder: Path, wording: str, data: bytes, start: int, end: int, name: str = ""
) -> Report:
    body = (
        USERS
        + codes(wording, "Handling", "Støtter")
        + text_source("Uten navn", "internal://x.txt", selection(start, end, 1, 2, 3, name=name))
    )
    return taken(corpus, project(body, {"sources/x.txt": data}), "qdpx", folder)


def place(corpus: Corpus) -> tuple[str, int, int]:
    """The clean text of a document, and where one of its passages stands."""
    passage = corpus.documents.passages(DOCUMENT)[4]
    return corpus.documents.text(DOCUMENT), passage.start, passage.end


def test_a_coding_is_a_link_that_its_coder_accepted(
    fresh: Corpus, tmp_path: Path, wording: str
) -> None:
    text, start, end = place(fresh)
    report = given_project(fresh, tmp_path, wording, text.encode(), start, start + 50)
    assert (report.made, report.decisions, report.unplaced) == (1, 1, [])
    (review,) = fresh.reviews.all()
    assert (review.person, review.decision) == (PER, Decision.ACCEPT)
    assert (review.stage, review.stance) == (Stage.ACTION, Stance.SUPPORTS)
    assert review.at.isoformat() == "2024-02-03T04:05:06+00:00"
    assert coded_words(fresh) == [text[start : start + 50]]
    assert {p.name for p in fresh.reviews.people()} == {"Per Hansen"}
    assert end > start + 50


def test_it_is_not_entered_twice(fresh: Corpus, tmp_path: Path, wording: str) -> None:
    text, start, end = place(fresh)
    for made in (1, 0):
        report = given_project(fresh, tmp_path, wording, text.encode(), start, end)
        assert (report.made, report.decisions) == (made, made)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_source_may_be_encoded_in_any_way(
    fresh: Corpus, tmp_path: Path, wording: str, encoding: str
) -> None:
    text, start, end = place(fresh)
    given_project(fresh, tmp_path, wording, text.encode(encoding), start, end)
    assert coded_words(fresh) == [text[start:end]]


def test_lines_may_end_in_two_signs(fresh: Corpus, tmp_path: Path, wording: str) -> None:
    text, start, end = place(fresh)
    theirs = text.replace("\n", "\r\n")
    begin = len(text[:start].replace("\n", "\r\n"))
    data = theirs.encode()
    given_project(fresh, tmp_path, wording, data, begin, begin + end - start)
    assert coded_words(fresh) == [text[start:end]]


def test_positions_may_count_a_line_end_as_one_where_the_file_has_two(
    fresh: Corpus, tmp_path: Path, wording: str
) -> None:
    text, start, end = place(fresh)
    data = text.replace("\n", "\r\n").encode()
    given_project(fresh, tmp_path, wording, data, start, end, text[start : start + 40] + "...")
    assert coded_words(fresh) == [text[start:end]]


def test_words_are_found_in_a_source_that_another_program_read_otherwise(
    fresh: Corpus, tmp_path: Path, wording: str
) -> None:
    text, start, end = place(fresh)
    said = text[start:end]
    theirs = "Forside\n\n" + text[:start].upper() + "\n" + said.replace(" ", "  ")
    begin = theirs.index(said.replace(" ", "  "))
    body = (
        USERS
        + codes(wording)
        + text_source(f"{DOCUMENT}.docx", "internal://x.txt", selection(begin, len(theirs), 1))
    )
    report = taken(fresh, project(body, {"Sources/x.txt": theirs.encode()}), "qdpx", tmp_path)
    assert report.unplaced == []
    assert coded_words(fresh) == [said]


def test_words_that_differ_a_little_are_found_and_said_to_be_near(
    fresh: Corpus, tmp_path: Path, wording: str
) -> None:
    text, start, end = place(fresh)
    said = text[start:end].replace("en ", "et ", 1).replace("og", "samt", 1)
    body = (
        USERS
        + codes(wording)
        + text_source(f"{DOCUMENT}.txt", "internal://x.txt", selection(0, len(said), 1))
    )
    report = taken(fresh, project(body, {"sources/x.txt": said.encode()}), "qdpx", tmp_path)
    assert (report.made, report.near) == (1, 1)
    assert coded_words(fresh) == [text[start:end]]


def test_a_coding_over_several_passages_is_a_link_to_each(
    fresh: Corpus, tmp_path: Path, wording: str
) -> None:
    text = fresh.documents.text(DOCUMENT)
    first, second = fresh.documents.passages(DOCUMENT)[4:6]
    given_project(fresh, tmp_path, wording, text.encode(), first.start + 10, second.end)
    assert coded_words(fresh) == sorted([first.text[10:], second.text])


def test_a_program_may_write_a_selection_for_each_code(
    fresh: Corpus, tmp_path: Path, wording: str
) -> None:
    text, start, end = place(fresh)
    body = (
        USERS
        + codes(wording, "Resultat", "Motsier")
        + text_source(
            "x", "internal://x.txt", *(selection(start, end, number) for number in (3, 1, 2))
        )
    )
    taken(fresh, project(body, {"sources/x.txt": text.encode()}), "qdpx", tmp_path)
    (review,) = fresh.reviews.all()
    assert (review.stage, review.stance) == (Stage.RESULT, Stance.CONTRADICTS)


def test_a_coding_without_stage_or_stance_claims_nothing(
    fresh: Corpus, tmp_path: Path, wording: str
) -> None:
    text, start, end = place(fresh)
    body = USERS + codes(wording) + text_source("x", "internal://x.txt", selection(start, end, 1))
    report = taken(fresh, project(body, {"sources/x.txt": text.encode()}), "qdpx", tmp_path)
    (link,) = fresh.links.of_target(f"{PLAN}/m3")
    assert (link.stage, link.stance) == (Stage.INTENT, Stance.MENTIONS)
    assert "1 codings have no stage or stance" in report.notes[-1]


@pytest.mark.parametrize("namespace", ["urn:QDA-XML:project:1.0", "urn:QDA-XML:project:2.0", ""])
def test_namespaces_nesting_and_unknown_elements_do_no_harm(
    fresh: Corpus, tmp_path: Path, wording: str, namespace: str
) -> None:
    text, start, end = place(fresh)
    book = (
        f"<CodeBook><Codes><Code guid='{guid(7)}' name='Rot' isCodable='false'><Description>x"
        f"</Description><Code guid='{{{guid(1)}}}' name='{wording}' isCodable='true'><Ukjent/>"
        "</Code></Code></Codes></CodeBook><Graphs><Graph guid='x'/></Graphs>"
    )
    body = (
        "<Annet><User/></Annet>"
        + USERS
        + book
        + text_source("x", "internal://x.txt", "<Nytt a='1'/>", selection(start, end, 1))
    )
    data = project(body, {"sources/x.txt": text.encode()}, namespace)
    assert taken(fresh, data, "qdpx", tmp_path).made == 1


def test_a_pdf_is_read_by_its_text(fresh: Corpus, tmp_path: Path, wording: str) -> None:
    text, start, end = place(fresh)
    said = (
        f"<Sources><PDFSource guid='{guid(50)}' name='rapport.pdf' path='internal://r.pdf'>"
        f"<PDFSelection guid='{guid(51)}' page='3' firstX='1' firstY='1' secondX='2' secondY='2'>"
        f"<Representation guid='{guid(52)}'><PlainTextContent>{text[start:end]}"
        f"</PlainTextContent></Representation><Coding guid='{guid(53)}'>"
        f"<CodeRef targetGUID='{guid(1)}'/></Coding></PDFSelection>"
        f"<Representation guid='{guid(54)}' plainTextPath='internal://r.txt'>"
        f"{selection(start, start + 60, 1)}</Representation></PDFSource></Sources>"
    )
    data = project(USERS + codes(wording) + said, {"sources/r.txt": text.encode()})
    report = taken(fresh, data, "qdpx", tmp_path)
    assert (report.made, report.unplaced) == (2, [])
    assert coded_words(fresh) == [text[start : start + 60]]
    mine = [r.link for r in fresh.reviews.all() if r.person == KARI.id]
    assert [fresh.links.get(link).quotation for link in mine] == [text[start:end]]


def test_a_source_outside_the_project_is_found_by_name_and_its_words_by_theirs(
    fresh: Corpus, tmp_path: Path, wording: str
) -> None:
    secret = tmp_path / "hemmelig.txt"
    secret.write_text("noe annet", encoding="utf-8")
    text, start, end = place(fresh)
    begins = text[start : start + 60]
    for path in (f"absolute://{secret}", "relative:///../hemmelig.txt"):
        body = (
            USERS
            + codes(wording)
            + text_source(f"{DOCUMENT}.txt", path, selection(start, end, 1, name=f"{begins}…"))
        )
        report = taken(fresh, project(body, {}), "qdpx", tmp_path)
    assert (report.known, report.near, report.unplaced) == (1, 1, [])
    assert coded_words(fresh) == [text[start:end]]


def test_what_cannot_be_placed_is_told(fresh: Corpus, tmp_path: Path, wording: str) -> None:
    body = (
        USERS
        + codes(wording, "Helt noe annet")
        + text_source(f"{DOCUMENT}.txt", "internal://x.txt", selection(0, 17, 1, 2))
    )
    data = project(body, {"sources/x.txt": b"Ikke i dokumentet"})
    report = taken(fresh, data, "qdpx", tmp_path)
    assert [left.why.split(";")[0] for left in report.unplaced] == [
        "its words are not in the document",
        "no target of the plan is called so",
    ]
    unknown = project(USERS + codes(wording) + text_source("?", "", selection(0, 9, 1)), {})
    (left,) = taken(fresh, unknown, "qdpx", tmp_path).unplaced
    assert "no document of the corpus" in left.why
    assert not fresh.reviews.all()


def test_documents_that_the_corpus_lacks_are_named_with_what_to_do(
    fresh: Corpus, tmp_path: Path, wording: str
) -> None:
    body = (
        USERS
        + codes(wording)
        + text_source("Årsmelding", "internal://x.txt", selection(0, 9, 1))
        + text_source("Bare navnet", "", selection(0, 9, 1))
    )
    report = taken(fresh, project(body, {"sources/x.txt": b"Et annet sted"}), "qdpx", tmp_path)
    assert len(report.unplaced) == 2
    (note,) = [note for note in report.notes if "not in the corpus" in note]
    assert "2 documents of the project are not in the corpus: Årsmelding; Bare navnet." in note
    assert "`planspor add" in note
    assert "plain text of 1 of them" in note


def test_a_person_settles_what_codes_are(fresh: Corpus, tmp_path: Path) -> None:
    text, start, end = place(fresh)
    body = (
        USERS
        + codes("Skole", "Støy")
        + text_source("x", "internal://x.txt", selection(start, end, 1, 2))
    )
    data = project(body, {"sources/x.txt": text.encode()})
    report = taken(fresh, data, "qdpx", tmp_path, Skole=f"{PLAN}/m3", Støy="")
    assert (report.made, report.unplaced) == (1, [])
    with pytest.raises(InputError, match="no such target"):
        taken(fresh, data, "qdpx", tmp_path, Skole="annen/m1")


def test_a_code_is_known_by_the_beginning_of_a_wording_or_one_much_like_it(
    fresh: Corpus, tmp_path: Path, wording: str
) -> None:
    text, start, end = place(fresh)
    other = str(fresh.plans.target(f"{PLAN}/m6").text)
    body = (
        USERS
        + codes(f"3 {wording[:40]}", other.replace("e", "é", 1))
        + text_source("x", "internal://x.txt", selection(start, end, 1, 2))
    )
    report = taken(fresh, project(body, {"sources/x.txt": text.encode()}), "qdpx", tmp_path)
    assert {r.target for r in fresh.reviews.all()} == {f"{PLAN}/m3", f"{PLAN}/m6"}
    assert sum("matched by likeness" in note for note in report.notes) == 2


def test_what_was_coded_since_in_another_program_is_added(
    coded: Corpus, fresh: Corpus, tmp_path: Path
) -> None:
    out = written(coded, "qdpx")
    taken(fresh, out, "qdpx", tmp_path)
    before = len(fresh.reviews.all())
    changed = _with_a_coding(out)
    report = taken(fresh, changed, "qdpx", tmp_path)
    assert (report.made, report.decisions) == (0, 1)
    assert fresh.reviews.all()[before].person == PER
    assert taken(fresh, changed, "qdpx", tmp_path).decisions == 0


def _with_a_coding(data: bytes) -> bytes:
    """A project in which Per coded the first selection, as its first coder did."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    said = files["project.qde"].decode()
    user = f'<User guid="{guid(90)}" name="Per Hansen"/>'
    said = said.replace("</Users>", f"{user}</Users>")
    first = said.index("<Coding ")
    code = said[said.index('targetGUID="', first) :].split('"')[1]
    made = f'<Coding guid="{guid(91)}" creatingUser="{guid(90)}">'
    added = f'{made}<CodeRef targetGUID="{code}"/></Coding>'
    files["project.qde"] = f"{said[:first]}{added}{said[first:]}".encode()
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, held in files.items():
            archive.writestr(name, held)
    return file.getvalue()


BOMB = "<!DOCTYPE Project [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>"
OUTSIDE = "<!DOCTYPE Project [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"


def _archive(**files: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name.replace("__", "."), data)
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "cannot be unpacked"),
        (b"PK\3\4 ikke mer", "cannot be unpacked"),
        (_archive(annet__txt=b"x"), "there is no project.qde in it"),
        (_archive(project__qde=b"<Project"), "damaged in line 1"),
        (_archive(project__qde=b"<html/>"), "begins with html"),
        (_archive(project__qde=f"{BOMB}<Project>&b;</Project>".encode()), "document type"),
        (_archive(project__qde=f"{OUTSIDE}<Project>&x;</Project>".encode()), "document type"),
        (_archive(project__qde=b"<Project>" + b" " * (40 << 20)), "as bombs do"),
    ],
)
def test_what_is_no_project_is_refused_with_its_name_and_what_to_do(
    fresh: Corpus, tmp_path: Path, data: bytes, said: str
) -> None:
    with pytest.raises(UnreadableFile, match=said) as caught:
        taken(fresh, data, "qdpx", tmp_path)
    assert caught.value.remedy
    assert "project.qde" in caught.value.message or "koding.qdpx" in caught.value.message


def test_no_path_leads_out_of_the_archive(fresh: Corpus, tmp_path: Path, wording: str) -> None:
    body = (
        USERS
        + codes(wording)
        + text_source("x", "internal://../../../etc/hostname", selection(0, 3, 1))
    )
    report = taken(fresh, project(body, {"../../ut.txt": b"x"}), "qdpx", tmp_path)
    assert report.made == 0
    assert not (tmp_path.parent.parent / "ut.txt").exists()


def test_a_source_that_is_a_bomb_is_refused(fresh: Corpus, tmp_path: Path, wording: str) -> None:
    body = USERS + codes(wording) + text_source("x", "internal://x.txt", selection(0, 3, 1))
    with pytest.raises(UnreadableFile, match=r"x\.txt unpacks to far more"):
        taken(fresh, project(body, {"sources/x.txt": b" " * (40 << 20)}), "qdpx", tmp_path)


signs = st.text(st.sampled_from("ab æ😀𝒳\n"), max_size=40)


@given(signs, signs, st.booleans(), st.booleans(), st.booleans())
def test_positions_are_read_as_the_program_counted(
    before: str, after: str, utf16: bool, double: bool, in_file: bool
) -> None:
    """Where names tell, UTF-16 units and other line ends are known for what they are."""
    quotation = "Her begynner sitatet og slutter"

    def lines(text: str, double: bool) -> str:
        return text.replace("\n", "\r\n") if double else text

    def count(text: str) -> int:
        counted = lines(text, double)
        return len(counted.encode("utf-16-le")) // 2 if utf16 else len(counted)

    start, end = count(before), count(before + quotation)
    said = ReadSelection("", "Her begynner sitatet", 0, start, end, "")
    reading = Reading(lines(before + quotation + after, in_file), [said])
    span = reading.span(said)
    assert span is not None
    assert reading.text[slice(*span)] == quotation
