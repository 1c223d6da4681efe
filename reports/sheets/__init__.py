"""A region as sheets: written for a spreadsheet, and read back from one."""
