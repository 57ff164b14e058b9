"""What became of cases, and what they cover: for people and for CI."""
