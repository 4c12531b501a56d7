"""What was found beside what was judged, whatever it is: precision, recall and their mean."""


class Rates:
    """The shares that follow from how many were judged, found, and found rightly.

    A tally has these three; where there is nothing to reckon with, a share is 0.
    """

    __slots__ = ()

    judged: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what was judged that was found."""
        return self.right / self.judged if self.judged else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.judged + self.found
        return 2 * self.right / total if total else 0.0
