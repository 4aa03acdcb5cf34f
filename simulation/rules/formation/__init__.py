"""Formation: inviting, applying, talking and agreeing on what the alliance asks for."""
