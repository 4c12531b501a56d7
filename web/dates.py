"""Days in addresses, as pages and commands take them."""

from datetime import UTC, datetime, time


def end_of(day: str) -> datetime | None:
    """The last second of a day written 2024-06-01 (UTC); None where it is none."""
    begins = start_of(day)
    return None if begins is None else datetime.combine(begins, time(23, 59, 59), UTC)


def start_of(day: str) -> datetime | None:
    """The first second of a day written 2024-06-01 (UTC); None where it is none."""
    try:
        return datetime.strptime(day.strip(), "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        return None
