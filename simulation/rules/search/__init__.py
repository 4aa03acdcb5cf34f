"""Search: how organisations of a field find partners, and how alliances come about that nobody has set up."""
