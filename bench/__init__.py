"""How fast gfassess is: `make bench` prints ratios, each side by side with its yardstick in one interleaved run."""
