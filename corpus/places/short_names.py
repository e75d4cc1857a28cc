"""What an official place name is called in practice: 管城回族区 is also 管城区 and 管城. Rules only, no data of places.

In goes an official name, out come its forms. Nothing here knows which places exist or what a text says.
"""

from __future__ import annotations

import re

# Words for a nationality as they stand in official names; the autonomous areas of the north-west drop 族.
NATIONALITIES = """
    各族 蒙古族 蒙古 回族 藏族 维吾尔族 维吾尔 壮族 满族 苗族 彝族 土家族 布依族 侗族 瑶族 白族 朝鲜族 哈尼族 黎族 哈萨克族 哈萨克 傣族 畲族
    傈僳族 仡佬族 东乡族 拉祜族 水族 佤族 纳西族 羌族 土族 仫佬族 锡伯族 锡伯 柯尔克孜族 柯尔克孜 达斡尔族 景颇族 毛南族 撒拉族 布朗族
    塔吉克族 塔吉克 阿昌族 普米族 怒族 鄂温克族 鄂伦春族 独龙族 裕固族 保安族 俄罗斯族 乌孜别克族 塔塔尔族 德昂族 京族 赫哲族 基诺族
"""
_PEOPLES = "(?:" + "|".join(sorted(NATIONALITIES.split(), key=len, reverse=True)) + ")+"

# What kind of place a name says it is. The long ones leave at least two characters, for 清新区 is no 新区; 井陉矿区 and
# 西沙群岛 keep their tail, without which they would be other places.
_LONG_TAIL = "特别行政区|行政委员会|自治区|自治州|自治县|自治旗|行政区|联合旗|地区|新区|特区|(?<=神农架)林区"
_SHORT_TAIL = "[省市州盟县区旗]"

_NATIONAL = re.compile(f"^(.{{2,}}?){_PEOPLES}({_LONG_TAIL}|{_SHORT_TAIL})$")
_AUTONOMOUS = re.compile("^(.{2,}?)族?(自治[州县旗])$")
_PLAIN = re.compile(f"^(?:(.{{2,}}?)族?(?:{_LONG_TAIL})|(.*[^矿]){_SHORT_TAIL})$")

# A name as printed goes on after its stem with words like these; 管城 + 回族自治区 is a name gone wrong.
TAIL_AS_PRINTED = re.compile(f"(?:{_PEOPLES})?(?:自治[区州县旗]|{_SHORT_TAIL})(?=$|\\W|人民|政府|第|\\d)")

# Official names that are ordinary words even with their tail: they name a place only right behind the one they lie in.
_GENERIC = """
    城区 郊区 市区 矿区 新区 港区 林区 新城区 老城区 旧城区 新市区 市郊区 中心区 工农区 城中区 城东区 城西区 城南区 城北区 东区 西区 南区 北区
    解放区 一区 二区 市中区 市南区 市北区 南市区 北市区 东市区 西市区
"""
GENERIC = frozenset(_GENERIC.split())


def stem_of(name: str) -> str:
    """The name without nationality and kind of place; the whole name where nothing sensible would be left.

    >>> [stem_of(n) for n in ("管城回族区", "内蒙古自治区", "恩施土家族苗族自治州", "东乡族自治县", "浦东新区", "忠县")]
    ['管城', '内蒙古', '恩施', '东乡', '浦东', '忠']
    """
    if len(name) == 3 and name[2] in "市县区" and name[1] != "矿":  # four names in five; loading has to be fast
        return name[:2]
    found = _NATIONAL.match(name) or _PLAIN.match(name)
    return name if found is None else found[1] or found[2]


def full_forms(name: str) -> list[str]:
    """The official name, and the same with its nationality dropped; all end in 省, 市, 区, 县 …

    >>> full_forms("管城回族区"), full_forms("恩施土家族苗族自治州"), full_forms("郑州市")
    (['管城回族区', '管城区'], ['恩施土家族苗族自治州', '恩施自治州', '恩施州'], ['郑州市'])
    """
    found = _NATIONAL.match(name) or _AUTONOMOUS.match(name) if len(name) > 4 else None
    if found is None:
        return [name]
    stem, tail = found[1], found[2]
    tails = [tail] if tail == "自治区" or not tail.startswith("自治") else [tail, tail[-1]]
    return list(dict.fromkeys([name, *(stem + t for t in tails)]))
