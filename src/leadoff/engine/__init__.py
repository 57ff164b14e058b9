"""From rules and a profile to a recommendation: one module compiles, one matches, one walks."""
