"""Reading a bundle from a folder or a zip without trusting either (SPEC §14, §15.1a)."""

import os
import re
import struct
import zlib

from .canonical import Refused, canonical, parse
from .hashing import leaf_hash
from .notes import Policy
from .shapes import (
    ANNOUNCEMENT, CHURN, CHURN_LEAF, CONFLICT_LEAF, DETAILS, ENTRY, HIDDEN, NARROWING, OUTCOME, PERSON_LEAF, RESULT,
    ROSTER_LEAF, SUBSTITUTION, anything, checked,
)  # fmt: skip

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
