"""Later values of a plan's indicators from the rows of another report."""

from collections.abc import Sequence

from planspor.corpus.model import Extract, Indicator, IndicatorValue
from planspor.ingest.extract.indicators.matching import match
from planspor.ingest.extract.indicators.value_files import Read, Unsure


def values_of_report(extracts: Sequence[Extract], indicators: Sequence[Indicator]) -> Read:
    """The values that a report's rows tell of a plan's indicators.

    A row that is not sure to be one of them, by number and wording, is told and not guessed.
    """
    values: list[IndicatorValue] = []
    unsure: list[Unsure] = []
    for extract in extracts:
        fields = extract.fields
        told = [*fields["baselines"], *fields["values"]]
        number = None if fields["number"] is None else str(fields["number"])
        found = match(number, fields["text"], indicators)
        if found.indicator is None:
            likely = tuple(one.id for one in found.likely)
            unsure.append(Unsure(f"passage {extract.passage}", fields["text"], likely))
            continue
        values += [
            IndicatorValue(
                indicator=found.indicator.id,
                value=one["value"],
                text=one["text"],
                year=one["year"],
                label=one["label"],
                document=extract.document,
                passage=extract.passage,
            )
            for one in told
        ]
    return Read(tuple(values), tuple(unsure))
