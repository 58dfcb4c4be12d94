"""The desk's signed texts: seats files, statement notes, papers; keys are checked here, meaning is judged in `core`."""
