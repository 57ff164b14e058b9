"""The linter: each check against examples, and its proofs against brute force."""
