"""The query language: from what a person types to small values.

===========================  ==================================================================
``rus bolig``                either word in any form, inside compounds too; the more, the better
``"egen bolig"``             these forms, after each other
``"egen bolig"~5``           these forms in any order, with at most 5 other words among them
                             (up to 4 words, up to 30 others)
``=boligen``                 just this form
``opptrapp*``                words that begin so
``behanling~``               the word in any form, and those that differ by a letter, or by two
                             from six letters on; ``~1`` and ``~2`` say how many
``+rus bolig``               every hit has the first; the second raises those that have it
``rus -bolig``               hits without the second (also ``NOT``, ``IKKE``)
``rus AND bolig``            both (also ``OG``); binds tighter than OR
``rus OR bolig``             either (also ``ELLER``); binds tighter than words side by side
``(rus OR psykisk) bolig``   groups
``title:plan``               a word of the document's title; ``heading:`` of a heading above. Also
                             ``title:"egen bolig"``, ``~5``, ``opptrapp*`` and ``behanling~``; a
                             title holds words in any form
``kind:evaluation``          a value: ``kind``, ``issuer`` (a part of the name), ``language``,
                             ``document``, ``section``, ``plan``, ``goal``, ``area``, ``measure``,
                             ``stage``, ``stance``, ``review`` (``yes``: accepted by a person,
                             ``no``: suggested); several as ``kind:(plan budget)``; ids also as
                             ``measure:rus2016/*``, and ``measure:*`` for what has any
``year:2016-2020``           also ``year:2016``, ``year:2016-``, ``year:-2016``, ``year:>2016``,
                             ``>=``, ``<``, ``<=`` and ``year:[2016 TO 2020]``
``-kind:plan``               hits of other kinds; so of every field
``inflections:plan rus``     how widely one word or group is searched for, and not the rest:
                             ``exact``, ``inflections``, ``parts`` or ``related``; a phrase in any
                             form as ``inflections:"egen bolig"``
===========================  ==================================================================

Operators are written in capitals. Fields and their values have Norwegian names as well
(`planspor.search.query.fields`). Every hit satisfies fields, ``+`` and ``-``, wherever they stand
side by side with words. A query of exclusions alone finds everything else; function words count
only where there is nothing else.

How widely words are searched for is chosen for the whole search; for one word it is written in
front of it. It has no sign of its own beside ``=``: four signs to learn would be three too many,
and the names are those of the choice.

What people paste is no syntax:

- A colon makes a field only right before a value and after the name of a field: "kl.12:30",
  "NOU 2019: 26", "https://…" and "Kilde:SSB" are words. A name that is nearly that of a field
  ("tittle:plan") is a mistake.
- Parentheses group only in a query with operators, fields, ``+`` or ``-``. In any other text, and
  inside a word ("bruker(e)"), they are ignored, closed or not: "Prop. 15 S (2015–2016)".
- A ``-`` or ``+`` counts only at the beginning of a word: "IS-2076", "0–24", "helse- og".
- A quotation mark opens nothing at the end of a word.
- In a text all in capitals, OG, ELLER and IKKE are words, unless all words are as short as
  acronyms: "TSB OG LAR".
- A text of more than 1,000 characters was pasted, and has no signs but quotation marks to leave
  out, unless every tenth word is an operator or a field. No more than 5,000 characters are read.

A query that cannot be read is searched as plain words, with a notice of what is wrong, where, and
what would mend it. So is one that would take too long: more than 20 groups in each other, more than
400 words and signs where there are operators, or a ``*`` or ``~`` in more than 20 places.
"""

from planspor.search.query.parser import parse, plain

__all__ = ["parse", "plain"]
