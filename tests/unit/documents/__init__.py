"""Reading folders of reports, sound and hostile."""
