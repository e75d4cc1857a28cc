"""Topic labels: short sentences inside paragraphs that name what the next ones tell (主导产业更加稳固。). Texts in, spans out.

A label says nothing that could be checked: no figures, no clauses, no verbs of having done something. And it never comes
alone: it has sisters of its own shape, each with sentences of its own behind it. Three places have labels:

- the first sentence of a paragraph, where paragraphs beside it begin alike;
- states inside a paragraph (新业态加快培育。), two or more that part it;
- measures inside a paragraph (加快规划设计。), three or more of nearly the same length that part it from its beginning on.

Reports are full of short sentences that are not labels, above all measures strung together; in doubt there is no label.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.model.span import Span
from corpus.text.sentences import sentences

SHORTEST, LONGEST = 4, 16  # characters of a label, marks not counted
MOST_LEAD = 3  # sentences between a paragraph's heading and its first inner label
FEWEST = 2  # labels in a row beneath a heading of the paragraph's own
FEWEST_UNHEADED = 3  # two short sentences of one length stand in many paragraphs by chance
ALIKE_MEASURES = 2  # characters by which the measures of one row differ at most in length
ALIKE_STATES = 4
FEWEST_BEHIND = 20  # characters a label has behind it before the next
AVERAGE_BEHIND = 40

_MARKS = re.compile(r"[“”‘’\"'「」《》（）()、·—–―\-\s]")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")  # a name in quotes may hold a number: “三大核心板块”
_DASHES = re.compile(r"^[—–―─\-\s]*")
_NOT_IN_LABEL = re.compile(
    r"[\d０-９一二三四五六七八九十百千万亿]+(?:个|项|家|所|名|人|户|年|月|倍|亿|万|%|％|元|次|条|座|处)|[\d０-９]|[，,；;：:！!？?…]"
)
_NARRATIVE = re.compile(
    r"了|(?<!求)是|这|那|我|你|他|她|它|们|已经|必须|应该|应当|没有|不能|不是|因为|所以|如果|什么|怎么|曾|吗|呢|与会|指出|认为|谢|"
    r"不易|不平凡|^(?:要|也|还|又|再|但|而|其|有|对此|为此|同时|此外|一[是要]|[二三四五六七八九十][是要]|今年|去年|明年|当前|目前|今后|首先|最后|全年|截至)"
)

# Adverbs before the verb, and verbs or adjectives at the end, of sentences that describe a state. Gathered from the first
# sentences of paragraphs in some hundred reports of the nation, provinces, cities and counties, 1979 to 2026.
_ADVERBS = (
    "更加 更为 稳步 持续 不断 加快 加速 有效 全面 深入 显著 明显 优先 扎实 有序 大幅 进一步 日益 逐步 圆满 成功 快速 蓬勃 协调 均衡 统筹 健康 平稳 "
    "整体 同步 率先 高效 顺利 积极 继续 总体 强力 纵深 稳定 较快 竞相 充分 多点 强势 日趋 日渐 愈加 愈发 双双 迅速 迅猛 切实 大力 "
    "创新 融合 转型 接续 实现 取得 迈出 再创 再上 迈上 跃上 登上 保持 得到"
).split()
_STATES = (
    "提质 增效 向好 有力 显著 丰硕 凸显 彰显 迸发 明显 突出 改观 升级 增强 提升 改善 优化 夯实 巩固 稳固 稳定 壮大 发力 见效 有效 跃升 攀升 回升 向优 焕发 "
    "突破 台阶 成效 进展 面貌 跨越 步伐 加快 繁荣 兴旺 活跃 丰富 精细 和谐 完善 健全 可控 有序 扎实 充足 强劲 平稳 优良 良好"
).split()
_ADVERB_NEAR_END = re.compile("(?:" + "|".join(_ADVERBS) + r")[\u4e00-\u9fff]{2,5}$")
_STATE_AT_END = re.compile("(?:" + "|".join(_STATES) + ")$")

# What a report did or will do begins with a verb; a state begins with its subject. 发展, 建设, 改革, 创新, 管理, 服务 are
# not listed: they are subjects as often (发展动力持续增强).
_VERBS = re.compile(
    "^(?:"
    + "|".join(
        (
            "获评 获批 荣获 荣膺 获得 完成 实现 建成 新增 开展 举办 成立 组建 出台 印发 制定 修订 启动 实施 推动 推进 加快 加强 强化 优化 完善 提升 提高 深化 促进 "
            "坚持 落实 抓好 抓紧 做好 做强 做优 做大 做实 扩大 打造 持续 深入 全面 大力 积极 全力 着力 切实 扎实 稳步 统筹 严格 严控 严厉 健全 支持 鼓励 引导 培育 壮大 "
            "激发 拓展 推广 巩固 维护 防范 继续 进一步 广泛 认真 努力 稳妥 有序 有效 充分 不断 坚决 高标准 高质量 常态化 顺利 圆满 成功 分配 发放 引进 引入 编制 筹办 "
            "启用 新建 改造提升 扶持 整治 处置 化解 妥善 依法 严肃 严防 加大 构建 建立 建好 用好 办好 管好 力争 确保 争取 争创 突出 围绕 聚焦 紧盯 立足 发挥 畅通 破解 释放 "
            "丰富 培养 选拔 关心 关爱 保护好 传承 弘扬 践行 增加 减少 降低 取消 撤销 入选 跻身 被 由 在 以 把 将 向 对 为"
        ).split()
    )
    + ")"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A paragraph to look through: ``index`` among all, ``after`` where its own heading ends, ``section`` its sisters' mark."""

    index: int
    text: str
    after: int
    section: int


@dataclass(frozen=True, slots=True)
class Label:
    """A label in paragraph ``index``: ``level`` 3, or 4 beneath another label; ``text`` without its end mark."""

    index: int
    level: int
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence of a paragraph; ``size`` is its length without marks, 0 where it cannot be a label."""

    span: Span
    text: str
    size: int

    @property
    def is_state(self) -> bool:
        """Whether it describes a state: a subject, then how it is."""
        if not self.size or _VERBS.match(self.text):
            return False
        return bool(_ADVERB_NEAR_END.search(self.text) or _STATE_AT_END.search(self.text))


def labels(candidates: Sequence[Candidate]) -> list[Label]:
    """The labels of all paragraphs, in order.

    >>> text = (
    ...     "（五）牢记执政为民宗旨。教育事业优先发展。新(续)建中小学16所，3所学校建成投用，新增学位4050个，7所初中顺利移交。"
    ...     "社会保障水平持续提升。发放低保帮扶、困难救助等各类资金2245.3万元，建成区级中心敬老院和19个社区养老中心。"
    ... )
    >>> [label.text for label in labels([Candidate(0, text, 12, 0)])]
    ['教育事业优先发展', '社会保障水平持续提升']
    """
    rows = [_sentences(candidate) for candidate in candidates]
    opening = _openings(candidates, rows)
    found: list[Label] = []
    for candidate, row, opens in zip(candidates, rows, opening, strict=True):
        inner = _states(row, bool(candidate.after)) or _measures(row, bool(candidate.after))
        if opens:
            inner = [i for i in inner if i]
        found += _levelled(candidate, row, inner if len(inner) > 1 else [], opens)
    return found


def _sentences(candidate: Candidate) -> list[_Sentence]:
    """The sentences behind the paragraph's heading; a dash before the first is not part of it."""
    row = []
    for span in sentences(candidate.text[candidate.after :]):
        whole = Span(span.start + candidate.after, span.end + candidate.after)
        text = whole.of(candidate.text)
        dash = _DASHES.match(text).end() if not whole.start else 0  # type: ignore[union-attr]
        bare = text[dash:].rstrip("。")
        row.append(_Sentence(Span(whole.start + min(dash, len(text) - 1), whole.end), bare, _size(bare, text)))
    return row


def _size(bare: str, text: str) -> int:
    if len(text) > 2 * LONGEST or not text.endswith("。"):
        return 0
    if _NOT_IN_LABEL.search(_QUOTED.sub("", bare)) or _NARRATIVE.search(bare):
        return 0
    size = len(_MARKS.sub("", bare))
    return size if SHORTEST <= size <= LONGEST else 0


def _openings(candidates: Sequence[Candidate], rows: Sequence[Sequence[_Sentence]]) -> list[bool]:
    """Whether each paragraph opens with a label: it could, and so could a neighbour of its section."""
    could = [not c.after and len(row) > 1 and row[0].size > 0 for c, row in zip(candidates, rows, strict=True)]
    opens = [False] * len(could)
    for i, j in ((i, j) for i in range(len(could)) for j in (i + 1, i + 2) if j < len(could)):
        first, second = candidates[i], candidates[j]
        if could[i] and could[j] and first.section == second.section and second.index - first.index <= 2:
            opens[i] = opens[j] = True
    return opens


def _states(row: Sequence[_Sentence], headed: bool) -> list[int]:
    """The states that part a paragraph, as indices into its sentences; a state right before another holds it."""
    found = [i for i, sentence in enumerate(row[:-1]) if sentence.is_state]
    if len(found) < (FEWEST if headed else FEWEST_UNHEADED) or found[0] > MOST_LEAD:
        return []
    if len(found) == 2 and found[1] - found[0] == 1 or any(c - a == 2 for a, c in zip(found, found[2:], strict=False)):
        return []
    others = sum(sentence.size > 0 for sentence in row) - len(found)
    alike = _spread(row, found) <= ALIKE_STATES and others * 2 <= len(found)
    return found if alike and _well_parted(row, found) else []


def _measures(row: Sequence[_Sentence], headed: bool) -> list[int]:
    """The measures that part a paragraph: every short sentence of it, all about equally long."""
    every = [i for i, sentence in enumerate(row[:-1]) if sentence.size]
    for found in (every, every[1:] if every[:1] == [0] and not headed else []):
        if len(found) >= FEWEST_UNHEADED and found[0] < MOST_LEAD and _spread(row, found) <= ALIKE_MEASURES:
            apart = all(j - i > 1 for i, j in pairwise(found))
            return found if apart and _well_parted(row, found) else []
    return []


def _spread(row: Sequence[_Sentence], found: Sequence[int]) -> int:
    """By how many characters the sentences differ in length."""
    sizes = [row[i].size for i in found]
    return max(sizes) - min(sizes)


def _well_parted(row: Sequence[_Sentence], found: Sequence[int]) -> bool:
    """Whether enough is told behind each label; one right before another has that one's text behind it."""
    stops = [*(row[i].span.start for i in found[1:]), row[-1].span.end]
    behind = [stop - row[i].span.end for i, stop in zip(found, stops, strict=True)]
    holds = [j - i == 1 for i, j in pairwise(found)] + [False]
    told = [length for length, holder in zip(behind, holds, strict=True) if not holder]
    return min(told) >= FEWEST_BEHIND and sum(told) >= AVERAGE_BEHIND * len(told)


def _levelled(candidate: Candidate, row: Sequence[_Sentence], inner: Sequence[int], opens: bool) -> list[Label]:
    """The labels of one paragraph with their levels: inner ones stand beneath the one the paragraph opens with."""
    levels = dict.fromkeys(inner, 4 if opens else 3)
    if opens:
        levels[0] = 3
    elif inner:
        levels |= dict.fromkeys(_held(row, inner), 4)
    return [Label(candidate.index, level, row[i].text, row[i].span) for i, level in sorted(levels.items())]


def _held(row: Sequence[_Sentence], inner: Sequence[int]) -> set[int]:
    """The labels beneath another that stands right before the first of them.

    They are at least two, for one alone divides nothing; further ones belong to them while their subject shares a
    character with the holder's (主导产业: 旅游业, 商贸业, 新业态).
    """
    held: set[int] = set()
    for place, (i, j) in enumerate(pairwise(inner)):
        if j - i == 1 and i not in held:
            beneath = list(inner[place + 1 : place + 3])
            for further in inner[place + 3 :]:
                if not set(_subject(row[i].text)) & set(_subject(row[further].text)):
                    break
                beneath.append(further)
            held |= set(beneath) if len(beneath) > 1 else set()
    return held


def _subject(text: str) -> str:
    """What a state is said of: the text before its adverb and verb, four characters as a rule."""
    return text[:-4]
