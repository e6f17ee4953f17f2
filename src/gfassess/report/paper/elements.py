"""Building the tree of a page: what is put in as text stays text, because a serializer writes the tree out."""

from collections.abc import Iterable
from xml.etree.ElementTree import Element, tostring

Child = Element | str | None


def el(tag: str, *children: Child | Iterable[Child], **attributes: str) -> Element:
    """Return an element; `class_` and `stroke_width` are written as HTML wants them, empty attributes left out."""
    made = Element(tag, {name.rstrip("_").replace("_", "-"): text for name, text in attributes.items() if text})
    for child in children:
        for one in (child,) if child is None or isinstance(child, Element | str) else child:
            _add(made, one)
    return made


def _add(parent: Element, child: Child) -> None:
    if isinstance(child, Element):
        parent.append(child)
    elif child and len(parent):
        parent[-1].tail = (parent[-1].tail or "") + child
    elif child:
        parent.text = (parent.text or "") + child


def written(page: Element) -> bytes:
    """Return a page as a file."""
    return f"<!DOCTYPE html>\n{tostring(page, encoding='unicode', method='html')}\n".encode()
