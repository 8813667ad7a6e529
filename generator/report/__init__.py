"""What a check found, told to people and to programs: one module per format, strings out; only the command line prints."""

from generator.report.catalogue import RuleText, rule_page, rule_texts, rules_list
from generator.report.github import github_report, step_summary
from generator.report.json_format import json_report
from generator.report.sarif import sarif_report
from generator.report.text import text_report
from generator.report.totals import Mendable, Summary, mendable
from generator.report.wording import Message, Wording

__all__ = [
    "Mendable",
    "Message",
    "RuleText",
    "Summary",
    "Wording",
    "github_report",
    "json_report",
    "mendable",
    "rule_page",
    "rule_texts",
    "rules_list",
    "sarif_report",
    "step_summary",
    "text_report",
]
