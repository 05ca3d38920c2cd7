"""Files and checked columns, in pure Python: cleaning, checking, reading and writing of tables.

Neither numpy nor pandas may be imported here: this floor must run where they do not exist.
"""
