"""Dissolution: reconsidering, leaving, ending, and what follows an alliance."""
