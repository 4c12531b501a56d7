"""Everything a person or a program touches: pages and commands."""
