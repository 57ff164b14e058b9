"""Debian's Chromium without a screen: load a page, look at what it says, print it."""

from __future__ import annotations

import html
import json
import re
import subprocess
import tempfile
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

_FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
    *("--hide-scrollbars", "--virtual-time-budget=10000"),
)
_RESULT = re.compile(r'<pre id="result">(.*?)</pre>', re.DOTALL)


def chromium(page: Path, *flags: str) -> subprocess.CompletedProcess[str]:
    """Load a page with some flags."""
    with tempfile.TemporaryDirectory() as profile:
        return subprocess.run(
            ["chromium", *_FLAGS, f"--user-data-dir={profile}", *flags, page.as_uri()],
            capture_output=True,
            text=True,
            check=True,
        )


def evaluated(folder: Path, page: str, script: str, *, width: int = 1000) -> Any:
    """What a script finds out about a page shown in a frame `width` pixels wide.

    The page runs without its own policy, which forbids every script. The script is the body of an
    asynchronous function of `page`, the window of the frame.
    """
    bare = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", page)
    around = f"""<!doctype html><title>frame</title>
<iframe id="frame" width="{width}" height="2000" srcdoc="{html.escape(bare)}"></iframe>
<pre id="result"></pre>
<script>
addEventListener("load", async () => {{
  const page = document.getElementById("frame").contentWindow;
  let found;
  try {{ found = await (async (page) => {{ {script} }})(page); }}
  catch (error) {{ found = "failed: " + error; }}
  document.getElementById("result").textContent = JSON.stringify(found);
}});
</script>"""
    path = folder / "frame.html"
    path.write_text(around, "utf-8")
    match = _RESULT.search(chromium(path, "--dump-dom").stdout)
    assert match is not None
    return json.loads(html.unescape(match[1]))
