"""What a handful of pages says of its site: the family, the lists, the articles, and what a crawl would ask for."""
