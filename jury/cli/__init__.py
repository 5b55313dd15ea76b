"""The `flask` commands: what an operator types."""

from flask import Flask

from jury.cli.accounts import api_keys, staff
from jury.cli.aggregate import aggregate
from jury.cli.backtest import backtest_command
from jury.cli.backup import backup, restore
from jury.cli.books import ledger, verify_log
from jury.cli.case import export, verify
from jury.cli.cost import cost, shadow_report
from jury.cli.demo import demo
from jury.cli.draw import draw, verify_draw
from jury.cli.keys import keys
from jury.cli.planted import simulate_panels
from jury.cli.policy import check_policies, explain_policy, policies
from jury.cli.policy_diff import policy_changes
from jury.cli.reconcile import reconcile
from jury.cli.redact import redact_text
from jury.cli.redact_image import redact_image
from jury.cli.redact_video import redact_video
from jury.cli.reliability import reliability
from jury.cli.simulate import simulate
from jury.cli.stops import outages, stops


def init_app(app: Flask) -> None:
    """Register every command."""
    for command in (
        aggregate,
        api_keys,
        backtest_command,
        backup,
        check_policies,
        cost,
        demo,
        draw,
        explain_policy,
        export,
        keys,
        ledger,
        outages,
        policies,
        policy_changes,
        reconcile,
        redact_image,
        redact_text,
        redact_video,
        reliability,
        restore,
        shadow_report,
        simulate,
        simulate_panels,
        staff,
        stops,
        verify,
        verify_draw,
        verify_log,
    ):
        app.cli.add_command(command)
