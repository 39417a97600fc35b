"""The public log as one sees it from outside: signed notes, checkpoints, proofs, trust policy (SPEC §5)."""

import base64
import binascii
import re

from .canonical import Refused
from .ed25519 import is_signed
from .hashing import leaf_hash, root_from_path, sha256

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
