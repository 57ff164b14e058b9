"""Tests in a real browser. They run where `LEADOFF_AXE` names a copy of axe-core, as in CI."""

from __future__ import annotations

import os

collect_ignore_glob = [] if "LEADOFF_AXE" in os.environ else ["test_*.py"]
