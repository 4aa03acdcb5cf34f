"""Scenarios: everything that can be configured, and how a file of it is read, checked and answered."""
