"""Engines that find and rank passages, behind one contract."""
