"""The summary of an intake on paper: one page, for the table in the advice conversation."""
