"""The query language: from what a person types to small values.

==========================  ===================================================================
``rus bolig``               either word in any form, inside compounds too; the more, the better
``"egen bolig"``            these forms, after each other
``=boligen``                just this form
``opptrapp*``               words that begin so
``+rus bolig``              every hit has the first; the second raises those that have it
``rus -bolig``              hits without the second (also ``NOT``, ``IKKE``)
``rus AND bolig``           both (also ``OG``); binds tighter than OR
``rus OR bolig``            either (also ``ELLER``); binds tighter than words side by side
``(rus OR psykisk) bolig``  groups
``title:plan``              a word of the document's title; ``heading:`` of a heading above
``kind:evaluation``         a value: ``kind``, ``issuer`` (a part of the name), ``language``,
                            ``document``, ``plan``, ``goal``, ``measure``, ``section``; several
                            as ``kind:(plan budget)``; ids also as ``measure:rus2016/*``
``year:2016-2020``          also ``year:2016``, ``year:2016-`` and ``year:-2016``
==========================  ===================================================================

Operators are written in capitals. Fields and kinds have Norwegian names as well
(`planspor.search.query.fields`). Every hit satisfies fields, ``+`` and ``-``, wherever they stand
side by side with words.
"""

from planspor.search.query.parser import parse, plain

__all__ = ["parse", "plain"]
