"""The Chinese words for codes, the same in files, in the terminal and on pages."""

from __future__ import annotations

TIER_WORDS = {"exact": "原样出现", "phrase": "引文齐全", "all": "词语齐全", "some": "只含部分词语"}
PART_WORDS = {"review": "回顾", "goals": "目标", "plan": "部署", "government": "自身建设"}
STATE_WORDS = {
    "report": "报告全文",
    "resolution": "决议",
    "digest": "摘要",
    "excerpt": "节选",
    "stub": "只有开头",
    "truncated": "不完整",
    "placeholder": "占位页",
    "glossary": "名词解释",
    "other_speech": "其他讲话",
}
