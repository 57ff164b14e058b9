"""`leadoff lint`: what is wrong with rule files and profiles, with proof."""

from __future__ import annotations

from leadoff.cli import lint_options as options
from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.options import ColorChoice, color_of, one_of


def lint(
    paths: options.Paths = None,
    rules: options.ProfileRules = None,
    select: options.Select = None,
    ignore: options.Ignore = None,
    fail_on: options.FailOn = None,
    format_: options.Format = "auto",
    output: options.Output = None,
    statistics: options.Statistics = False,
    baseline: options.BaselineFile = None,
    write_baseline: options.WriteBaseline = False,
    no_ignores: options.NoIgnores = False,
    fix: options.DoFix = False,
    unsafe_fixes: options.UnsafeFixes = False,
    diff: options.Diff = False,
    config: options.Config = None,
    no_config: options.NoConfig = False,
    exit_zero: options.ExitZero = False,
    color: ColorChoice = "auto",
) -> ExitCode:
    """Find what is wrong with rule files and profiles, and prove it.

    \b
    leadoff lint rules/ profiles/
    leadoff lint rules.yaml --fix
    leadoff lint --select LO1,LO2 -o leadoff.sarif
    """
    from leadoff.cli.lint_output import FORMATS, Output, target_of
    from leadoff.cli.lint_settings import Scope
    from leadoff.cli.linting import Linting
    from leadoff.linter.report import THRESHOLDS

    linting = Linting(
        paths=tuple(paths or ["."]),
        scope=Scope(
            rules=rules,
            select=None if select is None else tuple(select),
            ignore=None if ignore is None else tuple(ignore),
            fail_on=None if fail_on is None else one_of("--fail-on", fail_on, THRESHOLDS),
            heeds_ignores=not no_ignores,
            config=config,
            reads_config=not no_config,
        ),
        output=Output(
            format=one_of("--format", format_, FORMATS),
            targets=tuple(map(target_of, output or ())),
            statistics=statistics,
            color=color_of(color),
        ),
        baseline=baseline,
        writes_baseline=write_baseline,
        fixes=fix,
        fixes_unsafely=unsafe_fixes,
        shows_diff=diff,
        exit_zero=exit_zero,
    )
    return linting.run()
