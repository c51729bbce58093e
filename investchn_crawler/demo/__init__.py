"""A small made-up web on loopback, so that everything can be tried without the net: three invented sites, one proxy."""
