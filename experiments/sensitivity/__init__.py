"""Sensitivity: which parameters and agreements decide how runs come out, by themselves and together with others."""
