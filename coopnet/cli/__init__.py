"""The command line: words in, one library call, words out. One file per command.

Nothing heavy is imported here: ``coopnet --help`` answers in about the time of Python plus click.
"""

from coopnet.cli.entry import main

__all__ = ["main"]
