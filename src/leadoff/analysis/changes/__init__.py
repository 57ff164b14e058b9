"""What would change an answer: the smallest changes, and break points along one fact."""
