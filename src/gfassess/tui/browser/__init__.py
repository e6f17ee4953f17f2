"""The screens in a browser of the same machine; only `gfassess serve` imports this, and the extra that it needs."""
