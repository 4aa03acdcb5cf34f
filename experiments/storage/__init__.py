"""Storage: the folder of a sweep, whose files appear whole or not at all."""
