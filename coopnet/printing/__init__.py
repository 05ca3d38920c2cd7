"""A result as others read it: text on a terminal, LaTeX, a workbook, a Stata file, CSV; French or English numbers."""
