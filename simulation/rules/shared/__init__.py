"""Rules that several stages of an alliance's life share."""
