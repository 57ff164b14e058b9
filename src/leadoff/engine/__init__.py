"""From rules and a profile to a decision: one module compiles, one matches, one walks."""
