"""The coding as sheets: a workbook for people, a CSV file of its evidence, and both read back."""

from planspor.web.exchange.sheets.reading import read_evidence
from planspor.web.exchange.sheets.writing import write_csv, write_workbook

__all__ = ["read_evidence", "write_csv", "write_workbook"]
