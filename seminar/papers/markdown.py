"""Markdown as plain data that a Typst template sets: what a teacher can read and change as text becomes a paper."""

from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

type Node = dict[str, Any]

TICK = "[ ]"  # a box to tick
LINE = "_"  # a rule of such signs is a line to write on; any other rule begins a new page


def blocks(text: str) -> list[Node]:
    """Return the blocks of a text, each with its `kind` and, where it has any, its `parts`.

    >>> blocks("Say *this*.")
    [{'kind': 'paragraph', 'parts': [{'kind': 'text', 'text': 'Say '}, {'kind': 'em', 'parts': [{'kind': 'text', \
'text': 'this'}]}, {'kind': 'text', 'text': '.'}]}]
    """
    parser = MarkdownIt("commonmark", {"typographer": True}).enable(["table", "smartquotes"])
    return [_block(node) for node in SyntaxTreeNode(parser.parse(text)).children]


def sections(text: str) -> tuple[list[Node], list[list[Node]]]:
    """Return what stands before the first heading of the second level, and the sections that begin with one."""
    head: list[Node] = []
    found: list[list[Node]] = []
    for block in blocks(text):
        if block["kind"] == "heading" and block["level"] == 2:
            found.append([])
        (found[-1] if found else head).append(block)
    return head, found


def _block(node: SyntaxTreeNode) -> Node:
    match node.type:
        case "heading":
            return {"kind": "heading", "level": int(node.tag[1:]), "parts": _inline(node)}
        case "table":
            return {"kind": "table", "rows": [[_inline(cell) for cell in row.children] for row in _rows(node)]}
        case "paragraph":
            return {"kind": "paragraph", "parts": _inline(node)}
        case "hr" if node.markup[0] == LINE:
            return {"kind": "line"}
        case "fence" | "code_block":
            return {"kind": "code", "text": node.content.rstrip("\n")}
    return {"kind": node.type, "parts": [_block(child) for child in node.children]}


def _rows(table: SyntaxTreeNode) -> Iterator[SyntaxTreeNode]:
    for part in table.children:
        yield from part.children


def _inline(node: SyntaxTreeNode) -> list[Node]:
    return [part for child in node.children for part in _parts(child)]


def _parts(node: SyntaxTreeNode) -> Iterator[Node]:
    match node.type:
        case "text":
            yield from _with_ticks(node.content)
        case "code_inline":
            yield {"kind": "raw", "text": node.content}
        case "softbreak":
            yield {"kind": "text", "text": " "}
        case "image":
            yield {"kind": "image", "text": str(node.attrs["src"])}
        case "hardbreak":
            yield {"kind": "break"}
        case "inline" | "link":
            yield from _inline(node)
        case _:
            yield {"kind": node.type, "parts": _inline(node)}


def _with_ticks(text: str) -> Iterator[Node]:
    for number, part in enumerate(text.split(TICK)):
        if number:
            yield {"kind": "tick"}
        if part:
            yield {"kind": "text", "text": part}
