"""``python -m coopnet`` is the command ``coopnet``."""

from coopnet.cli import main

main()
