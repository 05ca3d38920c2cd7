"""Datasets shipped with coopnet: one folder each (tables, README with source, date, licence, codebook)."""
