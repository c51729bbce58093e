"""中华人民共和国外交部 (Ministry of Foreign Affairs)."""

from investchn_crawler.site import Site

SITE = Site(
    name="mfa",
    publisher="中华人民共和国外交部",
    home="https://www.mfa.gov.cn/",
    sections=(
        "https://www.mfa.gov.cn/web/wjdt_674879/gjldrhd_674881/",
        "https://www.mfa.gov.cn/web/wjdt_674879/wjbxw_674885/",
        "https://www.mfa.gov.cn/web/wjdt_674879/sjxw_674887/",
        "https://www.mfa.gov.cn/web/wjdt_674879/fyrbt_674889/",
    ),
)
