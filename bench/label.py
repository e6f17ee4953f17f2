"""The yardstick of the first screen: a Textual application with pydantic and one label."""

from pydantic import BaseModel
from textual.app import App, ComposeResult
from textual.widgets import Label


class Point(BaseModel):
    """One model."""

    x: float


class LabelApp(App[None]):
    """One label."""

    def compose(self) -> ComposeResult:
        """Show the label."""
        yield Label(f"first paint {Point(x=1.0).x}")


if __name__ == "__main__":
    LabelApp().run()
