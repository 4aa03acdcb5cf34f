"""Sweeps: a design run point by point, and its folder checked."""
