"""A report as JUnit XML: a suite for each file, a failed case for each finding that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

from leadoff.linter.report import reaches
from leadoff.render.lint.example import profile_line
from leadoff.render.xml import xml_attribute, xml_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from leadoff.linter.report import LintReport, Reported, Threshold


def junit_text(report: LintReport, threshold: Threshold) -> str:
    """JUnit XML: findings at or above the threshold fail, others are told in passing cases."""
    by_file: dict[str, list[Reported]] = {each.file: [] for each in report.checked}
    for each in report.findings:
        by_file.setdefault(each.file, []).append(each)
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    failures = sum(_fails(each, threshold) for each in report.findings)
    errors = len(report.unreadable) + len(report.crashes)
    cases = sum(max(len(found), 1) for found in by_file.values()) + errors
    lines.append(
        f'<testsuites name="leadoff lint" tests="{cases}" failures="{failures}" errors="{errors}">'
    )
    for file, found in sorted(by_file.items()):
        lines += _suite(file, found, threshold)
    lines += _broken(report)
    lines.append("</testsuites>")
    return "".join(f"{line}\n" for line in lines)


def _suite(file: str, found: list[Reported], threshold: Threshold) -> Iterator[str]:
    failures = sum(_fails(each, threshold) for each in found)
    name = xml_attribute(file)
    tests = max(len(found), 1)
    yield f'  <testsuite name={name} tests="{tests}" failures="{failures}" errors="0">'
    if not found:
        yield f'    <testcase classname={name} name="no findings"/>'
    for each in found:
        yield from _case(each, name, threshold)
    yield "  </testsuite>"


def _case(each: Reported, file: str, threshold: Threshold) -> Iterator[str]:
    said = each.finding.diagnostic
    line, column = said.primary.source.position(said.primary.span.start)
    title = xml_attribute(f"{said.code.value} {said.code.title} at {line}:{column}")
    yield f'    <testcase classname={file} name={title} file={file} line="{line}">'
    lines = [f"{each.file}:{line}:{column}: {said.severity}[{said.code.value}]: {said.message}"]
    lines += [f"example: {profile_line(each.finding)}"] if each.finding.witness else []
    lines += [f"help: {said.help}"] if said.help else []
    text = "\n".join(xml_text(part) for part in lines)
    if _fails(each, threshold):
        message = xml_attribute(said.message)
        yield f'      <failure type="{said.code.value}" message={message}>{text}</failure>'
    else:
        yield f"      <system-out>{text}</system-out>"
    yield "    </testcase>"


def _broken(report: LintReport) -> Iterator[str]:
    """What could not be checked, as errors."""
    errors = [(each.path, "unreadable", each.reason) for each in report.unreadable]
    errors += [("leadoff", "crash", str(each)) for each in report.crashes]
    if errors:
        number = len(errors)
        yield f'  <testsuite name="not checked" tests="{number}" failures="0" errors="{number}">'
        for path, kind, reason in errors:
            yield f'    <testcase classname="not checked" name={xml_attribute(path)}>'
            yield f'      <error type="{kind}" message={xml_attribute(reason)}/>'
            yield "    </testcase>"
        yield "  </testsuite>"


def _fails(each: Reported, threshold: Threshold) -> bool:
    return reaches(each.finding.diagnostic.severity, threshold)
