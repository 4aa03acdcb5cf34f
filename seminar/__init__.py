"""The seminar: a page to teach with, a class that plays, and the kit around them."""
