"""What can be typed: the commands with their options and help."""

import argparse
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from generator.build import ROOT
from generator.cli import commands, new_commands
from generator.cli.usage import UsageParser, count, day, folder, hour, length, link, port, site_url, year
from generator.domain.deadlines import PeriodForm, Unit
from generator.domain.moments import day_of
from generator.sources.words import Words

PROGRAM: Final = "portal"

_FORMS: Final = (str(PeriodForm.DATES), str(PeriodForm.FROM_PUBLICATION))

Command = Callable[[argparse.Namespace, Words], int]


def parser(words: Words) -> argparse.ArgumentParser:
    """The parser of the whole command line; a wrong call ends the program with status 2."""
    top = UsageParser(words, prog=PROGRAM, description=words["cli.about"], allow_abbrev=False)
    subcommands = top.add_subparsers(required=True, metavar="COMMAND")
    builder = _Builder(words, subcommands)
    _check_and_build(builder)
    _rules_and_deadline(builder)
    _files(builder)
    _new(builder)
    return top


class _Builder:
    """Adds commands and options, each with its help from the catalogue."""

    def __init__(self, words: Words, subcommands: Any) -> None:
        self.words = words
        self.subcommands = subcommands

    def command(self, name: str, run: Command, help_name: str = "") -> argparse.ArgumentParser:
        about = self.words[f"cli.{help_name or name}"]
        added: argparse.ArgumentParser = self.subcommands.add_parser(
            name, words=self.words, help=about, description=about, allow_abbrev=False
        )
        added.set_defaults(command=run, format="text", lang="zh", as_of=None)
        return added

    def option(self, command: argparse.ArgumentParser, name: str, help_name: str = "", **settings: Any) -> None:
        plain = help_name or name.removeprefix("--").replace("-", "_")
        command.add_argument(name, help=self.words[f"cli.option.{plain}"], **settings)

    def data(self, command: argparse.ArgumentParser) -> None:
        self.option(command, "--data", type=folder, default=ROOT / "data", metavar="DIR")

    def as_of(self, command: argparse.ArgumentParser) -> None:
        self.option(command, "--as-of", type=day, default=_today(), metavar="DATE")

    def language(self, command: argparse.ArgumentParser) -> None:
        self.option(command, "--lang", choices=tuple(commands.LANGUAGES), default="zh")


def _check_and_build(builder: _Builder) -> None:
    check = builder.command("check", commands.check)
    builder.data(check)
    builder.as_of(check)
    builder.option(check, "--base", metavar="REV")
    builder.option(check, "--format", choices=commands.FORMATS, default="text")
    builder.language(check)
    for name, run in (("build", commands.build), ("serve", commands.serve)):
        command = builder.command(name, run)
        builder.data(command)
        builder.option(command, "--content", type=folder, default=ROOT / "content", metavar="DIR")
        builder.option(command, "--output", type=folder, default=Path("site"), metavar="DIR")
        builder.as_of(command)
        builder.option(command, "--site-url", type=site_url, default="", metavar="URL")
        builder.language(command)
        if name == "serve":
            builder.option(command, "--port", type=port, default=8000)


def _rules_and_deadline(builder: _Builder) -> None:
    rules = builder.command("rules", commands.rules)
    builder.option(rules, "name", nargs="?", metavar="NAME")
    builder.language(rules)
    deadline = builder.command("deadline", commands.deadline)
    builder.option(deadline, "--opens", type=day, required=True, metavar="DATE")
    builder.option(deadline, "--length", type=length, required=True, metavar="N")
    builder.option(deadline, "--unit", choices=tuple(map(str, Unit)), required=True)
    builder.option(deadline, "--form", choices=_FORMS, default=_FORMS[0])
    builder.option(deadline, "--closes-time", type=hour, default="", metavar="HH:MM")
    builder.option(deadline, "--format", choices=("text", "json"), default="text")
    builder.data(deadline)


def _files(builder: _Builder) -> None:
    template = builder.command("template", commands.template)
    builder.option(template, "tables", nargs="*", metavar="TABLE")
    builder.option(template, "--from", "filled_from", type=folder, metavar="DIR", dest="filled_from")
    builder.option(template, "--into", type=folder, default=Path(), metavar="DIR")
    builder.option(template, "--replace", action="store_true")
    imported = builder.command("import", commands.import_)
    builder.option(imported, "file", type=Path, metavar="FILE")
    builder.option(imported, "--into", type=folder, metavar="DIR")
    builder.option(imported, "--table", metavar="TABLE")
    builder.option(imported, "--sheet", metavar="NAME")
    existing = imported.add_mutually_exclusive_group()
    for name in ("append", "replace"):
        existing.add_argument(f"--{name}", action="store_true", help=builder.words[f"cli.option.{name}"])
    builder.language(imported)
    mend = builder.command("mend", commands.mend)
    builder.option(mend, "files", type=Path, nargs="+", metavar="FILE")
    builder.option(mend, "--write", action="store_true")


def _new(builder: _Builder) -> None:
    new = builder.command("new", new_commands.new_cycle)
    kinds = _Builder(builder.words, new.add_subparsers(required=True, metavar="cycle|notice|extension|withdrawal"))
    cycle = kinds.command("cycle", new_commands.new_cycle, "new_cycle")
    notice = kinds.command("notice", new_commands.new_notice, "new_notice")
    extension = kinds.command("extension", new_commands.new_extension, "new_extension")
    withdrawal = kinds.command("withdrawal", new_commands.new_withdrawal, "new_withdrawal")
    for command in (cycle, notice, extension, withdrawal):
        kinds.option(command, "slug", metavar="JURISDICTION")
        kinds.option(command, "cycle", metavar="CYCLE")
        kinds.data(command)
    kinds.option(cycle, "--year", type=year, metavar="YYYY")
    kinds.option(cycle, "--name", default="")
    kinds.option(cycle, "--regulation", default="", metavar="ID")
    kinds.as_of(cycle)
    _new_notice(kinds, notice)
    _new_change(kinds, extension)
    _new_change(kinds, withdrawal)
    kinds.option(extension, "--closes", type=day, metavar="DATE")
    kinds.option(extension, "--length", "longer", type=length, metavar="N")
    kinds.option(extension, "--unit", choices=tuple(map(str, Unit)))
    kinds.option(extension, "--closes-time", type=hour, default="", metavar="HH:MM")


def _new_notice(kinds: _Builder, notice: argparse.ArgumentParser) -> None:
    kinds.option(notice, "--stage", required=True)
    kinds.option(notice, "--title", required=True)
    kinds.option(notice, "--opens", type=day, required=True, metavar="DATE")
    kinds.option(notice, "--form", "notice_form", choices=(*_FORMS, str(PeriodForm.LENGTH_ONLY)), default=_FORMS[0])
    kinds.option(notice, "--length", type=length, metavar="N")
    kinds.option(notice, "--unit", choices=tuple(map(str, Unit)))
    kinds.option(notice, "--closes-time", type=hour, default="", metavar="HH:MM")
    kinds.option(notice, "--published-on", type=day, metavar="DATE")
    kinds.option(notice, "--publisher", default="")
    kinds.option(notice, "--declared-count", type=count, metavar="N")
    kinds.option(notice, "--corrects", default="", metavar="ID")
    kinds.option(notice, "--id", default="", metavar="ID")
    _of_a_row(kinds, notice)


def _new_change(kinds: _Builder, change: argparse.ArgumentParser) -> None:
    kinds.option(change, "changed", metavar="NOTICE")
    kinds.option(change, "--title", "change_title", required=True)
    kinds.option(change, "--published-on", "change_published_on", type=day, required=True, metavar="DATE")
    kinds.option(change, "--publisher", "change_publisher", default="")
    kinds.option(change, "--id", "change_id", default="", metavar="ID")
    _of_a_row(kinds, change)


def _of_a_row(kinds: _Builder, command: argparse.ArgumentParser) -> None:
    for name in ("medium", "document-number", "change-reason"):
        kinds.option(command, f"--{name}", default="")
    kinds.option(command, "--source-url", type=link, default="", metavar="URL")
    kinds.option(command, "--dry-run", action="store_true")
    kinds.as_of(command)
    kinds.language(command)


def _today() -> date:
    return day_of(datetime.now(UTC))
