"""A linter's report in each of its formats, and the manual pages of its checks."""
