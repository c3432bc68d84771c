"""The application: page config, navigation and what is shown when something goes wrong."""

import gc
import importlib
import logging
import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from starlette.middleware import Middleware
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from briefing.access import Act
from briefing.ui.calm import keep_calm
from briefing.ui.door import Door
from briefing.ui.frame import dress, show_failure
from briefing.ui.signed_in import let_in, person, signs_in
from briefing.ui.stage import AGENDA, presenting, show_stage


def main() -> None:
    """Run the page that the URL names, for whoever may see it."""
    st.set_page_config(page_title="Briefing", layout="wide", menu_items={})
    dress()
    let_in()
    keep_calm()
    agenda = [st.Page(f"pages/{name}.py", title=name.capitalize()) for name in AGENDA]
    offered = person().may(Act.SEE_LOADS)
    pages = [
        *agenda,
        st.Page("pages/data.py", title="Data", visibility="visible" if offered else "hidden"),
        st.Page("pages/presenter.py", title="Presenter’s view", visibility="hidden"),
    ]
    if signs_in():
        pages.append(st.Page(st.logout, title="Sign out", url_path="sign-out"))

    def front() -> None:
        st.switch_page(pages[0])

    # The default page has no address of its own, and every page needs one to be linked to.
    home = st.Page(front, title="Briefing", default=True, visibility="hidden")
    chosen = st.navigation([home, *pages], position="hidden" if presenting() else "top")
    # Before the page, so that its failure leaves the keys that turn to the others.
    show_stage(chosen, agenda)
    chosen.run()


def _calm(error: Exception) -> bool:
    """Log an error under a reference number, and show that number instead of a stack trace."""
    reference = secrets.token_hex(3)
    logging.getLogger("briefing").error("reference %s", reference, exc_info=error)
    show_failure(reference)
    return True


@asynccontextmanager
async def _warm(_app: st.App) -> AsyncIterator[None]:
    """Pay for the slow imports before the first person opens a page, not then.

    Streamlit collects garbage in full after every run of a page; what is imported here never
    becomes garbage, and looking through it would cost each answer a tenth of a second.
    """
    importlib.import_module("briefing.ui.warm").warm()
    gc.collect()
    gc.freeze()
    yield


if get_script_run_ctx() is None:
    # Because there is a folder pages/, Streamlit would open a link to a page without this file,
    # until somebody has opened the front page; st.navigation then sets what is set here.
    PagesManager.uses_pages_directory = False
    app = st.App(__file__, lifespan=_warm, on_script_error=_calm, middleware=[Middleware(Door)])
else:
    main()
