"""What the archive keeps: the tables, as migrations in the order in which they came.

```
<folder>/archive.db              everything below
<folder>/warc/<site>-<time>-<run>.warc.gz    the raw answers of a run
<folder>/locks/<site>.lock       held while a site is crawled

sites ──< sections               who they are, and which lists they have
  └──< runs ──< failures         every crawl, and what gave nothing in it
pages                            the frontier: when which address is asked for again
articles ──< revisions           the text of today; every text that ever stood there, 1 the first
   │   └──< neighbours           上一条 and 下一条, as the page calls them
   ├──< images, attachments      in the order of the page
   ├──1 policies                 index number, document number … of a policy document
   ├──> captures                 where the raw page lies in a WARC file
   └──1 articles_fts             the search index over title and body, one token a Chinese character
```

`key` is the address without its scheme (address.page_key): http and https of a page are one row.
Times are UTC (YYYY-MM-DDTHH:MM:SSZ), `date` and `published_at` are as the page has them (+08:00).
"""

import sqlite3

from sqlite_utils import Database, Migrations

APPLICATION_ID = 0x494E5643  # "INVC": what the file says it is

migrations = Migrations("investchn_crawler")

_TABLES = """
create table sites (
    name text primary key, publisher text not null, home text not null, region text, family text, newest text,
    last_update_crawl_at text, last_full_crawl_at text
) strict;

create table sections (
    site text not null references sites(name), key text not null, name text not null, url text not null, newest text,
    last_update_crawl_at text, last_full_crawl_at text, open integer not null default 0, primary key (site, key)
) strict, without rowid;

create table runs (
    id integer primary key, site text not null references sites(name), started_at text not null, finished_at text,
    reason text, requests integer not null default 0, new integer not null default 0,
    changed integer not null default 0, unchanged integer not null default 0, missing integer not null default 0,
    failed integer not null default 0, warc text not null
) strict;
create index runs_site on runs(site, id);

create table failures (
    run_id integer not null references runs(id), url text not null, class text not null, detail text not null,
    at text not null
) strict;
create index failures_run on failures(run_id, class);

create table pages (
    id integer primary key, key text not null unique, url text not null, site text not null,
    kind text not null check (kind in ('article', 'listing', 'alias', 'other')), alias_of text, etag text,
    last_modified text, next_check_at text, misses integer not null default 0, first_miss_at text,
    failures integer not null default 0, discovered_at text not null, last_checked_at text
) strict;
create index pages_due on pages(site, kind, next_check_at);

create table captures (
    id integer primary key, run_id integer not null references runs(id), page_of integer references captures(id),
    url text not null, asked_url text, fetched_at text not null, status integer not null, digest text not null,
    warc text not null, offset integer not null, length integer not null, etag text, last_modified text
) strict;
create index captures_place on captures(warc, offset);
create index captures_url on captures(url);

create table articles (
    id integer primary key, key text not null unique, url text not null unique, site text not null, section text,
    breadcrumb text, title text not null, date text, published_at text, source text, author text, editor text,
    region_code text, region_name text, content_hash text not null,
    status text not null default 'live' check (status in ('live', 'missing', 'withdrawn')),
    first_seen_at text not null, last_seen_at text not null, last_checked_at text not null, changed_at text,
    capture_id integer references captures(id), evidence text not null, body text not null
) strict;
create index articles_date on articles(date);
create index articles_site on articles(site, date);

create table revisions (
    id integer primary key, article_id integer not null references articles(id) on delete cascade, n integer not null,
    seen_at text not null, title text not null, date text, source text, content_hash text not null,
    changed text not null, attachments text not null, capture_id integer not null references captures(id),
    body text not null, unique (article_id, n)
) strict;
create index revisions_seen on revisions(seen_at);

create table neighbours (
    article_id integer not null references articles(id) on delete cascade,
    rel text not null check (rel in ('prev', 'next')), key text not null, url text not null, title text,
    primary key (article_id, rel)
) strict, without rowid;
create index neighbours_key on neighbours(key);

create table images (
    article_id integer not null references articles(id) on delete cascade, n integer not null, url text not null,
    title text, file text, digest text, bytes integer, primary key (article_id, n)
) strict, without rowid;

create table attachments (
    article_id integer not null references articles(id) on delete cascade, n integer not null, url text not null,
    title text, file text, digest text, bytes integer, primary key (article_id, n)
) strict, without rowid;

create table policies (
    article_id integer primary key references articles(id) on delete cascade, index_number text,
    document_number text, issuer text, written_date text, subject text
) strict;

create virtual table articles_fts using fts5(
    title, body, content='', tokenize='unicode61 remove_diacritics 0'
);
"""

_FORGET = (
    "insert into articles_fts(articles_fts, rowid, title, body) "
    "values ('delete', old.id, cjk(old.title), cjk(old.body))"
)
_INDEX = "insert into articles_fts(rowid, title, body) values (new.id, cjk(new.title), cjk(new.body))"
_MOVED = "old.title is not new.title or old.body is not new.body"

TRIGGERS = {
    "articles_ai": f"create trigger articles_ai after insert on articles begin {_INDEX}; end",
    "articles_ad": f"create trigger articles_ad after delete on articles begin {_FORGET}; end",
    "articles_au": (
        f"create trigger articles_au after update of title, body on articles when {_MOVED} "
        f"begin {_FORGET}; {_INDEX}; end"
    ),
}


@migrations()
def first_tables(db: Database) -> None:
    """The tables of version 0.1."""
    for statement in _TABLES.split(";\n"):
        if statement.strip():
            db.conn.execute(statement)


@migrations()
def probes_of_sites(db: Database) -> None:
    """When a site was last checked against its live pages, and the lists that were found there."""
    db.conn.execute("alter table sites add column probed_at text")
    db.conn.execute("alter table sites add column probed_sections text")


def newer_names(db: Database) -> list[str]:
    """The migrations that were applied by a version of this program that knows more than we do."""
    nothing = Database(memory=True)
    ours = {migration.name for migration in migrations.pending(nothing)}
    nothing.conn.close()
    return sorted({migration.name for migration in migrations.applied(db)} - ours)


def refresh_triggers(connection: sqlite3.Connection) -> None:
    """Make the triggers that keep the search index what they are today; costs one read where they are.

    `sqlite-utils transform` drops a table's triggers without a word, and search would then miss every new row.
    """
    if _triggers(connection) == TRIGGERS:
        return
    connection.execute("begin immediate")
    try:
        for name, statement in TRIGGERS.items():
            connection.execute(f"drop trigger if exists {name}")
            connection.execute(statement)
        connection.execute("commit")
    except BaseException:
        connection.rollback()
        raise


def _triggers(connection: sqlite3.Connection) -> dict[str, str]:
    rows = connection.execute("select name, sql from sqlite_schema where type = 'trigger' and tbl_name = 'articles'")
    return {name: sql.replace("CREATE TRIGGER", "create trigger") for name, sql in rows if name in TRIGGERS}
