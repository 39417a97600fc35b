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
    return source["type"] in ("drand", "lottery")


def dice_of(source):
    sides, count = source["spec"][1:].split("x")
    return int(sides), int(count)


def time_of(source):
    """Seconds at which an outside source comes to be."""
    if source["type"] == "lottery":
        return seconds(source["at"])
    return QUICKNET_GENESIS + QUICKNET_PERIOD * (source["round"] - 1)


def value_bytes(source, value):
    """What enters the seed: 32 bytes written in hex, or the text itself. Empty for a source that was skipped."""
    if value is None:
        return b""
    return bytes.fromhex(value) if source["type"] in ("commit", "drand", "otc") else value.encode("ascii")


def is_hex32(value):
    return len(value) == 64 and all(c in "0123456789abcdef" for c in value)


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
                entry, value = found[0]
                self.entries[source["id"]], self.values[source["id"]] = entry, value
        known = {source["id"] for source in announcement["sources"]}
        for deed in self.of("draw.reveal"):
            if "party:%s" % deed["facts"].get("party") not in known:
                self.problems.append("%d: 未公告的承诺方 / a party that was not announced" % deed["seq"])
        for deed in self.of("draw.record-source"):
            if deed["facts"].get("source") not in known:
                self.problems.append("%d: 未公告的来源 / a source that was not announced" % deed["seq"])

    def of(self, kind):
        return [deed for deed in self.deeds if deed["kind"] == kind]

    def found(self, source):
        """Entries with a value for a source: [(entry, value)]."""
        if source["type"] == "commit":
            return [
                (deed, deed["facts"].get("nonce"))
                for deed in self.of("draw.reveal")
                if "party:%s" % deed["facts"].get("party") == source["id"]
            ]
        if source["type"] == "dice":
            return [
                (deed, deed["facts"].get("digits"))
                for deed in self.of("draw.confirm-dice")
                if deed["facts"].get("isSame") is True
            ]
        return [
            (deed, deed["facts"].get("value"))
            for deed in self.of("draw.record-source")
            if deed["facts"].get("source") == source["id"]
        ]

    def is_good(self, source):
        """Whether the value of a source is one that it can have, and opens what was announced."""
        value, facts = self.values[source["id"]], self.entries[source["id"]]["facts"]
        if not isinstance(value, str):
            return False
        kind = source["type"]
        if kind == "commit":
            party = source["id"][len("party:") :]
            opened = is_hex32(value) and commitment_of(self.h, party, self.announcement["draw"], value)
            return opened == source["commitment"]
        if kind == "dice":
            return is_dice_value(source, value)
        if kind == "drand":
            return is_hex32(value) and is_drand_value(source, value, str(facts.get("signature")))
        if kind == "lottery":
            return is_lottery_value(source, value)
        if kind == "machine":
            return is_machine_value(source, value)
        return is_otc_value(self.h, source, value)

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
    return "quicknet %d, %s" % (source["round"], utc(time_of(source)))
