"""The months by their Norwegian names."""

from typing import Final

MONTHS: Final = (
    *("januar", "februar", "mars", "april", "mai", "juni"),
    *("juli", "august", "september", "oktober", "november", "desember"),
)
"""From January on, in small letters: bokmål and nynorsk name them alike."""
