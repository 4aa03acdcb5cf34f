"""Tokens: what tells a member or a teacher from everybody else, and the code by which a class is found.

The code is no secret: it stands on the wall. A token is one; a class keeps only its fingerprint, so that whoever reads
the file of a class cannot act in anybody's name.
"""

import hashlib
import secrets

# Neither vowels, which make words, nor what is easily taken for something else on a projector.
CODE_LETTERS = "CDFGHJKLMNPQRTVWXYZ346789"
CODE_LENGTH = 5

_TOKEN_BYTES = 24


def new_code() -> str:
    """Return a short code for a class, by lot."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def new_token() -> str:
    """Return a token that nobody can guess; it may stand in an address."""
    return secrets.token_urlsafe(_TOKEN_BYTES)


def typed_code(text: str) -> str:
    """Return a code as the class has it, however it was typed.

    >>> typed_code(" k7m-dh ")
    'K7MDH'
    """
    return "".join(letter for letter in text.upper() if letter.isalnum())


def fingerprint(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def belongs(token: str, kept: str) -> bool:
    """Tell whether a token is the one of which a fingerprint was kept, in a time that says nothing of either."""
    return secrets.compare_digest(fingerprint(token), kept)
