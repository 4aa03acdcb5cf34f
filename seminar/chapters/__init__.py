"""Chapters: one mechanism each, as a file that a teacher writes, and what is known of the claims behind it."""
