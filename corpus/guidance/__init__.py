"""Guidance: how far a document of it binds, whom it is written for, and what it recommends."""

from planspor.corpus.guidance.audience import Audience, Group, audiences, groups_of
from planspor.corpus.guidance.force import GUIDANCE, Force, force_of

__all__ = [
    "GUIDANCE",
    "Audience",
    "Force",
    "Group",
    "audiences",
    "force_of",
    "groups_of",
]
