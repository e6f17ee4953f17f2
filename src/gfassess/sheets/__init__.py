"""Ask-sheets: workbooks that ask an office for what only it knows, and come back filled in."""
