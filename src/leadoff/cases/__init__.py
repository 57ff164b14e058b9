"""Cases kept beside the rules: a profile and what the rules must make of it."""
