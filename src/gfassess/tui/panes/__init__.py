"""The sections of the work screen; one is built at a time."""
