"""Places and years: renamed, merged, ambiguous, wrongly labelled, or said in one place only."""

from __future__ import annotations

from tests.corpus.messy.texts import Sample, body, front, report, text

# (as printed, year, its own word, office, code then, level)
NAMED = [
    ("清苑县", 2013, "县", "县长", "130622", "county"), ("清苑区", 2017, "区", "区长", "130608", "county"), ("徐水县", 2012, "县", "县长", "130625", "county"),
    ("邹平县", 2015, "县", "县长", "371626", "county"), ("邹平市", 2019, "市", "市长", "371681", "county"), ("毕节市", 2014, "市", "市长", "520500", "city"),
    ("那曲市", 2019, "市", "市长", "540600", "city"), ("綦江县", 2009, "县", "县长", "500222", "county"), ("綦江区", 2013, "区", "区长", "500110", "county"),
    ("崇文区", 2009, "区", "区长", "110103", "county"), ("闸北区", 2014, "区", "区长", "310108", "county"), ("崇明县", 2014, "县", "县长", "310230", "county"), ("崇明区", 2018, "区", "区长", "310151", "county"),
    ("蓟县", 2014, "县", "县长", "120225", "county"), ("蓟州区", 2018, "区", "区长", "120119", "county"), ("上饶县", 2017, "县", "县长", "361121", "county"), ("开封县", 2012, "县", "县长", "410224", "county"),
    ("祥符区", 2016, "区", "区长", "410212", "county"), ("南和县", 2018, "县", "县长", "130527", "county"), ("和县", 2018, "县", "县长", "340523", "county"), ("长沙县", 2021, "县", "县长", "430121", "county"),
    ("河南蒙古族自治县", 2019, "县", "县长", "632324", "county"), ("海南藏族自治州", 2019, "州", "州长", "632500", "city"), ("海南州", 2019, "州", "州长", "632500", "city"),
    ("前郭县", 2019, "县", "县长", "220721", "county"), ("围场县", 2019, "县", "县长", "130828", "county"), ("喀左县", 2019, "县", "县长", "211324", "county"),
    ("莫力达瓦达斡尔族自治旗", 2020, "旗", "旗长", "150722", "county"), ("莫旗", 2020, "旗", "旗长", "150722", "county"), ("达茂旗", 2020, "旗", "旗长", "150223", "county"), ("科右中旗", 2020, "旗", "旗长", "152222", "county"),
    ("乌审旗", 2021, "旗", "旗长", "150626", "county"), ("兴安盟", 2019, "盟", "盟长", "152200", "city"), ("甘孜州", 2020, "州", "州长", "513300", "city"), ("甘孜县", 2020, "县", "县长", "513328", "county"),
    ("巴州", 2019, "州", "州长", "652800", "city"), ("伊犁哈萨克自治州", 2021, "州", "州长", "654000", "city"), ("伊宁县", 2021, "县", "县长", "654021", "county"), ("伊宁市", 2021, "市", "市长", "654002", "county"),
    ("吉林市", 2021, "市", "市长", "220200", "city"), ("吉林省", 2021, "省", "省长", "220000", "province"), ("重庆市", 2021, "市", "市长", "500000", "province"), ("上海市徐汇区", 2021, "区", "区长", "310104", "county"),
    ("宁夏回族自治区", 2021, "自治区", "主席", "640000", "province"), ("大兴安岭地区", 2019, "地区", "专员", "232700", "city"), ("义乌市", 2021, "市", "市长", "330782", "county"), ("石柱土家族自治县", 2021, "县", "县长", "500240", "county"),
    ("大同县", 2016, "县", "县长", "140227", "county"), ("云州区", 2020, "区", "区长", "140215", "county"), ("中山市", 2020, "市", "市长", "442000", "city"), ("藁城市", 2012, "市", "市长", "130182", "county"),
    ("阿拉尔市", 2021, "市", "市长", "659002", "county"), ("潜江市", 2021, "市", "市长", "429005", "county"), ("白沙黎族自治县", 2021, "县", "县长", "469025", "county"), ("林芝地区", 2013, "地区", "专员", "542600", "city"),
    ("广州市天河区", 2021, "区", "区长", "440106", "county"), ("天河区", 2021, "区", "区长", "440106", "county"), ("唐县", 2021, "县", "县长", "130627", "county"), ("阜阳县", 1990, "县", "县长", "342121", "county"),
]  # fmt: skip
OPEN = [("鼓楼区", "区", "区长"), ("城关区", "区", "区长"), ("市中区", "区", "区长"), ("新城区", "区", "区长"), ("桥西区", "区", "区长"), ("白云区", "区", "区长"), ("永定区", "区", "区长"), ("铁西区", "区", "区长")]


def _body_with(place: str, line: str, unit: str = "区", opening: str = "现在，我代表区人民政府，向大会报告工作，请予审议。") -> list[str]:
    """A body with a line of its own in the middle, which is all that tells where it is from."""
    lines = body(place, 2021, unit, opening)
    return [*lines[:4], line, *lines[4:]]


def _settled() -> list[Sample]:
    gulou = front("鼓楼区", 2021, "区长")
    xincheng = ["政府工作报告", "——2021年1月20日在新城区第十七届人民代表大会第二次会议上", "区长　陈国强", "各位代表："]
    township = ["洮阳镇2021年政府工作报告", "——2021年1月20日在洮阳镇第十九届人民代表大会第六次会议上", "洮阳镇人民政府镇长　陈国强", "各位代表："]
    street = ["2021年工作报告", "——2021年1月20日在建设路街道人大代表工作会议上", "建设路街道办事处主任　陈国强", "各位代表："]
    bare = ["政府工作报告", "——2021年1月20日在县第十七届人民代表大会第二次会议上", "县长　陈国强", "各位代表："]
    short = ["政府工作报告", "（2021年1月20日在长沙县十七届人大二次会议上）", "县长　陈国强", "各位代表："]
    ours = body("栾川县", 2021, "县", "现在，我代表县人民政府，向大会报告工作，请予审议。")
    zone = ["2021年工作报告", "——2021年1月20日在昆明经济技术开发区2021年工作会议上", "管委会主任　陈国强", "同志们："]
    regiment = ["2021年工作报告", "——2021年1月20日在新疆生产建设兵团第三师图木舒克市第三届人民代表大会第二次会议上", "图木舒克市市长　陈国强", "各位代表："]
    return [
        Sample("s1.txt", text([*gulou, *_body_with("鼓楼区", "福州市委、市政府把城区列入重点片区，一年来累计完成投资36亿元，城市面貌焕然一新，受到群众普遍好评。")]),
               "one city named in the body, of the four with a 鼓楼区", "350102", 2021),
        Sample("s2.txt", text([*xincheng, *_body_with("新城区", "认真落实西安市委、市政府的各项部署，解放路商圈改造全面完成，明城墙东段环境整治取得阶段性成效，群众满意度大幅提升。")]),
               "the city named in the body only", "610102", 2021),
        Sample("河北省_桥西区_2021.txt", text(report("桥西区", 2021, "区", "区长")), "a province with two places of the name settles nothing", "open", 2021),
        Sample("石家庄_桥西区_2021.txt", text(report("桥西区", 2021, "区", "区长")), "the city in the file's name", "130104", 2021),
        Sample("b.txt", text(report("城关区", 2021, "区", "区长")), "the city as a folder", "540102", 2021, folders=("西藏", "拉萨")),
        Sample("t1.txt", text([*township, *body("洮阳镇", 2021, "镇")]), "a town's report is not its county's", "open", 2021),
        Sample("临洮县洮阳镇2021年政府工作报告.txt", text([*township, *body("洮阳镇", 2021, "镇")]), "nor when the file's name says the county", "open", 2021),
        Sample("t2.txt", text([*street, *body("建设路街道", 2021, "街道", "现在，我代表街道党工委、办事处报告工作，请予审议。")]), "a street's report", "open", 2021),
        Sample("长沙市_2021.txt", text(report("长沙县", 2021)), "a county filed under the city of its name", "430121", 2021),
        Sample("和县2018年政府工作报告.txt", text(report("南和县", 2018)), "a county filed under one whose name is part of its own", "130527", 2018, remark="和县"),
        Sample("栾川县/2021.txt".replace("/", "_"), text([*bare, *ours]), "the county only in the file's name", "410324", 2021),
        Sample("s3.txt", text([*bare, *ours, "栾川县人民政府办公室", "2021年1月25日"]), "the county only in the signature", "410324", 2021),
        Sample("s4.txt", text([*short, *body("长沙县", 2021)]), "the meeting in its short form", "430121", 2021, date="2021-01-20", speaker="陈国强"),
        Sample("s5.txt", text(["2021年政府工作报告（全文）——墨江哈尼族自治县", *bare[1:], *body("墨江县", 2021, "县", "现在，我代表县人民政府，向大会报告工作，请予审议。")]), "the place behind the title", "530822", 2021),
        Sample("s6.txt", text([*bare[:2], "各位代表：", *body("栾川县", 2021, "县", "我代表栾川县人民政府，向大会作政府工作报告，请予审议。")]), "no speaker, the place in the first sentence only", "410324", 2021),
        Sample("s7.txt", text([*zone, *body("昆明经开区", 2021, "区", "现在，我代表管委会作工作报告。")]), "a zone of a city", year=2021, level="zone"),
        Sample("s8.txt", text([*regiment, *body("图木舒克市", 2021, "市")]), "a division of the construction corps is a city", "659003", 2021),
        Sample("s9.txt", text(["政府工作报告", "各位代表：", *ours]), "neither place nor year in the front, years in the headings", "open", 2021),
        Sample("2020年清苑区政府工作报告.txt", text(report("清苑区", 2021, "区", "区长")), "the file counts the year reviewed", "130608", 2021, date="2021-01-20"),
        Sample("s10.txt", text(["2021年政府工作报告", "——2020年12月28日在栾川县第十七届人民代表大会第二次会议上", "县长　陈国强", "各位代表：", *body("栾川县", 2021)]), "spoken in December of the year before", "410324", date="2020-12-28"),
        Sample("s11.txt", text(["政府工作报告", "（二〇一二年十二月二十六日）", "栾川县人民政府县长　陈国强", "各位代表：", *body("栾川县", 2013)]), "a date line without a meeting", "410324", date="2012-12-26"),
        Sample("s12.txt", text(["1998年栾川县政府工作报告", "一九九八年三月五日在栾川县第十一届人民代表大会第一次会议上", "代县长　陈国强", "各位代表：", *body("栾川县", 1998)]), "an acting head, Chinese numerals", "410324", 1998, date="1998-03-05", speaker="陈国强"),
        Sample("s13.txt", text(["政府工作报告", "——2021年1月20日在栾川县第十七届人民代表大会第二次会议上", "县委副书记、县长　欧阳　明", "各位代表：", *body("栾川县", 2021)]), "two offices, a double surname", "410324", 2021, speaker="欧阳明"),
        Sample("s14.txt", text(["政府工作报告", "（2021年1月20日在新疆察布查尔锡伯自治县第十七届人民代表大会第二次会议上）", "自治县人民政府县长　伊力哈木·买买提", "各位代表：", *body("察布查尔县", 2021)]), "a speaker with a dot in his name", "654022", 2021, speaker="伊力哈木·买买提"),
        Sample("s15.txt", text(["政府工作报告", "——2021年1月20日在北京市朝阳区第十六届人民代表大会第七次会议上", "北京市朝阳区人民政府区长　陈国强", "各位代表：", *body("朝阳区", 2021, "区")]), "朝阳区 of Beijing", "110105", 2021),
        Sample("s16.txt", text(["政府工作报告", "——2021年1月20日在第十七届人民代表大会第二次会议上", "陈国强", "各位代表：", *body("本县", 2021, "县", "现在，我代表县人民政府，向大会报告工作，请予审议。")]), "nothing tells the place", "open", 2021, speaker="陈国强"),
    ]  # fmt: skip


PLACES = [
    *(Sample(f"{i:03d}.txt", text(report(name, year, unit, office)), f"{name} in {year}", code, year, level) for i, (name, year, unit, office, code, level) in enumerate(NAMED)),
    *(Sample(f"open{i}.txt", text(report(name, 2021, unit, office)), f"{name} without its city", "open", 2021) for i, (name, unit, office) in enumerate(OPEN)),
    *_settled(),
]
