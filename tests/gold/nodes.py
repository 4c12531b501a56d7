"""List the visible text nodes of an HTML page, and check the judged runs of one.

Made for annotators; what a node is says ``planspor.ingest.evaluation.text_nodes``. Run as

    python tests/gold/nodes.py PAGE.html              list the nodes
    python tests/gold/nodes.py PAGE.html GOLD.jsonl   check that the runs cover the page, once
"""

import sys
from pathlib import Path

from planspor.corpus.judging import range_hash, read_entries
from planspor.ingest.evaluation.text_nodes import Node, text_nodes


def nodes_of(path: Path) -> list[Node]:
    """The visible text nodes of a page, in order."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return text_nodes(file.read())


def hash_of(nodes: list[Node]) -> str:
    """The hash of some nodes: of their words, whatever white space parts them."""
    return range_hash([node.text for node in nodes])


def faults(nodes: list[Node], gold: Path) -> list[str]:
    """What is wrong with judged runs: gaps, overlaps, other places or hashes than the page's."""
    found = []
    expected = 0
    for entry in read_entries(gold):
        first, last = entry["nodes"]
        run = nodes[first : last + 1]
        if first != expected or len(run) != last - first + 1:
            found.append(f"nodes {first}-{last}: expected to begin at {expected}")
        elif entry["chars"] != [run[0].start, run[-1].end]:
            found.append(f"nodes {first}-{last}: stand at {run[0].start}-{run[-1].end}")
        elif entry["hash"] != hash_of(run):
            found.append(f"nodes {first}-{last}: the hash is {hash_of(run)}")
        expected = last + 1
    if expected != len(nodes):
        found.append(f"nodes {expected}-{len(nodes) - 1}: not judged")
    return found


def main(page: Path, gold: Path | None = None) -> int:
    """List a page's nodes, or check the judged runs of it; 1 where they are at fault."""
    nodes = nodes_of(page)
    if gold is None:
        lines = [f"{i}\t{node.start}..{node.end}\t{node.text}" for i, node in enumerate(nodes)]
    else:
        lines = faults(nodes, gold)
    print("\n".join(lines) if lines else "nothing to say")
    return int(gold is not None and bool(lines))


if __name__ == "__main__":
    sys.exit(main(*(Path(argument) for argument in sys.argv[1:])))
