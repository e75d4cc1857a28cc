"""Reports of our own making, in the manner of real ones, and what a sample of a messy source has to give."""

from __future__ import annotations

from dataclasses import dataclass

REVIEW = [
    "{last}年，面对复杂严峻的宏观环境和多重困难叠加的压力，我们坚持稳中求进工作总基调，统筹推进稳增长、促改革、调结构、惠民生、防风险各项工作，全{unit}经济社会保持平稳健康发展。预计完成地区生产总值486.3亿元，增长5.8%；一般公共预算收入31.7亿元，增长4.2%；城乡居民人均可支配收入分别增长5.6%和7.9%。",
    "（一）产业转型步伐加快。新增规模以上工业企业27家，高新技术企业总数达到118家，战略性新兴产业增加值占规上工业比重提高到23.4%。特色农业提质增效，新建高标准农田12.6万亩，粮食总产量稳定在9.8亿斤以上。全域旅游蓬勃发展，接待游客1260万人次，实现综合收入86亿元。",
    "（二）重点项目扎实推进。坚持“项目为王”，组织开展“百日攻坚”行动，实施重点项目143个，完成投资210亿元；新签约亿元以上项目56个，到位资金163亿元。污水处理厂二期、第三水厂、南环路改造等一批打基础、利长远的项目建成投用。",
    "（三）改革活力持续释放。深化“放管服”改革，企业开办时间压缩至1个工作日，不动产登记实现“一窗受理、集成服务”。国企改革三年行动圆满收官，农村集体产权制度改革全面完成，新增市场主体8600户。",
    "（四）生态环境不断改善。空气优良天数比例达到87.1%，PM2.5平均浓度下降6.3%，国省控断面水质全部达标。完成造林3.2万亩，治理水土流失面积46平方公里，森林覆盖率提高到41.5%。",
    "（五）民生福祉显著增进。民生支出占一般公共预算支出的81.2%，十件民生实事全部办结。新增城镇就业6800人，改造棚户区1420套，新建改扩建中小学、幼儿园19所，新增学位5400个；城乡居民基本医疗保险参保率稳定在96%以上。",
    "各位代表，过去一年的成绩来之不易。这是上级党委、政府正确领导的结果，是{unit}委总揽全局、科学决策的结果，是全{unit}人民同心同德、艰苦奋斗的结果。在此，我代表{unit}人民政府，向全{unit}人民，向各位人大代表、政协委员，向驻地部队官兵，向所有关心支持{short}发展的各界人士，表示崇高的敬意和衷心的感谢！",
    "在肯定成绩的同时，我们也清醒认识到，发展中还面临不少困难和问题：经济总量偏小，新旧动能转换不快；财政收支矛盾突出，保障能力不强；教育、医疗、养老等公共服务与群众期盼还有差距；少数干部担当精神不足、落实能力不强。对此，我们一定高度重视，采取有力措施，认真加以解决。",
]
PLAN = [
    "{year}年政府工作的总体要求是：深入贯彻中央和上级决策部署，完整、准确、全面贯彻新发展理念，加快构建新发展格局，着力推动高质量发展，更好统筹发展和安全，全面推进乡村振兴，努力在新征程上展现新作为。",
    "主要预期目标是：地区生产总值增长6%左右；一般公共预算收入增长4.5%；固定资产投资增长8%；社会消费品零售总额增长7%；城乡居民人均可支配收入分别增长6%和7.5%；城镇调查失业率控制在5.5%以内；单位生产总值能耗下降3%。",
    "（一）聚力产业强{unit}，加快构建现代产业体系。推动传统产业高端化、智能化、绿色化改造，实施技改项目45个；培育壮大先进制造业集群，力争规上工业增加值增长7.5%。推动服务业提质扩容，新增限额以上商贸企业30家。",
    "（二）聚力扩大内需，充分激发市场潜力。谋划实施重点项目160个，年度计划投资240亿元。开展“四季有活动、月月有主题”系列促消费行动，支持住房改善、新能源汽车、养老服务等消费，让群众能消费、敢消费、愿消费。",
    "（三）聚力乡村振兴，加快农业农村现代化。严守耕地红线，建设高标准农田8万亩；巩固拓展脱贫攻坚成果，坚决守住不发生规模性返贫底线。深入实施农村人居环境整治提升行动，新建和美乡村示范村24个，改造农村户厕4200座。",
    "（四）聚力民生改善，不断提高人民生活品质。新增城镇就业6500人以上，新建普惠性托育机构6家，建成区域性养老服务中心3个，改造提升城镇老旧小区32个、惠及居民5100户，让发展成果更多更公平惠及全体人民。",
    "（五）聚力安全发展，切实维护社会大局稳定。严格落实安全生产责任制，有效防范化解房地产、地方债务、中小金融机构等领域风险，常态化开展扫黑除恶斗争，建设更高水平的平安{short}。",
]
GOVERNMENT = [
    "始终把政治建设摆在首位，坚决落实党中央决策部署，不断提高政治判断力、政治领悟力、政治执行力。坚持依法行政，自觉接受人大法律监督、政协民主监督和社会舆论监督，办好人大代表建议142件、政协提案176件。",
    "大力弘扬“马上就办、办就办好”的作风，力戒形式主义、官僚主义。坚持过紧日子，一般性支出压减10%以上，把有限的资金用在刀刃上，以政府的“紧日子”换取群众的“好日子”。",
    "各位代表！征途漫漫，惟有奋斗。让我们在{unit}委的坚强领导下，凝心聚力、砥砺前行，为全面建设社会主义现代化{short}而努力奋斗！",
]
OPENING = "现在，我代表{place}人民政府，向大会报告工作，请予审议，并请各位政协委员和其他列席人员提出意见。"


def body(place: str, year: int, unit: str = "县", opening: str = OPENING) -> list[str]:
    """The paragraphs and headings of a report, about 2,600 characters; ``unit`` is what the place calls itself (县, 市, 区, 旗 …)."""
    lines = [opening, "一、{last}年工作回顾", *REVIEW, "二、{year}年工作安排", *PLAN, "三、加强政府自身建设", *GOVERNMENT]
    short = place[: -len(unit)] if place.endswith(unit) and len(place) - len(unit) > 1 else place
    return [line.format(place=place, year=year, last=year - 1, unit=unit, short=short) for line in lines]


def front(place: str, year: int, office: str = "县长", speaker: str = "陈国强", title: str = "政府工作报告") -> list[str]:
    """Title, meeting line, speaker line and salutation as most reports print them."""
    return [title, f"——{year}年1月20日在{place}第十七届人民代表大会第二次会议上", f"{place}人民政府{office}　{speaker}", "各位代表："]


def report(place: str, year: int, unit: str = "县", office: str = "县长") -> list[str]:
    """The whole of it."""
    return front(place, year, office) + body(place, year, unit)


@dataclass(frozen=True)
class Sample:
    """A file and what reading it has to give; a field left None (or empty) is not looked at.

    ``why`` names the mess in a few words. ``code`` is the place's code or ``"open"`` where nothing settles it; ``lines`` are
    the body passages and headings, exactly and nothing besides; ``absent`` may stand in no passage; ``terms`` must be defined.
    """

    file: str
    data: bytes
    why: str
    code: str | None = None
    year: int | None = None
    level: str | None = None
    state: str | None = None
    date: str | None = None
    speaker: str | None = None
    lines: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    terms: tuple[tuple[str, str], ...] = ()
    folders: tuple[str, ...] = ()
    remark: str | None = None


def text(lines: list[str], ends: str = "\n", encoding: str = "utf-8") -> bytes:
    """The lines as the bytes of a text file."""
    return ends.join(lines).encode(encoding)
