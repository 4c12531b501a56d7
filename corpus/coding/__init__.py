"""How people code links: what to read next, blind rounds, agreement, calibration, gates, stopping.

Everything here is reckoned from the log of decisions and changes nothing in it, except that a gate
appends its acceptances and a round that is closed may append what was agreed.
"""
