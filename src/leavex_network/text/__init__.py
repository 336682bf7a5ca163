"""Rules for text: characters, inline Markdown and URLs."""
