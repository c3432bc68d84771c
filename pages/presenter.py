"""Presenter's view: the notes, the answers and the time, in a window that follows the wall."""

from briefing.access import Act
from briefing.ui.presenter import show_presenter
from briefing.ui.signed_in import let_in
from briefing.ui.state import open_view

let_in(Act.PRESENT)
show_presenter(open_view())
