"""Plan files: read, checked, written, and the catalogue that ships."""

from planspor.corpus.plans.files import read_plan, shipped_plans
from planspor.corpus.plans.slots import with_slots
from planspor.corpus.plans.writing import write_plan

__all__ = ["read_plan", "shipped_plans", "with_slots", "write_plan"]
