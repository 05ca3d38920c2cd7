"""The référentiel: criteria as data, and what links can say of them."""
