"""Direct calls: machine code that is called week after week, without another look at the types of its arguments."""

from collections.abc import Callable


def direct[**P, R](function: Callable[P, R], *arguments: P.args, **named: P.kwargs) -> Callable[P, R]:
    """Call a function once, and return what can be called with further arguments of these types, by position.

    Before each call of a compiled function, Numba reads the types of all columns of all tables, which takes twice as
    long as to hand the state over.

    Args:
        function: compiled, or plain Python where compilation is switched off.
        arguments: of the first call.
        named: likewise.
    """
    function(*arguments, **named)
    compiled = [*getattr(function, "overloads", {}).values()]
    # With one version there is no doubt that it is the one that was just called.
    return compiled[0].entry_point if len(compiled) == 1 else function
