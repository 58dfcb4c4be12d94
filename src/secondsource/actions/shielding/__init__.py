"""What is done for protected people: looking into files, cleaning, redacting, keeping the register."""
