"""Words that send a reader elsewhere for a contact: to a picture, a profile, a name.

Nothing of the text itself is personal then, so nothing is covered; but whoever checks
the redaction should look at what it points to.
"""

import re
from typing import Final

from jury.redaction.writing.normal import normalise

_CONTACT: Final = "联系|电联|加我|找我|扫码|扫一扫|号|码|微|v"
_PLACE: Final = (
    r"(?:图[一二三四五六七八九0-9]|第[一二三四五六七八九0-9]张图?|图片|照片|截图|头像|主页|背景墙?|简介|置顶|签名"
    r"|个人(?:资料|介绍|中心)|资料卡|昵称|名字|朋友圈|详情页|相册|封面|水印)"
)
_POINTERS = re.compile(
    rf"(?:看|见|瞅|瞄|参考|戳|点开?|去|在|上)(?:我的?|一?下|[到了在]|\s)*{_PLACE}"
    rf"|{_PLACE}(?:里|上|中|的|有|右下角|左下角|下面|\s)*(?:有?{_CONTACT})"
    r"|搜(?:索|一下)?我?的?(?:昵称|名字|店名|id|网名)|扫(?:一?下)?(?:图|码|二维码|上面|下面)"
    r"|(?:see|look\sat|check|in|on|from)\s(?:out\s)?(?:my\s(?:picture|photo|image|pic"
    r"|screenshot|header|status|username|nickname)|(?:my|the)\s(?:profile|bio|avatar))"
    r"|(?:picture|photo|image|screenshot)s?\s(?:for|has|shows|with)\smy\s"
    r"(?:number|contact|phone|wechat|id|account|address)"
    r"|(?:search|find|look)\s(?:for\s)?(?:my|me\sby)\s(?:nick|user|screen)?\s?name"
    r"|scan\s(?:the|my|this)\s(?:code|qr|picture|image)|link\sin\s(?:my\s)?bio|私下联系|懂的都懂"
)


def points_elsewhere(text: str) -> bool:
    """Whether a text sends its reader to a picture or a profile for a contact."""
    return bool(_POINTERS.search(normalise(text).text))
