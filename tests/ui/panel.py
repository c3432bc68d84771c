"""panel: what the panel of levers is sent in an AppTest, and what comes back from it."""

import json
from typing import Any

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.testing.v1 import AppTest


def panel(app: AppTest) -> dict[str, Any]:
    """Give all that the panel on the page is sent."""
    (found,) = _protos(app)
    sent: dict[str, Any] = json.loads(found.json or found.mixed.json)
    return sent


def change(app: AppTest, *changes: dict[str, Any]) -> AppTest:
    """Send changes as the panel in a browser does."""
    return send(app, "levers", "moved", {"turn": 1, "changes": changes})


def send(app: AppTest, component: str, event: str, value: object) -> AppTest:
    """Send what a component in a browser does."""
    (found,) = _protos(app, component)
    states = app._tree.get_widget_states()  # noqa: SLF001 AppTest knows no components
    states.widgets.add(
        id=_make_trigger_id(found.id, "events"),
        json_trigger_value=json.dumps([{"event": event, "value": value}]),
    )
    return app._run(states)  # noqa: SLF001 the same


def _protos(app: AppTest, component: str = "levers") -> list[Any]:
    protos = [element.proto for element in app.get("bidi_component")]
    return [proto for proto in protos if proto.component_name == component]
