"""Checks of rule files and profiles, each with its proof, and the findings they report.

The package shares its name with `leadoff.lint`, the function of the public API, and importing it
sets that name to the package. So the package can be called, and does what the function does.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

    from leadoff.lint.report import LintReport
    from leadoff.lint.settings import Settings


class _CallablePackage(ModuleType):
    """A package that is the function of its name."""

    def __call__(
        self, paths: Iterable[str | PathLike[str]], settings: Settings | None = None
    ) -> LintReport:
        from leadoff.lint.run import EVERYTHING, lint

        return lint(paths, EVERYTHING if settings is None else settings)


sys.modules[__name__].__class__ = _CallablePackage
