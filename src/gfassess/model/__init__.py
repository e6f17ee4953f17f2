"""The records: frozen mirrors of what stands in the files, and of the result of scoring."""
