"""Reading PDF to a section tree, beside the text extraction of pypdf and pdfplumber.

    python tests/benchmarks/reading.py [FILES]

Prints pages for each second of processor time in steady state (each reads the smallest file before
it is timed), so that what else the machine does counts little, and the peak memory of a process
that reads a document of 1,000 pages. Without files it takes those of ``tests/rendered/files`` and,
where they are, of ``../shared/corpus/pdf``.
"""

import io
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pdfplumber
import pikepdf
import pypdf

from planspor.ingest.read.blocks import File
from planspor.ingest.read.readers import reader_for
from planspor.ingest.structure.parts import take_apart

_ROOT = Path(__file__).resolve().parents[2]
_FOLDERS = (_ROOT / "tests" / "rendered" / "files", _ROOT.parent / "shared" / "corpus" / "pdf")
_PAGES = 1000
_ALONE = "--alone"


def main() -> None:
    """Run the benchmark."""
    if sys.argv[1:2] == [_ALONE]:
        _read(Path(sys.argv[2]).read_bytes())
        return
    named = [Path(argument) for argument in sys.argv[1:]]
    paths = named or sorted(path for folder in _FOLDERS for path in folder.glob("*.pdf"))
    files = [path.read_bytes() for path in paths]
    pages = sum(len(pypdf.PdfReader(io.BytesIO(data)).pages) for data in files)
    print(f"peak memory of {_PAGES} pages: {_peak(paths):.0f} MB")
    print(f"{len(files)} files, {pages} pages")
    for name, work in (("planspor", _read), ("pypdf", _pypdf), ("pdfplumber", _pdfplumber)):
        print(f"{name:12}{pages / steady(work, files):8.1f} pages/s")


def steady(work: Callable[[bytes], object], files: Sequence[bytes]) -> float:
    """Seconds of processor time that all files take, once everything needed is loaded."""
    work(min(files, key=len))
    start = time.process_time()
    for data in files:
        work(data)
    return time.process_time() - start


def _read(data: bytes) -> object:
    file = File(data, "a.pdf")
    reader = reader_for(file)
    assert reader is not None
    return take_apart("a", "a.pdf", reader.read(file)).sections


def _pypdf(data: bytes) -> object:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages]


def _pdfplumber(data: bytes) -> object:
    with pdfplumber.open(io.BytesIO(data)) as pdf:
        return [page.extract_text() for page in pdf.pages]


def _peak(paths: Sequence[Path]) -> float:
    """Peak megabytes of a process of its own that reads the files' pages, over and over.

    To be asked for first: a process begins with the peak of the one that started it.
    """
    with tempfile.TemporaryDirectory() as folder:
        long = Path(folder) / "long.pdf"
        _concatenate(paths, long)
        subprocess.run([sys.executable, __file__, _ALONE, str(long)], check=True)
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _concatenate(paths: Sequence[Path], target: Path) -> None:
    with pikepdf.new() as whole:
        while len(whole.pages) < _PAGES:
            for path in paths:
                with pikepdf.open(path) as part:
                    for page in part.pages[: _PAGES - len(whole.pages)]:
                        whole.pages.append(page)
        whole.save(target)


if __name__ == "__main__":
    main()
