"""Rules that documents must keep by themselves: the announcement, the lists (SPEC §6)."""

import re

from .canonical import Refused, seconds
from .sources import bits_of, is_outside, missing_rule

CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
K_RULE = re.compile(r"(?:([1-9]\d*)|(ceil|floor)\(([1-9]\d*|0)\*([1-9]\d*|0)/([1-9]\d*)\))\Z", re.ASCII)
ENVELOPES = re.compile(r"2/3( [0-9a-f]{64}){3}\Z")
PUBLIC_BITS, OUTSIDE_BITS, OFFLINE_DICE_BITS = 64, 24, 64


def is_credit_code(text):
    """Whether the 18th character of a credit code is right (GB 32100-2015)."""
    if len(text) != 18 or any(char not in CODE_ALPHABET for char in text):
        return False
    total = sum(CODE_ALPHABET.index(char) * pow(3, i, 31) for i, char in enumerate(text[:17]))
    return CODE_ALPHABET[(31 - total % 31) % 31] == text[17]


def number_to_draw(rule):
    """Value of `kRule`: a whole number, ceil(a*b/c) or floor(a*b/c). None for any other text."""
    match = K_RULE.match(rule)
    if not match:
        return None
    plain, rounding, a, b, c = match.groups()
    if plain:
        return int(plain)
    product = int(a) * int(b)
    return -(-product // int(c)) if rounding == "ceil" else product // int(c)


def claim_problems(k, strata):
    """Why quotas cannot be shared out (SPEC §6.5, §9)."""
    found = []
    low, high = sum(s["min"] for s in strata), sum(s["max"] for s in strata)
    if not low <= k <= high:
        found.append("k 不在各层上下限之内 / k is outside of the bounds")
    if len({s["id"] for s in strata}) < len(strata):
        found.append("层重复 / a stratum stands twice")
    for stratum in strata:
        if stratum["min"] > stratum["max"]:
            found.append("%s: 下限高于上限 / min above max" % stratum["id"])
        if stratum["a"] == 0 and stratum["max"] > 0:
            found.append("%s: 没有份额 / no claim" % stratum["id"])
    return found


def announcement_problems(a):
    """Every rule of SPEC §6.5 and §7.4 that an announcement breaks."""
    found = []

    def rule(holds, zh, en):
        if not holds:
            found.append("%s / %s" % (zh, en))

    roster, select, sources = a["roster"], a["select"], a["sources"]
    strata = select["strata"]
    rule(roster["eligible"] + sum(roster["excluded"].values()) == roster["size"], "合格加排除不是总数", "sizes")
    rule(number_to_draw(select["kRule"]) == select["k"], "k 不是 kRule 的值", "k is not the value of kRule")
    found += claim_problems(select["k"], strata)
    rule(sum(s["max"] for s in strata) <= roster["eligible"], "Σmax 高于合格数", "Σmax above the eligible")
    rule(set(a["assign"]["slots"]) == {s["id"] for s in strata}, "席位与层不对应", "places without a stratum")
    for name, slots in a["assign"]["slots"].items():
        rule(len(slots) >= 2, "%s 不足两个席位" % name, "fewer than two places")
        rule(all("valid" in slot["all"] for slot in slots), "%s 有席位不要求 valid" % name, "place without valid")
        leads = [i for i, slot in enumerate(slots) if "lead" in slot["all"]]
        rule(leads == [0], "%s 的主办席位不对" % name, "lead is not place 0 alone")
    experts = [name in part for name, part in (("experts", a), ("expertConflicts", a), ("experts", a["assign"]))]
    rule(len(set(experts)) == 1, "专家、席位、回避不全", "experts, their places and recusals come together")
    expert_slots = a["assign"].get("experts", {})
    rule(set(expert_slots) <= {s["id"] for s in strata}, "专家席位没有对应的层", "expert places without a stratum")
    return found + source_problems(a, sources) + means_problems(a)


def means_problems(a):
    """Rules of SPEC §6.5 for teams formed beforehand, days, vehicles and devices."""
    found, assign = [], a["assign"]

    def rule(holds, zh, en):
        if not holds:
            found.append("%s / %s" % (zh, en))

    if "teams" in assign:
        slots = assign["teams"]["slots"]
        rule(all("valid" in slot["all"] for slot in slots), "组的席位不要求 valid", "team place without valid")
        rule([i for i, slot in enumerate(slots) if "lead" in slot["all"]] == [0], "组的主办席位不对", "lead of teams")
        most = max([2] + [len(each) for each in assign["slots"].values()])
        rule(len(slots) >= most, "组的席位少于层的席位", "fewer places than a stratum has")
    if "days" in assign:
        days = assign["days"]["list"]
        rule(days == sorted(days) and len(days) <= 366 and all(map(is_day, days)), "日期不对", "days")
    has_days = "days" in assign
    rule("vehicles" not in assign or ("vehicles" in a and has_days), "车辆没有名单或日期", "vehicles")
    rule(("devices" in assign) == ("devices" in a), "装备名单与席位不全", "devices and their places")
    rule(has_days or not ("devices" in assign or "bookings" in a), "没有日期", "without days")
    strata = {stratum["id"] for stratum in a["select"]["strata"]}
    for name in ("vehicles", "devices"):
        for stratum, slots in assign.get(name, {}).items():
            rule(stratum in strata and len(slots) <= 9, "%s: 层或席位数不对" % name, "stratum or number of places")
            rule(all("valid" in slot["all"] for slot in slots), "%s: 不要求 valid" % name, "place without valid")
    return found


def is_day(text):
    try:
        seconds(text + "T00:00:00Z")
        return True
    except Refused:
        return False


def source_problems(a, sources):
    found = []

    def rule(holds, zh, en):
        if not holds:
            found.append("%s / %s" % (zh, en))

    rule(len({s["id"] for s in sources}) == len(sources), "来源编号重复", "a source stands twice")
    rule(sum(s["type"] == "dice" for s in sources) <= 1, "骰子多于一组", "more than one set of dice")
    for source in sources:
        missing = missing_rule(a["missing"], source["id"])
        is_ruled = missing == "void" or (missing == "skip" and source["type"] == "commit")
        rule(is_ruled, "%s 的缺失规则不对" % source["id"], "rule for a missing source")
        if source["type"] == "machine":
            rule(source["draws"] <= source["balls"] <= 999, "球数不对", "balls")
        if source["type"] == "nist":
            rule(seconds(source["at"]) % 60 == 0, "不是整分钟", "not a whole minute")
        if "shares" in source:
            rule(bool(ENVELOPES.match(source["shares"])), "信封写法不对", "malformed shares")
    bits = {source["id"]: bits_of(source) for source in sources}
    outside = sum(bits[s["id"]] for s in sources if is_outside(s))
    if a["profile"] == "public":
        rule(sum(bits.values()) >= PUBLIC_BITS and outside >= OUTSIDE_BITS, "熵不足", "too little entropy")
    else:
        dice = sum(bits[s["id"]] for s in sources if s["type"] in ("dice", "machine"))
        shares = sum(s["type"] == "commit" for s in sources)
        rule(shares >= 2 and dice >= OFFLINE_DICE_BITS, "承诺或骰子不足", "too few shares or dice")
    rule(("margin" in a) == (a["profile"] == "public"), "margin 当且仅当 public", "margin if and only if public")
    sealed = any(s["type"] == "otc" for s in sources)
    rule(a["mode"] == "open" or sealed, "sealed 没有一次性编码", "sealed without a one-time code")
    order = ("reveal", "beacon", "result", "open")
    times = [a["roster"]["snapshot"]] + [a["deadlines"][name] for name in order if name in a["deadlines"]]
    rule("beacon" not in a["deadlines"] or a["profile"] == "public", "beacon 只用于 public", "beacon without public")
    rule(sorted(times, key=seconds) == times, "时间先后不对", "times do not follow each other")
    return found


def key_of(leaf):
    return leaf["id"] if "id" in leaf else "%s|%s" % (leaf["person"], leaf["ent"])


def order_problems(name, leaves):
    """Keys must ascend strictly: so nobody stands twice."""
    keys = [key_of(leaf) for leaf in leaves]
    return [
        "%s: %s 次序不对或重复 / out of order or twice" % (name, later)
        for earlier, later in zip(keys, keys[1:])
        if earlier >= later
    ]


def roster_problems(a, roster):
    """What of a roster is not as the announcement says (SPEC §6.1–§6.3)."""
    found, counts = [], {}
    eligible = {stratum["id"]: 0 for stratum in a["select"]["strata"]}
    for leaf in roster:
        try:
            check_leaf(a, leaf, eligible)
        except Refused as problem:
            found.append("%s: %s" % (leaf["id"], problem))
        if leaf["status"] == "eligible":
            name = leaf.get("stratum", "")
            eligible[name] = eligible.get(name, 0) + 1
        else:
            counts[leaf.get("reason", "")] = counts.get(leaf.get("reason", ""), 0) + 1
    if counts != {reason: n for reason, n in a["roster"]["excluded"].items() if n > 0}:
        found.append("各原因的排除数不同 / counts by reason differ")
    if sum(eligible.values()) != a["roster"]["eligible"]:
        found.append("合格数不同 / number of eligible ones differs")
    for stratum in a["select"]["strata"]:
        if stratum["max"] > eligible[stratum["id"]]:
            found.append("%s: 上限高于合格数 / max above its eligible" % stratum["id"])
    return found


def check_leaf(a, leaf, strata):
    if not leaf["id"].startswith("DIR-") and not is_credit_code(leaf["id"]):
        raise Refused("校验码不对 / wrong check character")
    if a["select"]["weights"] == "tickets" and leaf["weight"] > 255:
        raise Refused("权重超过 255 / weight above 255")
    if leaf["status"] == "excluded":
        if "reason" not in leaf:
            raise Refused("排除没有原因 / excluded without a reason")
        if leaf["reason"] == "FREQ" and "ref" not in leaf:
            raise Refused("频次排除没有所指 / FREQ without a reference")
    elif "reason" in leaf or leaf.get("stratum") not in strata:
        raise Refused("合格而有原因，或不在公告的层 / eligible with a reason, or in no announced stratum")
