"""What people call messengers, payment apps and platforms where one has an account.

A name is written by its sound ("薇信", "叩叩"), by its letters ("v/x", "snapch@t"), by
what it looks like ("the green app"), or masked ("某信"). Any of these is an ordinary
word elsewhere: ``handles.py`` wants an account beside it.
"""

from typing import Final

from jury.redaction.writing.pinyin import read_as

HEARTS: Final = r"[❤♥♡❥❣❦💕💗💚🧡💛💙💜💖💓💞💟]"
SOUNDS: Final = "微㣲薇威徽唯维溦嶶薔围卫喂葳巍徵征嵬"
_WEI: Final = read_as("wei").replace("为", "")
_SEP: Final = r"[\s.\-_·*/|~,、丨丶1]{0,2}"
_PLUS: Final = "[加嘉佳伽咖家十+➕扌]"
# Letters of the names of platforms, and the figures that are put in their place.
_FIGURES: Final = {
    "a": "[a@4]?",
    "e": "[e3]?",
    "i": "[i1l!]?",
    "o": "[o0]?",
    "l": "[l1i|]",
    "s": "[s$5]",
    "g": "[g9]",
    "t": "[t7]",
}


def _loosely(word: str) -> str:
    """A long name with vowels left out, letters doubled, parted or as figures."""
    letters = (f"[.\\-'’_ ]?{_FIGURES.get(one, one)}" for one in word[1:])
    return word[0] + "".join(letters)


WECHAT: Final = (
    rf"(?:[{SOUNDS}](?:{_SEP}|[^\w\s]{{1,2}})[信x芯心❤♥](?![号任誉用封])|[{SOUNDS}]{_SEP}信号?|[某w]信"
    rf"|[{_WEI}]{_SEP}信(?![任誉用封])号?|[{SOUNDS}]星号"
    rf"|(?:[{SOUNDS}]|(?<![a-z0-9])(?:[vw]ei?|[vwνω]i?))(?:{_SEP}|[+&]|{HEARTS})"
    r"(?:[信芯心欣鑫昕馨辛新杏讯训❤♥]|xin(?![a-z])|[xхχ](?![a-z]))"
    rf"|{HEARTS}信|扩列v|(?<![a-z0-9])(?:vx|wx)(?=id(?![a-z]))|(?<![a-z0-9])(?!watch)(?=w[a-z]{{0,5}}c)"
    r"(?=w[a-z]{0,5}h)(?=w[a-z]{0,5}t)w[echat]{4,6}(?![a-z])"
    rf"|(?<![a-z0-9])v(?:[0○●]x|[✉💌📩])|[+➕加]\s?{HEARTS}{{1,2}}"
    # The first half of the word alone, with an account right behind it.
    r"|(?<![一-鿿a-z0-9])[微薇威](?=(?:\s?[:\s]){1,2}[^一-鿿\n]{0,2}[a-z])"
    rf"|(?<![稍略轻些细显低])[微薇威](?=[\s:]{{0,2}}[a-z][a-z\-]{{1,12}}[0-9_][a-z0-9_]{{2}})"
    rf"|[❤♥💕💗💚]\s{{0,2}}[{SOUNDS}v]"
    r"|(?<![a-z0-9])(?<![a-z0-9]\s)v(?=\s(?:[a-z][a-z_\-]{2,}(?:[0-9零一二三四五六七八九壹贰叁肆伍陆柒捌玖]"
    r"|[^\w\s。,.!?;:][0-9a-z]|\s?(?:然后|后面|下划线|underscore))|(?:\W?[a-z]\W{1,2}){3}))"
    r"|[卫外]星(?=[吗我号]{0,2}[\s:：,?]{0,2}[a-z])|(?<![a-z0-9])v我(?=\s?:)|(?:私聊?|加个?|我|搜)v(?![a-z])"
    rf"|[{SOUNDS}]{HEARTS}{{1,2}}|v\s?信|[卫外]星号|🛰{HEARTS}?号?|威杏|[{SOUNDS}][✉💌📩]"
    r"|小?绿[泡跑炮抛]{1,2}|小绿书?|绿标|绿色?的?(?:聊天|社交)?(?:软件|图标|app|应用)"
    r"|(?:聊天|社交)软件绿色?的|[💚🟢🟩](?:信|💬)?(?=\s?[a-z])"
    rf"|加\s?[{SOUNDS}]{{1,2}}|{_PLUS}个?\s?(?!we[._\-\s]?(?:chat|ixin))[微薇维vw]x?|[+➕]\s?[{SOUNDS}vw]x?|[{SOUNDS}]我"
    rf"|扫?v\s?{HEARTS}{{1,2}}信?|我的?\s?v(?=[号是:\s])|(?<![a-z0-9])v(?=\s?[:号]|是)"
    r"|(?<![a-z])green\s(?:(?:chat|bubble|chinese|messaging|chatting)\s)?(?:app|one|messenger|bubble|icon|chat)(?![a-z])"
    r"|绿色?的?(?:图标|聊天|社交|那个){1,2}(?=[\s:]|加|号|搜|[a-z])|绿色?的(?=[\s:]{0,2}[a-z])"
    r"|[(\[【「『<|丨]\s?[v微薇]信?\s?[)\]】」』>|丨]|(?<![a-z0-9])(?:vv|w)echat(?![a-z])"
    r"|(?<![a-z])(?:vx|wx|v\s?x|w[\s\-._]?[e3][\s\-._]?c[\s\-._]?h[\s\-._]?a(?:[\s\-._]?r?[\s\-._]?t|r)"
    r"|wei\s?xin)(?![a-z])|w\s?x(?=[:是号]))"
)
QQ: Final = (
    r"(?:(?<![a-z])q[\s.\-*·_]{0,2}q(?![a-z])|q号|[扣抠叩口寇蔻]{2}|[扣抠叩]q|小?企鹅号?|鹅厂号?"
    r"|[球秋求丘邱囚]{2}|🐧|[扣q]我|[加+]\s?[q扣]|[扣加进入q]\s?[裙群]|群号|腾讯号"
    r"|(?<![a-z0-9])q(?=\s?[:号是叫]|[0-9]{6,11}(?![0-9a-z])))"
)
PAY: Final = (
    rf"(?:(?:[支吱之芝知枝汁]|(?<![a-z])zh?i?)?{_SEP}(?:[付护富]|fu){_SEP}(?:[宝饱堡葆褒]|bao)"
    r"|某付宝|阿里支付"
    r"|(?<![a-z])(?:z[.\-_ ]?f[.\-_ ]?b|ali[.\-_ ]?pay|paypal)(?![a-z])|收款码|付款码"
    r"|蓝色?的?(?:支付|付款)?(?:软件|app))"
)
_CHINESE: Final = (
    r"[抖斗某](?:[音荫因阴]|in|yin)|快手|小红[书薯]|红[薯书]号|🍠|📕(?=\s?[号a-z])|[闲咸黄]鱼号?|海鲜市场号?"
    r"|某[鱼宝手书博东多]|[黄橙]色?的?(?:软件|app)|旺[旺❤♥]|淘宝号|淘宝(?=[账帐用会i]|\s?昵称)|贴吧|b站|小破站"
    r"|电报|小?飞机(?:号|搜)|纸飞机|飞机(?=[\s:：]{1,2}[a-z])|✈|土豆(?:号|(?=[\s:]{1,2}[a-z]))|蝙蝠号?|脸书|推特|油管|微博"
    r"|小?蓝鸟|转转|得物|陌陌|探探|知乎|豆瓣|钉钉|飞书|飞信|脉脉|领英|连我|瓦次普?|企业微信|米聊|虎扑"
    r"|赖(?=(?:[\s:是号]|id){1,4}[a-z0-9_])|抖(?=\s[a-z])"
    r"|网易云|京东|拼多多|美团|百度"
)
_LATIN: Final = (
    r"penguin\s(?:app|one)|paper\s?plane(?:\sapp)?|blue\sbird(?:\sapp)?|ghost\sapp|purple\sapp"
    r"|tg|t\.g|te[l1i]e|bilibili|xhs|xiaohongshu|douyin|kuaishou|weibo|wb|zhihu|zhuanzhuan|"
    r"goofish|dy|ks(?=号)|ins|1ns(?:ta(?:gram)?)?|inst@|line|insta|ig|i\.g|l\si\sn\se|fb|twitter|snap|skype|kakao\s?(?:talk)?|kik"
    r"|signal|viber|zalo|threads|reddit|steam|psn|tik\s?tok|venmo|cash\s?app|zelle|icq|soul"
    r"|(?<=my\s)gram|linked\s?in|slack|teams|bluesky|mastodon|github|pinterest|vinted|ebay|depop|poshmark"
    r"|mercari|roblox|xbox|epic|minecraft|battle\.?net|twitch|youtube|patreon|onlyfans|revolut"
    r"|wise|imessage|facetime|wecom|wegame|icloud|apple|taobao|xianyu"
)
_LOOSE: Final = "|".join(
    map(
        _loosely,
        (
            "telegram",
            "whatsapp",
            "instagram",
            "insta",
            "facebook",
            "messenger",
            "snapchat",
        ),
    )
)
OTHER: Final = (
    rf"(?:{_CHINESE}|(?<![a-z])(?:{_LATIN}|{_LOOSE}|disc[o0]rd|whatsap)(?![a-z]))"
)
# A mail service alone, where the rest of the address is left to the reader.
MAIL: Final = (
    r"(?:邮箱|邮件地址"
    r"|(?<![a-z0-9@.])(?:gmail|hotmail|outlook|yahoo|foxmail|proton(?:mail)?|icloud|e-?mail"
    r"|mail)(?![a-z]|\.[a-z]))"
)
# An account on whatever platform; of goods and orders one says other words.
ACCOUNT: Final = (
    rf"(?:{MAIL}"
    r"|[账帐][号户]|用户名|用户id|会员名|登[录陆]名|(?<![a-z])(?:user\s?name|user\s?id"
    r"|(?:account|profile|screen)\s?name|gamer\s?tag|handle)(?![a-z]))"
)
_ASCRIBED: Final = (
    r"(?:\s?(?:群|裙|号码|hao(?![a-z])|账号|帐号|账户|用户名|用户|号|名|昵称|邮箱"
    r"|(?:id|user(?:\s?name)?|name|handle|gamer\s?tag|account|number)(?![a-z0-9_\-])))"
)
_LINK: Final = r"(?:\s?(?:是|为|就是|也是|[:=@]|is(?=\s)|->|→|>))"
# Words between the name of a messenger and the account there.
BOND: Final = (
    rf"(?:{_ASCRIBED}|{_LINK}|同[号步名]?|一样|好友|我的?|叫|[倒反][着过]来?[写读念]?|加我?|搜索?|找我?|备注|(?:[上里]?(?:私?聊|联系|沟通|细?说|谈))|(?:可以|行|好|方便)?[吗吧呗么嘛][?!]?|[\s,，、\-—~.)\]】」』丨|]"
    r"|(?:as|at|by|under|here|me|via|backwards?|reversed?|app|user)(?![a-z0-9_\-])){0,5}"
)
NUMBER_BOND: Final = rf"(?:{_ASCRIBED}|{_LINK}|同号|同步|加|我|的|[\s:,()\[\]【】❤♥])*"
SAID_OUTRIGHT: Final = r"[:=@→>]|号|id|名|[账帐]|user|handle|account|number|搜|加|找"
# What one of the names above can begin with.
_FIRST: Final = (
    SOUNDS + _WEI + "❤♥💕💗💚💙加嘉佳伽咖家十+➕扌某外私我搜🛰小绿聊社🟢🟩扫(【「『<丨"
    "阿扣抠叩口寇蔻企鹅球秋求丘邱囚🐧进入群腾支吱之芝知枝汁收付蓝抖斗快红🍠📕闲咸黄海橙旺淘贴"
    "赖邮电飞纸✈土蝙脸推油转得陌探豆钉脉领连瓦企米虎网京拼美百账帐用会登"
)
# How the names in our letters go on behind the first: few of the words of a text do so.
_SIGN: Final = r"[.\-'’_ ]?"
_GO_ON: Final = {
    "a": "cc|li|pp",
    "b": r"站|at|il|lu|lue\s",
    "c": "ash",
    "d": "ep|is|ou|y",
    "e": "ba|pi|-?mai",
    "f": rf"b|ox|{_SIGN}[a@4]?{_SIGN}c",
    "g": r"am|ram|ith|oof|mai|reen\s|host\s",
    "h": "and|otm",
    "i": rf"c[ql]|g|mes|\.|{_SIGN}n{_SIGN}[s5$]",
    "1": rf"{_SIGN}n{_SIGN}[s5$]",
    "k": "ak|ik|ua|s",
    "l": r"in|\si\sn",
    "m": rf"as|er|in|ail|{_SIGN}[e3]?{_SIGN}[s5$]",
    "o": "nly|utl",
    "p": r"at|ay|in|os|rof|sn|aper|engu|roton|urple\s",
    "q": "",
    "r": "e[dv]|ob",
    "s": rf"cr|ig|ky|la|oul|tea|{_SIGN}n",
    "t": rf"ao|eam|g|hr|ik|wi|{_SIGN}[e3]?{_SIGN}[l1i|]|\.",
    "u": "ser",
    "v": "",
    "w": r"ei?[ix]|i(?:s|[^a-z]|x)|x|[^a-z]|b|[echat]{4}|[.\-'’_ ]?h"
    r"|[\s\-._]?[e3][\s\-._]?[cigx信芯]",
    "x": "bo|hs|ia",
    "y": "out|aho",
    "z": "",
    "ν": "",
    "ω": "",
}
BEGINS: Final = f"[{_FIRST}\\[|]"
# One set of characters comes first, and then what only the start of a word passes.
BEGINS_WORD: Final = (
    f"[{''.join(_GO_ON)}](?<![a-z].)"
    f"(?:{'|'.join(f'(?<={first})(?:{rest})' for first, rest in _GO_ON.items())})"
)
