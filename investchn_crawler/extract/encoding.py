"""Which encoding a page is really in: labels are believed only where its bytes agree with them."""

import re
from collections.abc import Iterator

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom, resolve_encoding

_SAMPLE = 4000
_FOREIGN = ["cp1252", "cp1251", "koi8_r", "cp932", "euc_jp", "cp949", "cp1250", "cp1253", "cp1256", "cp874", "cp1258"]
_NO_CHARSETS = frozenset({"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined"})  # Python's own
_ASCII = re.compile(r"[\x00-\x7f]+")
_BEYOND_LATIN = re.compile("[\u0800-\ufffe]")

# the characters that half of any Chinese text consists of, and their traditional forms
_FREQUENT = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展"
    "五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战"
    "先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白"
    "教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且"
    "究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值"
    "号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严招投企园项镇"
    "，。、；：？！“”《》（）【】·　"
    "這為個國時來們對會發動過說產種後學經進著裡實現兩機當點從業開還關間樣與內數問變條沒結解無系軍題黨員總長頭資邊級圖統較將組見計別"
    "論運農幾區強決戰則據處隊給門規熱領東導壓爭濟術極聯認權證轉單風帶場車務萬達積議聲報類離華確張馬節話況傳許廣記觀織眾書復兒須際驗"
    "連斷難備辦習響約勞團歷構稱準號維劃選標寫親養層專狀廠識適屬滿縣參紅細聽該鐵價嚴開發區縣政府新聞臺灣們"
)


def decode(body: bytes, header: str | None, declared: str | None = None) -> tuple[str, str]:
    """The text of a page and its encoding; `header` is the HTTP Content-Type, `declared` what the site's file says.

    A few broken bytes become U+FFFD; a character torn by the end of a cut body is dropped.
    """
    name, bom = read_bom(body)
    if bom:
        body = body[len(bom) :]
    text, name = _unicode(body, name) or _plain_utf8(body) or _weigh(body, list(_labels(body, header, declared)))
    return (text.replace("\0", "") if b"\0" in body else text), name


def label_of(body: bytes, header: str | None) -> str | None:
    """What the HTTP header, or else the page, calls the page's encoding."""
    return next(_labels(body, header, None), None)


def _unicode(body: bytes, bom: str | None) -> tuple[str, str] | None:
    """What a BOM names, or UTF-16 known by the zero half of its markup."""
    if bom is not None and bom != "utf-8":
        return _read(body, bom)[0], bom
    zeros = body.count(0) if b"\0" in body else 0
    if zeros * 5 < len(body) or not zeros:
        return None
    name = "utf-16-le" if body[1::2].count(0) * 2 > zeros else "utf-16-be"
    text, errors = _read(body, name)
    return (text, name) if errors * 20 <= len(text) else None


def _plain_utf8(body: bytes) -> tuple[str, str] | None:
    """The usual page: clean UTF-8 with characters of three bytes, which no other encoding's text looks like."""
    if body.isascii() and b"~{" not in body and b"\x1b$" not in body:
        return body.decode("ascii"), "utf-8"
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return (text, "utf-8") if _BEYOND_LATIN.search(text) else None


def _labels(body: bytes, header: str | None, declared: str | None) -> Iterator[str]:
    """What site, HTTP header and page call the encoding, in order of trust, each once."""
    told = header and (http_content_type_encoding(header) or resolve_encoding(header.strip()))
    named = (declared and resolve_encoding(declared), told, html_body_declared_encoding(body))
    yield from dict.fromkeys(name for name in named if name and name not in _NO_CHARSETS)


def _weigh(body: bytes, labels: list[str]) -> tuple[str, str]:
    """The likeliest reading: UTF-8 by its structure, Chinese by its characters, else the first label that fits."""
    text, errors = _read(body, "utf-8")
    solid = sum(1 for char in _sample(text) if "\u0800" <= char != "\ufffd")
    if solid > 2 * min(errors, _SAMPLE):
        return text, "utf-8"
    if not errors and _latin(body, labels):
        return text, "utf-8"
    chinese = _chinese(body, labels)
    if chinese is not None:
        return _read(body, chinese)[0], chinese
    for name in labels:
        read, wrong = _read(body, name)
        if not wrong:
            return read, name
    return (text, "utf-8") if not errors else _detected(body)


def _latin(body: bytes, labels: list[str]) -> bool:
    """Whether characters of two bytes are UTF-8's · and é, not the Chinese that GBK makes of the same bytes."""
    if labels:
        return labels[0] == "utf-8"
    return len(set(_sample(_read(body, "gb18030")[0]))) < 3 or _likeness(body, "gb18030") < 0.75


def _chinese(body: bytes, labels: list[str]) -> str | None:
    """The encoding under which the text reads most like Chinese; a label's word tips the scale."""
    best, best_likeness = None, 0.45
    for name in (*labels, "gb18030", "big5hkscs", "utf-16-le", "utf-16-be"):
        likeness = _likeness(body, name) + (0.05 if name in labels else 0)
        if likeness > best_likeness:
            best, best_likeness = name, likeness
        if best == name == "gb18030" and likeness > 0.55:
            break
    return best


def _likeness(body: bytes, name: str) -> float:
    """How much the characters beyond ASCII are those of Chinese prose: about 1 for it, below 0.4 for mojibake."""
    sample = _sample(_read(body, name)[0])
    return sum(map(_weight, sample)) / len(sample) if sample else 0.0


def _weight(char: str) -> float:
    if char in _FREQUENT:
        return 1.0
    if char == "\ufffd":
        return -2.0
    if "\u4e00" <= char <= "\u9fff":
        return 0.6 if _listed(char, "gb2312", 0xD7) or _listed(char, "big5", 0xC6) else 0.0
    return 0.5 if "\u3000" <= char <= "\u303f" or "\uff00" <= char <= "\uffef" else 0.0


def _listed(char: str, charset: str, last: int) -> bool:
    """Whether the charset has the character among its first, common ones."""
    code = char.encode(charset, "ignore")
    return len(code) == 2 and code[0] <= last


def _sample(text: str) -> str:
    return _ASCII.sub("", text)[:_SAMPLE]


def _read(body: bytes, name: str) -> tuple[str, int]:
    """The text under an encoding and how many places of it are broken, a torn end not counted."""
    try:
        return body.decode(name), 0
    except UnicodeDecodeError:
        pass
    except (LookupError, UnicodeError):
        return "", len(body)
    text = body.decode(name, "replace").removesuffix("\ufffd")
    return text, text.count("\ufffd")


def _detected(body: bytes) -> tuple[str, str]:
    """The last resort, for what is neither Unicode nor Chinese."""
    from charset_normalizer import from_bytes  # slow to import, hardly ever needed

    found = from_bytes(body[:65536], cp_isolation=_FOREIGN).best()
    name = found and resolve_encoding(found.encoding)
    return (_read(body, name)[0], name) if name else (body.decode("utf-8", "replace"), "utf-8")
