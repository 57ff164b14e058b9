"""The HTML report in Chromium: silent, without requests, at every width, on paper, for all."""

from __future__ import annotations

import json
import os
from pathlib import Path
from unicodedata import normalize
from urllib.parse import urlsplit

import pytest
import yaml
from pypdf import PdfReader

import leadoff
from leadoff.cli.reports import report_text
from tests.report.examples import ROOT, hostile_recommendation, recommendation

from .chromium import chromium, evaluated

SOME = ("device-maker", "insurance-broker")
"""A settled answer with two tracks, and a provisional one."""

BUSINESSES = (*SOME, "home-solar", "cafe", "barely-started")
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))
AXE = json.dumps(Path(os.environ["LEADOFF_AXE"]).read_text("utf-8")).replace("</", "<\\/")
AUDIT = f"""
  const script = page.document.createElement("script");
  script.textContent = {AXE};
  page.document.head.append(script);
  const found = await page.axe.run(page.document);
  return found.violations.map(each => each.id + ": " + each.nodes[0].html);
"""
WIDTH = "return page.document.documentElement.scrollWidth"


def report(business: str) -> str:
    found = recommendation(f"examples/{business}.yaml")
    return report_text(found, "html", f"leadoff advise {business}.yaml")


def requested(log: Path) -> set[str]:
    """The addresses asked for, but for those that the browser asks of its maker by itself."""
    told = json.loads(log.read_text("utf-8"))
    urls = {
        event["params"]["url"]
        for event in told["events"]
        if isinstance(event.get("params"), dict) and "url" in event["params"]
    }
    return {
        url
        for url in urls
        if url.startswith(("http", "ws"))
        and not (urlsplit(url).hostname or "").endswith((".google.com", ".googleapis.com"))
    }


@pytest.mark.parametrize("business", SOME)
def test_nothing_is_said_on_the_console_and_nothing_is_requested(
    business: str, tmp_path: Path
) -> None:
    path, log = tmp_path / "report.html", tmp_path / "net.json"
    path.write_text(report(business), "utf-8")

    done = chromium(path, "--dump-dom", "--enable-logging=stderr", f"--log-net-log={log}")

    assert "CONSOLE" not in done.stderr
    assert requested(log) == set()


def test_a_hostile_page_says_nothing_and_asks_for_nothing(tmp_path: Path) -> None:
    text = '</style><script>console.log("x")</script><img src="http://127.0.0.1:9/x">'
    path = tmp_path / "report.html"
    path.write_text(report_text(hostile_recommendation(text), "html", text), "utf-8")

    done = chromium(path, "--dump-dom", "--enable-logging=stderr")

    assert "CONSOLE" not in done.stderr


@pytest.mark.parametrize("width", [360, 768, 1400])
@pytest.mark.parametrize("business", EXAMPLES)
def test_nothing_is_wider_than_the_screen(business: str, width: int, tmp_path: Path) -> None:
    assert evaluated(tmp_path, report(business), WIDTH, width=width) <= width


@pytest.mark.parametrize("answer", ["word " * 32 + "end", "w" * 160])
def test_a_long_answer_is_not_wider_than_the_screen(answer: str, tmp_path: Path) -> None:
    text = (ROOT / "examples" / "device-maker.yaml").read_text("utf-8")
    found = leadoff.advise({**yaml.safe_load(text), "industry": answer})
    page = report_text(found, "html", "leadoff advise device-maker.yaml")

    assert evaluated(tmp_path, page, WIDTH, width=360) <= 360


@pytest.mark.parametrize("business", BUSINESSES)
def test_an_accessibility_engine_finds_nothing(business: str, tmp_path: Path) -> None:
    assert evaluated(tmp_path, report(business), AUDIT) == []


@pytest.mark.parametrize("business", SOME)
def test_every_folded_section_is_open_on_paper(business: str, tmp_path: Path) -> None:
    path, paper = tmp_path / "report.html", tmp_path / "report.pdf"
    path.write_text(report(business), "utf-8")

    chromium(path, f"--print-to-pdf={paper}", "--no-pdf-header-footer")

    pages = " ".join(each.extract_text() for each in PdfReader(paper).pages)
    text = " ".join(normalize("NFKC", pages).split())
    found = recommendation(f"examples/{business}.yaml")
    shown = found.open_rules if found.decision.provisional else ()
    for each in found.not_fired:
        if each not in shown:
            assert each.rule.title in text
    assert "SHA-256" in text


def test_these_tests_see_what_they_look_for(tmp_path: Path) -> None:
    bad = """<!doctype html><html><body><p style="width: 700px; color: #ddd">pale</p>
      <script>console.log("said")</script><img src="http://127.0.0.1:9/x"></body></html>"""
    path, log = tmp_path / "bad.html", tmp_path / "net.json"
    path.write_text(bad, "utf-8")

    done = chromium(path, "--dump-dom", "--enable-logging=stderr", f"--log-net-log={log}")

    assert "CONSOLE" in done.stderr
    assert requested(log) == {"http://127.0.0.1:9/x"}
    assert evaluated(tmp_path, bad, WIDTH, width=360) > 360
    assert any(each.startswith("color-contrast") for each in evaluated(tmp_path, bad, AUDIT))
