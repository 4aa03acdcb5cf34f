"""The seminar: what a teacher and a class work with."""
