"""The commands: each reads its options, calls one errand, prints what it gives back and returns the exit status.

Errands whose libraries take long to load are imported by their commands alone, so that a check does not wait for workbooks.
"""

import argparse
import gc
import os
from pathlib import Path
from typing import Final

from generator import build as pipeline
from generator.build import LANGUAGE, MKDOCS_CONFIG, SCHEMAS, TEMPLATES, WORDS, BuildRequest, Checked
from generator.cli.saying import complain, complain_of, say
from generator.diagnostics import Severity, count_of
from generator.domain.deadlines import PeriodForm, Unit
from generator.domain.deadlines import deadline as compute_deadline
from generator.errors import PortalError
from generator.outputs.deadline_report import deadline_json, deadline_text
from generator.outputs.outcomes import Outcome, Status
from generator.outputs.site_folder import MARKER
from generator.report import (
    Summary,
    Wording,
    github_report,
    json_report,
    rule_page,
    rules_list,
    sarif_report,
    step_summary,
    text_report,
)
from generator.sources.portal_folder import read_calendar
from generator.sources.schemas import Schemas, shipped_schemas
from generator.sources.words import Words, read_catalogue

LANGUAGES: Final = {"zh": LANGUAGE, "en": "en"}
FORMATS: Final = ("text", "json", "github", "sarif")
_FOR_READERS: Final = frozenset({"text", "github"})
"""The formats into which a sentence may come; the others are for programs alone."""

_REPOSITORY: Final = ("GIT_DIR", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY")
"""Variables that name a repository, or a part of one, to git."""


def check(options: argparse.Namespace, _: Words) -> Status:
    """Say everything that is wrong with the data."""
    checked = pipeline.check(options.data, options.as_of, workers=os.cpu_count() or 1)
    change = ""
    if options.base is not None:
        from generator import changes  # noqa: PLC0415 - see above

        _leave_hook()
        compared = changes.compare(
            options.data,
            options.base,
            checked.reading,
            checked.diagnostics,
            schemas=SCHEMAS,
            as_of=options.as_of,
        )
        checked = checked.with_more(compared.diagnostics)
        catalogue = read_catalogue(WORDS, LANGUAGES[options.lang])
        change = changes.changes_text(compared, checked.reading.schemas, catalogue)
        if options.format in _FOR_READERS:
            say(change)
    say(_report(checked, options, change), end="")
    return Status.DATA_AT_FAULT if checked.errors else Status.CLEAN


def _leave_hook() -> None:
    """Let git look for the repository of the data folder: a hook names its own, under which git would find no data folder.

    Whoever names a work tree beside it means them; git is started in the data folder, from which a path leads elsewhere.
    """
    if "GIT_WORK_TREE" in os.environ:
        given = (name for name in ("GIT_WORK_TREE", *_REPOSITORY) if name in os.environ)
        os.environ.update({name: str(Path(os.environ[name]).absolute()) for name in given})
        return
    for name in _REPOSITORY:
        os.environ.pop(name, None)


def _report(checked: Checked, options: argparse.Namespace, change: str = "") -> str:
    wording = _wording(checked.reading.schemas, options)
    summary = Summary(
        errors=checked.errors,
        warnings=checked.warnings,
        files=checked.reading.files,
        records=checked.reading.records,
    )
    if options.format == "github" and (place := os.environ.get("GITHUB_STEP_SUMMARY")):
        _append_summary(Path(place), step_summary(checked.diagnostics, summary, wording, change=change))
    match options.format:
        case "json":
            return json_report(checked.diagnostics, summary, wording)
        case "github":
            return github_report(checked.diagnostics, summary, wording, folder=_from_here(options.data))
        case "sarif":
            return sarif_report(checked.diagnostics, summary, wording, folder=_from_here(options.data))
        case _:
            return text_report(checked.diagnostics, summary, wording)


def _wording(schemas: Schemas, options: argparse.Namespace) -> Wording:
    return Wording(read_catalogue(WORDS, LANGUAGES[options.lang]), schemas.tables, schemas.documents)


def _append_summary(place: Path, text: str) -> None:
    """Add to the summary of the step; the report itself does not depend on it."""
    try:
        with place.open("a", encoding="utf-8") as file:
            file.write(text)
    except OSError as error:
        complain(f"{place}: {error.strerror or error} / 步骤摘要（GITHUB_STEP_SUMMARY）写不了，检查结果照常列出")


def _from_here(folder: Path) -> str:
    """Where a folder lies, seen from the present one; raises PortalError where that is gone."""
    try:
        return os.path.relpath(folder).replace(os.sep, "/")
    except FileNotFoundError as error:
        raise PortalError("the present folder is gone / 当前文件夹已被删除，请换一个文件夹再运行") from error


def build(options: argparse.Namespace, words: Words) -> Status:
    """Check the data and write the site."""
    checked, written = pipeline.build(_request(options, workers=os.cpu_count() or 1))
    if checked.diagnostics:
        (complain if checked.errors else say)(_report(checked, options), end="")
    if checked.errors:
        complain(words["cli.not_built"])
        return Status.DATA_AT_FAULT
    say(words.fill("cli.built", count=written, output=options.output))
    return Status.CLEAN


def _request(options: argparse.Namespace, workers: int) -> BuildRequest:
    return BuildRequest(
        data=options.data,
        content=options.content,
        output=options.output,
        as_of=options.as_of,
        site_url=options.site_url,
        workers=workers,
    )


def serve(options: argparse.Namespace, words: Words) -> Status:
    """Build, serve on this computer, build again when a file changes."""
    from generator import serving  # noqa: PLC0415 - see above

    gc.enable()
    watched = (options.data, options.content, TEMPLATES, MKDOCS_CONFIG)
    seen = serving.fingerprint(watched)
    status = build(options, words)
    if status is not Status.CLEAN and not (options.output / MARKER).is_file():
        return status
    server = serving.open_server(options.output, options.port)
    say(words.fill("cli.serving", url=f"http://{serving.LOOPBACK}:{server.server_port}/"), flush=True)

    def rebuild() -> None:
        # Beside the server's threads no process may be forked, hence one worker.
        try:
            checked, written = pipeline.build(_request(options, workers=1))
        except (PortalError, OSError) as error:  # a file may be away while it is being edited
            complain_of("cli.failed", words, reason=error)
            return
        if checked.errors:
            complain(_report(checked, options), end="")
            complain(words["cli.not_built"])
        else:
            say(words.fill("cli.rebuilt", count=written), flush=True)

    serving.serve(server, watched, seen, rebuild)
    return Status.CLEAN


def rules(options: argparse.Namespace, _: Words) -> Status:
    """List the rules, or explain one."""
    wording = _wording(shipped_schemas(SCHEMAS), options)
    say(rule_page(options.name, wording) if options.name else rules_list(wording), end="")
    return Status.CLEAN


def deadline(options: argparse.Namespace, words: Words) -> Status:
    """Print a deadline with its reasoning."""
    calendar = read_calendar(options.data, SCHEMAS)
    try:
        result = compute_deadline(
            options.opens,
            options.length,
            Unit(options.unit),
            PeriodForm(options.form),
            calendar,
            closes_time=options.closes_time,
        )
    except ValueError as error:
        raise PortalError(words.fill("draft.no_deadline", problem=error)) from error
    say((deadline_json if options.format == "json" else deadline_text)(result, words), end="")
    return Status.CLEAN


def told(outcome: Outcome, options: argparse.Namespace) -> Status:
    """Print what an errand gave back, with its faults in the language that is asked for."""
    say(outcome.text, end="")
    if outcome.faults:
        wording = _wording(shipped_schemas(SCHEMAS), options)
        if outcome.imported:
            wording = wording.imported(outcome.imported)
        summary = Summary(
            errors=count_of(Severity.ERROR, outcome.faults),
            warnings=count_of(Severity.WARNING, outcome.faults),
            files=1,
            records=outcome.records,
        )
        say(text_report(outcome.faults, summary, wording), end="")
    return outcome.status


def template(options: argparse.Namespace, words: Words) -> Status:
    """Write the workbooks that clerks fill in."""
    from generator import form_workbooks  # noqa: PLC0415 - see above

    written = form_workbooks.write_workbooks(
        options.tables,
        options.into,
        schemas=shipped_schemas(SCHEMAS).tables,
        words=words,
        filled_from=options.filled_from,
        replacing=options.replace,
    )
    for file in written:
        say(words.fill("cli.template_written", file=file))
    return Status.CLEAN


def import_(options: argparse.Namespace, words: Words) -> Status:
    """Turn a workbook into a table."""
    from generator import importing  # noqa: PLC0415 - see above

    outcome = importing.run_import(
        options.file,
        schemas=shipped_schemas(SCHEMAS).tables,
        schema_folder=SCHEMAS,
        words=words,
        into=options.into,
        table=options.table,
        sheet=options.sheet,
        replacing=options.replace,
        adding=options.append,
    )
    return told(outcome, options)


def mend(options: argparse.Namespace, words: Words) -> Status:
    """Make the mendings that cannot alter a meaning."""
    from generator import mending  # noqa: PLC0415 - see above

    tables = shipped_schemas(SCHEMAS).tables
    return told(mending.run_mend(options.files, schemas=tables, words=words, writing=options.write), options)
