"""Many Hats."""
