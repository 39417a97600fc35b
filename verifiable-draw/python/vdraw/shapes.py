"""What members a document has, exactly (SPEC §5.1, §6, §12): a shape takes a value and where it stands, or refuses."""

import re

from .canonical import Refused, seconds

ID = r"[A-Z0-9._-]{1,64}"
HEX64 = r"[0-9a-f]{64}"


def refuse(where, wanted):
    raise Refused("%s: 应为 %s / expected %s" % (where, wanted, wanted))


def text(pattern=r".+"):
    compiled = re.compile("(?:%s)\\Z" % pattern, re.DOTALL)

    def check(value, where):
        if not isinstance(value, str) or not compiled.match(value):
            refuse(where, pattern)

    return check


def number(least, most=2**53 - 1):
    def check(value, where):
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            refuse(where, "%d…%d" % (least, most))

    return check


def moment(value, where):
    if not isinstance(value, str):
        refuse(where, "UTC")
    seconds(value)


def day_or_moment(value, where):
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        moment(value, where)


def flag(value, where):
    if not isinstance(value, bool):
        refuse(where, "true | false")


def anything(value, where):
    del value, where


def one_of(*values):
    def check(value, where):
        if value not in values or isinstance(value, bool):
            refuse(where, " | ".join(map(str, values)))

    return check


def array(item, least=0):
    def check(value, where):
        if not isinstance(value, list) or len(value) < least:
            refuse(where, "[%d…]" % least)
        for i, each in enumerate(value):
            item(each, "%s[%d]" % (where, i))

    return check


def distinct(item, least=0):
    """An array in which nothing stands twice."""
    plain = array(item, least)

    def check(value, where):
        plain(value, where)
        if len(set(value)) != len(value):
            refuse(where, "互不相同 distinct")

    return check


def table(key, item, least=0):
    """An object with free keys."""
    is_key = re.compile("(?:%s)\\Z" % key, re.DOTALL)

    def check(value, where):
        if not isinstance(value, dict) or len(value) < least or not all(map(is_key.match, value)):
            refuse(where, "{%s: …}" % key)
        for name, each in value.items():
            item(each, "%s.%s" % (where, name))

    return check


def record(**members):
    """An object with exactly these members; a name that ends with `_` may be left out."""
    known = {name.rstrip("_"): shape for name, shape in members.items()}
    needed = {name for name in members if not name.endswith("_")}

    def check(value, where):
        if not isinstance(value, dict):
            refuse(where, "{…}")
        wrong = sorted((needed - set(value)) | (set(value) - set(known)))
        if wrong:
            raise Refused("%s: 缺少或多出成员 / members missing or unknown: %s" % (where, ", ".join(wrong)))
        for name, each in value.items():
            known[name](each, "%s.%s" % (where, name))

    return check


def by_type(**shapes):
    """One of several records, told apart by their `type`."""

    def check(value, where):
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in shapes:
            refuse(where + ".type", " | ".join(shapes))
        shapes[kind](value, where)

    return check


hash64 = text(HEX64)
person_id = text(ID)
salt = text(r"[0-9a-f]{32}")
root_and_size = record(root=hash64, size=number(0))
templates = table(r".+", array(record(all=distinct(text(), 1))))

ENTRY = record(
    v=one_of(1), bureau=text(), seq=number(1), at=moment, kind=text(), actor=text(), subject=text(),
    command=text(), facts=table(r".+", anything), prev=hash64,
)  # fmt: skip

ROSTER_LEAF = record(
    id=text(ID), name=text(), salt=salt, status=one_of("eligible", "excluded"), reason_=text(), ref_=text(),
    stratum_=text(), weight=number(1),
)  # fmt: skip
PERSON_LEAF = record(id=person_id, tags=distinct(text()), cap=number(0), prior=number(0), salt=salt)
CONFLICT_LEAF = record(person=person_id, ent=text(ID), reason=text(), registeredAt=day_or_moment, salt=salt)

SOURCE = by_type(
    commit=record(id=text(r"party:.+"), type=anything, commitment=hash64, shares_=text()),
    dice=record(id=text(), type=anything, spec=text(r"d(4|6|8|10)x[1-9][0-9]{0,2}")),
    drand=record(id=text(), type=anything, chain=hash64, round=number(1)),
    lottery=record(id=text(), type=anything, game=one_of("ssq", "dlt", "kl8"), issue=text(r"[0-9]+"), at=moment),
    machine=record(id=text(), type=anything, balls=number(2), draws=number(1)),
    nist=record(id=text(), type=anything, at=moment),
    otc=record(id=text(), type=anything, anchor=hash64, index=number(1, 10000)),
)
STRATUM = record(id=text(), name_=text(), a=number(0), min=number(0), max=number(0))

ANNOUNCEMENT = record(
    type=one_of("vdraw/1/announcement"), suite=text(), profile=one_of("public", "offline"),
    mode=one_of("open", "sealed"), draw=text(), agency=text(), plan=text(), task=text(), batch=number(1),
    seq=number(1), prevAnnouncement_=hash64, voids_=text(), planHash_=hash64,
    roster=record(
        root=hash64, size=number(0), eligible=number(0), excluded=table(r".+", number(0)), snapshot=moment, rules=text(),
    ),
    officers=root_and_size, conflicts=root_and_size, experts_=root_and_size, expertConflicts_=root_and_size,
    vehicles_=root_and_size, devices_=root_and_size, bookings_=root_and_size,
    select=record(
        k=number(0), kRule=text(), strata=array(STRATUM, 1), weights=one_of("none", "tickets", "explog"),
        reserve_=number(0),
    ),
    assign=record(
        slots=templates, balance=one_of("strict", "cap-only"), relax=array(text(r"cap\+[1-9][0-9]{0,5}")),
        experts_=templates, vehicles_=templates, devices_=templates,
        teams_=record(count=number(1, 1000), slots=array(record(all=distinct(text(), 1))), cap=number(1)),
        days_=record(by=one_of("drawn", "planned"), list=distinct(text(r"\d{4}-\d\d-\d\d"), 1), perPerson=number(1, 20)),
    ),
    sources=array(SOURCE, 1), deadlines=record(reveal=moment, beacon_=moment, result=moment, open_=moment), margin_=number(600),
    missing=table(r".+", one_of("skip", "void")), narrowing_=hash64, churn_=hash64, verifier_=table(r".+", text()),
)  # fmt: skip

RESULT = record(
    type=one_of("vdraw/1/result"), suite=text(), draw=text(), announcement=hash64, root=hash64, size=number(0),
    details=hash64,
)  # fmt: skip
HALL = record(slots=array(text()), officers=array(person_id), capacity=number(0))
SLOT = text(r".*#[0-9]{1,3}")
TRACE = array(record(slot=SLOT, officer=person_id, skipped=array(person_id)))
UNFILLED = array(record(slot=text(), hall=HALL))
FORMATION = record(tries=array(record(trace=TRACE, hall_=HALL)))
DETAILS = record(
    type=one_of("vdraw/1/details"), draw=text(), announcement=hash64,
    sources=array(record(id=text(), value_=text())), prk=hash64,
    strata=array(
        record(id=text(), eligible=number(0), quota=number(0), cutoff_=hash64, reserve=array(text(ID)))
    ),
    selected=array(record(id=text(ID), stratum=text(), rank=number(1), score=hash64)),
    teams=record(
        feasible=flag, relaxed_=text(), phi=number(0), loads=table(ID, number(0)), trace=TRACE, hall_=HALL,
        formation_=FORMATION,
    ),
    experts_=record(phi=number(0), loads=table(ID, number(0)), trace=TRACE, unfilled=UNFILLED),
    days_=record(visits=array(record(ent=text(ID), day=text())), unplaced=array(text(ID))),
    vehicles_=record(
        outings=array(record(id=text(ID), day=text(), enterprises=array(text(ID), 1))),
        phi=number(0), loads=table(ID, number(0)), trace=TRACE, unfilled=UNFILLED,
    ),
    devices_=record(phi=number(0), loads=table(ID, number(0)), trace=TRACE, unfilled=UNFILLED),
)  # fmt: skip
OUTCOME = record(
    i=number(0), id=text(ID), outcome=one_of("selected", "not", "excluded"), rank_=number(1), score_=hash64,
    officers_=array(person_id), experts_=array(record(place=number(0), expert=person_id)), team_=text(ID),
    day_=text(), vehicles_=array(record(place=number(0), vehicle=person_id)),
    devices_=array(record(place=number(0), device=person_id)), salt=salt,
)  # fmt: skip
NARROWING = record(
    type=one_of("vdraw/1/narrowing"), draw=text(), seed=hash64, runs=number(1), infeasible=number(0),
    enterprises=array(
        record(id=text(ID), drawn=number(0), places=array(record(fits=number(0), most=number(0))))
    ),
)  # fmt: skip
CHURN = record(
    type=one_of("vdraw/1/churn"), draw=text(),
    before=record(draw=text(), announcement=hash64, root=hash64, size=number(0)), after=root_and_size,
    root=hash64, size=number(0),
    counts=record(added=number(0), removed=number(0), status=number(0), stratum=number(0), weight=number(0)),
    authors=array(number(1)), alarm=record(threshold=number(0, 10000), share=number(0), isRaised=flag),
)  # fmt: skip
STANDING = record(status=one_of("eligible", "excluded"), stratum_=text(), weight=number(1))
CHURN_LEAF = record(id=text(ID), before_=STANDING, after_=STANDING, salt=salt)
AT_PLACE = array(record(place=number(0), person=person_id))
SUBSTITUTION = record(
    type=one_of("vdraw/1/substitution"), draw=text(), request=number(1), event=hash64,
    what=one_of("enterprise", "officer", "expert"), enterprise=text(ID), place_=number(0), person_=person_id,
    substitute_=text(ID), officers=AT_PLACE, experts=AT_PLACE,
)  # fmt: skip
REQUEST = record(
    request=number(1), what=one_of("enterprise", "officer", "expert"), enterprise=text(ID), place_=number(0),
    person_=person_id, reason=text(r"[A-Z][A-Z0-9_]{0,31}"), evidence=hash64,
)  # fmt: skip
APPROVAL = record(request=number(1), sources=array(SOURCE, 1))
SUBSTITUTION_RECEIPT = record(
    type=one_of("vdraw/1/substitution-receipt"), suite=text(), substitution=SUBSTITUTION, deed=ENTRY,
    proof=array(text(r".*")),
)  # fmt: skip
HIDDEN = record(leafHash=hash64)
RECEIPT = record(
    type=one_of("vdraw/1/receipt"), leaf=OUTCOME, path=text(r".*"), result=RESULT, deed=ENTRY, proof=array(text(r".*")),
)  # fmt: skip


def checked(shape, value, where):
    """The value, when it has the shape."""
    shape(value, where)
    return value
