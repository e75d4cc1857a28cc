"""Wording: the words by which sentences of reports are told apart. Text in, yes or no out.

Gathered from the first sentences of paragraphs in some hundred reports of the nation, provinces, cities and counties, 1979
to 2026: there, nearly every short sentence is a label.
"""

from __future__ import annotations

import re

# Adverbs two to five characters before the end of a sentence that says how something is: 民生福祉[大幅]提升.
ADVERBS = """
更加 更为 稳步 持续 不断 加快 加速 有效 全面 深入 显著 明显 优先 扎实 有序 大幅 进一步 日益 逐步 圆满 成功 快速
蓬勃 协调 均衡 统筹 健康 平稳 整体 同步 率先 高效 顺利 积极 继续 总体 强力 纵深 稳定 较快 竞相 充分 多点 强势
日趋 日渐 愈加 愈发 双双 迅速 迅猛 切实 大力 创新 融合 转型 接续 实现 取得 迈出 再创 再上 迈上 跃上 登上 保持
得到
"""

# Verbs and adjectives at its end: 招商引资成果[丰硕].
STATES = """
提质 增效 向好 有力 显著 丰硕 凸显 彰显 迸发 明显 突出 改观 升级 增强 提升 改善 优化 夯实 巩固 稳固 稳定 壮大
发力 见效 有效 跃升 攀升 回升 向优 焕发 突破 台阶 成效 进展 面貌 跨越 步伐 加快 繁荣 兴旺 活跃 丰富 精细 和谐
完善 健全 可控 有序 扎实 充足 强劲 平稳 优良 良好
"""

# What a report did or will do begins with a verb, a state with its subject. 发展, 建设, 改革, 创新, 管理, 服务 are not
# listed: they are subjects as often (发展动力持续增强).
VERBS = """
获评 获批 荣获 荣膺 获得 完成 实现 建成 新增 开展 举办 成立 组建 出台 印发 制定 修订 启动 实施 推动 推进 加快
加强 强化 优化 完善 提升 提高 深化 促进 坚持 落实 抓好 抓紧 做好 做强 做优 做大 做实 扩大 打造 持续 深入 全面
大力 积极 全力 着力 切实 扎实 稳步 统筹 严格 严控 严厉 健全 支持 鼓励 引导 培育 壮大 激发 拓展 推广 巩固 维护
防范 继续 进一步 广泛 认真 努力 稳妥 有序 有效 充分 不断 坚决 高标准 高质量 常态化 顺利 圆满 成功 分配 发放
引进 引入 编制 筹办 启用 新建 改造提升 扶持 整治 处置 化解 妥善 依法 严肃 严防 加大 构建 建立 建好 用好 办好
管好 力争 确保 争取 争创 突出 围绕 聚焦 紧盯 立足 发挥 畅通 破解 释放 丰富 培养 选拔 关心 关爱 保护好 传承 弘扬
践行 增加 减少 降低 取消 撤销 入选 跻身 被 由 在 以 把 将 向 对 为
"""

# Words of telling, arguing and addressing: a sentence with one of them is said for its own sake.
NARRATIVE = """
了 (?<!求)是 这 那 我 你 他 她 它 们 已经 必须 应该 应当 没有 不能 不是 因为 所以 如果 什么 怎么 曾 吗 呢 与会 指出 认为 谢 不易 不平凡
"""
NARRATIVE_FIRST = """
要 也 还 又 再 但 而 其 有 对此 为此 同时 此外 一[是要] [二三四五六七八九十][是要] 今年 去年 明年 当前 目前 今后 首先 最后 全年 截至
"""


def _any_of(words: str) -> str:
    return "(?:" + "|".join(words.split()) + ")"


_ADVERB_NEAR_END = re.compile(_any_of(ADVERBS) + r"[\u4e00-\u9fff]{2,5}$")
_STATE_AT_END = re.compile(_any_of(STATES) + "$")
_VERB_FIRST = re.compile(_any_of(VERBS))
_NARRATIVE = re.compile(_any_of(NARRATIVE) + "|^" + _any_of(NARRATIVE_FIRST))


def describes_state(sentence: str) -> bool:
    """Whether a short sentence (without its end mark) says how something is: a subject, then an adverb or adjective.

    >>> [describes_state(s) for s in ("招商引资成果丰硕", "民生福祉大幅提升", "推动产业转型升级", "分配公租房")]
    [True, True, False, False]
    """
    return not _VERB_FIRST.match(sentence) and bool(_ADVERB_NEAR_END.search(sentence) or _STATE_AT_END.search(sentence))


def is_narrative(sentence: str) -> bool:
    """Whether a sentence tells or argues, and so cannot be a label.

    >>> is_narrative("教育是民生之首"), is_narrative("优先发展教育事业")
    (True, False)
    """
    return _NARRATIVE.search(sentence) is not None
