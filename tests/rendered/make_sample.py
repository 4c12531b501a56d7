"""Makes the documents of the sample corpus that are not plain text, out of those in ``sample/``.

    python tests/rendered/make_sample.py [FOLDER]

Needs soffice. The wording is that of the texts; what is added is furniture, and a table of
figures that the evaluation tells in words.
"""

import argparse
from pathlib import Path

from sample_guideline import guideline
from sample_letter import letter
from sample_report import report
from sample_texts import paragraphs_of

_SAMPLE = Path(__file__).parents[2] / "corpus" / "sample" / "documents"
REPORT, LETTER, GUIDELINE = (
    "evaluering-fjordforsk-2024",
    "havneset-statusnotat-2024",
    "havneset-veileder-parorende-2022",
)


def main() -> None:
    """Make all three."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("folder", nargs="?", type=Path, default=_SAMPLE)
    folder = parser.parse_args().folder
    (folder / f"{REPORT}.pdf").write_bytes(report(paragraphs_of(REPORT)))
    (folder / f"{LETTER}.docx").write_bytes(letter(paragraphs_of(LETTER)))
    page = guideline(paragraphs_of(GUIDELINE))
    (folder / f"{GUIDELINE}.html").write_text(page, "utf-8")


if __name__ == "__main__":
    main()
