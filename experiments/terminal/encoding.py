"""Encoding: what is printed stays readable where a terminal or a pipe cannot show every sign."""

import codecs
import sys
import unicodedata

_READABLE = "alliance.readable"
_ASCII = "alliance_ascii"
_PLAIN = {
    "→": "->",
    "–": "-",
    "—": "-",
    "−": "-",
    "…": "...",
    "“": '"',
    "”": '"',
    "„": '"',
    "’": "'",
    "×": "x",
    "·": "*",
    "≥": ">=",
    "≤": "<=",
    "Ä": "Ae",
    "Ö": "Oe",
    "Ü": "Ue",
    "ä": "ae",
    "ö": "oe",
    "ü": "ue",
    "ß": "ss",
}


def make_output_readable() -> None:
    """Let standard output and error write what their encoding lacks in signs that every encoding has.

    Without this, a name or a dash that is not in the encoding would end a command after its work is done.
    """
    codecs.register_error(_READABLE, _replaced)
    codecs.register(_ascii)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # not where a stream is closed or another program took it over
            is_ascii = codecs.lookup(stream.encoding).name == "ascii"
            stream.reconfigure(encoding=_ASCII if is_ascii else None, errors=_READABLE)


def shows_every_sign() -> bool:
    """Tell whether standard output can show any text as it is."""
    encoding = getattr(sys.stdout, "encoding", None)
    return encoding is not None and codecs.lookup(encoding).name.startswith("utf")


def plain(text: str) -> str:
    """Return a text in ASCII, as near to it as can be read.

    >>> plain("Größe → 3 × “é” 会")
    'Groesse -> 3 x "e" ?'
    """
    return "".join(map(_plain, text))


def _plain(sign: str) -> str:
    if sign.isascii():
        return sign
    letters = unicodedata.normalize("NFKD", sign).encode("ascii", "ignore").decode()
    return _PLAIN.get(sign, letters or "?")


def _ascii(name: str) -> codecs.CodecInfo | None:
    """Return ASCII under a name of its own: click takes the usual one for a mistake and would write UTF-8."""
    if name != _ASCII:
        return None
    known = codecs.lookup("ascii")
    return codecs.CodecInfo(
        known.encode,
        known.decode,
        incrementalencoder=known.incrementalencoder,
        incrementaldecoder=known.incrementaldecoder,
        name=_ASCII,
    )


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end
