"""What a text is: the report, or one of the many texts around it."""

from __future__ import annotations

from tests.corpus.messy.texts import Sample, body, front, report, text

BODY = body("长沙县", 2021)
AT_CONGRESS = "——2021年1月20日在长沙县第十八届人民代表大会第五次会议上"


def _other(title: str, who: str, lead: str, meeting: str = AT_CONGRESS, salute: str = "各位代表：") -> bytes:
    return text([title, meeting, who, salute, lead, *BODY[1:]])


OTHERS = [
    ("plan.txt", _other("关于长沙县2020年国民经济和社会发展计划执行情况与2021年计划（草案）的报告", "长沙县发展和改革局局长　李某", "受县人民政府委托，现将计划执行情况和计划草案提请大会审查，并请政协委员和其他列席人员提出意见。"), "the annual plan"),
    ("budget.txt", _other("关于长沙县2020年财政预算执行情况和2021年财政预算草案的报告", "长沙县财政局局长　李某", "受县人民政府委托，现将财政预算执行情况和预算草案的报告提请大会审查。"), "the budget"),
    ("npc.txt", _other("长沙县人民代表大会常务委员会工作报告", "长沙县人大常委会主任　李某", "我受县十八届人大常委会委托，向大会报告工作，请予审议。"), "the standing committee"),
    ("court.txt", _other("长沙县人民法院工作报告", "长沙县人民法院院长　李某", "现在，我代表县人民法院向大会报告工作，请予审议，并请各位政协委员提出意见。"), "the court"),
    ("procuratorate.txt", _other("长沙县人民检察院工作报告", "长沙县人民检察院检察长　李某", "现在，我代表县人民检察院向大会报告工作，请予审议。"), "the procuratorate"),
    ("cppcc.txt", _other("政协长沙县委员会常务委员会工作报告", "政协长沙县委员会主席　李某", "我代表政协长沙县第十届委员会常务委员会，向大会报告工作，请予审议。", "——2021年1月19日在政协长沙县第十届委员会第五次会议上", "各位委员："), "the consultative conference"),
    ("half.txt", _other("关于2021年上半年政府工作情况的报告", "长沙县人民政府县长　李某", "根据会议安排，我代表县人民政府报告上半年政府工作情况，请予审议。", "——2021年7月28日在长沙县第十八届人大常委会第三十六次会议上", "主任、各位副主任、各位委员："), "half a year"),
    ("plenary.txt", _other("在县政府全体会议上的讲话", "长沙县人民政府县长　李某", "这次全体会议的主要任务，是贯彻落实县人代会精神，对《政府工作报告》确定的目标任务进行分解部署。", "（2021年2月1日）", "同志们："), "a speech on the report"),
    ("party.txt", _other("中国共产党长沙县第十三次代表大会报告", "李某", "现在，我代表中共长沙县第十二届委员会向大会作报告。", "——2021年7月20日在中国共产党长沙县第十三次代表大会上", "各位代表、同志们："), "the party congress"),
    ("outline.txt", text(["长沙县国民经济和社会发展第十四个五年规划和二〇三五年远景目标纲要", "（2021年1月23日长沙县第十八届人民代表大会第五次会议批准）", "本纲要根据县委建议编制，是全县人民共同的行动纲领。", *BODY[1:-1]]), "the outline of the five-year plan"),
    ("tasks.txt", text(["长沙县人民政府办公室关于印发《2021年政府工作报告》重点任务分工方案的通知", "各镇人民政府、街道办事处，县直机关各单位：", "《2021年政府工作报告》已经县十八届人大五次会议审议通过，现将重点任务分工方案印发给你们，请认真组织实施。", *BODY[11:-1]]), "the allotment of its tasks"),
    ("openness.txt", text(["长沙县人民政府2020年政府信息公开工作年度报告", "本报告根据《中华人民共和国政府信息公开条例》编制，统计期限自2020年1月1日至2020年12月31日。", *BODY[2:8]]), "the yearly report on open information"),
    ("law.txt", text(["长沙县人民政府关于2020年法治政府建设情况的报告", "2020年，县人民政府深入学习贯彻习近平法治思想，现将法治政府建设情况报告如下：", *BODY[2:8]]), "the report on rule by law"),
    ("drafting.txt", text(["关于《政府工作报告（讨论稿）》起草情况的说明", "受县长委托，现就《政府工作报告（讨论稿）》的起草情况作如下说明：", *BODY[2:8]]), "how the report was drafted"),
    ("midterm.txt", _other("关于长沙县“十三五”规划纲要实施情况的中期评估报告", "长沙县发展和改革局局长　李某", "受县人民政府委托，现将规划纲要实施情况的中期评估报告如下。"), "the mid-term review"),
]  # fmt: skip
RESOLUTION = ["长沙县第十八届人民代表大会第五次会议关于长沙县人民政府工作报告的决议", "（2021年1月23日长沙县第十八届人民代表大会第五次会议通过）",
              "长沙县第十八届人民代表大会第五次会议听取和审议了县长陈国强所作的《政府工作报告》。会议充分肯定了县人民政府2020年的工作，同意报告提出的2021年工作安排，决定批准这个报告。", "会议号召，全县人民要奋勇争先，为实现各项目标任务而努力奋斗。"]  # fmt: skip
NEWS = ["数读2021年长沙县政府工作报告", "2021-01-21 来源：星沙时报", "1月20日，长沙县第十八届人民代表大会第五次会议开幕，县长陈国强作政府工作报告。记者梳理了其中的“干货”。", *BODY[2:8]]
NOTES = ["2021年长沙县政府工作报告名词解释", *(f"{i}.“{term}”：指{what}。" for i, (term, what) in enumerate((("放管服", "简政放权、放管结合、优化服务"), ("六稳", "稳就业、稳金融、稳外贸、稳外资、稳投资、稳预期"), ("双创", "大众创业、万众创新"),
         ("一网通办", "线上线下办理政务服务"), ("两新一重", "新型基础设施、新型城镇化和重大工程")), 1))]  # fmt: skip
WHOLE = report("长沙县", 2021)


def _titled(title: str) -> bytes:
    return text([title, *WHOLE[1:]])


KINDS = [
    *(Sample(name, data, why, "430121", 2021, state="other_speech") for name, data, why in OTHERS if name not in ("openness.txt", "law.txt", "drafting.txt")),
    *(Sample(name, data, why, state="other_speech") for name, data, why in OTHERS if name in ("openness.txt", "law.txt", "drafting.txt")),
    Sample("resolution.txt", text(RESOLUTION), "the resolution on it", "430121", 2021, state="resolution", date="2021-01-23"),
    Sample("news.txt", text(NEWS), "a journalist's reading", "430121", 2021, state="digest"),
    Sample("picture.txt", text(["一图读懂｜2021年长沙县政府工作报告", *NEWS[1:]]), "told in a picture", "430121", 2021, state="digest"),
    Sample("reading.txt", text(["《2021年长沙县政府工作报告》解读", *NEWS[1:]]), "an interpretation", "430121", 2021, state="digest"),
    Sample("points.txt", _titled("长沙县2021年政府工作报告（要点）"), "its main points", "430121", 2021, state="digest"),
    Sample("extract.txt", _titled("长沙县2021年政府工作报告（节选）"), "an extract by title", "430121", 2021, state="excerpt"),
    Sample("terms.txt", text(NOTES), "the glossary alone", "430121", 2021, state="glossary", terms=(("六稳", "指稳就业"), ("双创", "指大众创业"))),
    Sample("gone.txt", text(["长沙县2021年政府工作报告", "您访问的页面不存在或已被删除！"]), "a page that is gone", "430121", 2021, state="stub"),
    Sample("attached.txt", text(["长沙县2021年政府工作报告", "发布时间：2021-02-01", "附件：长沙县2021年政府工作报告.pdf"]), "only an attachment", "430121", 2021, state="stub"),
    Sample("cut.txt", text(WHOLE)[:-1200], "cut by bytes, in a character", "430121", 2021, state="truncated"),
    Sample("cut32767.txt", text(WHOLE).decode()[:2000].encode(), "cut where a cell was full", "430121", 2021, state="truncated"),
    Sample("more.txt", text([*WHOLE[:18], "……", "（未完待续）"]), "to be continued", "430121", 2021, state="truncated"),
    Sample("asked.txt", _titled("长沙县2021年政府工作报告（征求意见稿）"), "a draft for comment", "430121", 2021, state="report"),
    Sample("submitted.txt", _titled("长沙县2021年政府工作报告（送审稿）"), "a draft for approval", "430121", 2021, state="report"),
    Sample("made_up.txt", text(["长沙县2021年政府工作报告", "【说明】由于未能检索到报告原文，以下为AI根据公开信息生成的内容，仅供参考。", *BODY]), "written by a machine", "430121", 2021, state="placeholder"),
    Sample("made_up2.txt", text(["抱歉，我无法直接访问该网页，但可以根据已有信息为您整理长沙县2021年政府工作报告的主要内容：", *BODY]), "a machine's apology", "430121", state="placeholder"),
    Sample("made_up3.txt", text([*WHOLE[:9], "（此处省略部分内容，以上为摘要版本，完整内容请查阅官方网站）"]), "a stand-in that says so at its end", "430121", 2021, state="placeholder"),
    Sample("whole.txt", text(WHOLE), "nothing wrong with it", "430121", 2021, state="report"),
    Sample("with_resolution.txt", text([*WHOLE, *RESOLUTION]), "the report, and the resolution behind it", "430121", 2021, state="report"),
    Sample("with_mentions.txt", text([*front("长沙县", 2021), BODY[0], "县人大常委会工作报告、法院检察院工作报告提出的审议意见已逐条落实，县政协提案全部办结，“十四五”规划纲要草案编制完成并提请审议，财政预算执行情况总体良好。", *BODY[1:]]), "other reports named in the body", "430121", 2021, state="report"),
]  # fmt: skip
