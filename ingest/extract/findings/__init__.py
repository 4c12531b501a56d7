"""What documents find, advise, request, recommend, ask and report, and who was tasked with what."""

from planspor.ingest.extract.findings.recognising import findings

__all__ = ["findings"]
