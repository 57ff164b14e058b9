"""Whole outputs, byte for byte. `LEADOFF_REGENERATE=1 pytest` writes them anew: read them then."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .command import ROOT, leadoff

GOLDEN = Path(__file__).parent.parent / "golden"
BUSINESSES = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))
ELSEWHERE = (
    "advise",
    "examples/elsewhere/rainy-monday.yaml",
    "--rules",
    "examples/elsewhere/bike-or-bus.yaml",
)
COMMANDS: dict[str, tuple[str, ...]] = {
    **{f"advise-{name}": ("advise", f"examples/{name}.yaml") for name in BUSINESSES},
    "advise-elsewhere": ELSEWHERE,
    "advise-why-all": ("advise", "examples/insurance-broker.yaml", "--why", "all"),
    "advise-brief": ("advise", "examples/insurance-broker.yaml", "--brief"),
    "advise-post-only": ("advise", "examples/security-startup.yaml", "--post-only"),
    "advise-settled-early": (
        *("advise", "examples/insurance-broker.yaml", "--unset", "customer_type"),
        *("--set", "direct_sales_share=0", "--set", "alternatives_compared=9"),
    ),
    "advise-two": ("advise", "examples/cafe.yaml", "examples/pet-food-shop.yaml", "--brief"),
    "advise-json": ("advise", "examples/insurance-broker.yaml", "--format", "json"),
    "whatif-change": ("whatif", "examples/consultancy.yaml", "--set", "paying_customers=12"),
    "whatif-two-changes": (
        *("whatif", "examples/consultancy.yaml", "--unset", "self_serve"),
        *("--set", "deciders=5"),
    ),
    "whatif-no-change": ("whatif", "examples/consultancy.yaml", "--set", "deciders=3"),
    "whatif-flips": ("whatif", "examples/consultancy.yaml", "--flips"),
    "whatif-flips-firm": ("whatif", "examples/cafe.yaml", "--flips"),
    "whatif-flips-provisional": ("whatif", "examples/insurance-broker.yaml", "--flips"),
    "whatif-sweep": ("whatif", "examples/consultancy.yaml", "--sweep", "paying_customers"),
    "whatif-sweep-everywhere": ("whatif", "examples/cafe.yaml", "--sweep", "yearly_value"),
    "whatif-sweep-range": (
        *("whatif", "examples/hr-software.yaml", "--sweep", "months_since_first_sale=..60"),
    ),
    "whatif-sweep-choice": ("whatif", "examples/consultancy.yaml", "--sweep", "customer_type"),
    "whatif-sweep-forbidden": (
        *("whatif", "examples/elsewhere/rainy-monday.yaml", "--sweep", "sky"),
        *("--rules", "examples/elsewhere/bike-or-bus.yaml"),
    ),
    "whatif-json": (
        *("whatif", "examples/consultancy.yaml", "--set", "paying_customers=12"),
        *("--format", "json"),
    ),
    "whatif-flips-json": ("whatif", "examples/cafe.yaml", "--flips", "--format", "json"),
    "whatif-sweep-json": (
        *("whatif", "examples/consultancy.yaml", "--sweep", "paying_customers=5..20"),
        *("--format", "json"),
    ),
    "compare": ("compare", "examples/consultancy.yaml", "examples/home-solar.yaml"),
    "compare-json": (
        *("compare", "examples/cafe.yaml", "examples/skincare-brand.yaml", "--format", "json"),
    ),
    "facts": ("facts",),
    "facts-choice": ("facts", "customer_type"),
    "facts-flag": ("facts", "self_serve"),
    "facts-whole": ("facts", "months_since_first_sale"),
    "facts-number": ("facts", "yearly_value"),
    "facts-text": ("facts", "industry"),
    "facts-name": ("facts", "name"),
    "facts-elsewhere": ("facts", "load", "--rules", "examples/elsewhere/bike-or-bus.yaml"),
    "help": ("--help",),
    "help-ask": ("ask", "--help"),
    "help-advise": ("advise", "--help"),
    "help-whatif": ("whatif", "--help"),
    "help-compare": ("compare", "--help"),
    "help-explain": ("explain", "--help"),
    "help-facts": ("facts", "--help"),
    "help-lint": ("lint", "--help"),
}


def check(name: str, text: str) -> None:
    path = GOLDEN / f"{name}.txt"
    if os.environ.get("LEADOFF_REGENERATE"):
        path.write_text(text, "utf-8")

    assert path.read_text("utf-8") == text


@pytest.mark.parametrize("name", COMMANDS)
def test_output(name: str) -> None:
    done = leadoff(*COMMANDS[name])

    assert (done.code, done.err) == (0, "")
    check(name, done.out)


@pytest.mark.parametrize("columns", [20, 40, 120])
def test_output_at_another_width(columns: int) -> None:
    done = leadoff("advise", "examples/consultancy.yaml", COLUMNS=str(columns))

    check(f"advise-at-{columns}", done.out)
    words = [line for line in done.out.splitlines() if "leadoff " not in line]
    assert max(map(len, words)) <= max(columns, 34)


@pytest.mark.parametrize("columns", [40, 120])
@pytest.mark.parametrize("name", ["whatif-change", "whatif-flips", "whatif-sweep", "compare"])
def test_changes_at_another_width(name: str, columns: int) -> None:
    check(f"{name}-at-{columns}", leadoff(*COMMANDS[name], COLUMNS=str(columns)).out)


def test_output_in_colour() -> None:
    done = leadoff("advise", "examples/consultancy.yaml", "--color", "always")

    check("advise-colour", done.out.replace("\x1b", "ESC"))


def test_output_where_only_ascii_can_be_shown() -> None:
    done = leadoff("advise", "examples/consultancy.yaml", encoding="ascii")

    assert done.out.isascii()
    check("advise-ascii", done.out)


def test_json_twice_is_the_same_and_sorted() -> None:
    first = leadoff(*COMMANDS["advise-json"])

    assert first == leadoff(*COMMANDS["advise-json"])
    keys = [line.split(":")[0] for line in first.out.splitlines() if line.startswith('  "')]
    assert keys == sorted(keys)


def test_readme_names_every_key_of_the_json() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    table = readme.partition("### JSON")[2].partition("## ")[0]
    keys = [
        line.split('"')[1]
        for line in leadoff(*COMMANDS["advise-json"]).out.splitlines()
        if line.startswith('  "')
    ]

    assert [key for key in keys if f"`{key}`" not in table] == []
