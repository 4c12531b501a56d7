"""From a document to a plan: its measures, goals and areas, and how many it says there are."""

from planspor.ingest.extract.plans.adopting import adopt, count_report

__all__ = ["adopt", "count_report"]
