"""`python -m tests.demo`: build the demonstration around a day, and serve it on this computer."""

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from generator.build import build
from generator.domain.moments import day_of
from generator.errors import PortalError
from generator.serving import LOOPBACK, open_server, serve
from tests.demo.building import demo_request
from tests.demo.writing import write_demo


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, and with --serve serve until interrupted; 0 done, 1 the data has errors, 2 not done."""
    options = _parser().parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="portal-demo-") as scratch:
            data = options.data or Path(scratch, "data")
            write_demo(data, options.as_of)
            request = demo_request(
                data,
                options.output,
                Path(scratch),
                options.as_of,
                site_url=options.site_url,
                workers=os.cpu_count() or 1,
            )
            checked, files = build(request)
        print(
            f"{options.as_of}: {files} files in {options.output}, {checked.errors} errors, {checked.warnings} warnings"
        )
        if checked.errors:
            return 1
        if options.serve:
            _serve(options.output, options.port)
    except (PortalError, OSError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


def _serve(site: Path, port: int) -> None:
    server = open_server(site, port)
    print(f"http://{LOOPBACK}:{server.server_address[1]}/  (Ctrl+C)", flush=True)
    try:
        serve(server, (), frozenset(), lambda: None)
    except KeyboardInterrupt:
        print()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.demo", description=__doc__)
    parser.add_argument("--as-of", type=date.fromisoformat, default=day_of(datetime.now(UTC)), metavar="DATE")
    parser.add_argument("--output", type=Path, default=Path("demo-site"), metavar="DIR")
    parser.add_argument("--data", type=Path, metavar="DIR", help="keep the data in this folder, which must not exist")
    parser.add_argument("--site-url", default="", metavar="URL")
    parser.add_argument("--serve", action="store_true")
    parser.add_argument("--port", type=int, default=8000)
    return parser


if __name__ == "__main__":
    sys.exit(main())
