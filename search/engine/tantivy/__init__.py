"""The embedded engine: tantivy."""

from planspor.search.engine.tantivy.engine import TantivyEngine

__all__ = ["TantivyEngine"]
