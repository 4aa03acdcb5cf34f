"""Handouts: one file with sliders over runs that were made beforehand, for any browser and without the internet."""
