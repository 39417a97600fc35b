"""The draw: seed, quotas, tickets, selection (SPEC §7.1, §7.2, §8, §9)."""

from fractions import Fraction

from .hashing import hmac, u8, u16, u32


def seed(h, announcement_hash, sources):
    """PRK from the sources [(id, value as bytes)] in the order of the announcement; a skipped one is empty."""
    ikm = b""
    for name, value in sources:
        name = name.encode()
        ikm += u16(len(name)) + name + u32(len(value)) + value
    return hmac(h, bytes.fromhex(announcement_hash), ikm)


def key(h, suite, prk, purpose):
    info = b"vdraw/1\0" + suite.encode() + b"\0" + purpose.encode()
    return hmac(h, prk, info + b"\1")


def ticket(h, k, j, name):
    return h(k, u8(j), name.encode())


def score(h, k, firm, weights):
    """The ticket of a firm that counts: with weight w the smallest of w tickets, for `tickets`."""
    count = firm["weight"] if weights == "tickets" else 1
    return min(ticket(h, k, j, firm["id"]) for j in range(count))


def neg_log2(t):
    """2^64 · −log2(1 − t / 2^256), truncated as SPEC §8.4 says."""
    x = 2**256 - int.from_bytes(t, "big")
    e = x.bit_length() - 1
    m = x >> (e - 127) if e >= 127 else x << (127 - e)
    f = 0
    for _ in range(64):
        m = m * m >> 127
        f *= 2
        if m >= 2**128:
            m >>= 1
            f += 1
    return (256 << 64) - ((e << 64) | f)


def in_order(h, k, firms, weights):
    """Firms as they are drawn: [(score, firm)], the first one first. Names are ASCII: text and bytes sort alike."""
    scored = [(score(h, k, firm, weights), firm) for firm in firms]
    if weights == "explog":
        return sorted(scored, key=lambda each: (Fraction(neg_log2(each[0]), each[1]["weight"]), each[1]["id"]))
    return sorted(scored, key=lambda each: (each[0], each[1]["id"]))


def quotas(h, tie_key, k, strata):
    """How many to draw of each stratum {id: n}; strata: [{id, a, min, max}]."""
    fixed, active = {}, list(strata)
    while True:
        rest = k - sum(fixed.values())
        weight = sum(s["a"] for s in active)
        share = {s["id"]: Fraction(rest * s["a"], weight) if weight else Fraction(0) for s in active}
        deficit = sum(max(Fraction(0), s["min"] - share[s["id"]]) for s in active)
        excess = sum(max(Fraction(0), share[s["id"]] - s["max"]) for s in active)
        if deficit == excess == 0:
            break
        if deficit >= excess:
            out = {s["id"]: s["min"] for s in active if share[s["id"]] < s["min"]}
        else:
            out = {s["id"]: s["max"] for s in active if share[s["id"]] > s["max"]}
        fixed.update(out)
        active = [s for s in active if s["id"] not in out]
    result = {name: int(part) for name, part in share.items()}
    left = rest - sum(result.values())
    by_remainder = sorted(share, key=lambda name: (int(share[name]) - share[name], ticket(h, tie_key, 0, name), name))
    for name in by_remainder[:left]:
        result[name] += 1
    result.update(fixed)
    return result
