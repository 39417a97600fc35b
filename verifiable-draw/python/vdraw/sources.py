"""Sources of randomness: what they are worth, what a value looks like, when it came to be (SPEC §7.3–§7.6)."""

from .canonical import Refused, seconds, utc
from .hashing import sha256

QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
QUICKNET_GENESIS, QUICKNET_PERIOD = 1692803367, 3
# Balls of a lottery: (drawn, out of) of the first and of the second drum.
LOTTERIES = {"ssq": ((6, 33), (1, 16)), "dlt": ((5, 35), (2, 12)), "kl8": ((20, 80), None)}
MAX_BITS = 128


def choose(n, k):
    result = 1
    for i in range(k):
        result = result * (n - i) // (i + 1)
    return result


def outcomes(source):
    """How many values a source can take; None for one that is worth the most."""
    if source["type"] == "dice":
        sides, count = dice_of(source)
        return sides**count
    if source["type"] == "lottery":
        (k, n), second = LOTTERIES[source["game"]]
        return choose(n, k) * (choose(second[1], second[0]) if second else 1)
    if source["type"] == "machine":
        result = 1
        for i in range(source["draws"]):
            result *= source["balls"] - i
        return result
    return None


def bits_of(source):
    """Credited entropy: whole bits, at most 128."""
    n = outcomes(source)
    return MAX_BITS if n is None else min(MAX_BITS, max(n, 1).bit_length() - 1)


def is_outside(source):
    return source["type"] in ("drand", "lottery", "nist")


def dice_of(source):
    sides, count = source["spec"][1:].split("x")
    return int(sides), int(count)


def time_of(source):
    """Seconds at which an outside source comes to be."""
    if source["type"] in ("lottery", "nist"):
        return seconds(source["at"])
    return QUICKNET_GENESIS + QUICKNET_PERIOD * (source["round"] - 1)


def value_bytes(source, value):
    """What enters the seed: the bytes of a value in hex, else the text itself. Empty for a source that was skipped."""
    if value is None:
        return b""
    return bytes.fromhex(value) if source["type"] in ("commit", "drand", "nist", "otc") else value.encode("ascii")


def is_hex(value, size):
    return len(value) == 2 * size and all(c in "0123456789abcdef" for c in value)


def is_hex32(value):
    return is_hex(value, 32)


def numbers(text, width):
    """Numbers that are all written with so many digits; None when they are not."""
    parts = text.split(",")
    if any(len(part) != width or not (part.isascii() and part.isdigit()) for part in parts):
        return None
    return [int(part) for part in parts]


def are_drawn(balls, draws, highest, is_sorted):
    return (
        balls is not None
        and len(balls) == draws
        and len(set(balls)) == draws
        and all(1 <= ball <= highest for ball in balls)
        and (not is_sorted or balls == sorted(balls))
    )


def is_lottery_value(source, value):
    first, second = LOTTERIES[source["game"]]
    head = "%s:%s:" % (source["game"], source["issue"])
    if not value.startswith(head):
        return False
    drums = value[len(head) :].split("+")
    rules = [first] + ([second] if second else [])
    return len(drums) == len(rules) and all(
        are_drawn(numbers(drum, 2), draws, highest, True) for drum, (draws, highest) in zip(drums, rules)
    )


def is_machine_value(source, value):
    balls = numbers(value, len(str(source["balls"])))
    return are_drawn(balls, source["draws"], source["balls"], False)


def is_dice_value(source, value):
    sides, count = dice_of(source)
    faces = "0123456789" if sides == 10 else "123456789"[:sides]
    return len(value) == count and all(digit in faces for digit in value)


def is_otc_value(h, source, value):
    if not is_hex32(value):
        return False
    code = bytes.fromhex(value)
    for _ in range(source["index"]):
        code = h(b"vdraw/1/otc\0", code)
    return code.hex() == source["anchor"]


def is_drand_value(source, value, signature):
    """Whether the value is the hash of the signature. The signature itself (BLS) is not checked here."""
    try:
        return source["chain"] == QUICKNET and len(signature) == 96 and sha256(bytes.fromhex(signature)).hex() == value
    except ValueError:
        return False


def commitment_of(h, party, draw, nonce):
    return h(b"vdraw/1/commit\0", party.encode(), b"\0", draw.encode(), b"\0", bytes.fromhex(nonce)).hex()


def missing_rule(missing, name):
    """`skip` or `void`: the rule for exactly this source, else that of the longest prefix; None without one."""
    if name in missing:
        return missing[name]
    prefixes = [key for key in missing if key.endswith("*") and name.startswith(key[:-1])]
    return missing[max(prefixes, key=len)] if prefixes else None


def is_value(h, source, value, signature):
    """Whether a source can have this value; for a share, whether it is one at all (its commitment is the caller's)."""
    kind = source["type"]
    if not isinstance(value, str):
        return False
    if kind == "commit":
        return is_hex32(value)
    if kind == "dice":
        return is_dice_value(source, value)
    if kind == "drand":
        return is_hex32(value) and is_drand_value(source, value, str(signature))
    if kind == "lottery":
        return is_lottery_value(source, value)
    if kind == "machine":
        return is_machine_value(source, value)
    if kind == "nist":
        return is_hex(value, 64)
    return is_otc_value(h, source, value)


class Typings:
    """What people typed of one source: every typing, and every check of one by another person."""

    def __init__(self, typed, checked, fact, is_twice):
        self.typed, self.checked, self.fact, self.is_twice = typed, checked, fact, is_twice

    def values(self):
        """Entries that settle a value: [(entry, value)]; more than one is a mistake."""
        settling = [deed for deed in self.checked if deed["facts"].get("isSame") is True] if self.is_twice else self.typed
        return [(deed, deed["facts"].get(self.fact)) for deed in settling]

    def problems(self):
        """Numbers without a gap, two persons, the same text at the end; every check is of one typing."""
        if not self.is_twice:
            return []
        found = []
        numbers = [deed["facts"].get("attempt") for deed in self.typed]
        if not all(is_number(number) for number in numbers) or numbers != list(range(1, len(numbers) + 1)):
            found.append("录入次序有缺 / typings are not numbered without a gap")
        unchecked = dict(zip(map(str, numbers), self.typed))
        for deed in self.checked:
            number = deed["facts"].get("attempt")
            typing = unchecked.pop(str(number), None) if is_number(number) else None
            if typing is None or not self.is_check(deed, typing):
                found.append("%d: 复核不对 / not a check of a typing by another person" % deed["seq"])
        if any(typing is not self.typed[-1] for typing in unchecked.values()):
            found.append("有录入未复核 / a typing before the last was not checked")
        return found

    def is_check(self, check, typing):
        same = check["facts"].get(self.fact) == typing["facts"].get(self.fact)
        is_by_other = check["actor"] != typing["actor"] and check["seq"] > typing["seq"]
        return is_by_other and check["facts"].get("isSame") is same


def is_number(value):
    return isinstance(value, int) and not isinstance(value, bool)


def typings_of(source, typed, checked, fact="value"):
    """Typings of a source: in 1.0 a lottery or a machine was recorded once, without a number."""
    kind = source["type"]
    is_numbered = any("attempt" in deed["facts"] for deed in typed) or bool(checked)
    return Typings(typed, checked, fact, kind in ("dice", "nist") or (kind in ("lottery", "machine") and is_numbered))


class Recorded:
    """What the log says about the sources: a value for each, by which entry, and everything that is wrong with it."""

    def __init__(self, h, announcement, deeds):
        self.h, self.announcement, self.deeds = h, announcement, deeds
        self.values, self.entries, self.problems = {}, {}, []
        for source in announcement["sources"]:
            found = self.found(source)
            if len(found) > 1:
                self.problems.append("%s: 记录了 %d 次 / recorded more than once" % (source["id"], len(found)))
            if found:
                self.entries[source["id"]], self.values[source["id"]] = found[0]
        known = {source["id"] for source in announcement["sources"]}
        for deed in self.shares():
            if "party:%s" % deed["facts"].get("party") not in known:
                self.problems.append("%d: 未公告的承诺方 / a party that was not announced" % deed["seq"])
        for deed in self.of("draw.record-source", "draw.confirm-source"):
            if deed["facts"].get("source") not in known:
                self.problems.append("%d: 未公告的来源 / a source that was not announced" % deed["seq"])

    def of(self, *kinds):
        return [deed for deed in self.deeds if deed["kind"] in kinds]

    def shares(self):
        return self.of("draw.reveal", "draw.recover")

    def typings(self, source):
        if source["type"] == "dice":
            return typings_of(source, self.of("draw.record-dice"), self.of("draw.confirm-dice"), "digits")
        mine = [deed for deed in self.deeds if deed["facts"].get("source") == source["id"]]
        typed = [deed for deed in mine if deed["kind"] == "draw.record-source"]
        return typings_of(source, typed, [deed for deed in mine if deed["kind"] == "draw.confirm-source"])

    def found(self, source):
        """Entries with a value for a source: [(entry, value)]."""
        if source["type"] == "commit":
            return [
                (deed, deed["facts"].get("nonce"))
                for deed in self.shares()
                if "party:%s" % deed["facts"].get("party") == source["id"]
            ]
        return self.typings(source).values()

    def is_good(self, source):
        """Whether the value of a source is one that it can have, and opens what was announced."""
        value, facts = self.values[source["id"]], self.entries[source["id"]]["facts"]
        if not is_value(self.h, source, value, facts.get("signature")):
            return False
        if source["type"] != "commit":
            return True
        party = source["id"][len("party:") :]
        return commitment_of(self.h, party, self.announcement["draw"], value) == source["commitment"]

    def as_bytes(self):
        """[(id, bytes)] for the seed; raises Refused for a value that is none."""
        result = []
        for source in self.announcement["sources"]:
            value = self.values.get(source["id"])
            if value is not None and not self.is_good(source):
                raise Refused("%s: 值不对 / wrong value" % source["id"])
            result.append((source["id"], value_bytes(source, value)))
        return result


def outside_note(source):
    if source["type"] == "lottery":
        return "%s %s" % (source["game"], source["issue"])
    if source["type"] == "nist":
        return "NIST %s" % source["at"]
    return "quicknet %d, %s" % (source["round"], utc(time_of(source)))
