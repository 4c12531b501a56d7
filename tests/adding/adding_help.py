"""Texts written for the tests of adding, each told apart by a number."""

from pathlib import Path

_DID = ("ryddet", "malte", "målte", "merket", "prøvde", "tegnet", "telte", "flyttet", "lånte")
_WHAT = ("stien", "brygga", "benkene", "lampene", "båtene", "skiltene", "naustet", "broen", "åra")
_WHO = ("laget", "skolen", "naboene", "ungdommen", "gruppa", "styret", "koret", "klubben")


def paragraph(number: int) -> str:
    """Some 60 words that no other number's paragraph has in the same order."""
    picks = [(number * 7 + i * (number % 5 + 2)) for i in range(6)]
    return " ".join(
        f"I uke {number}{i} {_DID[pick % 9]} {_WHO[pick % 8]} {_WHAT[(pick + number) % 9]} og fikk "
        f"hjelp av dem som {_DID[(pick + 4) % 9]} {_WHAT[(pick + i) % 9]} i {_WHO[(pick + i) % 8]}."
        for i, pick in enumerate(picks)
    )


def document(*numbers: int) -> str:
    """A text with a heading and a paragraph for each number."""
    return "\n\n".join(f"Rapport {number}\n\n{paragraph(number)}" for number in numbers) + "\n"


def write(folder: Path, name: str, text: str | bytes) -> Path:
    """A file in a folder, which is made."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path
