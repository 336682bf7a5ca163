"""Text in HTML and XML, as the templates write it."""


def escaped(text: str) -> str:
    """Return a text as the content of an element or the value of an attribute.

    It has the references that Jinja's autoescape writes, so that a text is the same in a template
    and in what is written without one.
    """
    return (
        text.replace("&", "&amp;")
        .replace(">", "&gt;")
        .replace("<", "&lt;")
        .replace("'", "&#39;")
        .replace('"', "&#34;")
    )
