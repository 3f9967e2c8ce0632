"""A demo town: the websites of an invented regency, served on loopback."""
