"""Checks of rule files and profiles, each with its proof, and the findings they report."""
