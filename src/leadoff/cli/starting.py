"""Starting a rule set: the files of `leadoff init`, written where nothing stands yet."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from leadoff import __version__
from leadoff.cli.exit_codes import ExitCode
from leadoff.cli.schemas import schema_text
from leadoff.cli.terminal import write
from leadoff.errors import FileError, unwritable
from leadoff.render.inert import inert

if TYPE_CHECKING:
    from collections.abc import Iterator

STARTER: Final = Path(__file__).parent / "starter"
"""The folder of the files as they are shipped."""

_RULES: Final = "rules/repair-or-replace.yaml"
_PROFILE: Final = "profiles/old-kettle.yaml"
_COPIED: Final = {
    _RULES: _RULES,
    "rules/repair-or-replace.tests.yaml": "rules/repair-or-replace.tests.yaml",
    _PROFILE: _PROFILE,
    ".github/workflows/rules.yml": "workflow.yml",
    ".pre-commit-config.yaml": "pre-commit.yaml",
}
"""Where each shipped file goes."""

_SCHEMAS: Final = {
    "schemas/rules.schema.json": "rules",
    "schemas/tests.schema.json": "tests",
    "schemas/profile.schema.json": "profile",
}
_VERSION: Final = "LEADOFF_VERSION"


class StarterFile(NamedTuple):
    """A file to write: its path below the folder, and its text."""

    path: str
    text: str


def starter_files() -> Iterator[StarterFile]:
    """All files of a new rule set."""
    for path, shipped in _COPIED.items():
        text = (STARTER / shipped).read_text("utf-8")
        yield StarterFile(path, text.replace(_VERSION, __version__))
    for path, kind in _SCHEMAS.items():
        rules = str(STARTER / _RULES) if kind == "profile" else None
        yield StarterFile(path, schema_text(kind, rules))


def start_in(folder: str) -> ExitCode:
    """Write the files that are not there yet, and say what was written and what to do next.

    Raises:
        FileError: a file or folder cannot be written.
    """
    written = 0
    for file in starter_files():
        path = Path(folder, file.path)
        is_new = _write_new(path, file.text)
        written += is_new
        write(sys.stdout, f"  {'written' if is_new else 'left as it is'}  {inert(str(path))}\n")
    if not written:
        write(sys.stderr, f"leadoff: nothing written to {inert(folder)}: every file is there\n")
        return ExitCode.UNREADABLE
    write(sys.stdout, _next_steps(folder))
    return ExitCode.DONE


def _write_new(path: Path, text: str) -> bool:
    """Whether a file was written; one that is there, whatever it is, is not touched."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError as error:
        if error.filename != str(path):
            raise FileError(str(error.filename), "is a file, and a folder is needed") from None
        return False
    except NotADirectoryError:
        raise FileError(str(path.parent), "is not a folder") from None
    except (OSError, ValueError) as error:
        raise unwritable(str(path), error) from None
    return True


def _next_steps(folder: str) -> str:
    """The commands to type next, to be copied."""
    rules, profile = str(Path(folder, _RULES)), str(Path(folder, _PROFILE))
    commands = (
        ("test", str(Path(folder, "rules")), "--coverage"),
        ("lint", str(Path(folder, "rules"))),
        ("advise", profile, "--rules", rules),
    )
    shown = "".join(f"  {inert(shlex.join(('leadoff', *words)))}\n" for words in commands)
    return f"\nNext:\n{shown}"
