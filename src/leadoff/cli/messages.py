"""Located messages on standard error."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from leadoff.cli.terminal import Color, page_style, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from leadoff.diagnostic.message import Diagnostic


def tell_of(diagnostics: Sequence[Diagnostic], color: Color) -> None:
    """Print messages as the terminal can show them; nothing where there are none."""
    if diagnostics:
        from leadoff.render.diagnostics import diagnostics_text

        tell(diagnostics_text(diagnostics, page_style(sys.stderr, color, os.environ)))
