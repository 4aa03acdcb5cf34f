"""Role cards: whom each team plays, what only it knows, and the form for what all agree on."""
