"""One module per family of shapes: how its lists, articles and addresses look."""
