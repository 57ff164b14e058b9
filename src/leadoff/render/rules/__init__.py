"""A rule set as a page to read: text, Markdown and HTML."""
