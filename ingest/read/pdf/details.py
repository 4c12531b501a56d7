"""What a PDF says of its document: its XMP metadata, its information dictionary, its language."""

import ctypes
import io
import re
import zlib
from collections.abc import Iterator

import pikepdf
import pypdfium2.raw as pdfium
from lxml import etree
from pypdfium2 import PdfDocument

from planspor.ingest.read.blocks import Claim
from planspor.ingest.read.properties import Said, claims_of

_MOST_XMP = 1 << 20
"""Bytes of metadata that are read; what goes beyond is padding or a bomb."""
_SPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_XMP = (
    ("title", "dc:title"),
    ("issuer", "dc:publisher"),
    ("issuer", "dc:creator"),
    ("date", "dc:date"),
    ("date", "xmp:CreateDate"),
    ("language", "dc:language"),
)
_DAY = re.compile(r"(?:D:)?(\d{4})(\d\d)(\d\d)")


def claims(document: PdfDocument, data: bytes) -> tuple[Claim, ...]:
    """What the file (opened, and as bytes without a password) claims, XMP first."""
    said = document.get_metadata_dict()
    day = _DAY.match(said["CreationDate"])
    return claims_of(
        *_xmp_says(_xmp(data)),
        Said("title", said["Title"], "PDF information: Title"),
        Said("issuer", said["Author"], "PDF information: Author"),
        Said("date", "-".join(day.groups()) if day else "", "PDF information: CreationDate"),
        Said("language", _language(document), "PDF catalogue: Lang"),
    )


def _xmp_says(root: etree._Element | None) -> list[Said]:
    """Each property's first value, whether in a list (``rdf:li``) or by itself."""
    if root is None:
        return []
    return [
        Said(detail, value, f"XMP {name}")
        for detail, name in _XMP
        for element in root.iterfind(f".//{name}", _SPACES)
        if (value := next(_texts(element), ""))
    ]


def _texts(element: etree._Element) -> Iterator[str]:
    return filter(None, (str(text).strip() for text in element.itertext()))


def _xmp(data: bytes) -> etree._Element | None:
    """The metadata packet; None where there is none that can be read."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            packet = _packet(document.Root.get("/Metadata"))
        return etree.fromstring(packet, parser) if packet else None
    except (pikepdf.PdfError, etree.XMLSyntaxError, zlib.error, ValueError):
        return None


def _packet(stream: pikepdf.Object | None) -> bytes:
    if not isinstance(stream, pikepdf.Stream):
        return b""
    raw = stream.read_raw_bytes()
    packed = "/Filter" in stream
    return (zlib.decompressobj().decompress(raw, _MOST_XMP) if packed else raw[:_MOST_XMP]).strip()


def _language(document: PdfDocument) -> str:
    buffer = (ctypes.c_ushort * 32)()
    length = pdfium.FPDFCatalog_GetLanguage(document, buffer, ctypes.sizeof(buffer))
    if not 2 < length <= ctypes.sizeof(buffer):
        return ""
    return bytes(buffer)[: length - 2].decode("utf-16-le", "replace")
