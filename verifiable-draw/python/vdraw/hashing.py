"""Hashes: the two suites, HMAC, HKDF, Merkle trees (SPEC §3, §4, §7.2)."""

import hashlib

from .canonical import canonical, Refused


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def sm3_openssl(*parts):
    return hashlib.new("sm3", b"".join(parts)).digest()


def sm3_plain(*parts):
    """SM3 (GB/T 32905-2016) written out, for a Python whose OpenSSL has none."""
    message = b"".join(parts)
    padded = message + b"\x80" + b"\0" * ((55 - len(message)) % 64) + u64(8 * len(message))
    state = SM3_START
    for at in range(0, len(padded), 64):
        state = sm3_block(state, padded[at : at + 64])
    return b"".join(u32(word) for word in state)


SM3_START = (
    0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E,
)  # fmt: skip


def rol(word, by):
    by %= 32
    return ((word << by) | (word >> (32 - by))) & 0xFFFFFFFF if by else word


def sm3_block(state, block):
    w = [int.from_bytes(block[i : i + 4], "big") for i in range(0, 64, 4)]
    for j in range(16, 68):
        x = w[j - 16] ^ w[j - 9] ^ rol(w[j - 3], 15)
        w.append(x ^ rol(x, 15) ^ rol(x, 23) ^ rol(w[j - 13], 7) ^ w[j - 6])
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        t = 0x79CC4519 if j < 16 else 0x7A879D8A
        ss1 = rol((rol(a, 12) + e + rol(t, j)) & 0xFFFFFFFF, 7)
        ss2 = ss1 ^ rol(a, 12)
        ff = a ^ b ^ c if j < 16 else (a & b) | (a & c) | (b & c)
        gg = e ^ f ^ g if j < 16 else (e & f) | (~e & g)
        tt1 = (ff + d + ss2 + (w[j] ^ w[j + 4])) & 0xFFFFFFFF
        tt2 = (gg + h + ss1 + w[j]) & 0xFFFFFFFF
        a, b, c, d = tt1, a, rol(b, 9), c
        e, f, g, h = tt2 ^ rol(tt2, 9) ^ rol(tt2, 17), e, rol(f, 19), g
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h)))


def find_sm3():
    try:
        sm3_openssl(b"")
    except ValueError:
        return sm3_plain
    return sm3_openssl


SUITES = {"vd1-sha256": sha256, "vd1-sm3": find_sm3()}


def suite_of(name):
    """The hash of a suite; raises Refused for an unknown one."""
    if name not in SUITES:
        raise Refused("未知的算法套件 / unknown suite: %s" % name)
    return SUITES[name]


def u8(n):
    return n.to_bytes(1, "big")


def u16(n):
    return n.to_bytes(2, "big")


def u32(n):
    return n.to_bytes(4, "big")


def u64(n):
    return n.to_bytes(8, "big")


def hmac(h, key, message):
    """RFC 2104; both suites have blocks of 64 bytes."""
    key = (h(key) if len(key) > 64 else key).ljust(64, b"\0")
    inner = h(bytes(b ^ 0x36 for b in key), message)
    return h(bytes(b ^ 0x5C for b in key), inner)


def leaf_hash(h, data):
    return h(b"\0", data)


def document_hash(h, document):
    """Hash of a document: of its canonical bytes, as a leaf, in hex."""
    return leaf_hash(h, canonical(document)).hex()


def merkle_root(h, leaves):
    """Root over leaf hashes, in the shape of RFC 6962 §2.1."""
    if not leaves:
        return h()
    level = list(leaves)
    while len(level) > 1:
        # Pairs from the left; an odd one goes up alone: the same tree as splitting at the largest power of two.
        joined = [h(b"\1", level[i], level[i + 1]) for i in range(0, len(level) - 1, 2)]
        level = joined + level[len(level) - len(level) % 2 :]
    return level[0]


def root_from_path(h, leaf, index, size, path):
    """Root that an inclusion path leads to (RFC 9162 §2.1.3.2). Raises Refused when the path has another length."""
    if not 0 <= index < size:
        raise Refused("位置不在树中 / index outside of the tree: %d of %d" % (index, size))
    node, last, steps = index, size - 1, list(path)
    value = leaf
    while last > 0:
        if node % 2 == 1 or node < last:
            if not steps:
                raise Refused("证明过短 / path is too short")
            other = steps.pop(0)
            value = h(b"\1", other, value) if node % 2 == 1 else h(b"\1", value, other)
        node, last = node // 2, last // 2
    if steps:
        raise Refused("证明过长 / path is too long")
    return value
