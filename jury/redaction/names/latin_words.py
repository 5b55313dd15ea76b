"""What stands beside names in Latin letters, how they end, brands that look alike."""

import re
from typing import Final

NOT_PEOPLE: Final = re.compile(
    r"\b(?:winnie the|thomas the|harry the"
    r"|san diego|san jose|santa (?:clara|monica|barbara|fe)|st louis|salt lake|los"
    r"|fort|saint|port|mount)\b"
    r"|\w (?:garage|shop|store|cycles|bikes|motors|autos|jewellers|guitars|antiques)\Z"
)
# "Mate 60", "Master 3S": what has a number behind it is goods, unless that counts time.
NUMBERED: Final = re.compile(
    r" (?:[a-z]{0,3}[0-9]{1,4}[a-z]{0,3})(?![a-z0-9_\-/:.'’])"
    r"(?!,? ?(?:days?|hours?|hrs?|min|weeks?|months?|years?|yrs?|times|people|of|pm|am"
    r"|[A-Za-z]+ (?:st|street|rd|road|ave|avenue)))",
    re.IGNORECASE,
)
BEFORE: Final = (
    r"\b(?:from|by|with|ring|cc|ask|asked|asking|contact|contacted|told|tell|called"
    r"|call"
    r"|calling|email|emailed"
    r"|texted|paid|met|meet|to|for|dear|hi|hello|hey|thanks|thank|name is|name's|i'm"
    r"|i am|this is|named"
    r"|friend|wife|husband|brother|sister|son|daughter|mother|father|boss|colleague"
    r"|neighbou?r|cousin"
    r"|courier|driver|agent|manager|technician|rep|representative|seller|buyer|attn"
    r"|recipient|consignee"
    r"|regards|sincerely|cheers|yours|love|name|signed|author|written by|sent by|mr"
    r"|mrs|ms|dr|and|than"
    r"|about|reach|see|visit|saw|know|knows|of|is|was|patient|client|user|customer"
    r"|president|miss)"
)
# After these stands a name, listed or not.
SURELY: Final = (
    r"\b(?:name is|name's|names? ?[:?]|i'm called|called me|calls? me|named|says|said"
    r"|hi|dear|hello|hey"
    r"|maiden name is|named (?:him|her)|shouted at|influenced by|producer|my kid"
    r"|directed by|starring|written by|sung by|spoke (?:to|with)|assistant to"
    r"|signed (?:for )?by"
    r"|courier|driver|recipient|consignee|attn|regards|sincerely|cheers|married"
    r"|was called|is called)"
)
# How surnames of many countries end, and few words of English.
FOREIGN: Final = (
    "[aeiyh]ev|[ae]eva|iev|[aeinr]ov|ova|evich|ovich|vic|vich|wicz|ski|ska|sky|skaya"
    "|skij|enko|chuk"
    "|shvili|adze|idze|nyan|yants|rsen|nsen|lsen|dsen|ssen|rsson|nsson|lsson|dsson"
    "|dottir|inen|onen"
    "|berg|bergh|mann|stein|feld|gren|strom|quist|qvist|lund|elli|etti|otti|acci|ucci"
    "|occi|azzi|uzzi"
    "|[aeinru]rez|[adgln]ez|inho|oglu|zadeh|poulos|akis|iadis|escu|escu|murthy|swamy"
    "|preet|jeet|bekov"
)
SAYS: Final = (
    "here,|said|says|told|asked|promised|called|wrote|replied|signed|left|refused"
    "|agreed"
    "|confirmed|thinks"
    "|thought|wants|wanted|sent|gave|took|came|went|lives|works|has|had|from (?:your"
    "|the|customer)"
)
