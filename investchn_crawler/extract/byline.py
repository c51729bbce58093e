"""The byline: who wrote an article, where its text says so: （记者 李某）, 新华社…电（李某）, 采写：记者 李某."""

import re
from collections.abc import Sequence

# the surnames of some nine in ten people; a name in brackets behind a text is believed only with one of them
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高梁郑罗宋谢唐韩曹许邓萧肖冯曾程蔡彭潘袁于董余苏叶吕魏蒋田杜丁沈姜范江傅"
    "钟卢汪戴崔任陆廖姚方金邱夏谭韦贾邹石熊孟秦阎薛侯雷白龙段郝孔邵史毛常万顾赖武康贺严尹钱施牛洪龚汤陶黎温莫易樊乔"
    "文安殷颜庄章鲁倪庞邢俞翟蓝聂齐向申葛柴伍覃骆关焦柳欧祝纪尚毕耿芦左季管符辛苗詹曲欧阳靳祁路涂兰甘裴梅童翁霍游阮"
    "尤岳柯牟滕谷舒卜成饶宁凌盛查单冉鲍华包屈房喻解蒲卫简时连车项闵邬吉党阳司费蒙席晏隋古强穆姬宫景米麦谈柏瞿艾沙鄢"
    "桂窦郁缪畅巩卓褚栾戚全娄甄郎池丛边岑农苟迟保商臧佘卞虞刁冷应匡栗仇练楚揭师官佟封燕桑巫敖原植邝仲荆储宗楼干苑寇盖"
    "陳張劉楊黃趙吳孫馬鄭羅謝韓鄧蕭馮葉呂蘇盧鍾陸賈鄒閻龍錢湯嚴顏莊魯倪龐聶齊關歐紀畢蘆單車項連費蒙"
)
NAME = r"[\u4e00-\u9fff]{2,4}(?:·[\u4e00-\u9fff]{2,6})?"
NAMES = rf"{NAME}(?:[、，,\s]+{NAME}){{0,5}}"
REPORTER = r"(?:本报|本网|本刊|本台)?(?:融媒体?|全媒体?|首席|见习|实习|特约)*(?:[记記]者|通讯员|特约撰稿人)"
IN_BRACKETS = re.compile(rf"[（(][^（）()]{{0,12}}?{REPORTER}\s*[:：]?\s*(?P<names>{NAMES})\s*[)）]")
DATELINE = re.compile(rf"^\S{{2,6}}[社网]\S{{1,12}}日电\s*[（(](?:{REPORTER})?\s*(?P<names>{NAMES})[)）]")
IN_HEAD = re.compile(rf"{REPORTER}\s*[:：]?\s*(?P<names>{NAMES})(?![\u4e00-\u9fff])")
OWN_LINE = re.compile(
    rf"^(?:(?:采写|撰文|撰稿|文字?|文/图|图/文)\s*[:：/|]\s*)?[\u4e00-\u9fff]{{0,8}}?{REPORTER}\s*[:：]?\s*(?P<names>{NAMES})"
    r"(?:\s*[/／].{0,12})?$"
)
SIGNED = re.compile(rf"(?:^|[。！？…”])\s*[（(](?:文/|文[:：])?(?P<names>{NAMES})[)）]$")
BEGINNING = 2
LONGEST_LINE = 60


def byline_of(head: Sequence[str], paragraphs: Sequence[str]) -> str | None:
    """The names of the writers, from the lines of date and source or from the text; None where they name none."""
    above = (IN_HEAD.search(text) for text in head)
    found = (_in_beginning(text) for text in paragraphs[:BEGINNING])
    own = (OWN_LINE.search(text) for text in paragraphs if len(text) <= LONGEST_LINE)
    signed = (SIGNED.search(text) for text in paragraphs[-1:])
    match = next((each for group in (above, found, own, signed) for each in group if each and _are_people(each)), None)
    return "、".join(_people(match)) if match else None


def _in_beginning(text: str) -> re.Match[str] | None:
    return DATELINE.search(text) or IN_BRACKETS.search(text[:200])


def _people(match: re.Match[str]) -> list[str]:
    return re.split(r"[、，,\s]+", match["names"])


def _are_people(match: re.Match[str]) -> bool:
    return all(name[0] in SURNAMES for name in _people(match))
