import io
import zipfile
from pathlib import Path

import pooled
import pytest
from adding_help import document, write

from planspor.corpus import Corpus
from planspor.ingest import Added, Status
from planspor.ingest.adding import archives

Members = dict[str, str | bytes]


def packed(members: Members, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP archive of the members."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return made.getvalue()


def add(corpus: Corpus, path: Path, password: str | None = None) -> dict[str, Added]:
    """The outcomes, by what stands after the archive's name."""
    outcomes = pooled.add(corpus, [path], password=password)
    return {outcome.path.partition(path.name)[2]: outcome for outcome in outcomes}


def statuses(outcomes: dict[str, Added]) -> dict[str, Status]:
    return {path: outcome.status for path, outcome in outcomes.items()}


def test_each_file_in_an_archive_is_a_document_of_its_own(corpus: Corpus, files: Path) -> None:
    members: Members = {"b/to.txt": document(2), "a.txt": document(1), "b/bilde.png": b"\x89PNG"}
    path = write(files, "stier.zip", packed(members))
    assert statuses(add(corpus, path)) == {
        "!/a.txt": Status.ADDED,
        "!/b/bilde.png": Status.SKIPPED,
        "!/b/to.txt": Status.ADDED,
    }
    assert corpus.documents.path("to") == f"{path.resolve()}!/b/to.txt"
    assert corpus.documents.get("to").file == "to.txt"
    assert corpus.originals.read(corpus.documents.get("to").sha256) == document(2).encode()


def test_an_archive_without_files_is_told_of(corpus: Corpus, files: Path) -> None:
    path = write(files, "tom.zip", packed({"__MACOSX/a.txt": document(1)}))
    outcomes = add(corpus, path)
    assert statuses(outcomes) == {"": Status.FAILED}
    assert "no file in it" in str(outcomes[""].error)


def test_an_archive_is_told_by_its_bytes_and_not_by_its_name(corpus: Corpus, files: Path) -> None:
    path = write(files, "stier.bin", packed({"a.txt": document(1)}))
    assert statuses(add(corpus, path)) == {"!/a.txt": Status.ADDED}


def test_the_same_archive_again_changes_nothing_and_a_changed_file_in_it_is_a_new_version(
    corpus: Corpus, files: Path
) -> None:
    path = write(files, "stier.zip", packed({"a.txt": document(1), "b.txt": document(2)}))
    add(corpus, path)
    assert set(statuses(add(corpus, path)).values()) == {Status.UNCHANGED}
    write(files, "stier.zip", packed({"a.txt": document(1), "b.txt": document(3)}))
    assert statuses(add(corpus, path)) == {"!/a.txt": Status.UNCHANGED, "!/b.txt": Status.UPDATED}


def test_a_file_of_the_same_name_in_another_archive_is_another_document(
    corpus: Corpus, files: Path
) -> None:
    for number, name in enumerate(("nord.zip", "sor.zip")):
        write(files, name, packed({"stier.txt": document(number)}))
    outcomes = pooled.add(corpus, [files])
    assert [outcome.document for outcome in outcomes] == ["stier", "sor-zip-stier"]


def test_a_zip_that_is_one_document_is_not_walked(corpus: Corpus, files: Path) -> None:
    sheet = packed({"[Content_Types].xml": "<Types/>", "xl/workbook.xml": "<workbook/>"})
    (outcome,) = pooled.add(corpus, [write(files, "tiltak.xlsx", sheet)])
    assert outcome.status is Status.SKIPPED
    assert outcome.error is not None
    assert "a spreadsheet" in outcome.error.message
    assert "planspor plans add" in outcome.error.remedy


def test_an_archive_in_an_archive_is_walked_and_one_in_that_is_refused(
    corpus: Corpus, files: Path
) -> None:
    third = packed({"c.txt": document(3)})
    second = packed({"b.txt": document(2), "tre.zip": third})
    path = write(files, "en.zip", packed({"a.txt": document(1), "to.zip": second}))
    outcomes = add(corpus, path)
    assert statuses(outcomes) == {
        "!/a.txt": Status.ADDED,
        "!/to.zip!/b.txt": Status.ADDED,
        "!/to.zip!/tre.zip": Status.FAILED,
    }


@pytest.mark.parametrize(
    "name", ["../../x.txt", "/etc/x.txt", "..\\x.txt", "C:\\..\\x.txt", "./x.txt"]
)
def test_a_name_that_leads_out_of_the_archive_is_only_a_name(
    corpus: Corpus, files: Path, name: str
) -> None:
    path = write(files, "a.zip", packed({name: document(1)}))
    (added,) = add(corpus, path).values()
    assert (added.status, added.document) == (Status.ADDED, "x")
    assert ".." not in added.path.partition("!/")[2]
    assert [path.name for path in files.rglob("*")] == ["a.zip"]


def test_what_macos_and_hidden_files_leave_in_an_archive_is_passed_over(
    corpus: Corpus, files: Path
) -> None:
    members: Members = {
        "__MACOSX/._a.txt": "x",
        ".git/b.txt": "x",
        "a.txt": document(1),
        "tom/": "",
    }
    path = write(files, "a.zip", packed(members))
    assert list(add(corpus, path)) == ["!/a.txt"]


@pytest.mark.parametrize("name", ["stø".encode(), "størå".encode("cp850")[:4]])
def test_norwegian_names_are_read_however_the_archive_was_packed(
    corpus: Corpus, files: Path, name: bytes
) -> None:
    data = packed({"AAAA.txt": document(1)}).replace(b"AAAA", name)
    (path,) = add(corpus, write(files, "a.zip", data))
    assert path.startswith("!/stø")


def test_a_list_of_details_in_an_archive_is_named_as_not_read(corpus: Corpus, files: Path) -> None:
    path = write(
        files, "a.zip", packed({"documents.yaml": "a: {year: 2020}", "a.txt": document(1)})
    )
    assert statuses(add(corpus, path)) == {
        "!/a.txt": Status.ADDED,
        "!/documents.yaml": Status.SKIPPED,
    }


def test_what_is_said_of_an_archive_holds_for_the_files_in_it(corpus: Corpus, files: Path) -> None:
    write(files, "documents.yaml", "a.zip: {issuer: Stilaget}")
    write(files, "a.zip", packed({"a.txt": document(1)}))
    pooled.add(corpus, [files])
    assert corpus.documents.get("a").issuer == "Stilaget"


def test_a_bomb_fails_by_itself_and_the_rest_lands(corpus: Corpus, files: Path) -> None:
    members: Members = {"a.txt": document(1), "bombe.txt": bytes(20 << 20), "c.txt": document(3)}
    outcomes = add(corpus, write(files, "a.zip", packed(members)))
    assert statuses(outcomes) == {
        "!/a.txt": Status.ADDED,
        "!/bombe.txt": Status.FAILED,
        "!/c.txt": Status.ADDED,
    }
    error = outcomes["!/bombe.txt"].error
    assert error is not None
    assert "as bombs do" in error.message


@pytest.mark.parametrize(("limit", "value"), [("_MOST_FILES", 2), ("_MOST_UNPACKED", 1000)])
def test_what_is_beyond_the_limits_of_an_archive_is_not_read_and_said_so(
    corpus: Corpus, files: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int
) -> None:
    monkeypatch.setattr(archives, limit, value)
    members: Members = {f"{number}.txt": document(number) for number in range(4)}
    outcomes = add(corpus, write(files, "a.zip", packed(members)))
    assert outcomes[""].status is Status.FAILED
    assert 1 <= len(outcomes) < 4


def test_an_archive_of_very_many_entries_is_not_even_listed(
    corpus: Corpus, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archives, "_MOST_ENTRIES", 3)
    path = write(files, "a.zip", packed({f"{number}.txt": "x" for number in range(4)}))
    assert statuses(add(corpus, path)) == {"": Status.FAILED}


def test_a_damaged_member_fails_by_itself_and_a_damaged_archive_as_a_whole(
    corpus: Corpus, files: Path
) -> None:
    data = packed({"a.txt": document(1), "b.txt": document(2)}, zipfile.ZIP_STORED)
    damaged = data.replace(b"Rapport 2", b"Rapport X", 1)
    assert statuses(add(corpus, write(files, "a.zip", damaged))) == {
        "!/a.txt": Status.ADDED,
        "!/b.txt": Status.FAILED,
    }
    (outcome,) = add(corpus, write(files, "b.zip", data[:-40])).values()
    assert outcome.status is Status.FAILED
    assert outcome.error is not None
    assert "damaged ZIP" in outcome.error.message


def test_a_packing_that_is_not_known_is_told(corpus: Corpus, files: Path) -> None:
    path = write(files, "a.zip", packed({"a.txt": document(1)}, zipfile.ZIP_LZMA))
    (outcome,) = add(corpus, path).values()
    assert outcome.status is Status.FAILED
    assert outcome.error is not None
    assert "Unpack it" in outcome.error.remedy


def test_an_encrypted_member_needs_the_password(corpus: Corpus, files: Path) -> None:
    path = write(files, "a.zip", encrypted("a.txt", document(1).encode(), b"sti"))
    for password in (None, "feil"):
        (outcome,) = add(corpus, path, password).values()
        assert outcome.status is Status.FAILED
        assert outcome.error is not None
        assert "password" in outcome.error.message + outcome.error.remedy
    assert statuses(add(corpus, path, "sti")) == {"!/a.txt": Status.ADDED}


def encrypted(name: str, data: bytes, password: bytes) -> bytes:
    """An archive of one stored file under the ZIP format's own cipher (APPNOTE 6.1)."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(name, bytes(12) + data)
    with zipfile.ZipFile(made) as archive:
        info = archive.infolist()[0]
    crc = zipfile.crc32(data)
    plain = bytes(11) + bytes([crc >> 24]) + data
    start = 30 + len(name)
    whole = bytearray(made.getvalue())
    whole[start : start + len(plain)] = cipher(plain, password)
    for place, at in ((0, 6), (info.header_offset + start + len(plain), 8)):
        whole[place + at] |= 1
        whole[place + at + 8 : place + at + 12] = crc.to_bytes(4, "little")
        whole[place + at + 16 : place + at + 20] = len(data).to_bytes(4, "little")
    return bytes(whole)


def cipher(plain: bytes, password: bytes) -> bytes:
    keys = [0x12345678, 0x23456789, 0x34567890]

    def step(old: int, byte: int) -> int:
        return (zipfile.crc32(bytes([byte]), old ^ 0xFFFFFFFF) ^ 0xFFFFFFFF) & 0xFFFFFFFF

    def update(byte: int) -> None:
        keys[0] = step(keys[0], byte)
        keys[1] = (keys[1] + (keys[0] & 0xFF)) * 134775813 + 1 & 0xFFFFFFFF
        keys[2] = step(keys[2], keys[1] >> 24)

    for byte in password:
        update(byte)
    out = bytearray()
    for byte in plain:
        key = keys[2] | 2
        out.append(byte ^ ((key * (key ^ 1)) >> 8 & 0xFF))
        update(byte)
    return bytes(out)
