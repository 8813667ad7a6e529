"""What the commands answer to a clerk: wrong usage, help, the rules, a deadline."""

import pytest

from tests.cli.running import CLEAN, NOT_DONE, here, portal


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["chekc"],
        ["check", "--nonsense"],
        ["check", "--format", "xml"],
        ["check", "--lang", "fr"],
        ["check", "--as-of", "2026-02-30"],
        ["check", "--data", ""],
        ["check", "--as-of", "20260301"],
        ["check", "--base", "no-such-revision"],
        ["check", "--base", "--help"],
        ["build", "--site-url", "portal"],
        ["rules", "no-such-rule"],
        ["rules", "../../etc/passwd"],
        ["deadline"],
        ["deadline", "--opens", "2026-03-09", "--length", "0", "--unit", "day"],
        ["deadline", "--opens", "2026-03-09", "--length", "99999999", "--unit", "working_day"],
        ["deadline", "--opens", "2026-03-09", "--length", "5", "--unit", "day", "--closes-time", "25:00"],
        ["deadline", "--opens", "9999-12-31", "--length", "5", "--unit", "day"],
        ["import", "no-such-file.xlsx"],
        ["mend", "no-such-file.csv"],
        ["template", "no-such-table"],
        ["new", "notice", "shili", "2026"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_status_2_and_says_why(arguments: list[str]) -> None:
    done = here(*arguments)
    assert (done.returncode, done.stdout) == (NOT_DONE, "")
    assert done.stderr.strip()


def test_wrong_usage_is_the_same_for_a_shell() -> None:
    assert portal("check", "--nonsense").returncode == NOT_DONE
    assert portal("rules", "no-such-rule").returncode == NOT_DONE


@pytest.mark.parametrize(
    "command", ["check", "build", "serve", "rules", "deadline", "new", "template", "import", "mend"]
)
def test_every_command_explains_itself(command: str) -> None:
    done = here(command, "--help")
    assert (done.returncode, done.stderr) == (CLEAN, "")
    assert command in done.stdout


def test_the_rules_are_listed_and_explained() -> None:
    listed = here("rules")
    assert (listed.returncode, listed.stderr) == (CLEAN, "")
    assert "notice-too-short" in listed.stdout
    explained = here("rules", "personal-data")
    assert (explained.returncode, explained.stderr) == (CLEAN, "")
    assert "怎样改" in explained.stdout
    assert here("rules", "personal-data", "--lang", "en").stdout != explained.stdout
    similar = here("rules", "notice-to-short")
    assert "notice-too-short" in similar.stderr


def test_a_deadline_comes_with_its_reasoning() -> None:
    question = ["deadline", "--opens", "2025-09-28", "--length", "5", "--unit", "working_day"]
    done = here(*question)
    assert (done.returncode, done.stderr) == (CLEAN, "")
    assert "2025年10月10日" in done.stdout
    assert "2025-10-10" in here(*question, "--format", "json").stdout
    assert "2025年10月10日（星期五）17时" in here(*question, "--closes-time", "17:00").stdout
    # The day of the publication itself does not count.
    published = [*question, "--form", "from_publication"]
    assert "2025年10月11日" in here(*published).stdout
