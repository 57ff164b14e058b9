"""A linter's report in each of its formats."""
