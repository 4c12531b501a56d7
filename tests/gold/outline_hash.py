"""The hash by which the judged outlines name a heading. Run as

python tests/gold/outline_hash.py HEADING ...      print the hash and the length of each heading
"""

import hashlib
import sys
import unicodedata

_HASH_DIGITS = 12


def normalised(heading: str) -> str:
    """A heading's letters and digits: NFKC, case folded, all else left out."""
    folded = unicodedata.normalize("NFKC", heading).casefold()
    return "".join(character for character in folded if character.isalnum())


def outline_hash(heading: str) -> str:
    """The first digits of the SHA-256 of a normalised heading."""
    return hashlib.sha256(normalised(heading).encode()).hexdigest()[:_HASH_DIGITS]


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        print(outline_hash(argument), len(normalised(argument)))
