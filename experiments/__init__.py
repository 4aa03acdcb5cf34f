"""Experiments on the model: plan a design, execute it, store the runs, then draw what was stored."""
