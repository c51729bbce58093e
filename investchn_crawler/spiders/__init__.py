"""The spiders: one crawl algorithm, a spider for every declared site, and `site` for any other."""
