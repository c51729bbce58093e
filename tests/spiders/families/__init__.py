"""A small invented web for each family of CMS: every page as its CMS writes it, and the truth about each article."""

from families.fetched import Catalogue, Jpaas, Proxy, Search
from families.frame import Layout
from families.state import Epoint, Govcn, Guangdong, Shanghai, Trs, Ucap, Vsb
from families.trade import Dede, Empire, Phpcms

LAYOUTS: list[Layout] = [
    Trs(), Proxy(), Jpaas(), Vsb(), Ucap(), Search(), Guangdong(), Catalogue(), Epoint(), Shanghai(), Dede(), Empire(),
    Phpcms(), Govcn(),
]  # fmt: skip
