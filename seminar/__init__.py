"""The seminar: a page to teach with, and the kit around it. It stands on top: nothing below imports it."""
