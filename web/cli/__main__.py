"""``python -m planspor.web.cli``, for where the ``planspor`` script is on no path."""

from planspor.web.cli import main

main(prog_name="planspor")
