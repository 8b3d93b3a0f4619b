"""Messages → door, model and real actions in one process → what the client would read, scored."""
