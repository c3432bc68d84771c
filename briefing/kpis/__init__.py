"""KPIs: one .sql file each, with a head that says what it is, and what runs them."""
