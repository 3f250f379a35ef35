"""The nouns of the business: everything known about one contract, as plain frozen data."""
