"""What would change an answer, and what has changed between two."""
