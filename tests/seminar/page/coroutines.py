"""Runs what the page awaits, for tests that are no coroutines themselves."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any


def result_of[Result](coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Return what a coroutine returns, in a thread of its own: a browser under test keeps the loop of this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, coroutine).result()
