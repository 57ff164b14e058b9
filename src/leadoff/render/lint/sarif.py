"""A report as SARIF 2.1.0, as code scanning services read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeAlias
from urllib.parse import quote

from leadoff import __version__
from leadoff.facts.json_value import json_value
from leadoff.linter.manual import manual_of
from leadoff.linter.wire import place_of
from leadoff.render.inert import inert
from leadoff.render.json import json_text
from leadoff.render.lint.example import profile_line

if TYPE_CHECKING:
    from leadoff.diagnostic.code import Code
    from leadoff.linter.finding import Fix
    from leadoff.linter.report import LintReport, Reported
    from leadoff.linter.wire import PlaceDict

Json: TypeAlias = "dict[str, Json] | list[Json] | str | int | float | bool | None"

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT: Final = "%SRCROOT%"


def sarif_text(report: LintReport) -> str:
    """One run with a result for each finding, in ASCII, keys sorted."""
    codes = sorted({each.finding.diagnostic.code for each in report.findings}, key=_value)
    places = {code: place for place, code in enumerate(codes)}
    driver: Json = {
        "name": "leadoff",
        "version": __version__,
        "rules": [_rule(code) for code in codes],
    }
    run: Json = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(report)],
        "results": [_result(each, places) for each in report.findings],
    }
    log: Json = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json_text(log)


def _value(code: Code) -> str:
    return str(code.value)


def _rule(code: Code) -> Json:
    rule: dict[str, Json] = {"id": code.value, "name": code.title}
    manual = manual_of(code)
    if manual is not None:
        rule["shortDescription"] = {"text": manual.summary}
        rule["fullDescription"] = {"text": manual.summary}
        rule["help"] = {"text": manual.text, "markdown": manual.markdown}
        rule["defaultConfiguration"] = {"level": manual.severity}
    return rule


def _invocation(report: LintReport) -> Json:
    notes: list[Json] = [
        {"level": "error", "message": {"text": inert(f"{each.path}: {each.reason}")}}
        for each in report.unreadable
    ]
    notes += [{"level": "error", "message": {"text": inert(str(each))}} for each in report.crashes]
    return {"executionSuccessful": not report.crashes, "toolExecutionNotifications": notes}


def _result(each: Reported, places: dict[Code, int]) -> Json:
    finding, said = each.finding, each.finding.diagnostic
    text = said.message + (f"; {said.help}" if said.help else "")
    if finding.witness:
        text += f"\nexample: {profile_line(finding)}"
    result: dict[str, Json] = {
        "ruleId": said.code.value,
        "ruleIndex": places[said.code],
        "level": said.severity,
        "message": {"text": "\n".join(inert(line) for line in text.split("\n"))},
        "locations": [{"physicalLocation": _location(place_of(said.primary, each.file))}],
        "partialFingerprints": {"leadoff/v1": each.fingerprint},
        "properties": {
            "proof": finding.proof,
            "rules": [*finding.rules, *finding.involved],
            "regions": list(finding.regions),
            "witness": {name: json_value(value) for name, value in finding.witness},
        },
    }
    related: list[Json] = []
    for number, label in enumerate(said.related):
        same = label.source is said.primary.source
        file = each.file if same else label.source.name.replace("\\", "/")
        related.append(
            {
                "id": number,
                "message": {"text": inert(label.text or "here")},
                "physicalLocation": _location(place_of(label, file)),
            }
        )
    if related:
        result["relatedLocations"] = related
    if finding.fixes:
        result["fixes"] = [_fix(fix, each) for fix in finding.fixes]
    return result


def _fix(fix: Fix, each: Reported) -> Json:
    label = each.finding.diagnostic.primary
    replacements: list[Json] = [
        {
            "deletedRegion": _region(place_of(label._replace(span=edit.span), each.file)),
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    change: Json = {"artifactLocation": _artifact(each.file), "replacements": replacements}
    return {"description": {"text": inert(fix.title)}, "artifactChanges": [change]}


def _location(place: PlaceDict) -> Json:
    return {"artifactLocation": _artifact(place["file"]), "region": _region(place)}


def _artifact(file: str) -> Json:
    """A file by its address: relative to the root of the repository where it is below that."""
    if file.startswith("/"):
        return {"uri": f"file://{quote(file, errors='surrogatepass')}"}
    return {"uri": quote(file, errors="surrogatepass"), "uriBaseId": _ROOT}


def _region(place: PlaceDict) -> Json:
    return {
        "startLine": place["line"],
        "startColumn": place["column"],
        "endLine": place["end_line"],
        "endColumn": place["end_column"],
    }
