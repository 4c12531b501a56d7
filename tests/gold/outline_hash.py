"""The hash by which the judged outlines name a heading. Run as

python tests/gold/outline_hash.py HEADING ...      print the hash and the length of each heading
"""

import sys

from planspor.ingest.evaluation.outlines import outline_hash, plain_letters

if __name__ == "__main__":
    for argument in sys.argv[1:]:
        print(outline_hash(argument), len(plain_letters(argument)))
