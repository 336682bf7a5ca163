"""Decide about a text that a page and the data have differently."""

from typing import Literal, NamedTuple

Preference = Literal["pages", "data"]


class SettledText(NamedTuple):
    """A text for the page, and one for the data: equal, unless both changed."""

    page: str
    data: str

    @property
    def is_conflict(self) -> bool:
        """Whether both changed, and none was preferred."""
        return self.page != self.data


def settled_text(
    page: str, data: str, is_changed: tuple[bool, bool] | None, prefer: Preference | None
) -> SettledText:
    """Return the text that a page and the data are to have in one language.

    Args:
        page: The text of the page.
        data: The text of the data.
        is_changed: Whether the page, and whether the data changed it since they were in step; None
            if that is unknown. Then a text is preferred to none.
        prefer: Which side decides if both changed it.
    """
    if page == data:
        return SettledText(page, data)
    if is_changed is None:
        is_changed = (bool(page), bool(data))
    page_changed, data_changed = is_changed
    if page_changed != data_changed:
        text = page if page_changed else data
    elif prefer is not None:
        text = page if prefer == "pages" else data
    else:
        return SettledText(page, data)
    return SettledText(text, text)
