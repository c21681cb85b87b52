"""How each channel of the newsroom looks: one module per template family."""
