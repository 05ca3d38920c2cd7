"""coopnet measures cooperation in French territorial economic cooperation poles (PTCE)."""

__version__ = "0.1.0"
