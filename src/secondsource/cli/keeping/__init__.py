"""Commands for whoever keeps the machine the desk runs on."""
