"""The command that writes the CFO's workbook: model."""

from argparse import ArgumentParser, Namespace, _SubParsersAction

from briefing.exports.commands import CannotWriteError, save, xlsx
from briefing.exports.financial_model.workbook import NoModelError, financial_model
from briefing.exports.outcome import OK
from briefing.exports.settings import add_settings, move_of
from briefing.exports.view import opened
from briefing.store.snapshots import Home


def add_modelling(commands: "_SubParsersAction[ArgumentParser]") -> None:
    """Add model to the command line; it gives 0, or raises CannotWriteError."""
    model = commands.add_parser(
        "model", help="write a scenario month by month as a workbook in live formulas"
    )
    model.add_argument("--out", type=xlsx, required=True, metavar="FILE.xlsx")
    add_settings(model)
    model.set_defaults(run=_model)


def _model(options: Namespace) -> int:
    with opened(Home.default(), options.scenario, move_of(options)) as view:
        try:
            content = financial_model(view.mart, view.money)
        except NoModelError as error:
            message = f"Nothing was written. {error}"
            raise CannotWriteError(message) from error
    save(options.out, content)
    return OK
