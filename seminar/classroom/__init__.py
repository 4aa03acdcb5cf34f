"""A class that plays: teams negotiate in the name of organisations, and their agreement is put to the model."""
