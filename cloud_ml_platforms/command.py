"""The commands of this project, as the Makefile and people call them."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
import webbrowser
from pathlib import Path

from cloud_ml_platforms.catalog.load import read_catalog, yaml_paths
from cloud_ml_platforms.catalog.schemas import check_schemas, schema_faults, write_schemas
from cloud_ml_platforms.catalog.yaml_files import DataError
from cloud_ml_platforms.check.api_diff import api_diff_report
from cloud_ml_platforms.check.load import load_catalog
from cloud_ml_platforms.check.rows import lacking_table
from cloud_ml_platforms.check.run import check_rules
from cloud_ml_platforms.errors import UserError
from cloud_ml_platforms.exports.book import write_book
from cloud_ml_platforms.exports.bundle import sha256, write_bundle
from cloud_ml_platforms.exports.sheets import write_sheets
from cloud_ml_platforms.journal import reviewing
from cloud_ml_platforms.journal.base import BaseError, base_from, base_of, lacking_faults
from cloud_ml_platforms.journal.entries import add_entries, check_journal
from cloud_ml_platforms.journal.recheck import RecheckError, print_queue, queue, recheck
from cloud_ml_platforms.journal.side_by_side import sheet, sheets, unread_counts
from cloud_ml_platforms.model.known import nearest_hint
from cloud_ml_platforms.paths import DATA, ROOT
from cloud_ml_platforms.site.addresses import address_faults, lasting_addresses
from cloud_ml_platforms.site.build import build_site
from cloud_ml_platforms.site.engine import ENGINE, ENGINES
from cloud_ml_platforms.site.navigation import navigation_faults
from cloud_ml_platforms.site.page_calls import call_faults
from cloud_ml_platforms.site.prepare import prepare
from cloud_ml_platforms.site.release import build_release
from cloud_ml_platforms.site.serve import serve
from cloud_ml_platforms.topics.paste.names_file import check_names, write_names
from cloud_ml_platforms.workers import workers


def parser() -> argparse.ArgumentParser:
    """Return the parser of all commands."""
    top = argparse.ArgumentParser(prog="python -m cloud_ml_platforms", description=__doc__)
    commands = top.add_subparsers(dest="command", required=True)
    site = commands.add_parser("site", help="build the site into site/")
    site.add_argument("--to", type=Path, default=ROOT / "site")
    site.add_argument("--engine", choices=ENGINES, default=ENGINE, help="what makes the pages; see /about/engine/")
    offline = commands.add_parser(
        "offline", help="build the folder that works from disk into offline/, and a zip of it"
    )
    offline.add_argument("--to", type=Path, default=ROOT / "offline")
    offline.add_argument("--engine", choices=ENGINES, default=ENGINE, help="what makes the pages")
    offline.add_argument("--zip", type=Path, default=ROOT / "dist", metavar="FOLDER", help="where the zip goes (dist/)")
    release = commands.add_parser("release", help="build the site with its downloads into release/")
    release.add_argument("--to", type=Path, default=ROOT / "release")
    book = commands.add_parser("book", help="make the PDFs, the book and the sheets, from a built site into dist/")
    book.add_argument("--site", type=Path, default=ROOT / "site", help="the built site (site/)")
    book.add_argument("--to", type=Path, default=ROOT / "dist")
    server = commands.add_parser("serve", help="serve the site with live reload")
    server.add_argument("--port", type=int, default=8000)
    commands.add_parser("prepare", help="write the generated pages and data")
    check = commands.add_parser("check", help="validate the data, the journal, the addresses and what pages call")
    check.add_argument(
        "--base",
        default="HEAD",
        metavar="COMMIT",
        help="facts, journal and addresses are compared with the last commit that HEAD and this one share (default: HEAD)",
    )
    check.add_argument("only", nargs="*", help="show the faults of these files only")
    neighbours = commands.add_parser("neighbours", help="print what rows claim beside what their neighbours claim")
    neighbours.add_argument("rows", nargs="*", help="ids of rows (default: all)")
    schemas = commands.add_parser("schemas", help="write the JSON Schemas of data/")
    schemas.add_argument("--check", action="store_true", help="write nothing; exit 1 when one is stale")
    journal = commands.add_parser(
        "journal",
        help="write a journal entry for the facts that changed since the last commit",
        epilog="What is left out is taken from the environment variables KIND, WHY and ONLY: so `make journal` passes it.",
    )
    journal.add_argument("--kind", default=os.environ.get("KIND", ""), help="vendor, correction, wording, new or shape")
    journal.add_argument("--why", default=os.environ.get("WHY", ""), help="the reason, one line")
    journal.add_argument("only", nargs="*", help="the ids of the records to write down (default: all)")
    recheck_parser = commands.add_parser("recheck", help="review what rests on changed rows, then read sources again")
    recheck_parser.add_argument("only", nargs="*", help="ids of records and questions (default: all)")
    recheck_parser.add_argument(
        "--list", type=int, metavar="N", help="print the first N of reviews and queue, and stop"
    )
    recheck_parser.add_argument("--minutes", type=int, help="how long you have; the last source may be done in part")
    recheck_parser.add_argument("--platform", help="only what speaks of this platform")
    recheck_parser.add_argument("--no-open", action="store_true", help="do not open the browser")
    diff = commands.add_parser("api-diff", help="compare data/api with the extracts in another folder")
    diff.add_argument("folder", type=Path)
    paste = commands.add_parser(
        "paste-names", help="write data/paste_names.json, the names that scripts/paste.py looks for"
    )
    paste.add_argument("--check", action="store_true", help="write nothing; exit 1 when the file is stale")
    commands.add_parser(
        "facts", help="print facts, sources, journal and addresses as JSON, as `check --base` asks a commit"
    )
    return top


def main(argv: list[str] | None = None) -> int:
    """Run one command; return the exit code."""
    args = parser().parse_args(argv)
    try:
        return run(args) or 0
    except UserError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def run(args: argparse.Namespace) -> int | None:
    """Run one command; return its exit code, or None when it has nothing to say."""
    match args.command:
        case "site" | "offline" | "release" | "book":
            build(args)
        case "serve":
            return serve(args.port)
        case "prepare":
            catalog = load_catalog()
            with workers() as pool:
                prepare(catalog, pool=pool)
        case "check" | "api-diff" | "neighbours":
            return run_report(args)
        case "schemas":
            return check_schemas() if args.check else write_schemas()
        case "journal":
            only = tuple(args.only or os.environ.get("ONLY", "").split())
            count = add_entries(args.kind, args.why, only)
            sys.stderr.write(f"{count} fact{'' if count == 1 else 's'} written down\n")
        case "recheck":
            run_recheck(args)
        case "facts":
            write_facts()
        case "paste-names":
            return (check_names if args.check else write_names)(load_catalog())
    return None


def run_report(args: argparse.Namespace) -> int:
    """Print what is found in the data or in other extracts; return the exit code."""
    match args.command:
        case "check":
            return check_data(args.only, args.base)
        case "neighbours":
            write_neighbours(args.rows or os.environ.get("ROWS", "").split())
            return 0
        case _:
            sys.stdout.write(api_diff_report(DATA / "api", args.folder))
            return 0


def build(args: argparse.Namespace) -> None:
    """Build the site, the site with its downloads, or the folder that works from disk."""
    target = args.to.resolve()
    match args.command:
        case "site":
            build_site(target, engine=args.engine)
        case "release":
            build_release(target)
        case "offline":
            bundle = write_bundle(
                build_site(target, offline=True, engine=args.engine), load_catalog(), args.zip.resolve()
            )
            size = bundle.stat().st_size / 1e6
            sys.stderr.write(f"{bundle}: {size:.1f} MB, SHA-256 {sha256(bundle)}\n")
        case "book":
            site, catalog = args.site.resolve(), load_catalog()
            for path in [write_book(site, catalog, target), *write_sheets(site, catalog, target)]:
                sys.stderr.write(f"{path}: {path.stat().st_size / 1e6:.1f} MB\n")


def run_recheck(args: argparse.Namespace) -> None:
    """Print reviews and queue of `recheck`, or go through them."""
    if args.platform is not None and args.platform not in (platforms := load_catalog(DATA).platforms):
        raise RecheckError(f"found platform {args.platform!r}; expected one of {', '.join(platforms)}")
    if args.list is not None:
        today = dt.datetime.now().astimezone().date()
        only, catalog = tuple(args.only), load_catalog(DATA)
        tasks = queue(DATA, today, args.platform, only)  # before anything is printed: an id may be wrong
        reviewing.print_reviews(reviewing.choose_reviews(catalog, args.platform, only), DATA, args.list)
        print_queue(tasks, catalog, args.list)
        return
    show = (lambda _url: None) if args.no_open else webbrowser.open
    recheck(minutes=args.minutes, platform=args.platform, only=tuple(args.only), show=show)


def write_neighbours(rows: list[str]) -> None:
    """Print the neighbours' sheets of rows, or of all."""
    catalog = load_catalog(DATA)
    if unknown := [row for row in rows if row not in catalog.rows]:
        raise UserError(f"found {unknown[0]!r}; expected the id of a row{nearest_hint(unknown[0], catalog.rows)}")
    sys.stdout.write("\n".join(sheet(catalog, row) for row in rows) if rows else sheets(catalog))


def write_facts() -> None:
    """Print what the data says; no rule is run, so that a commit which breaks one can be compared with."""
    catalog, _, faults = read_catalog(DATA, yaml_paths(DATA))
    if faults:
        raise DataError(faults)
    sys.stdout.write(base_from(catalog, lasting_addresses(catalog)).model_dump_json(indent=0) + "\n")


def check_data(only: list[str], commit: str = "HEAD") -> int:
    """Print every fault of the data; return 1 when there is one."""
    catalog, files, faults = read_catalog(DATA, yaml_paths(DATA))
    stopped = bool(faults)  # what cannot be read is not checked any further
    base_error = ""
    if not stopped:
        try:
            base = base_of(commit, DATA)
            if base is None:
                sys.stderr.write(
                    "found no commit to compare with: facts, journal and addresses are compared with nothing\n"
                )
        except BaseError as error:
            base, base_error = None, f"{error}\n"
        rule_faults = check_rules(catalog, files)
        stopped = bool(rule_faults)  # addresses are of records that are whole
        promised = base.addresses if base else ()
        faults = [
            *rule_faults,
            *(check_journal(catalog, files, base) if base else []),
            *(lacking_faults(catalog, files, base) if base else []),
            *([] if stopped else address_faults(catalog, files["data/redirects.yml"], promised)),
            *navigation_faults(catalog),
            *call_faults(catalog),
            *schema_faults(),
        ]
    names = {Path(os.path.relpath(Path(name).resolve(), DATA.parent)).as_posix() for name in only}
    reported = [fault for fault in sorted(set(faults)) if not names or fault.file in names]
    for fault in reported:
        sys.stderr.write(f"{fault}\n")
    if not stopped and not names:
        sys.stdout.write(lacking_table(catalog, unread_counts(catalog)))
    if stopped:
        sys.stderr.write("further checks run when these are mended\n")
    sys.stderr.write(
        base_error or (f"{len(reported)} fault{'s' if len(reported) > 1 else ''}\n" if reported else "no faults\n")
    )
    return 1 if reported or base_error else 0
