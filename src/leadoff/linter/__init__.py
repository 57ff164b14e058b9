"""Checks of rule files, profiles and playbooks, each with its proof, and the findings they report.

`leadoff.lint` is the function of the public interface; so the package has another name.
"""
