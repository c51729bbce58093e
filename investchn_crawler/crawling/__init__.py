"""Scrapy's glue: the archive's run, failure classes, manners, progress."""
