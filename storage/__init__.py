"""What is kept: tables, transactions, migrations, the inbox, bookings and erasure. SQLite by default, PostgreSQL by URL."""
