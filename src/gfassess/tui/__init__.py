"""The walk in the terminal: Textual screens over one session. `gfassess.tui.app.run` starts it."""
