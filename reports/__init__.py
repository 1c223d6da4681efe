"""What a region gets to read: a page for the conversation, figures and charts, spreadsheets. It knows values, and no database."""
