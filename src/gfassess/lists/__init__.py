"""Lists as authorities publish them, read into files of peers: comma-separated, workbooks, pages saved as .xls."""
