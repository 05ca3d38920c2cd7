"""Is it more than chance, and how sure can one be: measures against nulls, dyadic models, uncertainty."""
