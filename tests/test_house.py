"""The rules of the house that no linter knows: size of modules and functions, one door per library, clean papers."""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "generator").rglob("*.py"))
TESTS = sorted((ROOT / "tests").rglob("*.py"))
SCRIPTS = sorted((ROOT / "site_templates" / "assets").glob("*.js"))

MODULE_LINES = 300
FUNCTION_LINES = 50

DOORS = {
    "frictionless": "sources/tables.py",
    "yaml": "sources/documents.py",
    "jsonschema": "sources/documents.py",
    "referencing": "sources/documents.py",
    "jinja2": "outputs/html.py",
    "markupsafe": "outputs/html.py",
    "mkdocs": "outputs/prose.py",
    "material": "outputs/prose.py",
    "lunr": "outputs/search_index.py",
    "segno": "outputs/qr.py",
    "python_calamine": "sources/workbooks.py",
    "openpyxl": "outputs/workbooks.py",
}

VAGUE_NAMES = {"utils", "helpers", "common", "manager", "service", "handler", "processor", "info", "context", "payload"}

# Absolute paths of a developer's machine (not a path inside a web address), and addresses of package indexes.
# Each pattern is put together so that this file does not hold what it looks for.
MACHINE = re.compile(
    r"(?<![\w./-])/(?:" + "|".join(("ro" + "ot", "ho" + "me", "wo" + "rk", "us" + "ers")) + r")/\w"
    "|" + "index-" + "url|find-" + "links|pypi" + r"\.org"
)
# The one line of the Makefile that renews the locks tells uv to leave addresses out.
ALLOWED = {"Makefile": {"--no-emit-" + "index-" + "url", "--no-emit-" + "find-" + "links"}}


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def oversized_functions(tree: ast.AST, limit: int) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > limit:
                yield f"{node.name}: {length} lines"


def imported_packages(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]


def tracked_texts() -> Iterator[tuple[str, str]]:
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    for name in sorted(listed.decode().split("\0")):
        path = ROOT / name
        if not name or not path.is_file():
            continue
        content = path.read_bytes()
        if b"\0" not in content:
            yield name, content.decode("utf-8", errors="replace")


def test_a_function_over_the_limit_is_seen() -> None:
    source = "def long():\n" + "    pass\n" * 3
    assert list(oversized_functions(ast.parse(source), limit=4)) == []
    assert list(oversized_functions(ast.parse(source), limit=3)) == ["long: 4 lines"]


@pytest.mark.parametrize("path", [*MODULES, *TESTS], ids=name_of)
def test_module_and_its_functions_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert len(source.splitlines()) <= MODULE_LINES
    assert list(oversized_functions(ast.parse(source), FUNCTION_LINES)) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=name_of)
def test_script_is_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_is_imported_only_at_its_door(path: Path) -> None:
    here = path.relative_to(ROOT / "generator").as_posix()
    foreign = {
        package
        for package in imported_packages(ast.parse(path.read_text(encoding="utf-8")))
        if package not in sys.stdlib_module_names and package != "generator"
    }
    assert {package for package in foreign if DOORS.get(package) != here} == set()


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_frozen_classes_are_made_the_quick_way(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    if "@dataclass(frozen=True, slots=True" in source:
        assert "from generator.frozen import dataclass" in source


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_module_has_a_telling_name_and_says_what_it_is(path: Path) -> None:
    name = path.parent.name if path.stem == "__init__" else path.stem
    assert name not in VAGUE_NAMES
    # The layout of the design names outputs/html.py; no other module may carry the name of a standard one.
    standard = sys.stdlib_module_names - {"html"}
    assert path.stem.startswith("__") or name not in standard
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("folder", sorted({path.parent for path in MODULES}), ids=name_of)
def test_every_package_is_seen_by_the_keeper_of_floors(folder: Path) -> None:
    # Without __init__.py a folder is no package for import-linter, and its imports are not judged.
    assert (folder / "__init__.py").is_file()


def test_no_trace_of_a_machine_or_a_package_index() -> None:
    found = []
    for name, text in tracked_texts():
        for number, line in enumerate(text.splitlines(), start=1):
            rest = line
            for allowed in ALLOWED.get(name, ()):
                rest = rest.replace(allowed, "")
            if MACHINE.search(rest.lower()):
                found.append(f"{name}:{number}: {line.strip()[:100]}")
    assert found == []


def test_every_locked_package_has_a_hash() -> None:
    for name in ("requirements.lock", "requirements-dev.lock"):
        entries = re.split(r"\n(?=[a-z0-9])", (ROOT / name).read_text(encoding="utf-8").strip())
        assert len(entries) > 1
        assert [entry.splitlines()[0] for entry in entries if "--hash=sha256:" not in entry] == []


def test_the_test_lock_holds_the_runtime_lock() -> None:
    def versions(name: str) -> set[str]:
        lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
        return {line.split()[0] for line in lines if line and not line.startswith((" ", "#"))}

    assert versions("requirements.lock") < versions("requirements-dev.lock")


def test_make_help_lists_every_target_with_its_line() -> None:
    shown = subprocess.run(["make", "help"], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    listed = {line.split()[0] for line in shown.splitlines() if line.startswith("  ") and len(line.split()) > 1}
    assert {"help", "site", "serve", "demo", "check", "test", "bench", "bless", "clean"} <= listed


def test_make_clean_leaves_nothing_of_a_build(tmp_path: Path) -> None:
    shutil.copy(ROOT / "Makefile", tmp_path)
    folders = ("site", ".site.spare", ".site.new", ".site.old", "demo-site")
    for folder in ("generator", "tests", "site_templates/__pycache__", *folders):
        (tmp_path / folder).mkdir(parents=True)
    endings = ("lock", "parts", "read", "search", "spare.parts", "parts.new", "search.new")
    for name in (*(f".site.{ending}" for ending in endings), ".demo-site.lock", "site/index.html"):
        (tmp_path / name).touch()
    subprocess.run(["make", "--silent", "clean", "OUTPUT=site/"], cwd=tmp_path, check=True)
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["Makefile", "generator", "site_templates", "tests"]


def script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n", encoding="utf-8")
    path.chmod(0o755)


def test_the_program_goes_along_with_its_folder(tmp_path: Path) -> None:
    home = tmp_path / "甲 $x"
    script(home / ".venv/bin/python", 'echo "$PYTHONPATH"; echo "$@"')
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(ROOT / name, home)
    command = ["make", "--dry-run", "--always-make", ".venv/installed-requirements.lock"]
    recipe = subprocess.run(command, cwd=home, check=True, capture_output=True, text=True).stdout
    (writing,) = re.findall(r"^(printf .*?> \.venv/bin/portal); \\$", recipe, re.MULTILINE | re.DOTALL)
    subprocess.run(["sh", "-c", f"{writing} && chmod +x .venv/bin/portal"], cwd=home, check=True)
    moved = home.rename(tmp_path / "乙 $y")
    (tmp_path / "link").symlink_to(moved / ".venv/bin/portal")
    for program in (moved / ".venv/bin/portal", tmp_path / "link"):
        said = subprocess.run([program, "check", "a b"], check=True, capture_output=True, text=True).stdout
        assert said.splitlines() == [str(moved), "-m generator check a b"]


@pytest.mark.parametrize(
    ("interpreter", "kept"), [("", True), ("-S", False), ("-c 'import nothing_of_this_name'", False)]
)
def test_an_environment_that_has_lost_its_packages_is_set_up_anew(tmp_path: Path, interpreter: str, kept: bool) -> None:
    # After an upgrade of the system the python3 in it may be another one, which looks for its packages elsewhere.
    script(tmp_path / ".venv/bin/python", f'exec "{sys.executable}" {interpreter} "$@"')
    stamps = [tmp_path / f".venv/installed-requirements{kind}.lock" for kind in ("", "-dev")]
    for stamp in stamps:
        stamp.touch()
    shutil.copy(ROOT / "Makefile", tmp_path)
    subprocess.run(["make", "--silent", "help"], cwd=tmp_path, check=True, capture_output=True)
    assert [stamp.exists() for stamp in stamps] == [kept, kept]
