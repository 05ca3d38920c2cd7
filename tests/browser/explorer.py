"""What somebody does with the graph to explore, and what the page then says."""

from __future__ import annotations

import re

from tests.browser.chromium import Page

ENTER, ESCAPE, TAB = ("Enter", 13, "\r"), ("Escape", 27), ("Tab", 9)


def shown(page: Page) -> list[int]:
    """Return the numbers of actors, structures, links and memberships that the page says it shows."""
    actors, structures, links, _, memberships = counted(page)
    return [actors, structures, links, memberships]


def counted(page: Page) -> list[int]:
    """Return the numbers that the page says it shows: actors, structures, links, those of cooperation, memberships."""
    return [int(number) for number in re.findall(r"\d+", page.evaluate("document.querySelector('.shown').textContent"))]


def tick(page: Page, name: str, value: str) -> None:
    """Tick a box, or take its tick off."""
    page.evaluate(f"document.querySelector('input[name={name}][value=\"{value}\"]').click()")


def search(page: Page, text: str) -> None:
    """Type a text in the search and press Enter."""
    page.evaluate("document.querySelector('[name=search]').focus(); document.querySelector('[name=search]').value = ''")
    page.write(text)
    page.press(*ENTER)


def panel(page: Page) -> str:
    """Return what the page tells of who is chosen."""
    return str(page.evaluate("document.querySelector('.panel').innerText"))
