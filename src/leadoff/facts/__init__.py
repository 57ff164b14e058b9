"""Facts: the typed inputs of a decision, their domains, the business profile, reading profiles."""
