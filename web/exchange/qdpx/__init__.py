"""REFI-QDA projects (.qdpx), which NVivo, MAXQDA, ATLAS.ti and others open and write."""

from planspor.web.exchange.qdpx.importing import read_qdpx
from planspor.web.exchange.qdpx.writing import write_qdpx

__all__ = ["read_qdpx", "write_qdpx"]
