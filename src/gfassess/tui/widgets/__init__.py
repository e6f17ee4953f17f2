"""Parts of panes; they show what they are told and send messages, the screen decides."""
