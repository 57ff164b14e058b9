"""`python -m leadoff`."""

from leadoff.cli import main

main()
