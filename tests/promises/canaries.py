"""A dispute in which every text and every file names both people in it.

Whatever of that a reader should not see can be searched for in everything they get.
"""

import io
from dataclasses import dataclass
from datetime import timedelta

from PIL import ExifTags, Image, ImageDraw, PngImagePlugin

from jury import clock
from jury.domain.lifecycle import Side
from jury.redaction.pictures import Box
from jury.services.admission import intake
from jury.services.screening import disclose
from jury.services.submissions import exhibits, prepare, submit
from jury.storage.transaction import transaction
from tests.played import step
from tests.world import World, make_intake

NAMED: dict[Side, dict[str, str]] = {
    Side.BUYER: {
        "name": "Quillon Marchbanks",
        "phone": "13712348765",
        "address": "江苏省南京市鼓楼区中山路321号6栋502室",
        "email": "quillon.m@mailbox-of-mine.com",
        "handle": "quillon_wx77",
    },
    Side.SELLER: {
        "name": "欧阳听雨",
        "phone": "13598761234",
        "address": "浙江省杭州市西湖区文三路88号2单元301",
        "email": "tingyu8@post-of-hers.cn",
        "handle": "tingyu_taobao9",
    },
}
ORDER, REFUND, PARCEL = "ORD-7301992", "RFD-5582013", "SF1029384756019"
HIDDEN = "hidden-in-the-file"
# Where the pictures show what a moderator covers, and in which colour.
COVERED = Box(40, 30, 120, 60)
RED = (250, 10, 10)


def names_of(side: Side) -> list[str]:
    """Everything by which a person could be found."""
    return list(NAMED[side].values())


def everybody() -> list[str]:
    """Both people, the order, the parcel, and what is hidden in files."""
    people = [name for side in Side for name in names_of(side)]
    return [*people, ORDER, REFUND, PARCEL, HIDDEN]


def said(side: Side, mark: str) -> str:
    """A text by which its writer gives themselves away; `mark` may be read."""
    one = NAMED[side]
    return (
        f"{mark}: 我叫 {one['name']}，电话 {one['phone']}，地址 {one['address']}，"
        f"邮箱 {one['email']}，微信号 {one['handle']}。"
    )


def make_party(side: Side, **more: object) -> intake.IntakeParty:
    """A side as the marketplace knows it."""
    one = NAMED[side]
    given: dict[str, object] = {
        "ref": f"{side}-opaque-1",
        "display_name": one["name"],
        "phone": one["phone"],
        "address": one["address"],
        "email": one["email"],
        "handles": (one["handle"],),
        "locale": "en" if side is Side.SELLER else "zh-Hans",
    } | more
    return intake.IntakeParty(**given)  # type: ignore[arg-type]  # the keywords are its fields


def make_revealing_intake() -> intake.Intake:
    """An escalation in which every text names somebody."""
    now = clock.now()
    both = f"{said(Side.BUYER, 'x')} {said(Side.SELLER, 'y')}"
    return make_intake(
        order_ref=ORDER,
        refund_ref=REFUND,
        parcel_numbers=(PARCEL,),
        parties={side: make_party(side) for side in Side},
        claim=said(Side.BUYER, "mark-claim") + f" {ORDER} {REFUND}",
        listing_text=said(Side.SELLER, "mark-listing"),
        lines=(
            intake.OrderLine(
                title=said(Side.SELLER, "mark-line"), quantity=1, price_minor=18000
            ),
        ),
        courier_events=(
            intake.CourierEvent(
                at=now - timedelta(days=2), text=f"mark-courier {PARCEL} {both}"
            ),
        ),
        chat=(
            *(
                intake.IntakeMessage(
                    sender=side.value, text=said(side, f"mark-chat-{side}"), sent_at=now
                )
                for side in Side
            ),
            intake.IntakeMessage(
                sender="platform", text=f"mark-platform {both}", sent_at=now
            ),
        ),
        answers=(
            intake.PointAnswer(
                number=1, stance=True, text=said(Side.BUYER, "mark-point")
            ),
        ),
    )


MARKS = (
    *("mark-claim", "mark-listing", "mark-line", "mark-courier", "mark-platform"),
    *("mark-point", "mark-caption"),
    *(f"mark-chat-{side}" for side in Side),
    *(f"mark-{kind}-{side}" for side in Side for kind in ("case", "answer")),
)


def make_drawn_picture() -> Image.Image:
    """White, with the red that a moderator covers."""
    picture = Image.new("RGB", (320, 240), "white")
    place = (COVERED.x, COVERED.y, COVERED.x + 119, COVERED.y + 59)
    ImageDraw.Draw(picture).rectangle(place, fill=RED)
    return picture


def make_jpeg() -> bytes:
    """A photograph that tells its place, its maker and more behind its end."""
    exif = Image.Exif()
    exif[ExifTags.Base.ImageDescription] = HIDDEN
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitude] = (31.0, 14.0, 5.0)
    gps[ExifTags.GPS.GPSAreaInformation] = HIDDEN.encode()
    out = io.BytesIO()
    make_drawn_picture().save(out, "JPEG", exif=exif, comment=HIDDEN.encode())
    return out.getvalue() + HIDDEN.encode()


def make_png() -> bytes:
    """A screenshot with a text in it that no viewer shows."""
    told = PngImagePlugin.PngInfo()
    told.add_text("Comment", HIDDEN)
    told.add_itxt("XML:com.adobe.xmp", HIDDEN)
    out = io.BytesIO()
    make_drawn_picture().save(out, "PNG", pnginfo=told)
    return out.getvalue() + HIDDEN.encode()


@dataclass(frozen=True)
class Revealing:
    """The dispute with its exhibits by what became of them."""

    world: World
    dispute: str
    exhibits: dict[str, str]


@step
def make_revealing(jurors: int = 12) -> Revealing:
    """Both sides have told everything, and filed in every way there is."""
    world = World.begin(jurors=jurors)
    dispute = world.escalate(make_revealing_intake())
    for side in Side:
        for kind in ("case", "answer"):
            words = said(side, f"mark-{kind}-{side}")
            writing = submit.Writing(kind=kind, text=words, language="zh-Hans")
            with transaction(lock=dispute) as now:
                submit.write_statement(dispute, side, writing, now=now)
    filed = {
        "released": _file(dispute, Side.BUYER, make_jpeg()),
        "withheld": _file(dispute, Side.BUYER, make_png()),
        "superseded": _file(dispute, Side.BUYER, make_png()),
        "pdf": _file(dispute, Side.BUYER, b"%PDF-1.4 " + HIDDEN.encode()),
        "other side": _file(dispute, Side.SELLER, make_png()),
    }
    filed["lapsed"] = _file(
        dispute, Side.BUYER, make_jpeg(), replaces=filed["superseded"]
    )
    world.finish_submissions(dispute)
    return Revealing(world, dispute, filed)


def _file(
    dispute: str, side: Side, content: bytes, *, replaces: str | None = None
) -> str:
    filing = exhibits.Filing(
        upload=prepare.prepare_upload(dispute, content),
        caption=said(side, "mark-caption")[:200],
        language="zh-Hans",
        point_no=1,
        replaces=replaces,
    )
    with transaction(lock=dispute) as now:
        return exhibits.file_exhibit(dispute, side, filing, now=now).id


def screen(told: Revealing) -> None:
    """A moderator covers and releases, withholds one, and leaves one undone."""
    staff_id = told.world.staff_id
    for name in ("released", "other side"):
        exhibit_id = told.exhibits[name]
        covered = prepare.cover_picture(told.dispute, exhibit_id, [COVERED])
        with transaction(lock=told.dispute) as now:
            disclose.release_exhibit(
                told.dispute,
                exhibit_id,
                covered=covered,
                staff_id=staff_id,
                now=now,
            )
    with transaction(lock=told.dispute) as now:
        disclose.withhold_exhibit(
            told.dispute,
            told.exhibits["withheld"],
            code="personal",
            reason="A face that cannot be covered.",
            staff_id=staff_id,
            now=now,
        )
