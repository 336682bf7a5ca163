"""Tables: their columns and cells, of CSV and of sheets."""
