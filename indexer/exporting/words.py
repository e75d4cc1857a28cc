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
FORMAT_WORDS = {  # by the NAME of the modules in corpus/formats
    "plain_text": "纯文本", "text": "纯文本", "html": "网页", "word": "Word 文档", "pdf": "PDF 文件", "csv": "CSV 表格", "xlsx": "Excel 表格",
    "jsonl": "JSON 行文件", "tmx": "翻译记忆库",
}  # fmt: skip
