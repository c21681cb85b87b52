"""Pages whose header, meta element and bytes name different character sets."""

from __future__ import annotations

from itertools import product

from archive.charset import decode

HEADERS = (None, "text/html", "utf-8", "text/html; charset=gb2312", "gbk", "big5", "iso-8859-1")
METAS = (None, "utf-8", "gb2312", "gb18030", "big5")
LENGTHS = (4, 6, 9, 14, 24, 40, 90, 250, 900, 3000)
SIMPLIFIED = (
    "全市工业发展大会昨日召开，会议总结了过去三年的工作成果，并对今后的任务作出部署。",
    "记者从市统计局了解到，今年上半年全县规模以上企业增加值同比增长百分之八点五。",
    "村民们在田间忙着收割早稻，合作社的机器一天能收二十亩，比去年快了一倍多。",
    "高铁新区的标准厂房已经封顶，首批入驻的八家电子信息企业正在安装设备。",
    "文化馆周末举办采茶戏专场演出，免费向市民开放，座无虚席，掌声不断。",
)
TRADITIONAL = (
    "全市工業發展大會昨日召開，會議總結了過去三年的工作成果，並對今後的任務作出部署。",
    "記者從市統計局瞭解到，今年上半年全縣規模以上企業增加值同比增長百分之八點五。",
    "村民們在田間忙著收割早稻，合作社的機器一天能收二十畝，比去年快了一倍多。",
    "高鐵新區的標準廠房已經封頂，首批入駐的八家電子資訊企業正在安裝設備。",
    "文化館週末舉辦採茶戲專場演出，免費向市民開放，座無虛席，掌聲不斷。",
)
CODECS = {"utf-8": "utf-8", "gb18030": "gb18030", "big5": "big5hkscs"}


def page(text: str, meta: str | None, encoding: str) -> bytes:
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    return f"<html><head>{head}</head><body><p>{text}</p></body></html>".encode(encoding)


def matrix() -> tuple[int, int, int]:
    """(cells, cells misread, cells misread without any count of replacements to show for it)."""
    cells = wrong = silent = 0
    for header, meta, length, number in product(HEADERS, METAS, LENGTHS, range(5)):
        for encoding, sentences in (
            ("utf-8", SIMPLIFIED),
            ("gb18030", SIMPLIFIED),
            ("big5", TRADITIONAL),
        ):
            text = (sentences[number] * (length // 30 + 1))[:length]
            decoded = decode(page(text, meta, CODECS[encoding]), header)
            cells += 1
            wrong += text not in decoded.text
            silent += "\ufffd" in decoded.text and not decoded.replaced_count
    return cells, wrong, silent
