"""The words that surround figures, as lists: what stands between a noun and its number, before the noun, and after it.

In goes nothing, out come sets of words in the search form. Which word means what is all this file knows; where a noun phrase
begins and ends is decided in :mod:`indexer.quantities.noun_phrases`.
"""

from __future__ import annotations

from collections.abc import Collection

GROWTH = frozenset(
    "增长 增加 提高 上升 增收 上涨 提升 扩大 攀升 增产 增 升 涨 多 净增 增幅达 增速达 正增长 增长率达 高出 高于 快于 超出 跃升 增发 新增长 增大 超产 超额".split()
)
FALL = frozenset(
    "下降 减少 降低 回落 减 降 压减 压缩 缩减 下滑 收窄 缩短 削减 减产 少 负增长 跌 下跌 下浮 减收 低于 缩小 节约".split()
)
# With one of these behind it the verb names the level reached, not the step: 提高到, 下降至.
_REACHED = ("到", "至", "为", "到了", "至少")
_LEVELS = (
    "达到 达 为 是 到 至 约为 突破 超过 超 近 高达 多达 已达 将达 可达 仅 只 只有 有 共有 共 共计 合计 总计 一共 控制在 保持在 稳定在 维持在 "
    "处于 位于 介于 成为 不低于 不高于 不少于 不超过 达到了 实现了 完成了 实现 完成 可 满 接近 相当于 等于 合 即 计 占到 逾 跨越 跨上 迈上 站上 压缩在 控制 "
    "稳定 保持 维持 安排 达成 定为 确定为 设定为 长到 长至 超过了 突破了 安排在".split()
)
LEVELS = frozenset(_LEVELS) | {verb + to for verb in GROWTH | FALL for to in _REACHED if len(verb) > 1 or to in "到至"}
# Adverbs and auxiliaries in the predicate; they carry no role of their own.
ADVERBS = frozenset(
    "同比 环比 平均 年均 每年 分别 大约 约 大致 预计 预期 力争 计划 将 要 可能 应 应当 能 已 已经 仍 又 再 还 也 均 各 都 就 了 则 比重 实际 名义 同口径 可比口径 "
    "按可比价格 按不变价格 按可比口径 按可比价格计算 按可比价计算 可比价 剔除价格因素 扣除价格因素 扣除价格因素后 总共 首次 率先 历史性 连续 累计 全年 当年 当季 年末 年底 "
    "同期 以上 左右 不变 目标 在 由 从 的 而 至少 最少 最多 最高 大幅 大幅度 有所 稳步 持续 较快 快速 进一步 继续 一次性 提前 努力 争取 确保 预计可 反 却 并 "
    "进一步 逐步 基本 成功 净 上 一举 年度 超额 分别约 直接 每 另 计划数 逐年 仅仅 差不多 几乎 将近 竟 : \" 、 和 及 与 - ( )".split()
)
TAIL: dict[str, str] = (
    dict.fromkeys(ADVERBS, "")
    | dict.fromkeys(GROWTH, "growth")
    | dict.fromkeys(FALL, "fall")
    | dict.fromkeys(LEVELS, "level")
    | dict.fromkeys(("增长了", "增加了", "提高了", "上升了", "扩大了", "上涨了", "增产了"), "growth")
    | dict.fromkeys(("下降了", "减少了", "降低了", "缩短了", "减产了"), "fall")
    | dict.fromkeys(("翻", "翻了", "翻一番", "翻两番"), "growth")
)

# Verbs that begin a clause and say only that the thing was done; the noun is measured without them.
LIGHT_VERBS = (
    "完成了 完成 实现了 实现 完工 建成投用 建成并投用 建成使用 建成 打造 达到 确保 力争 争取 努力 计划 预计 预期 拟 将 要 使 让 把 启动 推进 统筹 组织 开展 实施了 实施 "
    "加快 全力 强力 积极 继续 持续 大力 深入 扎实 有序 成功 提前 全面 基本 顺利 率先 高标准 高质量 圆满 免费 全部 共计 总共 合计 一共 累计 共有 共 总计 已经 已 又 再 还 也 "
    "均 都 并 且 而 就 则 以及 以 及 和 与 同 或 由 从 对 为 在 各类 各种 各项 各级 其他 其中 此外 另外 另有 同时 截至目前 目前 现有 现 有 获得 获 取得 达 是 的 了 年度 "
    "年内 年底 年底前 年末 全年 当年 一年 一年来 上半年 下半年 今年以来 全区 全市 全省 全县 全旗 全州 全国 全镇 全乡 我区 我市 我省 我县 我国 我州 我旗 本市 本省 本区 预算 "
    "一是 二是 三是 四是 五是 六是 七是 八是 九是 十是 首先 总的看 总体看 到 至 等 可 应 需 逐步 稳步 进一步 新 着力 切实 确立 形成 拥有 属于 包括 "
    "示范化 标准化 重点 集中 分期 下达 落实 改造完成 争创 配合 做好 主要 初步 即 则为 每年 平均 仅 只 当 这 这些 那 该 因此 因而 所以 但 但是 由于 按照 根据 "
    ": \" ' - — 、 , ; . · ( ) 《 》 【 】 [ ] ！ > < = + * / ? … ・ ● ▲ ★ ◆ ■ □ & #".split()
)
LEAD = frozenset(LIGHT_VERBS)
# Verbs without which the noun means another thing: 新增学位 are not 学位. Kept before a noun that follows its number too.
KEPT_VERBS = tuple("新增 净增 新建 新开工 新签约 新认定 新入库 新培育 新引进 新改建 新改扩建 拆除 淘汰 关停 减少 新发展 新设".split())

# A noun behind its number ends where one of these begins (第一个字 never counts: the noun has at least one character).
_ENDS = (
    "全面 全部 基本 实现 完成 建成 开展 获评 获批 获得 荣获 被 入驻 安装 快速 加快 加速 开工 启动 竣工 顺利 乔迁 移交 投用 投产 投入 通车 完工 主体 得到 有序 达到 达 下沉 "
    "正式 相继 陆续 先后 成功 稳步 扎实 落户 落地 上市 建设完成 进入 列入 纳入 通过 享受 参加 参与 用于 主要 共 均 都 已 将 年内 年底 上半年 下半年 实行 实施 提前 如期 增长 "
    "下降 提高 增加 减少 比 占 为 是 的 在 以 并 从 由 向 对 于 了 受 得 能 可 有 没有 超过 超额 同比 较 各 分别 累计 当年 全年 其中 以上 以下 左右 以内 不等 "
    "之 因 就 则 而 也 还 又 要 应 使 让 把 用 按 给 至 到 不 未 无 清产核资 限时 集中 率先 脱贫 摘帽 获 建立 覆盖 开放 运行 运营 取得 发展 成立 增至 减至 评为 跻身 位居 居 "
    "如下 如 包括 工作 建设加速 安全 返校 来 去 每 全 最 约 近 , ; : 。 ! ? ( ) \" 《 》 [ ] = + * / \\ … &".split()
)
ENDS = frozenset(_ENDS)
# Followed by these the ending is part of a noun after all: 发展中心, 全民, 工作人员, 可再生能源, 为民.
NOT_ENDS = frozenset(
    "全国 全市 全省 全区 全县 全民 全域 全科 全日 全自动 各类 各级 各种 各项 可再生 可持续 对外 对口 以工代赈 不锈 不动产 无人 无障 无公害 无土 无线 无烟 有色 有限 有机 有关 "
    "为民 在校 在职 在建 在册 在园 在岗 在线 在营 在逃 用电 用地 用水 用户 用工 用人 用能 全过程 给水 给排 发展中 发展改革 工作人 工作日 工作站 工作室 工作者 工作组 工作队 工作点 要素 "
    "开放式 开放型 进入期 从业 未成年 未就业 得分 能源 能耗 能力 最低 安全生产 安全事 安全隐 安全饮 参加者 于家 不良 开放平台 获奖 能人 能手 能繁 之家 受灾 受益 受援 近郊 近海 "
    "比例 比重 居民 居住 居家 居委 就业 就医 就学 就餐 还迁 还款 还建 应急 应用 由于 至少 到户 来源 公里 以色列 安全社 安全监 建设 被装 共享 共有 共同 将军 将领 主体功能 主体责任 对象 因子 用品 通过率 通过式 "
    "用房 应届 应聘 应征 应收 获利 要道 要地 能效 实施方案 实施意见 可可 可循环 按揭 发展壮大 发展党员".split()
)
# Nouns too general to stand alone behind a number: 项目 says little, 项目实现投产 says it.
GENERAL = frozenset("项目 道路 学校 企业 人 群众 单位 村 社区 小区 居民 干部 医院 农户 家庭 重点项目 工程 职工 事项 国家 县 乡 村庄 学生 党员 人员 职工 老人 农民".split())
# Attributes that need the thing they are an attribute of: 增速 of what?
ATTRIBUTES = frozenset(
    "增速 增幅 涨幅 降幅 跌幅 增长率 增长速度 占比 比重 比例 总量 总额 总数 总产量 总产值 总值 余额 规模 产量 产值 面积 总面积 人数 数量 人均 金额 总投资 投资 增量 增加额 "
    "平均增速 年均增速 年均增长速度 速度 贡献率 覆盖率 完成率 总人数 总长 总里程 价格 单产 亩产 亩均产量 总收入 总支出 销售额 排放量 完成投资 到位资金".split()
)
# Nouns that a whole enumeration shares: 小麦、玉米产量 = 小麦产量, 玉米产量. Longest first.
SHARED = (
    "居民人均可支配收入 人均可支配收入 人均纯收入 可支配收入 人均收入 居民收入 年均浓度 平均浓度 浓度 工业增加值 产业增加值 制造业增加值 服务业增加值 增加值 总产值 产值 总产量 产量 总量 总额 "
    "贷款余额 存款余额 余额 销售额 销售收入 营业收入 交易额 出口额 进口额 收入 支出 投资 贷款 存款 利润 面积 人数 覆盖率 参保率 普及率 入学率 合格率 达标率 排放总量 排放量 消耗量 耗 价格 "
    "比重 占比 增速 保费 税收 制造业 项目 工程 企业 基地 园区 小区 道路 公路 学校 医院 中心 平台 机构 岗位 指数 率 量 额 数 值 费".split()
)

MEASURES = frozenset(
    "元 美元 欧元 港元 日元 英镑 卢布 两 % ‰ 个百分点 个千分点 吨 克 千克 公斤 斤 担 石 米 千米 公里 里 平方米 平方公里 平方千米 立方米 亩 公顷 升 千瓦 瓦 千瓦时 度 千伏安 千伏 "
    "小时 分钟 天 日 周 月 个月 年 岁 倍 成 折 番 ℃ 分 尺 丈 寸 匹 马力 标准煤 个工作日 工作日 标准吨 标箱 吨标准煤 公担 公石 平米 方 分贝 厘米 毫米 微米 立方 公分 公升 海里 海浬 点 分点".split()
)


def is_measure(unit: str) -> bool:
    """Whether ``unit`` measures, rather than counts things that may be named behind it (个 家 条).

    >>> is_measure("元"), is_measure("微克/立方米"), is_measure("条"), is_measure("")
    (True, True, False, False)
    """
    return unit in MEASURES or "/" in unit or unit.endswith(("元", "米", "吨", "里", "瓦", "瓦时", "煤"))


def longest_prefix(words: str, among: Collection[str], longest: int = 8) -> str:
    """The longest word of ``among`` that ``words`` begins with, or nothing."""
    return next((words[:n] for n in range(min(longest, len(words)), 0, -1) if words[:n] in among), "")


def longest_suffix(words: str, among: Collection[str], longest: int = 8) -> str:
    """The longest word of ``among`` that ``words`` ends with, or nothing."""
    return next((words[-n:] for n in range(min(longest, len(words)), 0, -1) if words[-n:] in among), "")
