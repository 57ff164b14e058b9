"""Reports to share: what the terminal shows, as Markdown and as one self-contained HTML page."""
