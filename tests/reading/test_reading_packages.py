import io
import struct
import zipfile

import pytest
from office_help import packed

from planspor.corpus.errors import UnreadableFile
from planspor.ingest.read.office.package import Limits, Package, part_names

LAUGHS = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><a>&b;</a>'


def opened(limits: Limits | None = None, **parts: str | bytes) -> Package:
    data = packed({name.replace("_", "/"): part for name, part in parts.items()})
    return Package(data, "pakke.zip", limits or Limits())


def test_parts_are_read_by_name_in_any_case() -> None:
    package = opened(Mappe_Notat="brygge")
    assert package.names == ("Mappe/Notat",)
    assert "mappe/notat" in package
    assert package.read("MAPPE/notat") == b"brygge"
    assert not package.damaged


def test_a_part_that_is_missing_is_refused_by_name() -> None:
    with pytest.raises(UnreadableFile, match=r"pakke\.zip: kai is missing"):
        opened(notat="brygge").read("kai")


@pytest.mark.parametrize("name", ["../ut", "/rot", "C:/disk", "a/../../b", "..\\ut", "mappe/"])
def test_names_that_lead_out_of_the_package_are_left_out(name: str) -> None:
    assert part_names(packed({name: "x", "inne": "y"})) == ("inne",)


def test_a_part_larger_than_it_may_be_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(UnreadableFile, match="too large"):
        opened(Limits(part=100), stor="a" * 101).read("stor")


def test_a_part_that_unpacks_to_far_more_than_itself_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="too large"):
        opened(bombe=bytes(5_000_000)).read("bombe")


def test_a_part_that_lies_about_its_size_is_refused_too() -> None:
    data = bytearray(packed({"bombe": bytes(5_000_000)}))
    for at in (22, data.index(b"PK\x01\x02") + 24):
        data[at : at + 4] = struct.pack("<I", 10)
    with pytest.raises(UnreadableFile, match="too large"):
        Package(bytes(data), "pakke.zip").read("bombe")


def test_all_that_is_read_of_a_package_is_bounded() -> None:
    package = opened(Limits(total=150), en="a" * 100, to="b" * 100)
    package.read("en")
    with pytest.raises(UnreadableFile, match="too large"):
        package.read("to")


def test_a_package_of_too_many_entries_is_refused() -> None:
    with pytest.raises(UnreadableFile, match="more than 2 entries"):
        opened(Limits(entries=2), a="", b="", c="")


def test_an_encrypted_part_is_refused_with_a_remedy() -> None:
    data = bytearray(packed({"notat": "brygge"}))
    for at in (6, data.index(b"PK\x01\x02") + 8):
        data[at] |= 1
    with pytest.raises(UnreadableFile, match="encrypted") as caught:
        Package(bytes(data), "pakke.zip").read("notat")
    assert "password" in caught.value.remedy


def test_a_part_packed_in_another_way_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("notat", "brygge")
    with pytest.raises(UnreadableFile, match="packed in a way"):
        Package(out.getvalue(), "pakke.zip").read("notat")


@pytest.mark.parametrize("stored", [(), ("notat", "kai")])
def test_parts_are_found_when_the_directory_is_lost(stored: tuple[str, ...]) -> None:
    whole = packed({"notat": "brygge", "kai": "benk"}, stored)
    package = Package(whole[: whole.index(b"PK\x01\x02")], "pakke.zip")
    assert package.damaged
    assert [package.read(part) for part in package.names] == [b"brygge", b"benk"]


def test_parts_whose_sizes_follow_them_are_found_too() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

        def tell(self) -> int:
            raise OSError

    out = Pipe()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("kai", "benk")
        archive.writestr("notat", "brygge", compress_type=zipfile.ZIP_DEFLATED)
    whole = out.getvalue()
    package = Package(whole[: whole.index(b"PK\x01\x02")], "pakke.zip")
    assert [package.read(part) for part in package.names] == [b"benk", b"brygge"]


def test_a_part_with_a_wrong_byte_is_read_as_damaged() -> None:
    data = bytearray(packed({"notat": "brygge"}, ("notat",)))
    data[data.index(b"brygge")] = ord("B")
    package = Package(bytes(data), "pakke.zip")
    assert package.read("notat") == b"Brygge"
    assert package.damaged
    assert package.notes()


def test_what_is_no_zip_has_no_parts() -> None:
    assert part_names(b"PK\x03\x04 brygge") == ()


class TestXml:
    def test_of_xml_that_breaks_off_the_beginning_is_read(self) -> None:
        package = opened(a="<a><b>kai</b><c>benk")
        assert [element.tag for element in package.xml("a")] == ["b", "c"]
        assert package.damaged

    @pytest.mark.parametrize("xml", [LAUGHS, "brygge", ""])
    def test_entities_and_what_is_no_xml_are_refused(self, xml: str) -> None:
        with pytest.raises(UnreadableFile):
            opened(a=xml).xml("a")

    def test_no_entity_of_any_encoding_is_expanded(self) -> None:
        root = opened(a=LAUGHS.encode("utf-16")).xml("a")
        assert "ha" not in "".join(map(str, root.itertext()))

    def test_nesting_is_bounded(self) -> None:
        package = opened(a="<a>" * 5_000)
        depth, element = 0, package.xml("a")
        while len(element):
            depth, element = depth + 1, element[0]
        assert depth < 300
        assert package.damaged

    def test_the_number_of_elements_is_bounded(self) -> None:
        with pytest.raises(UnreadableFile, match="too many elements"):
            opened(Limits(nodes=10), a="<a>" + "<b/>" * 10 + "</a>").xml("a")
