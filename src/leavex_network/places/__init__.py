"""Countries and regions: their codes, and their names in all languages."""
