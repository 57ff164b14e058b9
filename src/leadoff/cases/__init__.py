"""Cases beside the rules: a profile, what the rules must say of it, and what the cases cover."""
