"""The commands `portal new …`: a new cycle, a new notice, and rows that change a notice."""

import argparse

from generator import later_notices, new_cycles, new_notices
from generator.build import SCHEMAS
from generator.cli.commands import told
from generator.domain.deadlines import PeriodForm, Unit
from generator.later_notices import ChangeRequest, Prolongation
from generator.outputs.outcomes import Status
from generator.sources.portal_folder import read_portal
from generator.sources.schemas import shipped_schemas
from generator.sources.words import Words


def new_cycle(options: argparse.Namespace, words: Words) -> Status:
    """Make the folder of a new cycle."""
    request = new_cycles.CycleRequest(
        slug=options.slug,
        cycle=options.cycle,
        year=options.year or new_cycles.year_of(options.cycle, otherwise=options.as_of.year),
        name=options.name,
        regulation=options.regulation,
    )
    schema = shipped_schemas(SCHEMAS).documents["cycle"]
    return told(new_cycles.run_new_cycle(options.data, request, schema=schema, words=words), options)


def new_notice(options: argparse.Namespace, words: Words) -> Status:
    """Append a notice whose closing day is computed."""
    reading = read_portal(options.data, SCHEMAS)
    request = new_notices.NoticeRequest(
        slug=options.slug,
        cycle=options.cycle,
        stage=options.stage,
        title=options.title,
        opens_on=options.opens,
        form=PeriodForm(options.form),
        length=options.length,
        unit=_unit(options),
        published_on=options.published_on,
        notice_id=options.id,
        publisher=options.publisher,
        medium=options.medium,
        document_number=options.document_number,
        closes_time=options.closes_time,
        declared_count=options.declared_count,
        source_url=options.source_url,
        corrects=options.corrects,
        change_reason=options.change_reason,
    )
    schema = reading.schemas.tables["notices"]
    outcome = new_notices.run_new_notice(
        options.data,
        reading.portal,
        request,
        schema=schema,
        words=words,
        as_of=options.as_of,
        writing=not options.dry_run,
    )
    return told(outcome, options)


def new_extension(options: argparse.Namespace, words: Words) -> Status:
    """Append a row that extends a notice."""
    prolongation = Prolongation(
        closes_on=options.closes, length=options.length, unit=_unit(options), closes_time=options.closes_time
    )
    return _change(options, words, prolongation)


def new_withdrawal(options: argparse.Namespace, words: Words) -> Status:
    """Append a row that withdraws a notice."""
    return _change(options, words, None)


def _change(options: argparse.Namespace, words: Words, prolongation: Prolongation | None) -> Status:
    reading = read_portal(options.data, SCHEMAS)
    request = ChangeRequest(
        slug=options.slug,
        cycle=options.cycle,
        changed=options.changed,
        title=options.title,
        published_on=options.published_on,
        prolongation=prolongation,
        change_reason=options.change_reason,
        notice_id=options.id,
        publisher=options.publisher,
        medium=options.medium,
        document_number=options.document_number,
        source_url=options.source_url,
    )
    outcome = later_notices.run_new_change(
        options.data,
        reading.portal,
        request,
        schema=reading.schemas.tables["notices"],
        words=words,
        as_of=options.as_of,
        writing=not options.dry_run,
    )
    return told(outcome, options)


def _unit(options: argparse.Namespace) -> Unit | None:
    return Unit(options.unit) if options.unit else None
