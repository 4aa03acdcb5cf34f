"""The tab *Play*: a class that joins, negotiates, votes, and sees what its agreement is worth."""
