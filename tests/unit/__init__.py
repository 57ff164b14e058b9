"""Unit tests, one module of `leadoff` a file: input in, expected value out."""
