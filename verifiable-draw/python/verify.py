#!/usr/bin/env python3
"""核验一次公开抽取 / Verifies a public draw (vdraw/1).

    python3 verify.py <文件夹或 zip / folder or zip> [--policy 信任策略] [--firm 统一社会信用代码] [--json]

依规范 SPEC.md 独立写成，只用 Python 3.8 以上的标准库。从上往下读：每一节只用到它上面的各节。
Written from SPEC.md alone, with nothing but the standard library of Python 3.8 or later. Read it from the
top: every section uses only those above it.

  JCS-int: the one spelling of a document (SPEC §2), and the times in it (SPEC §1).
  Hashes: the two suites, HMAC, HKDF, Merkle trees (SPEC §3, §4, §7.2).
  Ed25519 signatures, checked strictly (RFC 8032 §5.1.7). Only public values pass here: speed is all that it lacks.
  The public log as one sees it from outside: signed notes, checkpoints, proofs, trust policy (SPEC §5).
  What members a document has, exactly (SPEC §5.1, §6, §12): a shape takes a value and where it stands, or refuses.
  The draw: seed, quotas, tickets, selection (SPEC §7.1, §7.2, §8, §9).
  Matching people to places: random priority over the most even complete matchings (SPEC §10, §11).
  Sources of randomness: what they are worth, what a value looks like, when it came to be (SPEC §7.3–§7.6).
  Rules that documents must keep by themselves: the announcement, the lists (SPEC §6).
  Teams formed beforehand, days, vehicles and devices (SPEC §10.6, §11.2–§11.5).
  The narrowing audit: dummy draws on the committed lists, with a seed that nobody can choose (SPEC §13).
  Reading a bundle from a folder or a zip without trusting either (SPEC §14, §15.1a).
  V4, the churn report: what changed in the roster since the one announced before (SPEC §13a).
  After the result: skips and substitutions, replayed from the log alone (SPEC §19).
  What the steps share: how a step notes what it sees, and what of the bundle several of them need (SPEC §15).
  V1–V3: the files, the log, one announcement and one result (SPEC §15).
  V4–V7: the lists, the rules of the announcement, the sources of randomness, the seed (SPEC §15).
  V8, V9, V14, V15: quotas, selection, outcomes, narrowing audit (SPEC §15).
  V10–V13: officers, experts, days, vehicles, devices, substitutions (SPEC §15).
  The steps V1–V15 over one bundle (SPEC §15).
  One enterprise: what the draw says about it, from the bundle or from the receipt that officers bring (SPEC §16).
  `python3 verify.py <folder|zip>`: says what every step saw (SPEC §15.2).
"""

import argparse
import base64
import binascii
import calendar
import hashlib
import json
import os
import re
import struct
import sys
import time
import unicodedata
import zlib
from fractions import Fraction


# --------------------------------------------------------------------------------------------------
# JCS-int: the one spelling of a document (SPEC §2), and the times in it (SPEC §1).
# --------------------------------------------------------------------------------------------------

MAX_DEPTH = 32
MAX_INT = 2**53 - 1
KEY = re.compile(r"[!-~]+\Z")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z", re.ASCII)
# What ECMAScript `trim` removes; the rest of Unicode's white space are control characters.
BLANKS = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"


class Refused(Exception):
    """Something in a bundle is not as the specification has it; the text says what and where."""


def canonical(value):
    """The bytes of a document. Raises Refused for what has no canonical form."""
    check_value(value, "$", 0)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def parse(data):
    """The document in these bytes, only if they are its canonical form."""
    try:
        text = data.decode("utf-8", "strict")
        value = json.loads(text, object_pairs_hook=no_duplicates, parse_float=no_float, parse_constant=no_float)
    except (ValueError, RecursionError) as error:
        raise Refused("不是规范的 JSON / not canonical JSON: %s" % error)
    if canonical(value) != data:
        raise Refused("不是规范写法（次序、空白、转义、−0）/ not the canonical spelling")
    return value


def no_duplicates(pairs):
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("重复的键 / duplicate key")
    return value


def no_float(text):
    raise ValueError("不许有小数 / no floats: %s" % text[:40])


def check_value(value, where, depth):
    """Refuses whatever JCS-int does not have. `depth` counts the arrays and objects around the value."""
    if depth > MAX_DEPTH:
        raise Refused("%s: 嵌套过深 / nested too deep" % where)
    if isinstance(value, bool):
        return
    if isinstance(value, int):
        if abs(value) > MAX_INT:
            raise Refused("%s: 整数过大 / whole number too large" % where)
    elif isinstance(value, str):
        check_text(value, where)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            check_value(item, "%s[%d]" % (where, i), depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not KEY.match(key):
                raise Refused("%s: 键不是可见 ASCII / key is not visible ASCII" % where)
            check_value(item, "%s.%s" % (where, key), depth + 1)
    else:
        raise Refused("%s: 不许有 null / null is not allowed" % where)


def check_text(text, where):
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
        raise Refused("%s: 控制字符或孤立代理项 / control character or lone surrogate" % where)
    if text != text.strip(BLANKS):
        raise Refused("%s: 首尾有空白 / white space at an end" % where)
    if unicodedata.normalize("NFC", text) != text:
        raise Refused("%s: 不是 NFC / not NFC" % where)


def seconds(text):
    """Seconds since 1970 of `2019-04-09T00:00:00Z`; raises Refused for another form or a day that is none."""
    if not TIME.match(text):
        raise Refused("不是 UTC 整秒 / not a UTC time in whole seconds: %s" % text)
    try:
        value = calendar.timegm(time.strptime(text, "%Y-%m-%dT%H:%M:%SZ"))
    except ValueError:
        raise Refused("没有这个时刻 / no such time: %s" % text)
    if utc(value) != text:
        raise Refused("没有这个时刻 / no such time: %s" % text)
    return value


def utc(value):
    """The text of a number of seconds since 1970."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(value))


# --------------------------------------------------------------------------------------------------
# Hashes: the two suites, HMAC, HKDF, Merkle trees (SPEC §3, §4, §7.2).
# --------------------------------------------------------------------------------------------------

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


# --------------------------------------------------------------------------------------------------
# Ed25519 signatures, checked strictly (RFC 8032 §5.1.7). Only public values pass here: speed is all that it lacks.
# --------------------------------------------------------------------------------------------------

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT_OF_MINUS_ONE = pow(2, (P - 1) // 4, P)
NEUTRAL = (0, 1, 1, 0)


def plus(a, b):
    """Sum of two points in extended coordinates (x = X/Z, y = Y/Z, xy = T/Z)."""
    ax, ay, az, at = a
    bx, by, bz, bt = b
    e = (ay - ax) * (by - bx) % P
    f = (ay + ax) * (by + bx) % P
    g = 2 * at * bt * D % P
    h = 2 * az * bz % P
    return ((f - e) * (h - g) % P, (h + g) * (f + e) % P, (h - g) * (h + g) % P, (f - e) * (f + e) % P)


def times(n, point):
    result = NEUTRAL
    while n > 0:
        if n & 1:
            result = plus(result, point)
        point = plus(point, point)
        n >>= 1
    return result


def minus(point):
    x, y, z, t = point
    return (P - x, y, z, P - t)


def is_neutral(point):
    x, y, z, _ = point
    return x % P == 0 and (y - z) % P == 0


def decode_point(data):
    """The point of 32 bytes; None when they are none, or not the one encoding of it."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P != 0:
        x = x * ROOT_OF_MINUS_ONE % P
    if (x * x - square) % P != 0 or (x == 0 and sign == 1):
        return None
    if x % 2 != sign:
        x = P - x
    return (x, y, 1, x * y % P)


BASE = decode_point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def is_signed(public_key, message, signature):
    """Whether the 64 bytes are a signature of the message by the key. Keys of small order sign nothing."""
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, r = decode_point(public_key), decode_point(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if key is None or r is None or s >= L or is_neutral(times(8, key)):
        return False
    k = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % L
    difference = plus(times(s, BASE), minus(plus(r, times(k, key))))
    return is_neutral(times(8, difference))


# --------------------------------------------------------------------------------------------------
# The public log as one sees it from outside: signed notes, checkpoints, proofs, trust policy (SPEC §5).
# --------------------------------------------------------------------------------------------------

LOG_KEY, WITNESS_KEY = 1, 4
NUMBER = re.compile(r"(0|[1-9][0-9]{0,15})\Z", re.ASCII)
KEY_NAME = re.compile(r"[^\s+]+\Z")
PROOF_HEAD = "c2sp.org/tlog-proof@v1"


def from_base64(text, where):
    """Bytes of standard Base64 in its one spelling."""
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (ValueError, binascii.Error):
        raise Refused("%s: 不是 Base64 / not Base64" % where)
    if base64.b64encode(data).decode("ascii") != text:
        raise Refused("%s: 不是规范的 Base64 / not the one spelling of Base64" % where)
    return data


def whole(text, where):
    if not NUMBER.match(text):
        raise Refused("%s: 不是整数 / not a whole number: %s" % (where, text[:40]))
    return int(text)


class Key:
    """A verifier key (vkey): name, type, public key, and the four bytes that stand before its signatures."""

    def __init__(self, text):
        parts = text.split("+", 2)
        if len(parts) != 3 or not KEY_NAME.match(parts[0]):
            raise Refused("不是核验公钥 / not a verifier key: %s" % text[:80])
        data = from_base64(parts[2], "公钥 / key")
        self.name, self.type, self.public = parts[0], data[0] if data else 0, data[1:]
        self.id = sha256(self.name.encode(), b"\n", data)[:4]
        if self.type not in (LOG_KEY, WITNESS_KEY) or len(self.public) != 32 or self.id.hex() != parts[1]:
            raise Refused("公钥有误 / malformed key: %s" % text[:80])


def open_note(note):
    """Text and signature lines [(name, key id, signature)] of a signed note."""
    text, gap, tail = note.rpartition("\n\n")
    if not gap or not tail.endswith("\n") or any(ord(c) < 32 and c != "\n" for c in note):
        raise Refused("不是签名文书 / not a signed note")
    lines = tail[:-1].split("\n")
    signatures = []
    for line in lines:
        parts = line.split(" ")
        if len(parts) != 3 or parts[0] != "—" or not KEY_NAME.match(parts[1]):
            raise Refused("签名行有误 / malformed signature line")
        data = from_base64(parts[2], "签名 / signature")
        if len(data) < 5:
            raise Refused("签名过短 / signature too short")
        signatures.append((parts[1], data[:4], data[4:]))
    return text + "\n", signatures


class Checkpoint:
    """A checkpoint that the policy's log has signed: origin, size, root, and who saw it when."""

    def __init__(self, note, policy):
        text, signatures = open_note(note)
        lines = text[:-1].split("\n")
        if len(lines) < 3 or "" in lines:
            raise Refused("检查点有误 / malformed checkpoint")
        self.origin, self.size = lines[0], whole(lines[1], "检查点大小 / size")
        self.root = from_base64(lines[2], "检查点根 / root")
        if self.origin not in policy.logs:
            raise Refused("不是策略中的日志 / not a log of the policy: %s" % self.origin)
        self.key = policy.logs[self.origin]
        self.seen = {}
        is_by_log = False
        for name, key_id, signature in signatures:
            if (name, key_id) == (self.key.name, self.key.id):
                if not is_signed(self.key.public, text.encode(), signature):
                    raise Refused("日志签名不对 / wrong signature of the log")
                is_by_log = True
            for label, witness in policy.witnesses.items():
                if (name, key_id) == (witness.name, witness.id):
                    self.seen[label] = cosigned_at(witness, text, signature)
        if not is_by_log:
            raise Refused("没有日志的签名 / not signed by the log")


def cosigned_at(witness, text, signature):
    """Seconds at which a witness saw a checkpoint (cosignature/v1)."""
    at = int.from_bytes(signature[:8], "big")
    message = "cosignature/v1\ntime %d\n%s" % (at, text)
    if not is_signed(witness.public, message.encode(), signature[8:]):
        raise Refused("见证签名不对 / wrong signature of witness %s" % witness.name)
    return at


class Policy:
    """Whom one trusts: logs by origin, witnesses by label, and how many of them must have seen a checkpoint."""

    def __init__(self, text):
        self.logs, self.witnesses, self.groups, self.quorum = {}, {}, {}, None
        for line in text.split("\n"):
            words = line.split()
            if words and not words[0].startswith("#"):
                self.read(words)
        if not self.logs:
            raise Refused("策略没有日志 / the policy names no log")
        if self.quorum is None:
            raise Refused("策略没有 quorum 行 / the policy has no quorum line")

    def read(self, words):
        kind, rest = words[0], words[1:]
        if kind == "log" and len(rest) in (1, 2):
            key = Key(rest[0])
            if key.type != LOG_KEY or key.name in self.logs:
                raise Refused("日志公钥有误或重复 / log key malformed or twice")
            self.logs[key.name] = key
        elif kind == "witness" and len(rest) in (2, 3) and self.is_new(rest[0]):
            self.witnesses[rest[0]] = Key(rest[1])
            if self.witnesses[rest[0]].type != WITNESS_KEY:
                raise Refused("不是见证公钥 / not a witness key")
        elif kind == "group" and len(rest) >= 3 and self.is_new(rest[0]):
            self.groups[rest[0]] = self.group(rest[1], rest[2:])
        elif kind == "quorum" and len(rest) == 1 and self.quorum is None:
            if rest[0] != "none" and self.is_new(rest[0]):
                raise Refused("未定义的见证 / unknown witness: %s" % rest[0])
            self.quorum = rest[0]
        else:
            raise Refused("策略行有误 / malformed policy line: %s" % " ".join(words)[:80])

    def is_new(self, name):
        return name != "none" and name not in self.witnesses and name not in self.groups

    def group(self, rule, members):
        if len(set(members)) != len(members) or any(self.is_new(name) for name in members):
            raise Refused("组成员有误 / malformed group")
        need = {"all": len(members), "any": 1}.get(rule)
        need = whole(rule, "group") if need is None else need
        if not 1 <= need <= len(members):
            raise Refused("组人数有误 / group cannot be met")
        return need, members

    def met_at(self, checkpoint, name=None):
        """Seconds at which the quorum (or a part of it) had seen a checkpoint; None when it has not."""
        name = self.quorum if name is None else name
        if name in self.witnesses:
            return checkpoint.seen.get(name)
        if name not in self.groups:
            return None
        need, members = self.groups[name]
        times = sorted(t for t in (self.met_at(checkpoint, member) for member in members) if t is not None)
        return times[need - 1] if len(times) >= need else None


class Proof:
    """A tlog-proof: where an entry lies in the log, and the checkpoint that covers it."""

    def __init__(self, text):
        head, gap, self.note = text.partition("\n\n")
        lines = head.split("\n")
        if not gap or len(lines) < 2 or lines[0] != PROOF_HEAD or not lines[1].startswith("index "):
            raise Refused("不是收录证明 / not a tlog-proof")
        self.index = whole(lines[1][6:], "index")
        self.path = [from_base64(line, "证明 / path") for line in lines[2:]]
        if any(len(node) != 32 for node in self.path):
            raise Refused("证明有误 / malformed path")

    def check(self, entry, checkpoint):
        """Raises Refused unless the checkpoint covers the entry."""
        leaf = leaf_hash(sha256, entry)
        if root_from_path(sha256, leaf, self.index, checkpoint.size, self.path) != checkpoint.root:
            raise Refused("不在日志中 / not in the log")


# --------------------------------------------------------------------------------------------------
# What members a document has, exactly (SPEC §5.1, §6, §12): a shape takes a value and where it stands, or refuses.
# --------------------------------------------------------------------------------------------------

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


# --------------------------------------------------------------------------------------------------
# The draw: seed, quotas, tickets, selection (SPEC §7.1, §7.2, §8, §9).
# --------------------------------------------------------------------------------------------------

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


# --------------------------------------------------------------------------------------------------
# Matching people to places: random priority over the most even complete matchings (SPEC §10, §11).
#
# Sets of places are whole numbers used as bit sets: place t is in the set when bit t is 1.
# --------------------------------------------------------------------------------------------------

def bits(mask):
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low


class Matching:
    """Who holds which place, and the moves that change it without making the loads less even."""

    def __init__(self, places, people, conflicts, balance, relax=0):
        """`places`: [(firm, place number, tags)]; `people`: leaves; `conflicts`: set of (person, firm)."""
        self.people = people
        self.firms = [firm for firm, _, _ in places]
        self.names = ["%s#%d" % (firm, place) for firm, place, _ in places]
        self.is_even = balance == "strict"
        self.caps = [person["cap"] + relax for person in people]
        self.of_firm = {}
        for t, firm in enumerate(self.firms):
            self.of_firm[firm] = self.of_firm.get(firm, 0) | 1 << t
        self.fits = [self.places_of(person, places, conflicts) for person in people]
        self.holder = [None] * len(places)
        # Places at firms where a person holds one already: taken[o] is all places of those firms.
        self.taken = [0] * len(people)
        self.load = [0] * len(people)
        self.open = 0

    @staticmethod
    def places_of(person, places, conflicts):
        mine, mask = set(person["tags"]), 0
        for t, (firm, _, tags) in enumerate(places):
            if mine.issuperset(tags) and (person["id"], firm) not in conflicts:
                mask |= 1 << t
        return mask

    def price(self, o):
        """What one more place for this person adds to Φ."""
        return self.people[o]["prior"] + self.load[o] + 1 if self.is_even else 0

    def phi(self):
        if not self.is_even:
            return 0
        return sum(n * person["prior"] + n * (n + 1) // 2 for person, n in zip(self.people, self.load))

    def loads(self):
        return {person["id"]: n for person, n in zip(self.people, self.load)}

    def move(self, moves):
        """Carries out [(place, person)]: every place gets its new holder, all at once."""
        for t, _ in moves:
            before = self.holder[t]
            if before is not None:
                self.load[before] -= 1
                self.taken[before] &= ~self.of_firm[self.firms[t]]
        for t, o in moves:
            self.holder[t] = o
            self.load[o] += 1
            self.taken[o] |= self.of_firm[self.firms[t]]

    def held(self, o):
        """Places that the person holds and could give up."""
        mask = 0
        for t in bits(self.taken[o] & self.fits[o] & self.open):
            if self.holder[t] == o:
                mask |= 1 << t
        return mask

    def seat(self, t):
        """Fills place t, moving others where needed, as evenly as can be. When that is impossible: a Hall set."""
        self.open |= 1 << t
        queue, unseen, came_from = [t], self.open & ~(1 << t), {}
        seen, best = set(), None
        for want in queue:
            here = self.of_firm[self.firms[want]]
            for o in range(len(self.people)):
                if not self.fits[o] >> want & 1 or (o in seen and not self.taken[o] & here):
                    continue
                gives_up = self.held(o) & unseen
                if self.taken[o] & here:
                    gives_up &= here
                else:
                    seen.add(o)
                    if self.load[o] < self.caps[o] and (best is None or self.price(o) < self.price(best[1])):
                        best = (want, o)
                for u in bits(gives_up):
                    came_from[u] = (want, o)
                    queue.append(u)
                unseen &= ~gives_up
        if best is None:
            self.open &= ~(1 << t)
            return queue
        moves = [best]
        while moves[-1][0] != t:
            moves.append(came_from[moves[-1][0]])
        self.move(moves)
        return None

    def choices(self, t):
        """Who could hold place t in some complete matching of least Φ that keeps what is fixed: {person: moves}."""
        start = self.holder[t]
        # How each place and each person was reached: by whom, and from which place or person that step came.
        place_from, person_from = {t: None}, {start: ("place", t)}
        queue = [("place", t), ("person", start)]
        unseen = self.open & ~(1 << t)
        for kind, node in queue:
            if kind == "place":
                o = self.holder[node]
                if o not in person_from:
                    person_from[o] = ("place", node)
                    queue.append(("person", o))
                reach = self.of_firm[self.firms[node]] & self.fits[o] & unseen
            else:
                o = node
                reach = self.fits[o] & ~self.taken[o] & unseen
                for other in self.can_take_load_of(o):
                    if other not in person_from:
                        person_from[other] = ("person", o)
                        queue.append(("person", other))
            for u in bits(reach):
                place_from[u] = (o, (kind, node))
                queue.append(("place", u))
            unseen &= ~reach

        def moves_to(o, node):
            moves = [(t, o)]
            while node != ("place", t):
                kind, name = node
                if kind == "person":
                    node = person_from[name]
                else:
                    taker, node = place_from[name]
                    moves.append((name, taker))
            return moves

        firm = self.of_firm[self.firms[t]]
        found = {start: []}
        for o in person_from:
            if self.fits[o] >> t & 1 and not self.taken[o] & firm:
                found[o] = moves_to(o, ("person", o))
        for u in bits(firm & self.open & ~(1 << t)):
            o = self.holder[u]
            if u in place_from and self.fits[o] >> t & 1:
                found[o] = moves_to(o, ("place", u))
        return found

    def can_take_load_of(self, o):
        """People who can hold one place more when this person holds one less, and Φ stays."""
        level = self.price(o) - 1 if self.is_even else 0
        for other in range(len(self.people)):
            if self.load[other] < self.caps[other] and self.price(other) == level:
                yield other

    def fix_all(self, h, order_key, pair_key):
        """The definition of SPEC §10.3, from a complete matching of least Φ: the trace."""
        trace, fixed = [], {}
        order = sorted(self.of_firm, key=lambda firm: (ticket(h, order_key, 0, firm), firm))
        for firm in order:
            for t in bits(self.of_firm[firm] & self.open):
                slot_key = ticket(h, pair_key, 0, self.names[t])
                fitting = [
                    o for o in range(len(self.people)) if self.fits[o] >> t & 1 and o not in fixed.get(firm, ())
                ]
                names = {o: self.people[o]["id"] for o in fitting}
                fitting.sort(key=lambda o: (ticket(h, slot_key, 0, names[o]), names[o]))
                possible = self.choices(t)
                first = next(i for i, o in enumerate(fitting) if o in possible)
                self.move(possible[fitting[first]])
                self.open &= ~(1 << t)
                fixed.setdefault(firm, []).append(fitting[first])
                trace.append({
                    "slot": self.names[t],
                    "officer": names[fitting[first]],
                    "skipped": [names[o] for o in fitting[:first]],
                })  # fmt: skip
        return trace


def places_of(firms, templates):
    """Places of the drawn firms [(id, stratum)]: [(firm, number, tags)]."""
    return [
        (firm, number, slot["all"])
        for firm, stratum in firms
        for number, slot in enumerate(templates.get(stratum, ()))
    ]


def teams(h, order_key, pair_key, places, people, conflicts, balance, relax):
    """`teams` of details.json, with a Hall set of the last step when there are none."""
    hall = None
    for step in [None] + list(relax):
        more = int(step[len("cap+") :]) if step else 0
        matching = Matching(places, people, conflicts, balance, more)
        hall = first_hall(matching)
        if hall is None:
            trace = matching.fix_all(h, order_key, pair_key)
            found = {"feasible": True, "phi": matching.phi(), "loads": matching.loads(), "trace": trace}
            return dict(found, relaxed=step) if step else found
    found = hall_of(hall, places, people, conflicts, more)
    return {"feasible": False, "phi": 0, "loads": {}, "trace": [], "hall": found}


def first_hall(matching):
    for t in range(len(matching.names)):
        hall = matching.seat(t)
        if hall is not None:
            return sorted(matching.names[u] for u in hall)
    return None


def experts(h, order_key, pair_key, places, people, conflicts, balance):
    """`experts` of details.json: as many places as can be filled, those first whose tickets are smaller."""
    matching = Matching(places, people, conflicts, balance)
    names = matching.names
    unfilled = []
    for t in sorted(range(len(names)), key=lambda t: (ticket(h, order_key, 0, names[t]), names[t])):
        hall = matching.seat(t)
        if hall is not None:
            slots = sorted(names[u] for u in hall)
            unfilled.append({"slot": names[t], "hall": hall_of(slots, places, people, conflicts)})
    trace = matching.fix_all(h, order_key, pair_key)
    return {"phi": matching.phi(), "loads": matching.loads(), "trace": trace, "unfilled": unfilled}


def hall_of(slots, places, people, conflicts, relax=0):
    """These places, who fits any of them, and how many of them all people together can fill at most."""
    asked = {"%s#%d" % (firm, number): (firm, tags) for firm, number, tags in places}
    officers, capacity = [], 0
    for person in people:
        firms = {
            firm
            for firm, tags in (asked[slot] for slot in slots)
            if set(tags) <= set(person["tags"]) and (person["id"], firm) not in conflicts
        }
        if firms:
            officers.append(person["id"])
        capacity += min(person["cap"] + relax, len(firms))
    return {"slots": slots, "officers": officers, "capacity": capacity}


def is_hall_set(hall, places, people, conflicts, relax=0):
    """Whether there are more places than can be filled: a proof that anyone can count again."""
    slots = hall["slots"]
    known = {"%s#%d" % (firm, number) for firm, number, _ in places}
    if len(set(slots)) != len(slots) or not known.issuperset(slots):
        return False
    return hall == hall_of(slots, places, people, conflicts, relax) and len(slots) > hall["capacity"]


# --------------------------------------------------------------------------------------------------
# Sources of randomness: what they are worth, what a value looks like, when it came to be (SPEC §7.3–§7.6).
# --------------------------------------------------------------------------------------------------

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


# --------------------------------------------------------------------------------------------------
# Rules that documents must keep by themselves: the announcement, the lists (SPEC §6).
# --------------------------------------------------------------------------------------------------

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


# --------------------------------------------------------------------------------------------------
# Teams formed beforehand, days, vehicles and devices (SPEC §10.6, §11.2–§11.5).
# --------------------------------------------------------------------------------------------------

TRIES = 16


def formed_teams(h, key, drawn, announcement, people, conflicts):
    """`teams` of details.json in team mode. `key(purpose)` gives a key; `drawn`: [(firm, stratum)]."""
    assign = announcement["assign"]
    rule, tries = assign["teams"], []
    names = ["T-%d" % (i + 1) for i in range(rule["count"])]
    seats = [(name, place, slot["all"]) for name in names for place, slot in enumerate(rule["slots"])]
    once = [dict(person, cap=min(1, person["cap"])) for person in people]
    asked = [(firm, 0, union(slot["all"] for slot in assign["slots"].get(stratum, []))) for firm, stratum in drawn]
    for n in range(TRIES + 1):
        suffix = "/try/%d" % n if n else ""
        first = teams(h, key("team-order" + suffix), key("team-pair" + suffix), seats, once, set(), assign["balance"], [])
        if not first["feasible"]:
            return dict(first, formation={"tries": tries})
        crews = crews_of(first["trace"])
        units = [team_leaf(name, crews[name], people, rule["cap"]) for name in names]
        recused = {
            (name, firm) for person, firm in conflicts for name in names if person in crews[name]
        }
        found = teams(h, key("assign-order"), key("assign-pair"), asked, units, recused, assign["balance"], assign["relax"])
        attempt = {"trace": first["trace"]}
        tries.append(attempt if found["feasible"] else dict(attempt, hall=found["hall"]))
        if found["feasible"]:
            break
    return dict(found, formation={"tries": tries})


def union(tag_lists):
    return sorted({tag for tags in tag_lists for tag in tags})


def crews_of(trace):
    """Members of each team by place, from the trace of its formation."""
    crews = {}
    for entry in sorted(trace, key=lambda entry: int(entry["slot"].rpartition("#")[2])):
        crews.setdefault(entry["slot"].rpartition("#")[0], []).append(entry["officer"])
    return crews


def team_leaf(name, crew, people, cap):
    members = [person for person in people if person["id"] in crew]
    return {
        "id": name,
        "tags": union(person["tags"] for person in members),
        "cap": cap,
        "prior": sum(person["prior"] for person in members),
    }


def days_of(h, day_key, drawn, rule, people_of, booked):
    """`days` of details.json. `people_of`: {firm: set of people}; `booked`: set of (person, day)."""
    order = [firm for firm, _ in drawn]
    if rule["by"] == "drawn":
        order.sort(key=lambda firm: (ticket(h, day_key, 0, firm), firm))
    visits, unplaced, count, busy = [], [], {day: 0 for day in rule["list"]}, {}
    for firm in order:
        people = people_of[firm]
        possible = [
            day
            for day in rule["list"]
            if all((person, day) not in booked and busy.get((person, day), 0) < rule["perPerson"] for person in people)
        ]
        if not possible:
            unplaced.append(firm)
            continue
        own = ticket(h, day_key, 0, firm)
        drawn_first = (lambda day: ticket(h, own, 0, day)) if rule["by"] == "drawn" else (lambda day: day)
        day = min(possible, key=lambda day: (count[day], drawn_first(day)))
        visits.append({"ent": firm, "day": day})
        count[day] += 1
        for person in people:
            busy[person, day] = busy.get((person, day), 0) + 1
    return {"visits": visits, "unplaced": unplaced}


def outings_of(visits, strata, templates, officers_of, people_of):
    """What goes out together: [{"id", "day", "enterprises", "slots"}]; `strata`: {firm: stratum}."""
    groups = {}
    for visit in visits:
        crew = frozenset(officers_of[visit["ent"]])
        groups.setdefault((visit["day"], crew), []).append(visit["ent"])
    result = []
    for (day, _), firms in groups.items():
        slots = joined_slots([templates.get(strata[firm], []) for firm in firms])
        people = set().union(*(people_of[firm] for firm in firms))
        seats = {"seats>=%d" % -(-len(people) // len(slots))} if slots else set()
        slots = [sorted(set(tags) | seats) for tags in slots]
        result.append({"id": min(firms), "day": day, "enterprises": sorted(firms), "slots": slots})
    return sorted(result, key=lambda outing: (outing["day"], outing["id"]))


def joined_slots(templates):
    """Place by place the tags of all of them."""
    most = max(len(slots) for slots in templates)
    return [union(slots[i]["all"] for slots in templates if i < len(slots)) for i in range(most)]


def day_by_day(h, order_key, pair_key, units, things, booked, balance):
    """Places filled day by day, as far as they can be. `units`: [{"id", "day", "slots"}], days ascending."""
    found = {"phi": 0, "loads": {thing["id"]: 0 for thing in things}, "trace": [], "unfilled": []}
    for day in sorted({unit["day"] for unit in units}):
        places = [(u["id"], i, tags) for u in units if u["day"] == day for i, tags in enumerate(u["slots"])]
        today = [dict(thing, prior=thing["prior"] + found["loads"][thing["id"]]) for thing in things]
        away = {(thing["id"], firm) for thing in things if (thing["id"], day) in booked for firm, _, _ in places}
        part = experts(h, order_key, pair_key, places, today, away, balance)
        found["phi"] += part["phi"]
        found["trace"] += part["trace"]
        found["unfilled"] += part["unfilled"]
        for thing, n in part["loads"].items():
            found["loads"][thing] += n
    return found


def means(h, key, drawn, announcement, officers_of, experts_of, lists):
    """`days`, `vehicles` and `devices` of details.json, those that are announced."""
    assign, strata = announcement["assign"], dict(drawn)
    if "days" not in assign:
        return {}
    booked = {(leaf["person"], leaf["ent"]) for leaf in lists.get("bookings", [])}
    people_of = {firm: set(officers_of[firm]) | set(experts_of[firm]) for firm in strata}
    days = days_of(h, key("day"), drawn, assign["days"], people_of, booked)
    found = {"days": days}
    if "vehicles" in assign:
        outings = outings_of(days["visits"], strata, assign["vehicles"], officers_of, people_of)
        keys = key("vehicle-order"), key("vehicle-pair")
        part = day_by_day(h, *keys, outings, lists["vehicles"], booked, assign["balance"])
        shown = [{name: outing[name] for name in ("id", "day", "enterprises")} for outing in outings]
        found["vehicles"] = dict(part, outings=shown)
    if "devices" in assign:
        visits = [
            {"id": v["ent"], "day": v["day"], "slots": [s["all"] for s in assign["devices"].get(strata[v["ent"]], [])]}
            for v in days["visits"]
        ]
        keys = key("device-order"), key("device-pair")
        found["devices"] = day_by_day(h, *keys, visits, lists["devices"], booked, assign["balance"])
    return found


# --------------------------------------------------------------------------------------------------
# The narrowing audit: dummy draws on the committed lists, with a seed that nobody can choose (SPEC §13).
# --------------------------------------------------------------------------------------------------

def draw_once(h, announcement, lists, prk):
    """Drawn firms [(id, stratum)] and {slot: officer} (None without teams), for one pseudo-random key."""
    suite, select, assign = announcement["suite"], announcement["select"], announcement["assign"]
    eligible = [leaf for leaf in lists["roster"] if leaf["status"] == "eligible"]
    quota = quotas(h, key(h, suite, prk, "quota-tie"), select["k"], select["strata"])
    drawn = []
    for stratum in select["strata"]:
        firms = [leaf for leaf in eligible if leaf["stratum"] == stratum["id"]]
        ordered = in_order(h, key(h, suite, prk, "ent"), firms, select["weights"])
        drawn += [(firm["id"], stratum["id"]) for _, firm in ordered[: quota[stratum["id"]]]]
    recused = {(leaf["person"], leaf["ent"]) for leaf in lists["conflicts"]}

    def own(purpose):
        return key(h, suite, prk, purpose)

    if "teams" in assign:
        return drawn, crews_sent(formed_teams(h, own, drawn, announcement, lists["officers"], recused))
    keys, places = (own("assign-order"), own("assign-pair")), places_of(drawn, assign["slots"])
    found = teams(h, *keys, places, lists["officers"], recused, assign["balance"], assign["relax"])
    return drawn, {step["slot"]: step["officer"] for step in found["trace"]} if found["feasible"] else None


def crews_sent(found):
    """Who came to each place of each firm in team mode; None when there are no teams."""
    if not found["feasible"]:
        return None
    crews = crews_of(found["formation"]["tries"][-1]["trace"])
    firms = ((step["slot"].rpartition("#")[0], crews[step["officer"]]) for step in found["trace"])
    return {"%s#%d" % (firm, place): person for firm, crew in firms for place, person in enumerate(crew)}


def audit(h, announcement, lists, runs, progress):
    """The document of `runs` dummy draws. `progress(done)` is called after each."""
    roots = (announcement[name]["root"] for name in ("roster", "officers", "conflicts"))
    seed = h(b"vdraw/1/narrowing\0", *(bytes.fromhex(root) for root in roots))
    drawn_times, seats, infeasible = {}, {}, 0
    for i in range(runs):
        drawn, found = draw_once(h, announcement, lists, h(seed, u32(i)))
        infeasible += found is None
        for firm, _ in drawn:
            drawn_times[firm] = drawn_times.get(firm, 0) + 1
        for slot, officer in (found or {}).items():
            counts = seats.setdefault(slot, {})
            counts[officer] = counts.get(officer, 0) + 1
        progress(i + 1)
    recused = {(leaf["person"], leaf["ent"]) for leaf in lists["conflicts"]}
    return {
        "type": "vdraw/1/narrowing",
        "draw": announcement["draw"],
        "seed": seed.hex(),
        "runs": runs,
        "infeasible": infeasible,
        "enterprises": [
            {
                "id": leaf["id"],
                "drawn": drawn_times[leaf["id"]],
                "places": [
                    {
                        "fits": sum(fits(officer, leaf["id"], slot["all"], recused) for officer in lists["officers"]),
                        "most": max(seats.get("%s#%d" % (leaf["id"], place), {"": 0}).values()),
                    }
                    for place, slot in enumerate(slots_at(announcement["assign"], leaf["stratum"]))
                ],
            }
            for leaf in lists["roster"]
            if leaf["id"] in drawn_times
        ],
    }


def slots_at(assign, stratum):
    """The places of a firm; in team mode those of a team."""
    return assign["teams"]["slots"] if "teams" in assign else assign["slots"].get(stratum, [])


def fits(person, firm, tags, recused):
    return set(tags) <= set(person["tags"]) and (person["id"], firm) not in recused


# --------------------------------------------------------------------------------------------------
# Reading a bundle from a folder or a zip without trusting either (SPEC §14, §15.1a).
# --------------------------------------------------------------------------------------------------

MAX_FILES, MAX_BYTES = 2000, 512 * 1024 * 1024
FREE = re.compile(r"(README[^/]*|(ref|media)/.+)\Z", re.DOTALL)
LOG_FILE = re.compile(r"log/(\d{8})\.(json|tlog-proof)\Z", re.ASCII)
LISTS = {
    "roster": ("roster.jsonl", ROSTER_LEAF),
    "officers": ("officers.jsonl", PERSON_LEAF),
    "conflicts": ("conflicts.jsonl", CONFLICT_LEAF),
    "experts": ("experts.jsonl", PERSON_LEAF),
    "expertConflicts": ("expert-conflicts.jsonl", CONFLICT_LEAF),
    "vehicles": ("vehicles.jsonl", PERSON_LEAF),
    "devices": ("devices.jsonl", PERSON_LEAF),
    "bookings": ("bookings.jsonl", CONFLICT_LEAF),
}
RESULTS = ("result.json", "details.json", "outcomes.jsonl")
DOCUMENTS = {
    "manifest.json": anything,
    "announcement.json": ANNOUNCEMENT,
    "result.json": RESULT,
    "details.json": DETAILS,
    "plan.json": anything,
    "narrowing.json": NARROWING,
    "churn.json": CHURN,
}


class NotABundle(Exception):
    """There is nothing here that could be verified."""


def read_input(path):
    """Files by path, and whether a zip has the one published form (always true of a folder)."""
    if os.path.isdir(path):
        return without_common_folder(read_folder(path)), True
    try:
        with open(path, "rb") as file:
            archive = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise NotABundle("%s: %s" % (path, error.strerror))
    limit(1, len(archive))
    files = read_zip(archive)
    return without_common_folder(files), pack(files) == archive


def limit(files, size):
    if files > MAX_FILES or size > MAX_BYTES:
        raise NotABundle("超过 %d 个文件或 %d 字节 / more files or bytes than a bundle has" % (MAX_FILES, MAX_BYTES))


def read_folder(root):
    files, size = {}, 0
    for folder, _, names in os.walk(root, followlinks=False):
        for name in names:
            full = os.path.join(folder, name)
            if os.path.islink(full) or not os.path.isfile(full):
                raise NotABundle("%s: 不是普通文件 / not a plain file" % full)
            size += os.path.getsize(full)
            limit(len(files) + 1, size)
            with open(full, "rb") as file:
                files[os.path.relpath(full, root).replace(os.sep, "/")] = file.read()
    return files


def read_zip(archive):
    """Files of a zip by path. Reads the central directory itself: nothing is unpacked before its size is known."""
    try:
        return dict(zip_entries(archive))
    except (struct.error, zlib.error, UnicodeDecodeError, IndexError) as error:
        raise NotABundle("不是可读的 zip / not a readable zip: %s" % error)


def zip_entries(archive):
    end = archive.rfind(b"PK\5\6")
    if end < 0:
        raise NotABundle("不是可读的 zip / not a readable zip")
    count, _, at = struct.unpack_from("<HII", archive, end + 10)
    seen, total = set(), 0
    for _ in range(count):
        if archive[at : at + 4] != b"PK\1\2":
            raise NotABundle("zip 目录有误 / malformed zip directory")
        method, = struct.unpack_from("<H", archive, at + 10)
        packed, size, name_length, extra, comment = struct.unpack_from("<IIHHH", archive, at + 20)
        start, = struct.unpack_from("<I", archive, at + 42)
        name = archive[at + 46 : at + 46 + name_length].decode("utf-8")
        at += 46 + name_length + extra + comment
        if name.endswith("/"):
            continue
        total += size
        limit(len(seen) + 1, total)
        check_path(name)
        if name in seen:
            raise NotABundle("%s: 重名 / stands twice" % name)
        seen.add(name)
        local_name, local_extra = struct.unpack_from("<HH", archive, start + 26)
        data = archive[start + 30 + local_name + local_extra :][:packed]
        yield name, unpack(data, method, size, name)


def unpack(data, method, size, name):
    if method == 8:
        data = zlib.decompressobj(-15).decompress(data, size + 1)
    if method not in (0, 8) or len(data) != size:
        raise NotABundle("%s: 压缩有误 / malformed compression" % name)
    return data


def check_path(name):
    if any(part in ("", ".", "..") for part in name.split("/")) or re.search(r"[\\:\0]", name):
        raise NotABundle("%r: 路径不安全 / unsafe path" % name)


def pack(files):
    """The zip these files are published in: by path, stored, without times."""
    body, directory, at = [], [], 0
    for name in sorted(files, key=lambda path: path.encode("utf-16-be")):
        data, path = files[name], name.encode("utf-8")
        flags = 0 if name.isascii() else 0x800
        # Version 2.0, flags, stored, 1980-01-01 00:00:00, CRC-32, sizes, lengths of name and extra field.
        common = struct.pack("<HHHHHIIIHH", 20, flags, 0, 0, 33, zlib.crc32(data), len(data), len(data), len(path), 0)
        local = b"PK\3\4" + common + path + data
        directory.append(b"PK\1\2" + struct.pack("<H", 20) + common + struct.pack("<HHHII", 0, 0, 0, 0, at) + path)
        body.append(local)
        at += len(local)
    listed = b"".join(directory)
    end = struct.pack("<HHHHIIH", 0, 0, len(files), len(files), len(listed), at, 0)
    return b"".join(body) + listed + b"PK\5\6" + end


def without_common_folder(files):
    """Many programs put everything into one folder when they zip."""
    folders = {path.split("/")[0] for path in files}
    if "manifest.json" in files or "announcement.json" in files or len(folders) != 1:
        return files
    folder = folders.pop() + "/"
    if folder + "manifest.json" not in files:
        return files
    return {path[len(folder) :]: data for path, data in files.items()}


class Bundle:
    """The documents of a bundle, each read once; what cannot be read is a problem with its path."""

    def __init__(self, files):
        self.files, self.problems = files, []
        self.documents = {path: self.read(path, shape) for path, shape in DOCUMENTS.items() if path in files}
        self.lists = {
            name: self.read_lines(path, shape, True) for name, (path, shape) in LISTS.items() if path in files
        }
        self.outcomes = self.read_lines("outcomes.jsonl", OUTCOME)
        self.churn = self.read_lines("churn.jsonl", CHURN_LEAF)
        self.substitutions = self.read_lines("substitutions.jsonl", SUBSTITUTION)
        self.policy = self.attempt("trust/policy.txt", lambda data: Policy(data.decode("utf-8")))
        self.deeds, self.entries, self.proofs = [], {}, {}
        for path in sorted(files):
            match = LOG_FILE.match(path)
            if match and match.group(2) == "json":
                deed = self.read(path, ENTRY)
                if deed is not None and deed["seq"] != int(match.group(1)):
                    self.problems.append("%s: 文件名不是条目编号 / not named by its number" % path)
                elif deed is not None:
                    self.deeds.append(deed)
                    self.entries[deed["seq"]] = files[path]
            elif match:
                self.proofs[int(match.group(1))] = files[path]

    def attempt(self, path, read):
        try:
            return read(self.files[path]) if path in self.files else None
        except (Refused, UnicodeDecodeError) as error:
            self.problems.append("%s: %s" % (path, error))
            return None

    def read(self, path, shape):
        return self.attempt(path, lambda data: checked(shape, parse(data), "$"))

    def read_lines(self, path, shape, can_hide=False):
        """The documents of a file with one in each line; lines may be hidden in the lists of a sealed draw."""

        def row(number, line):
            document = parse(line)
            is_hidden = can_hide and isinstance(document, dict) and "leafHash" in document
            return checked(HIDDEN if is_hidden else shape, document, "%d" % number)

        def lines(data):
            if data and not data.endswith(b"\n"):
                raise Refused("最后一行没有换行 / the last line has no line feed")
            return [row(i, line) for i, line in enumerate(data[:-1].split(b"\n"), 1)] if data else []

        return self.attempt(path, lines)

    def need(self, path):
        """A document; raises Refused when the bundle has none that can be read."""
        document = self.documents.get(path)
        if document is None:
            raise Refused("%s 缺失或不可读 / missing or unreadable" % path)
        return document

    def need_list(self, name):
        """The open leaves of a list; raises Refused when it is missing, unreadable or hidden."""
        leaves = self.all_leaves(name)
        if any("leafHash" in leaf for leaf in leaves):
            raise Refused("%s 有遮蔽的行 / has hidden lines" % LISTS[name][0])
        return leaves

    def all_leaves(self, name):
        if self.lists.get(name) is None:
            raise Refused("%s 缺失或不可读 / missing or unreadable" % LISTS[name][0])
        return self.lists[name]

    def leaf_hashes(self, h, name):
        """Leaf hashes of a list, in order; of hidden lines as they are given."""
        return [
            bytes.fromhex(leaf["leafHash"]) if "leafHash" in leaf else leaf_hash(h, canonical(leaf))
            for leaf in self.all_leaves(name)
        ]


# --------------------------------------------------------------------------------------------------
# V4, the churn report: what changed in the roster since the one announced before (SPEC §13a).
# --------------------------------------------------------------------------------------------------

KINDS = ("status", "stratum", "weight")


def churn_problems(h, announcement, report, changes, roster):
    """Everything in which report, changes (None while they are sealed) and roster disagree."""
    found, before, after = [], report["before"], report["after"]
    counts, roster_now = report["counts"], announcement["roster"]
    if report["draw"] != announcement["draw"]:
        found.append("报告不属于该抽取 / of another draw")
    if (after["root"], after["size"]) != (roster_now["root"], roster_now["size"]):
        found.append("after 不是公告的名录 / after is not the announced roster")
    if before["size"] + counts["added"] - counts["removed"] != after["size"]:
        found.append("数量不合 / sizes do not add up")
    share = report["size"] * 10000 // before["size"] if before["size"] else 10000
    alarm = report["alarm"]
    if (alarm["share"], alarm["isRaised"]) != (share, share > alarm["threshold"]):
        found.append("比例或提示不合 / share or alarm do not follow")
    if report["authors"] != sorted(report["authors"], reverse=True):
        found.append("authors 未从大到小 / authors are not descending")
    return found if changes is None else found + change_problems(h, report, changes, roster)


def change_problems(h, report, changes, roster):
    found = []
    root = merkle_root(h, [leaf_hash(h, canonical(change)) for change in changes]).hex()
    if (root, len(changes)) != (report["root"], report["size"]):
        found.append("明细的根或行数不合 / root or number of changes differ")
    ids = [change["id"].encode() for change in changes]
    if any(first >= second for first, second in zip(ids, ids[1:])):
        found.append("明细未严格升序 / changes are not strictly ascending")
    if counts_of(changes) != report["counts"]:
        found.append("明细的计数不合 / counts of the changes differ")
    now = {leaf["id"]: standing(leaf) for leaf in roster}
    for change in changes:
        if change.get("before") == change.get("after"):
            found.append("%s: 没有变化 / no change" % change["id"])
        if change.get("after") != now.get(change["id"]):
            found.append("%s: 与名录不符 / not as in the roster" % change["id"])
    return found


def counts_of(changes):
    both = [change for change in changes if "before" in change and "after" in change]
    counts = {kind: sum(c["before"].get(kind) != c["after"].get(kind) for c in both) for kind in KINDS}
    counts["added"] = sum("before" not in change for change in changes)
    counts["removed"] = sum("after" not in change for change in changes)
    return counts


def standing(leaf):
    """An enterprise as the churn report says it: status, weight, and the stratum if it has one."""
    return {name: leaf[name] for name in KINDS if name in leaf}


def see_churn(context, step):
    """Notes the report, its hash and every disagreement; without one in announcement and bundle there is nothing to see."""
    announcement, files = context.announcement, context.bundle.files
    there = "churn.json" in files and ("churn.jsonl" in files or context.is_sealed())
    announced = announcement.get("churn")
    step.see("变动报告", "churn report", announced or "—", there if announced else "churn.json" not in files)
    if not (announced and there):
        return
    report = context.bundle.need("churn.json")
    changes = context.bundle.churn
    roster = [leaf for leaf in context.bundle.all_leaves("roster") if "leafHash" not in leaf]
    problems = churn_problems(context.h, announcement, report, changes, roster)
    step.all_well("变动报告与名录一致", "the churn report agrees with the roster", problems)
    for kind, count in sorted(report["counts"].items()):
        step.see("变动 %s" % kind, "churn %s" % kind, count)


# --------------------------------------------------------------------------------------------------
# After the result: skips and substitutions, replayed from the log alone (SPEC §19).
# --------------------------------------------------------------------------------------------------

SOONEST, LATEST = 30, 7 * 24 * 3600
FRESH_DICE_BITS = 64


class Replay:
    """The standing after the result, and what every approved request makes of it."""

    def __init__(self, h, announcement, lists, details, crews, deeds, entries):
        """`crews`: {firm: {"officers": {place: id}, "experts": {place: id}}}; `entries`: bytes by seq."""
        self.h, self.announcement, self.lists, self.details = h, announcement, lists, details
        self.standing, self.deeds, self.entries = crews, deeds, entries
        self.strata = {each["id"]: each["stratum"] for each in details["selected"]}
        self.ever = set(self.strata)
        self.out, self.problems = set(), []
        self.recused = {
            "officers": {(leaf["person"], leaf["ent"]) for leaf in lists["conflicts"]},
            "experts": {(leaf["person"], leaf["ent"]) for leaf in lists.get("expertConflicts", [])},
        }

    def of(self, kind, n=None):
        return [d for d in self.deeds if d["kind"] == kind and (n is None or d["facts"].get("request") == n)]

    def run(self):
        """The documents of substitutions.jsonl, in order; every problem is noted."""
        requests = self.requests()
        approvals = []
        for deed in self.of("draw.approve-substitution"):
            try:
                checked(APPROVAL, deed["facts"], "facts")
                approvals.append(deed)
            except Refused as problem:
                self.problems.append("%d: %s" % (deed["seq"], problem))
        decided = [d["facts"].get("request") for d in approvals + self.of("draw.reject-substitution")]
        if len(set(map(str, decided))) != len(decided):
            self.problems.append("有申请决定了两次 / a request was decided twice")
        documents = []
        for approval in approvals:
            request = requests.get(approval["facts"]["request"])
            if request is None or request["actor"] == approval["actor"] or request["seq"] > approval["seq"]:
                self.problems.append("%d: 不是他人对申请的批准 / no approval by another" % approval["seq"])
                break
            values = self.fresh_values(approval)
            if values is None:
                break
            documents.append(self.substitute(request["facts"], approval, values))
        self.check_logged(documents)
        return documents

    def requests(self):
        found = {}
        confirmed = [deed["seq"] for deed in self.deeds if deed["kind"] == "draw.confirm"]
        for i, deed in enumerate(self.of("draw.request-substitution"), 1):
            facts = deed["facts"]
            try:
                checked(REQUEST, facts, "facts")
                has_place = "place" in facts and "person" in facts
                if facts["request"] != i or has_place != (facts["what"] != "enterprise"):
                    raise Refused("编号或成员不对 / number or members")
                if not confirmed or deed["seq"] < confirmed[0]:
                    raise Refused("早于确认 / before the confirmation")
                found[i] = deed
            except Refused as problem:
                self.problems.append("%d: %s" % (deed["seq"], problem))
        return found

    def fresh_values(self, approval):
        """[(source, value)] of an approval; None while one is missing."""
        sources, n = approval["facts"]["sources"], approval["facts"]["request"]
        self.problems += ["%d: %s" % (approval["seq"], p) for p in self.fresh_rule_problems(approval, sources, n)]
        values = []
        for source in sources:
            typed = [d for d in self.of("draw.record-fresh", n) if d["facts"].get("source") == source["id"]]
            checks = [d for d in self.of("draw.confirm-fresh", n) if d["facts"].get("source") == source["id"]]
            typings = typings_of(dict(source, type="nist" if source["type"] == "lottery" else source["type"]), typed, checks)
            self.problems += typings.problems()
            early = time_of(source) if is_outside(source) else None
            for deed in typed + checks:
                if deed["seq"] < approval["seq"] or (early is not None and seconds(deed["at"]) < early):
                    self.problems.append("%d: 过早 / too early" % deed["seq"])
            found = typings.values()
            if len(found) > 1:
                self.problems.append("%s: 两个值 / two values" % source["id"])
            if not found:
                return None
            deed, value = found[0]
            if not is_value(self.h, source, value, deed["facts"].get("signature")):
                self.problems.append("%s: 值不对 / wrong value" % source["id"])
                return None
            values.append((source, value))
        return values

    def fresh_rule_problems(self, approval, sources, n):
        """The rule decides which sources: nobody picks them (SPEC §19.2)."""
        a, found = self.announcement, []
        if len({s["id"] for s in sources}) != len(sources) or not all(s["id"].startswith("fresh:%d:" % n) for s in sources):
            found.append("随机源编号不对 / ids of the sources")
        kinds = [source["type"] for source in sources]
        if a["mode"] == "sealed":
            chains = {s["anchor"]: s["index"] for s in a["sources"] if s["type"] == "otc"}
            mine = {s["anchor"]: s["index"] for s in sources if s["type"] == "otc"}
            good = set(kinds) == {"otc"} and len(mine) == len(sources) and set(mine) == set(chains)
            if not good or any(mine[anchor] <= chains[anchor] for anchor in mine):
                found.append("不是每条编码链的下一个 / not the next code of every chain")
        elif a["profile"] == "offline":
            if kinds != ["dice"] or bits_of(sources[0]) < FRESH_DICE_BITS:
                found.append("不是一组足够的骰子 / not one set of enough dice")
        else:
            since = seconds(approval["at"])
            if not all(map(is_outside, sources)):
                found.append("不是外部来源 / not outside sources")
            elif any(not SOONEST <= time_of(source) - since <= LATEST for source in sources):
                found.append("时间不在 30 秒至 7 天之间 / not 30 s to 7 days later")
        return found

    def substitute(self, request, approval, values):
        """Changes the standing by one request; the document of it."""
        event = leaf_hash(sha256, self.entries[approval["seq"]]).hex()
        prk = seed(self.h, event, [(source["id"], value_bytes(source, value)) for source, value in values])
        suffix = "/sub/%d" % request["request"]

        def key_of(purpose):
            return key(self.h, self.announcement["suite"], prk, purpose + suffix)

        firm, what = request["enterprise"], request["what"]
        if firm not in self.standing:
            raise Refused("%s: 不在现须检查之列 / is not to be visited" % firm)
        made = {"type": "vdraw/1/substitution", "draw": self.announcement["draw"], "request": request["request"],
                "event": event, "what": what, "enterprise": firm}  # fmt: skip
        if what == "enterprise":
            after, substitute = self.other_firm(firm, key_of)
        else:
            made.update(place=request["place"], person=request["person"])
            after, substitute = self.other_person(request, key_of)
        if substitute is not None:
            made["substitute"] = substitute
        for name in ("officers", "experts"):
            team = after[name] if after else {}
            made[name] = [{"place": place, "person": team[place]} for place in sorted(team)]
        return made

    def other_firm(self, firm, key_of):
        crew, stratum = self.standing.pop(firm), self.strata[firm]
        population = [
            leaf for leaf in self.lists["roster"]
            if leaf["status"] == "eligible" and leaf["stratum"] == stratum and leaf["id"] not in self.ever
        ]  # fmt: skip
        if not population:
            return None, None
        drawn = in_order(self.h, key_of("ent"), population, self.announcement["select"]["weights"])[0][1]["id"]
        self.ever.add(drawn)
        self.strata[drawn] = stratum
        after = {
            name: {p: who for p, who in crew[name].items() if who not in self.out and (who, drawn) not in self.recused[name]}
            for name in ("officers", "experts")
        }
        self.standing[drawn] = after
        for name, templates in (("officers", "slots"), ("experts", "experts")):
            template = self.announcement["assign"].get(templates, {}).get(stratum, [])
            self.fill(drawn, name, [place for place in range(len(template)) if place not in after[name]], key_of)
        return after, drawn

    def other_person(self, request, key_of):
        firm, place, person = request["enterprise"], request["place"], request["person"]
        name = request["what"] + "s"
        team = self.standing[firm][name]
        if team.get(place) != person:
            raise Refused("%s 不在 %s 的第 %d 席 / does not hold that place" % (person, firm, place))
        del team[place]
        if request["reason"] == "RECUSAL":
            self.recused[name].add((person, firm))
        else:
            self.out.add(person)
        self.fill(firm, name, [place], key_of)
        return self.standing[firm], team.get(place)

    def fill(self, firm, name, open_places, key_of):
        """Fills open places of one firm; all other places stay as they are (SPEC §19.4)."""
        if not open_places:
            return
        assign, team = self.announcement["assign"], self.standing[firm][name]
        template = assign["slots" if name == "officers" else "experts"][self.strata[firm]]
        places = [(firm, place, template[place]["all"]) for place in open_places]
        load = {}
        for crew in self.standing.values():
            for who in crew[name].values():
                load[who] = load.get(who, 0) + 1
        free = [p for p in self.lists[name] if p["id"] not in self.out and p["id"] not in team.values()]
        conflicts = self.recused[name]
        if name == "experts":
            people = [loaded(person, load, 0) for person in free]
            keys = key_of("expert-order"), key_of("expert-pair")
            trace = experts(self.h, *keys, places, people, conflicts, assign["balance"])["trace"]
        else:
            trace = []
            for more in self.relax_steps():
                people = [loaded(person, load, more) for person in free]
                keys = key_of("assign-order"), key_of("assign-pair")
                trace = teams(self.h, *keys, places, people, conflicts, assign["balance"], [])["trace"]
                if trace:
                    break
        for entry in trace:
            team[int(entry["slot"].rpartition("#")[2])] = entry["officer"]

    def relax_steps(self):
        """The relax step of the result, then the greater ones in order."""
        first = self.details["teams"].get("relaxed")
        start = int(first[len("cap+") :]) if first else 0
        steps = [int(step[len("cap+") :]) for step in self.announcement["assign"]["relax"]]
        return [start] + [step for step in steps if step > start]

    def check_logged(self, documents):
        logged = [deed for deed in self.of("draw.substitute") if "document" in deed["facts"]]
        for deed, made in zip(logged, documents):
            facts = {"request": made["request"], "document": leaf_hash(self.h, canonical(made)).hex()}
            if {name: deed["facts"].get(name) for name in facts} != facts:
                self.problems.append("%d: 不是算出的替换 / not the computed substitution" % deed["seq"])
        if len(logged) > len(documents):
            self.problems.append("替换多于算出的 / more substitutions than follow")
        self.logged = len(logged)


def loaded(person, load, more):
    held = load.get(person["id"], 0)
    return dict(person, prior=person["prior"] + held, cap=max(0, person["cap"] + more - held))


# --------------------------------------------------------------------------------------------------
# What the steps share: how a step notes what it sees, and what of the bundle several of them need (SPEC §15).
# --------------------------------------------------------------------------------------------------

TITLES = {
    "V1": ("文件完整，内容可读", "Files are complete and readable"),
    "V2": ("公开日志收录了这些文件", "The public log contains these documents"),
    "V3": ("一次公告，一个结果", "One announcement, one result"),
    "V4": ("名单与公告一致，一个不多一个不少", "Lists are the announced ones"),
    "V5": ("抽取数量与排除原因", "Number to draw and reasons for exclusion"),
    "V6": ("随机源与先后次序", "Randomness sources and their order"),
    "V7": ("种子与密钥", "Seed and keys"),
    "V8": ("各层名额", "Quotas of the strata"),
    "V9": ("抽签号、次序与入选名单", "Tickets, order and selection"),
    "V10": ("每组人员合乎条件", "Every team meets the conditions"),
    "V11": ("人员匹配重新计算", "Matching of officers recomputed"),
    "V12": ("专家匹配", "Matching of experts"),
    "V13": ("递补", "Substitutions"),
    "V14": ("结果文件与每户结果", "Result documents and every outcome"),
    "V15": ("收窄审计", "Narrowing audit"),
}


class Step:
    """One step: what was looked at, and whether it was right."""

    def __init__(self, name):
        self.name, self.details, self.is_applicable = name, [], True

    def see(self, zh, en, value, ok=True):
        """Notes a value that was looked at."""
        shown = "✓" if value is True else "✗" if value is False else str(value)
        self.details.append({"zh": zh, "en": en, "value": shown, "ok": bool(ok)})

    def all_well(self, zh, en, problems):
        """Notes every problem, or that there is none."""
        for problem in problems:
            self.see(zh, en, problem, False)
        if not problems:
            self.see(zh, en, True)

    def not_applicable(self, zh, en):
        self.is_applicable = False
        self.see(zh, en, "—")

    @property
    def status(self):
        if not all(detail["ok"] for detail in self.details):
            return "FAIL"
        return "PASS" if self.is_applicable else "NOT-APPLICABLE"

    def report(self):
        zh, en = TITLES[self.name]
        return {"id": self.name, "title": {"zh": zh, "en": en}, "status": self.status, "details": self.details}


class Context:
    """One bundle under one policy. Everything is computed from the log and the lists, never from what the result says."""

    def __init__(self, bundle, policy, skip_narrowing=False, progress=lambda done, runs: None):
        self.bundle, self.policy = bundle, policy or bundle.policy
        self.skip_narrowing, self.progress = skip_narrowing, progress
        self.is_published_form, self.now = True, None
        self.checkpoints = {}

    @property
    def announcement(self):
        return self.bundle.need("announcement.json")

    @property
    def details(self):
        return self.bundle.need("details.json")

    @property
    def h(self):
        return suite_of(self.announcement["suite"])

    def once(self, name, compute):
        if name not in self.__dict__:
            self.__dict__[name] = compute()
        return self.__dict__[name]

    def deeds(self, kind=None):
        return [deed for deed in self.bundle.deeds if kind is None or deed["kind"] == kind]

    def announced(self):
        deeds = self.deeds("draw.announce")
        if not deeds:
            raise Refused("日志中没有公告 / no announcement in the log")
        return deeds[0]

    def has_result(self):
        return any(path in self.bundle.files for path in RESULTS) or bool(self.deeds("draw.complete"))

    def is_sealed(self):
        """Whether this is a sealed draw that was not opened yet (SPEC §20.3)."""
        return self.announcement["mode"] == "sealed" and not self.deeds("draw.open")

    def without_result(self, step):
        """Whether there is nothing to see of the result, sealed or voided before it; then a step does not apply."""
        if self.is_sealed():
            step.not_applicable("封存，尚未公开", "sealed, not opened yet")
            return True
        if self.has_result():
            return False
        step.not_applicable("作废而无结果", "voided without a result")
        return True

    def recorded(self):
        return self.once("_recorded", lambda: Recorded(self.h, self.announcement, self.bundle.deeds))

    def prk(self):
        return self.once("_prk", lambda: seed(self.h, self.announcement_hash(), self.recorded().as_bytes()))

    def announcement_hash(self):
        return document_hash(self.h, self.announcement)

    def key(self, purpose):
        return key(self.h, self.announcement["suite"], self.prk(), purpose)

    def eligible(self, stratum):
        return [leaf for leaf in self.bundle.need_list("roster") if leaf.get("stratum") == stratum and is_eligible(leaf)]

    def quotas(self):
        select = self.announcement["select"]
        if announcement_problems(self.announcement):
            raise Refused("公告不合规则 / the announcement breaks its rules")
        return self.once("_quotas", lambda: quotas(self.h, self.key("quota-tie"), select["k"], select["strata"]))

    def drawn(self):
        """For each stratum its firms in the order of the draw: {stratum: [(score, leaf)]}."""
        weights = self.announcement["select"]["weights"]
        return self.once("_drawn", lambda: {
            stratum["id"]: in_order(self.h, self.key("ent"), self.eligible(stratum["id"]), weights)
            for stratum in self.announcement["select"]["strata"]
        })  # fmt: skip

    def selected(self):
        """The firms that the details name as drawn, [(id, stratum)]; V9 has checked those."""
        return [(each["id"], each["stratum"]) for each in self.details["selected"]]

    def crews(self):
        """{firm: {"officers": {place: id}, "experts": {place: id}}} as the details have it; V10–V12 have checked it."""
        found = {firm: {"officers": {}, "experts": {}} for firm, _ in self.selected()}
        teams = self.details["teams"]
        tries = teams.get("formation", {}).get("tries", [])
        formed = crews_of(tries[-1]["trace"]) if tries and teams["feasible"] else None
        for name, trace in (("officers", teams["trace"]), ("experts", self.details.get("experts", {"trace": []})["trace"])):
            for entry in trace:
                firm, _, place = entry["slot"].rpartition("#")
                if firm not in found or not place.isdigit():
                    raise Refused("%s: 没有这个席位 / no such place" % entry["slot"])
                if name == "officers" and formed is not None:
                    found[firm][name] = dict(enumerate(formed.get(entry["officer"], [])))
                else:
                    found[firm][name][int(place)] = entry["officer"]
        return found

    def places(self, templates):
        """Places of the drawn firms."""
        return places_of(self.selected(), templates)

    def conflicts(self, name):
        return {(leaf["person"], leaf["ent"]) for leaf in self.bundle.need_list(name)}

    def checkpoint(self, note):
        if note not in self.checkpoints:
            self.checkpoints[note] = Checkpoint(note, self.policy)
        return self.checkpoints[note]


def is_eligible(leaf):
    return leaf["status"] == "eligible"


# --------------------------------------------------------------------------------------------------
# V1–V3: the files, the log, one announcement and one result (SPEC §15).
# --------------------------------------------------------------------------------------------------

class LogSteps(Context):
    """Files, public log, course of the draw."""

    def v1(self, step):
        files = self.bundle.files
        others = {path: sha256(data).hex() for path, data in files.items() if path != "manifest.json"}
        step.see("清单", "manifest", "manifest.json", "manifest.json" in files)
        step.see("文件数", "files", len(files))
        made = canonical_or_none({"type": "vdraw/1/manifest", "files": others})
        step.see("清单与全部文件一致", "the manifest matches every file", files.get("manifest.json") == made,
                 files.get("manifest.json") == made)  # fmt: skip
        step.all_well("文件组成", "composition", self.composition())
        step.all_well("内容可读", "contents can be read", self.bundle.problems)
        if not self.is_published_form:
            step.see("压缩包不是公布时的字节；若是自己重新打包的，请解开后核验文件夹",
                     "the zip is not the published one; if you packed it again, verify the unpacked folder", False, False)  # fmt: skip

    def composition(self):
        files, found = self.bundle.files, []
        known = {"manifest.json", "announcement.json", "plan.json", "narrowing.json", "churn.json", "trust/policy.txt", *RESULTS}
        known |= {path for path, _ in LISTS.values()} | {"substitutions.jsonl", "churn.jsonl"}
        for path in sorted(files):
            if path not in known and not FREE.match(path) and not LOG_FILE.match(path):
                found.append("%s: 不属于验证包 / no part of a bundle" % path)
        for path in ("announcement.json", "trust/policy.txt"):
            if path not in files:
                found.append("%s: 缺失 / missing" % path)
        there = [path for path in RESULTS if path in files]
        announcement = self.bundle.documents.get("announcement.json") or {}
        can_hide = bool(announcement) and self.is_sealed()
        if there and len(there) < len(RESULTS) and not (can_hide and there == list(RESULTS[:1])):
            found.append("结果文件不全 / result documents are not complete")
        bound = {"plan.json": "planHash", "narrowing.json": "narrowing"}
        bound.update({path: name for name, (path, _) in LISTS.items()})
        for path, name in bound.items():
            if announcement and (path in files) != (name in announcement) and not (path == "plan.json" and path not in files):
                found.append("%s: 与公告不符 / not as announced" % path)
        for match in filter(None, map(LOG_FILE.match, files)):
            for kind in ("json", "tlog-proof"):
                if "log/%s.%s" % (match.group(1), kind) not in files:
                    found.append("log/%s.%s: 缺失 / missing" % (match.group(1), kind))
        return found

    def v2(self, step):
        if self.policy is None:
            raise Refused("没有可用的信任策略 / no trust policy")
        found, proven = [], {}
        for seq, entry in sorted(self.bundle.entries.items()):
            try:
                proof = Proof(self.bundle.proofs.get(seq, b"").decode("utf-8"))
                checkpoint = self.checkpoint(proof.note)
                proof.check(entry, checkpoint)
                proven[seq] = (proof, checkpoint)
            except (Refused, UnicodeDecodeError) as problem:
                found.append("%d: %s" % (seq, problem))
        for origin in sorted({checkpoint.origin for _, checkpoint in proven.values()}):
            step.see("日志公钥", "log key", "%s %s" % (origin, self.policy.logs[origin].public.hex()))
        step.all_well("日志收录证明", "inclusion in the log", found)
        step.see("日志条目数", "log entries", len(proven), len(proven) > 0)
        self.see_witnesses(step, proven)
        step.all_well("前后条目的哈希相连", "entries are chained", self.chain_problems())
        step.all_well("编号、位置、检查点相符", "numbers, positions and checkpoints fit", position_problems(proven))
        self.see_documents(step)

    def see_witnesses(self, step, proven):
        if self.policy.quorum == "none":
            step.see("见证", "witnesses", "不适用：信任策略未要求见证 / NOT-APPLICABLE: the policy asks for no witness")
            return
        late = [str(seq) for seq, (_, point) in proven.items() if self.policy.met_at(point) is None]
        step.all_well("见证", "witnesses", late)

    def chain_problems(self):
        deeds = self.deeds()
        found = ["%d: 不是同一机关 / of another bureau" % d["seq"] for d in deeds if d["bureau"] != deeds[0]["bureau"]]
        for earlier, later in zip(deeds, deeds[1:]):
            entry = self.bundle.entries[earlier["seq"]]
            if later["seq"] == earlier["seq"] + 1 and later["prev"] != leaf_hash(sha256, entry).hex():
                found.append("%d → %d" % (earlier["seq"], later["seq"]))
        return found

    def see_documents(self, step):
        announcement = self.announcement_hash()
        logged = [deed["facts"].get("document") for deed in self.deeds("draw.announce")]
        step.see("公告已入日志", "the announcement is in the log", announcement, logged == [announcement])
        if "planHash" in self.announcement and "plan.json" in self.bundle.files:
            plan = document_hash(self.h, self.bundle.need("plan.json"))
            step.see("计划与公告一致", "the plan is the announced one", plan, plan == self.announcement["planHash"])
        if "narrowing" in self.announcement:
            narrowing = document_hash(self.h, self.bundle.need("narrowing.json"))
            step.see("收窄审计与公告一致", "the audit is the announced one", narrowing,
                     narrowing == self.announcement["narrowing"])  # fmt: skip
        if "churn" in self.announcement:
            churn = document_hash(self.h, self.bundle.need("churn.json"))
            step.see("变动报告与公告一致", "the churn report is the announced one", churn, churn == self.announcement["churn"])
        if self.has_result():
            result = self.bundle.need("result.json")
            found = document_hash(self.h, result)
            logged = [deed["facts"].get("document") for deed in self.deeds("draw.complete")]
            step.see("结果已入日志", "the result is in the log", found, logged == [found])
            step.see("结果属于该公告", "the result is of this announcement", result["announcement"],
                     result["announcement"] == announcement)  # fmt: skip
            if "details.json" in self.bundle.files:
                details = document_hash(self.h, self.details)
                same = details == result["details"]
                step.see("过程文件与结果一致", "the details are those of the result", details, same)

    def v3(self, step):
        a, count = self.announcement, lambda kind: len(self.deeds(kind))
        name = "%s %s %s %d" % (a["agency"], a["plan"], a["task"], a["batch"])
        step.see("机关、计划、任务、批次", "agency, plan, task, batch", name)
        step.see("公告编号", "number of the announcement", a["seq"])
        subject = self.announced()["subject"]
        strangers = ["%d: %s" % (d["seq"], d["subject"]) for d in self.deeds() if d["subject"] != subject]
        step.all_well("条目均属本次抽取", "entries are of this draw", strangers)
        step.see("公告次数", "announcements", count("draw.announce"), count("draw.announce") == 1)
        complete, voids, confirms = count("draw.complete"), count("draw.void"), count("draw.confirm")
        step.see("计算结果次数", "results", complete, complete == 1 or (complete == 0 and voids == 1))
        step.see("作废、确认次数", "voided, confirmed", "%d, %d" % (voids, confirms), voids + confirms <= 1)
        step.see("确认先有结果", "a confirmation has its result", confirms <= complete, confirms <= complete)
        there = all(path in self.bundle.files for path in (RESULTS[:1] if self.is_sealed() else RESULTS))
        step.see("结果文件", "result documents", there, there == (complete == 1))
        step.all_well("次序与时间", "order and times", self.order_problems())
        step.see("范围", "range", "%d 条；验证包之外的条目此处不可见 / entries outside the bundle cannot be seen here"
                 % len(self.deeds()))  # fmt: skip

    def order_problems(self):
        """Time never runs back, and no deed of the draw comes before the one it follows from."""
        deeds = self.deeds()
        found = ["%d: 时间倒退 / time runs back" % b["seq"] for a, b in zip(deeds, deeds[1:])
                 if seconds(a["at"]) > seconds(b["at"])]  # fmt: skip
        rank = {"draw.commit": 0, "draw.announce": 1, "draw.reveal": 2, "draw.record-dice": 2, "draw.confirm-dice": 2,
                "draw.record-source": 2, "draw.complete": 3, "draw.confirm": 4, "draw.substitute": 5, "draw.open": 3}  # fmt: skip
        known = [deed for deed in deeds if deed["kind"] in rank]
        return found + [
            "%d: %s 晚于 %s / comes after it" % (b["seq"], b["kind"], a["kind"])
            for i, a in enumerate(known)
            for b in known[i + 1 :]
            if rank[a["kind"]] > rank[b["kind"]] and "draw.open" not in (a["kind"], b["kind"])
        ]


def canonical_or_none(value):
    try:
        return canonical(value)
    except Refused:
        return None


def position_problems(proven):
    """In one tree `seq − index` is constant, and a size has one root."""
    found, offsets, roots = [], {}, {}
    for seq, (proof, point) in sorted(proven.items()):
        if offsets.setdefault(point.origin, seq - proof.index) != seq - proof.index:
            found.append("%d: 编号与位置不符 / number and position do not fit" % seq)
        if roots.setdefault((point.origin, point.size), point.root) != point.root:
            found.append("%d: 同样大小的树有两个根 / two roots for one size" % seq)
    return found


# --------------------------------------------------------------------------------------------------
# V4–V7: the lists, the rules of the announcement, the sources of randomness, the seed (SPEC §15).
# --------------------------------------------------------------------------------------------------

class SourceSteps(Context):
    """What was fixed before the draw, and what chance added."""

    def v4(self, step):
        a = self.announcement
        found = []
        for name in LISTS:
            if name not in a:
                continue
            leaves, announced = self.bundle.all_leaves(name), a[name]
            root = merkle_root(self.h, self.bundle.leaf_hashes(self.h, name)).hex()
            same = root == announced["root"] and len(leaves) == announced["size"]
            step.see("%s 根与数量" % name, "%s root and size" % name, "%s %d" % (root, len(leaves)), same)
            if not self.is_hidden(name):
                found += order_problems(name, self.bundle.need_list(name))
        if not self.is_hidden("roster"):
            found += roster_problems(a, self.bundle.need_list("roster"))
        step.all_well("名单与公告一致", "lists are the announced ones", found)
        see_churn(self, step)

    def is_hidden(self, name):
        """Whether lines of a list are hidden; refused once they must be open (`need_list`)."""
        return self.is_sealed() and any("leafHash" in leaf for leaf in self.bundle.all_leaves(name))

    def v5(self, step):
        a = self.announcement
        step.all_well("公告规则", "rules of the announcement", announcement_problems(a))
        k, rule = number_to_draw(a["select"]["kRule"]), a["select"]["kRule"]
        step.see("抽取数量", "number to draw", "%s = %s" % (rule, k), k == a["select"]["k"])
        for reason, count in sorted(a["roster"]["excluded"].items()):
            step.see("排除 %s" % reason, "excluded %s" % reason, count)
        leaves = [leaf for leaf in self.bundle.all_leaves("roster") if "leafHash" not in leaf]
        bare = [leaf["id"] for leaf in leaves if leaf.get("reason") == "FREQ" and "ref" not in leaf]
        step.all_well("频次排除均指明此前的抽取", "exclusions for frequency name the earlier draw", bare)
        if "verifier" in a:
            step.all_well("随包的核验程序即公告所指", "programs in ref/ are the announced ones", self.reference_problems())

    def reference_problems(self):
        """Every announced program lies in ref/, and nothing else does."""
        there = {"sha256:" + sha256(data).hex() for path, data in self.bundle.files.items() if path.startswith("ref/")}
        announced = set(self.announcement["verifier"].values())
        return sorted(there ^ announced)

    def v6(self, step):
        a, recorded = self.announcement, self.recorded()
        announced = self.announced()
        step.see("方案", "profile", a["profile"])
        step.all_well("每个来源只记录一次", "every source is recorded once", recorded.problems)
        for source in a["sources"]:
            self.see_source(step, source, announced)
        self.see_last(step, announced)
        bits = {s["id"]: bits_of(s) if s["id"] in recorded.values else 0 for s in a["sources"]}
        step.see("计入的熵（位）", "credited entropy in bits", ", ".join("%s %d" % pair for pair in bits.items()))

    def see_source(self, step, source, announced):
        a, recorded, name = self.announcement, self.recorded(), source["id"]
        if source["type"] == "commit":
            party = name[len("party:") :]
            commits = [deed for deed in self.deeds("draw.commit") if deed["facts"].get("party") == party]
            same = [deed["facts"].get("commitment") for deed in commits] == [source["commitment"]]
            before = same and commits[0]["seq"] < announced["seq"]
            step.see("%s 公告前已提交承诺" % name, "%s committed before the announcement" % name, source["commitment"], before)
        if name not in recorded.values:
            if source["type"] == "otc" and self.is_sealed():
                step.see("%s 封存中" % name, "%s is sealed" % name, "—")
                return
            can_be_skipped = source["type"] == "commit" or not self.has_result()
            step.see("%s 没有值，已跳过" % name, "%s has no value and was skipped" % name, "—", can_be_skipped)
            return
        good = recorded.is_good(source)
        step.see("%s 的值" % name, "value of %s" % name, recorded.values[name], good)
        if source["type"] == "drand":
            step.see("%s 的 BLS 签名此处不核，请与 drand 公布的值核对" % name,
                     "%s: the BLS signature is not checked here, compare the value with the published one" % name,
                     "不适用 / NOT-APPLICABLE: %s" % outside_note(source))  # fmt: skip
        elif is_outside(source):
            step.see("%s 请与公开来源核对" % name, "%s: compare with the public source" % name, outside_note(source))
        typed = "result" if a["profile"] == "offline" else "reveal"
        limit = {"commit": "reveal", "dice": typed, "machine": typed}.get(source["type"])
        if limit is not None:
            at, until = recorded.entries[name]["at"], a["deadlines"][limit]
            step.see("%s 按时" % name, "%s in time" % name, "%s ≤ %s" % (at, until), seconds(at) <= seconds(until))
        if source["type"] in ("dice", "lottery", "machine", "nist"):
            self.see_typings(step, source)

    def see_typings(self, step, source):
        typings, name = self.recorded().typings(source), source["id"]
        if not typings.is_twice:
            step.see("%s 只由一人录入" % name, "%s was typed by one person only" % name, len(typings.typed))
            return
        for deed in typings.typed:
            number, text = deed["facts"].get("attempt"), deed["facts"].get(typings.fact)
            step.see("%s 第 %s 次录入" % (name, number), "%s typed, attempt %s" % (name, number), text)
        step.all_well("%s 由两人录入" % name, "%s was typed by two people" % name, typings.problems())

    def see_last(self, step, announced):
        """R3 and R-LAST: what nobody can steer comes last."""
        a, recorded = self.announcement, self.recorded()
        human = [recorded.entries[s["id"]] for s in a["sources"] if s["type"] in ("commit", "dice", "machine") and s["id"] in recorded.entries]
        if a["profile"] == "offline":
            by_hand = [source for source in a["sources"] if source["type"] in ("dice", "machine")]
            typed = sorted((deed for s in by_hand for deed in recorded.typings(s).typed), key=lambda deed: deed["seq"])
            for source in a["sources"]:
                if source["type"] == "commit" and source["id"] in recorded.entries and typed:
                    entry = recorded.entries[source["id"]]
                    last = entry["seq"] < typed[0]["seq"] and seconds(entry["at"]) <= seconds(typed[0]["at"])
                    step.see("%s 揭示在掷骰之前" % source["id"], "%s revealed before the dice" % source["id"],
                             "%d < %d" % (entry["seq"], typed[0]["seq"]), last)  # fmt: skip
            return
        since = self.announced_at(announced)
        step.see("公告时间", "time of the announcement", utc(since))
        earliest = max([seconds(a["deadlines"]["reveal"]), since + a.get("margin", 0)] + [seconds(e["at"]) for e in human])
        for source in filter(is_outside, a["sources"]):
            at = time_of(source)
            step.see("%s 在此之后产生" % source["id"], "%s comes after that" % source["id"],
                     "%s ≥ %s" % (utc(at), utc(earliest)), at >= earliest)  # fmt: skip
            if "beacon" in a["deadlines"]:
                until = a["deadlines"]["beacon"]
                step.see("%s 不晚于" % source["id"], "%s is not later than" % source["id"], until, at <= seconds(until))
            early = [str(deed["seq"]) for deed in recorded.typings(source).typed if seconds(deed["at"]) < at]
            step.all_well("%s 产生之后才记录" % source["id"], "%s is recorded once it is known" % source["id"], early)

    def announced_at(self, announced):
        """Seconds at which the witnesses had seen the announcement; the log's own time when nobody is asked for."""
        if self.policy is None or self.policy.quorum == "none":
            return seconds(announced["at"])
        proof = Proof(self.bundle.proofs.get(announced["seq"], b"").decode("utf-8", "replace"))
        at = self.policy.met_at(self.checkpoint(proof.note))
        if at is None:
            raise Refused("公告没有足够的见证 / too few witnesses saw the announcement")
        return at

    def v7(self, step):
        if self.without_result(step):
            return
        values = self.recorded().values
        wanted = [with_value({"id": s["id"]}, "value", values.get(s["id"])) for s in self.announcement["sources"]]
        for source in wanted:
            step.see("随机源 %s" % source["id"], "source %s" % source["id"], source.get("value", "—"))
        same = self.details["sources"] == wanted
        step.see("所用的值即日志所记", "values used are those logged", len(wanted), same)
        step.see("种子", "pseudorandom key", self.prk().hex(), self.prk().hex() == self.details["prk"])


def with_value(record, name, value):
    return record if value is None else dict(record, **{name: value})


# --------------------------------------------------------------------------------------------------
# V8, V9, V14, V15: quotas, selection, outcomes, narrowing audit (SPEC §15).
# --------------------------------------------------------------------------------------------------

class DrawSteps(Context):
    """Which enterprises were drawn, and what the result says of each."""

    def v8(self, step):
        if self.without_result(step):
            return
        strata, quota = self.details["strata"], self.quotas()
        names = [stratum["id"] for stratum in self.announcement["select"]["strata"]]
        step.see("层数", "strata", len(strata), [stratum["id"] for stratum in strata] == names)
        for stratum in strata:
            name = stratum["id"]
            eligible = len(self.eligible(name))
            good = (stratum["eligible"], stratum["quota"]) == (eligible, quota.get(name))
            step.see("%s 合格数、名额" % name, "%s eligible, quota" % name, "%s, %s" % (eligible, quota.get(name)), good)

    def v9(self, step):
        if self.without_result(step):
            return
        reserve, selected = self.announcement["select"].get("reserve", 0), []
        said = {stratum["id"]: stratum for stratum in self.details["strata"]}
        for name, order in self.drawn().items():
            n = self.quotas()[name]
            cutoff = order[n - 1][0].hex() if n > 0 else None
            after = [firm["id"] for _, firm in order[n : n + reserve]]
            stratum = said.get(name, {})
            step.see("%s 入选线" % name, "%s cutoff" % name, cutoff or "—", stratum.get("cutoff") == cutoff)
            step.see("%s 递补次序" % name, "%s reserves" % name, " ".join(after) or "—", stratum.get("reserve") == after)
            selected += [
                {"id": firm["id"], "stratum": name, "rank": rank, "score": ticket.hex()}
                for rank, (ticket, firm) in enumerate(order[:n], 1)
            ]
        names = " ".join(each["id"] for each in selected)
        step.see("入选名单", "selection", names, self.details["selected"] == selected)

    def v14(self, step):
        if not self.has_result():
            step.not_applicable("作废而无结果", "voided without a result")
            return
        self.see_deadlines(step)
        result = self.bundle.need("result.json")
        if self.is_sealed():
            size = self.announcement["roster"]["size"]
            step.see("结果数与名录相同", "as many outcomes as enterprises", result["size"], result["size"] == size)
            step.not_applicable("封存，公开后再核", "sealed, to be checked once opened")
            return
        a, details = self.announcement, self.details
        step.see("抽取编号", "draw", a["draw"], result["draw"] == a["draw"] == details["draw"])
        announcement = self.announcement_hash()
        step.see("过程文件属于该公告", "the details are of this announcement", announcement, details["announcement"] == announcement)
        step.see("算法套件", "suite", a["suite"], result["suite"] == a["suite"])
        lines = self.bundle.files["outcomes.jsonl"][:-1].split(b"\n") if self.bundle.outcomes else []
        root = merkle_root(self.h, [leaf_hash(self.h, line) for line in lines]).hex()
        same = (root, len(lines)) == (result["root"], result["size"])
        step.see("结果根", "result root", "%s %d" % (root, len(lines)), same)
        wanted = self.outcomes()
        wrong = [leaf["id"] for leaf, said in zip(wanted, self.bundle.outcomes or []) if leaf != said]
        step.all_well("每户结果", "every outcome", wrong)
        step.see("结果数与名录相同", "as many outcomes as enterprises", len(lines), len(lines) == len(wanted))

    def see_deadlines(self, step):
        a = self.announcement
        for deed in self.deeds("draw.complete"):
            until = a["deadlines"]["result"]
            step.see("结果按时", "result in time", "%s ≤ %s" % (deed["at"], until), seconds(deed["at"]) <= seconds(until))
        for deed in self.deeds("draw.open") if "open" in a["deadlines"] else []:
            until = a["deadlines"]["open"]
            step.see("公开按时", "opened in time", "%s ≤ %s" % (deed["at"], until), seconds(deed["at"]) <= seconds(until))
        if self.is_sealed() and self.now is not None and "open" in a["deadlines"]:
            until = a["deadlines"]["open"]
            step.see("公开期限未过", "the opening is not overdue", until, self.now <= seconds(until))

    def outcomes(self):
        """The outcome of every firm, as the selection and the teams (V9–V12) make it."""
        select, details = self.announcement["select"], self.details
        ranks, crews = {each["id"]: each["rank"] for each in details["selected"]}, self.crews()
        days = {visit["ent"]: visit["day"] for visit in details.get("days", {"visits": []})["visits"]}
        result = []
        for i, leaf in enumerate(self.bundle.need_list("roster")):
            name = leaf["id"]
            salt = hmac(self.h, leaf["salt"].encode(), b"vdraw/1/result\0" + name.encode()).hex()[:32]
            outcome = {"i": i, "id": name, "outcome": "excluded", "salt": salt}
            if is_eligible(leaf):
                number = score(self.h, self.key("ent"), leaf, select["weights"]).hex()
                outcome.update(outcome="selected" if name in ranks else "not", score=number)
            if name in ranks:
                outcome.update(
                    rank=ranks[name],
                    officers=[person for _, person in sorted(crews[name]["officers"].items())],
                    experts=[{"place": p, "expert": person} for p, person in sorted(crews[name]["experts"].items())],
                )
                if "formation" in details["teams"] and details["teams"]["feasible"]:
                    outcome["team"] = next(e["officer"] for e in details["teams"]["trace"] if e["slot"] == name + "#0")
                if name in days:
                    outcome["day"] = days[name]
                if "vehicles" in details:
                    going = [o["id"] for o in details["vehicles"]["outings"] if name in o["enterprises"]]
                    outcome["vehicles"] = things(details["vehicles"]["trace"], going[0] if going else None, "vehicle")
                if "devices" in details:
                    outcome["devices"] = things(details["devices"]["trace"], name, "device")
            result.append(outcome)
        return result

    def v15(self, step):
        a = self.announcement
        if "narrowing" not in a:
            step.not_applicable("公告没有收窄审计", "the announcement has no narrowing audit")
            return
        if self.skip_narrowing:
            step.not_applicable("按要求略过", "skipped as asked")
            return
        said = self.bundle.need("narrowing.json")
        if announcement_problems(a):
            raise Refused("公告不合规则 / the announcement breaks its rules")
        lists = {name: self.bundle.need_list(name) for name in ("roster", "officers", "conflicts")}
        runs = said["runs"]
        found = audit(self.h, a, lists, runs, lambda done: self.progress(done, runs))
        step.see("种子", "seed", found["seed"], found["seed"] == said["seed"])
        step.see("模拟次数", "runs", runs)
        step.see("逐户相同", "the same for every firm", found == said, found == said)


def things(trace, unit, name):
    """What an outing or a visit got, by place."""
    held = (entry for entry in trace if entry["slot"].rpartition("#")[0] == unit)
    found = [{"place": int(entry["slot"].rpartition("#")[2]), name: entry["officer"]} for entry in held]
    return sorted(found, key=lambda each: each["place"])


# --------------------------------------------------------------------------------------------------
# V10–V13: officers, experts, days, vehicles, devices, substitutions (SPEC §15).
# --------------------------------------------------------------------------------------------------

class TeamSteps(Context):
    """Who goes where, when, and with what."""

    def v10(self, step):
        if self.without_result(step):
            return
        found, assign = self.details["teams"], self.announcement["assign"]
        relaxed = found.get("relaxed")
        step.see("放宽步骤", "relax step", relaxed or "—", relaxed is None or relaxed in assign["relax"])
        places, people, conflicts = self.team_problem(step)
        if not found["feasible"]:
            steps = [] if self.is_stuck() else assign["relax"]
            hall, last = found.get("hall"), cap_step(steps[-1]) if steps else 0
            good = hall is not None and is_hall_set(hall, places, people, conflicts, last)
            good = good and not found["trace"] and relaxed is None
            step.see("无法编组：席位多于能到的人", "no teams: more places than people can fill", hall, good)
            return
        problems = place_problems(found["trace"], places, people, conflicts, cap_step(relaxed))
        step.all_well("条件、回避、上限", "conditions, recusals, caps", problems)
        slots = ["%s#%d" % (firm, number) for firm, number, _ in places]
        filled = [entry["slot"] for entry in found["trace"]]
        step.see("全部岗位", "all places", "%d / %d" % (len(filled), len(slots)), sorted(filled) == sorted(slots))
        least = min((len(crew["officers"]) for crew in self.crews().values()), default=2)
        step.see("每组至少两人", "at least two officers in each team", least, least >= 2)
        step.see("没有霍尔集", "no Hall set", "hall" not in found, "hall" not in found)

    def is_stuck(self):
        """Whether teams could not even be formed: then the Hall set is that of their formation."""
        said = self.details["teams"]
        return "formation" in said and not said["feasible"] and not said["formation"]["tries"]

    def team_problem(self, step):
        """Places, people, recusals of the matching that counts: of officers, or of teams formed beforehand."""
        assign, said = self.announcement["assign"], self.details["teams"]
        people, conflicts = self.bundle.need_list("officers"), self.conflicts("conflicts")
        if ("teams" in assign) != ("formation" in said):
            raise Refused("固定编组与公告不符 / team mode is not as announced")
        if "teams" not in assign:
            return self.places(assign["slots"]), people, conflicts
        rule, tries = assign["teams"], said["formation"]["tries"]
        names = ["T-%d" % (i + 1) for i in range(rule["count"])]
        seats = [(name, place, slot["all"]) for name in names for place, slot in enumerate(rule["slots"])]
        once = [dict(person, cap=min(1, person["cap"])) for person in people]
        if self.is_stuck():
            return seats, once, set()
        step.see("编组次数", "times teams were formed", len(tries), 1 <= len(tries) <= TRIES + 1)
        for attempt in tries:
            problems = place_problems(attempt["trace"], seats, once, set(), 0)
            whole = sorted(e["slot"] for e in attempt["trace"]) == sorted("%s#%d" % seat[:2] for seat in seats)
            step.all_well("各组的条件", "conditions of the teams", problems + ([] if whole else ["席位不全 / places"]))
        crews = crews_of(tries[-1]["trace"]) if tries else {}
        units = [team_leaf(name, crews.get(name, []), people, rule["cap"]) for name in names]
        recused = {(name, firm) for person, firm in conflicts for name in names if person in crews.get(name, [])}
        asked = [(firm, 0, union(slot["all"] for slot in assign["slots"].get(stratum, []))) for firm, stratum in self.selected()]
        return asked, units, recused

    def v11(self, step):
        if self.without_result(step):
            return
        said, assign = self.details["teams"], self.announcement["assign"]
        people, conflicts = self.bundle.need_list("officers"), self.conflicts("conflicts")
        if "teams" in assign:
            found = formed_teams(self.h, self.key, self.selected(), self.announcement, people, conflicts)
            same = found["formation"] == said.get("formation")
            step.see("每次编组相同", "every formation of teams is the same", len(found["formation"]["tries"]), same)
        else:
            keys = self.key("assign-order"), self.key("assign-pair")
            places = self.places(assign["slots"])
            found = teams(self.h, *keys, places, people, conflicts, assign["balance"], assign["relax"])
        step.see("能否编组", "teams exist", found["feasible"], found["feasible"] == said["feasible"])
        step.see("放宽步骤", "relax step", found.get("relaxed", "—"), found.get("relaxed") == said.get("relaxed"))
        step.see("负荷指标 Φ", "Φ", found["phi"], found["phi"] == said["phi"])
        step.see("负荷", "loads", sum(found["loads"].values()), found["loads"] == said["loads"])
        same = found["trace"] == said["trace"]
        step.see("逐步相同（含跳过）", "step by step the same, skips included", same, same)
        step.see("跳过次数", "skips", sum(len(entry["skipped"]) for entry in found["trace"]))
        step.see("编组记录", "record of the teams", len(found["trace"]), found == said)

    def v12(self, step):
        if self.without_result(step):
            return
        assign = self.announcement["assign"]
        is_asked = self.see_experts(step)
        is_asked = self.see_means(step) or is_asked
        if not is_asked and "days" not in assign:
            step.not_applicable("本次抽取没有专家、日期、车辆、装备", "no experts, days, vehicles or devices")

    def see_experts(self, step):
        assign, said = self.announcement["assign"], self.details.get("experts")
        if (said is None) == ("experts" in assign):
            raise Refused("专家与公告不符 / experts are not as announced")
        if said is None:
            return False
        people, conflicts = self.bundle.need_list("experts"), self.conflicts("expertConflicts")
        keys, places = (self.key("expert-order"), self.key("expert-pair")), self.places(assign["experts"])
        found = experts(self.h, *keys, places, people, conflicts, assign["balance"])
        self.see_filled(step, "专家", "experts", found, said)
        kept = {entry["slot"] for entry in found["trace"]}
        bad = [
            each["slot"]
            for each in said["unfilled"]
            if not set(each["hall"]["slots"]) <= kept | {each["slot"]}
            or not is_hall_set(each["hall"], places, people, conflicts)
        ]
        step.all_well("空缺的理由（霍尔集）", "why they are empty (Hall sets)", bad)
        return True

    def see_filled(self, step, zh, en, found, said):
        """Compares places that may stay empty, and why: a Hall set is defined, so it must be the very same."""
        for name in ("phi", "loads", "trace"):
            step.see("%s %s" % (zh, name), "%s %s" % (en, name), found[name] == said[name], found[name] == said[name])
        empty = [each["slot"] for each in found["unfilled"]]
        same = [each["slot"] for each in said["unfilled"]] == empty
        step.see("%s 空缺席位" % zh, "%s: places left empty" % en, " ".join(empty) or "—", same)
        same = found["unfilled"] == said["unfilled"]
        step.see("%s空缺的理由" % zh, "%s: why they are empty" % en, len(empty), same)

    def see_means(self, step):
        """Days, vehicles and devices, computed again from the teams."""
        a, details = self.announcement, self.details
        lists = {name: self.bundle.need_list(name) for name in ("vehicles", "devices", "bookings") if name in a}
        found = {}
        if details["teams"]["feasible"]:
            crews = self.crews()
            people = [{firm: list(crew[name].values()) for firm, crew in crews.items()} for name in ("officers", "experts")]
            found = means(self.h, self.key, self.selected(), a, people[0], people[1], lists)
        for name, zh in (("days", "日期"), ("vehicles", "车辆"), ("devices", "装备")):
            if (name in found) != (name in details):
                step.see("%s与公告不符" % zh, "%s are not as announced" % name, False, False)
            elif name == "days" and name in found:
                step.see("检查日期", "days", len(found[name]["visits"]), found[name] == details[name])
            elif name in found:
                self.see_filled(step, zh, name, found[name], details[name])
                if name == "vehicles":
                    outings = found[name]["outings"]
                    step.see("出车", "outings", len(outings), outings == details[name]["outings"])
        return bool(found)

    def v13(self, step):
        if self.without_result(step):
            return
        requests = self.deeds("draw.request-substitution")
        reserves = [deed for deed in self.deeds("draw.substitute") if "enterprise" in deed["facts"]]
        if not requests and not self.deeds("draw.substitute") and "substitutions.jsonl" not in self.bundle.files:
            step.not_applicable("没有替换", "there are no substitutions")
            return
        if reserves:
            self.see_reserves(step, reserves)
        if requests or len(reserves) < len(self.deeds("draw.substitute")):
            self.see_replay(step)

    def see_replay(self, step):
        """Substitutions of 1.1: replayed from the log (SPEC §19)."""
        a = self.announcement
        lists = {name: self.bundle.need_list(name) for name in self.bundle.lists}
        replay = Replay(self.h, a, lists, self.details, self.crews(), self.bundle.deeds, self.bundle.entries)
        documents = replay.run()
        step.all_well("申请、批准、新随机源", "requests, approvals, fresh sources", replay.problems)
        for made in documents:
            value = "%s → %s" % (made.get("person", made["enterprise"]), made.get("substitute", "—"))
            step.see("替换 %d" % made["request"], "substitution %d" % made["request"], value)
        said = self.bundle.substitutions or []
        same = [canonical(each) for each in said] == [canonical(each) for each in documents[: replay.logged]]
        step.see("替换文件", "documents of the substitutions", len(said), same)

    def see_reserves(self, step, deeds):
        """Substitutes of 1.0: the next reserve in turn."""
        out, used = set(), set()
        standing = dict(self.selected())
        reserves = {stratum["id"]: stratum["reserve"] for stratum in self.details["strata"]}
        for deed in deeds:
            firm, substitute = deed["facts"].get("enterprise"), deed["facts"].get("substitute")
            stratum = standing.get(firm)
            turn = next((name for name in reserves.get(stratum, []) if name not in used), None)
            good = stratum is not None and firm not in out and substitute == turn and bool(deed["facts"].get("reason"))
            step.see("%s 由 %s 递补" % (firm, substitute), "%s is replaced" % firm, turn or "—", good)
            out.add(firm)
            used.add(substitute)
            standing[substitute] = stratum


def cap_step(name):
    return int(name[len("cap+") :]) if name else 0


def place_problems(trace, places, people, conflicts, more):
    """Every place by itself: tags, recusals, one place of a firm, caps. Nothing is searched for."""
    by_slot = {"%s#%d" % (firm, number): (firm, tags) for firm, number, tags in places}
    by_id = {person["id"]: person for person in people}
    found, load, at = [], {}, set()
    for entry in trace:
        slot, officer = entry["slot"], entry["officer"]
        if slot not in by_slot or officer not in by_id:
            found.append("%s: 没有这个席位或人员 / no such place or officer" % slot)
            continue
        firm, tags = by_slot[slot]
        load[officer] = load.get(officer, 0) + 1
        if not set(tags) <= set(by_id[officer]["tags"]):
            found.append("%s %s: 不合条件 / lacks a tag" % (slot, officer))
        if (officer, firm) in conflicts:
            found.append("%s %s: 应当回避 / recused" % (slot, officer))
        if (officer, firm) in at:
            found.append("%s %s: 同一企业两个席位 / two places of one enterprise" % (slot, officer))
        at.add((officer, firm))
    return found + [
        "%s: 超过上限 / above the cap" % officer for officer, n in load.items() if n > by_id[officer]["cap"] + more
    ]


# --------------------------------------------------------------------------------------------------
# The steps V1–V15 over one bundle (SPEC §15).
# --------------------------------------------------------------------------------------------------

class Verification(LogSteps, SourceSteps, DrawSteps, TeamSteps):
    """All steps. Hostile input makes a step fail and never ends the verification."""

    def run(self):
        return [self.step("V%d" % n) for n in range(1, 16)]

    def step(self, name):
        step = Step(name)
        try:
            getattr(self, name.lower())(step)
        except Refused as problem:
            step.see("无法核验", "cannot be checked", problem, False)
        return step


# --------------------------------------------------------------------------------------------------
# One enterprise: what the draw says about it, from the bundle or from the receipt that officers bring (SPEC §16).
# --------------------------------------------------------------------------------------------------

MAX_RECEIPT = 64 * 1024


def check_firm(verification, name):
    """The own check of a firm: a dictionary for people and programs; None when it is not in the roster."""
    leaves = [leaf for leaf in verification.bundle.need_list("roster") if leaf["id"] == name]
    if not leaves:
        return None
    leaf, select = leaves[0], verification.announcement["select"]
    found = {"id": name, "listed": len(leaves), "status": leaf["status"], "isDrawn": False}
    for member in ("reason", "ref", "stratum"):
        if member in leaf:
            found[member] = leaf[member]
    if not is_eligible(leaf) or not verification.has_result() or verification.is_sealed():
        return found
    stratum = next(s for s in verification.details["strata"] if s["id"] == leaf["stratum"])
    own = score(verification.h, verification.key("ent"), leaf, select["weights"])
    found.update(ticket=own.hex(), eligible=stratum["eligible"], quota=stratum["quota"])
    picked = [each for each in verification.details["selected"] if each["id"] == name]
    found["isDrawn"] = bool(picked)
    if "cutoff" in stratum:
        found["cutoff"] = stratum["cutoff"]
    if picked:
        found["rank"] = picked[0]["rank"]
    if select["weights"] == "explog":
        found["measure"] = "%d / %d" % (neg_log2(own), leaf["weight"])
    outcome = next(each for each in verification.outcomes() if each["id"] == name)
    found["officers"] = outcome.get("officers", [])
    found["experts"] = [each["expert"] for each in outcome.get("experts", [])]
    found["isConsistent"] = True if select["weights"] == "explog" else is_at_cutoff(found)
    return found


def is_at_cutoff(found):
    """Whether drawn or not is what ticket and cutoff say; ids decide between equal tickets, which nobody has seen."""
    return found["isDrawn"] == ("cutoff" in found and found["ticket"] <= found["cutoff"])


def firm_lines(found):
    """The own check in sentences a factory manager understands."""
    status = "可以被抽取 / can be drawn" if found["status"] == "eligible" else "排除 / excluded: %s" % found.get("reason")
    yield "企业 / enterprise %s" % found["id"]
    yield "  在名录中出现 %d 次 / listed %d time(s)；%s" % (found["listed"], found["listed"], status)
    if "ticket" not in found:
        return
    yield "  %s：%d 户中抽 %d 户 / %d of %d are drawn" % (
        found["stratum"], found["eligible"], found["quota"], found["quota"], found["eligible"],
    )  # fmt: skip
    yield "  抽签号 / ticket   %s" % found["ticket"]
    yield "  入选线 / cutoff   %s" % found.get("cutoff", "—")
    if not found["isDrawn"]:
        yield "  没有被抽中 / not drawn"
        return
    yield "  被抽中，第 %d 位 / drawn, rank %d" % (found["rank"], found["rank"])
    yield "  执法人员 / officers: %s" % " ".join(found["officers"])
    if found["experts"]:
        yield "  专家 / experts: %s" % " ".join(found["experts"])


def check_receipt(text, policy):
    """What a receipt proves (SPEC §16.2): {"ok", "problem"?, …}. Works with nothing but the policy."""
    try:
        data = text.encode("utf-8")
        if len(data) > MAX_RECEIPT:
            raise Refused("过长 / too long")
        document = parse(data)
        if isinstance(document, dict) and document.get("type") == "vdraw/1/substitution-receipt":
            return dict(ok=True, **substituted(checked(SUBSTITUTION_RECEIPT, document, "$"), policy))
        return dict(ok=True, **proven(checked(RECEIPT, document, "$"), policy))
    except (Refused, UnicodeEncodeError) as problem:
        return {"ok": False, "problem": str(problem)}


def logged(receipt, policy):
    """The checkpoint that covers the entry of a receipt; raises Refused when none that is trusted does."""
    proof = Proof("\n".join(receipt["proof"]) + "\n")
    checkpoint = Checkpoint(proof.note, policy)
    proof.check(canonical(receipt["deed"]), checkpoint)
    if policy.quorum != "none" and policy.met_at(checkpoint) is None:
        raise Refused("见证不足 / too few witnesses")
    return checkpoint


def substituted(receipt, policy):
    """What the receipt of an enterprise after a substitution proves (SPEC §19.7)."""
    deed, document = receipt["deed"], receipt["substitution"]
    checkpoint, h = logged(receipt, policy), suite_of(receipt["suite"])
    if deed["kind"] != "draw.substitute" or deed["facts"].get("document") != document_hash(h, document):
        raise Refused("日志条目不是这次替换的 / the entry is not of this substitution")
    firm = document.get("substitute") if document["what"] == "enterprise" else document["enterprise"]
    if firm is None:
        raise Refused("没有替换者 / there is no substitute")
    officers = [each["person"] for each in document["officers"]]
    return receipt_answer(document["draw"], firm, "substituted", officers, deed, checkpoint)


def proven(receipt, policy):
    """What the receipt of a drawn enterprise proves (SPEC §16.2)."""
    deed, result, leaf = receipt["deed"], receipt["result"], receipt["leaf"]
    checkpoint = logged(receipt, policy)
    h = suite_of(result["suite"])
    if deed["kind"] != "draw.complete" or deed["facts"].get("document") != document_hash(h, result):
        raise Refused("日志条目不是这个结果的 / the entry is not of this result")
    path = from_base64(receipt["path"], "path")
    if len(path) % 32:
        raise Refused("证明有误 / malformed path")
    nodes = [path[i : i + 32] for i in range(0, len(path), 32)]
    root = root_from_path(h, leaf_hash(h, canonical(leaf)), leaf["i"], result["size"], nodes)
    if root.hex() != result["root"]:
        raise Refused("不在结果中 / not in the result")
    return receipt_answer(result["draw"], leaf["id"], leaf["outcome"], leaf.get("officers", []), deed, checkpoint)


def receipt_answer(draw, firm, outcome, officers, deed, checkpoint):
    return {
        "draw": draw,
        "id": firm,
        "outcome": outcome,
        "officers": officers,
        "at": deed["at"],
        "log": checkpoint.origin,
        "witnesses": sorted(checkpoint.seen),
    }


# --------------------------------------------------------------------------------------------------
# `python3 verify.py <folder|zip>`: says what every step saw (SPEC §15.2).
# --------------------------------------------------------------------------------------------------

SIGNS = {"PASS": "✓", "FAIL": "✗", "NOT-APPLICABLE": "–"}
OWN_POLICY = (
    "使用包内的信任策略：只证明包内自洽，请把日志公钥与机关公布的核对 / "
    "with the bundle's own policy: compare the log key with the published one"
)
GIVEN_POLICY = "使用您提供的信任策略 / with your trust policy"


def arguments(argv):
    parser = argparse.ArgumentParser(
        prog="verify.py",
        description="核验一次抽取的验证包 / verifies the bundle of a draw (vdraw/1)",
        epilog="退出码 / exit code: 0 全部通过 all pass · 1 有步骤未通过 a step fails · 2 不是验证包 not a bundle",
    )
    parser.add_argument("path", help="文件夹、zip，或 --receipt 时的核验码文件（- 为标准输入）/ folder, zip, or receipt")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出 / answer in JSON")
    parser.add_argument("--policy", help="您自己的信任策略 / your own trust policy")
    parser.add_argument("--firm", help="一户企业的自查：统一社会信用代码 / one firm's own check")
    parser.add_argument("--receipt", action="store_true", help="核验入企核验码 / check a receipt; needs --policy")
    parser.add_argument("--skip-narrowing", action="store_true", help="略过收窄审计 / leave out V15")
    return parser.parse_args(argv)


def show_progress(done, runs):
    if sys.stderr.isatty():
        print("\r  V15 %d / %d" % (done, runs), end="" if done < runs else "\n", file=sys.stderr, flush=True)


def verify(files, is_published_form=True, policy=None, skip_narrowing=False, progress=show_progress, now=None):
    """The verification that was run and its report, in the form of `vdraw verify --json`. `now`: seconds since 1970."""
    if "manifest.json" not in files and "announcement.json" not in files:
        return None, {"kind": "garbage", "ok": False}
    run = Verification(Bundle(files), policy, skip_narrowing, progress)
    run.is_published_form, run.now = is_published_form, now
    steps = [step.report() for step in run.run()]
    announcement = run.bundle.documents.get("announcement.json") or {}
    report = {
        "kind": "bundle",
        "ok": all(step["status"] != "FAIL" for step in steps),
        "trust": "given" if policy else "bundle",
        "steps": steps,
    }
    for name in ("draw", "profile"):
        if name in announcement:
            report[name] = announcement[name]
    if "manifest.json" in files:
        report["fingerprint"] = sha256(files["manifest.json"]).hex()
    return run, report


def report_lines(report):
    names = tuple(report.get(name, "?") for name in ("draw", "profile", "fingerprint"))
    yield "抽取 / draw: %s · %s · 清单指纹 / manifest SHA-256: %s" % names
    yield GIVEN_POLICY if report["trust"] == "given" else OWN_POLICY
    for step in report["steps"]:
        yield "%s %s %s / %s: %s" % (
            SIGNS[step["status"]], step["id"], step["title"]["zh"], step["title"]["en"], step["status"],
        )  # fmt: skip
        for detail in step["details"]:
            yield "    %s %s / %s: %s" % (" " if detail["ok"] else "✗", detail["zh"], detail["en"], detail["value"])
    failed = [step["id"] for step in report["steps"] if step["status"] == "FAIL"]
    yield "结论：未通过 / failed: %s" % " ".join(failed) if failed else "结论：全部通过 / all steps pass"


def main(argv=None):
    """Runs the command; returns its exit code."""
    args = arguments(argv)
    try:
        policy = Policy(read_text(args.policy)) if args.policy else None
        if args.receipt:
            return receipt(args, policy)
        files, is_published_form = read_input(args.path)
    except (NotABundle, Refused) as problem:
        print(problem)
        return 2
    run, report = verify(files, is_published_form, policy, args.skip_narrowing, now=time.time())
    firm = check_firm(run, args.firm) if args.firm and report["ok"] else None
    if args.json:
        print(json.dumps(dict(report, firm=firm) if args.firm else report, ensure_ascii=False, indent=2))
    elif report["kind"] == "garbage":
        print("这不是验证包：没有 manifest.json，也没有 announcement.json / not a bundle")
    else:
        lines = list(report_lines(report))
        if args.firm:
            lines += firm_lines(firm) if firm else ["%s: 不在名录中，或验证未通过 / not listed, or not verified" % args.firm]
        print("\n".join(lines))
    return 2 if report["kind"] == "garbage" else 0 if report["ok"] else 1


def receipt(args, policy):
    """Exit code 0 when the receipt proves the visit, 1 when not, 2 without a policy."""
    if policy is None:
        raise NotABundle("核验码须用您自己的信任策略：--policy / a receipt needs --policy")
    found = check_receipt(read_text(args.path).rstrip("\n"), policy)
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    elif found["ok"]:
        print("✓ 抽取 / draw %s：%s %s" % (found["draw"], found["id"], found["outcome"]))
        print("  执法人员 / officers: %s · %s" % (" ".join(found["officers"]), found["at"]))
    else:
        print("✗ 核验码不成立 / the receipt does not hold: %s" % found["problem"])
    return 0 if found["ok"] else 1


def read_text(path):
    try:
        if path == "-":
            return sys.stdin.buffer.read().decode("utf-8")
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise NotABundle("%s: %s" % (path, error))


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # Chinese text comes out right whatever the terminal's own encoding is.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
