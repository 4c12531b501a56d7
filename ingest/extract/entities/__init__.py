"""Bodies and other entities that texts name.

``mentions`` finds known ones by their names; ``agencies`` those that carry out what is decided;
``subjects`` the bodies that a sentence begins with; ``public_bodies`` tells whether a name is one.
"""
