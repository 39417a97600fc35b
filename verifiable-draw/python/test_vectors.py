"""The published vectors, computed again by this implementation. `python3 -m unittest` in this folder."""

import json
import os
import unittest

from vdraw import drawing, hashing, matching
from vdraw.canonical import canonical, parse

HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, "..", "vectors", "vdraw-1.json"), encoding="utf-8") as file:
    VECTORS = json.load(file)
INPUT = VECTORS["input"]
# SM3 is tried twice: as OpenSSL has it (where it has), and written out.
HASHES = [
    ("vd1-sha256", hashing.sha256),
    ("vd1-sm3", hashing.SUITES["vd1-sm3"]),
    ("vd1-sm3", hashing.sm3_plain),
]


class Vectors(unittest.TestCase):
    def each(self):
        for suite, h in HASHES:
            with self.subTest(suite=suite, hash=h.__name__):
                yield suite, h, VECTORS["suites"][suite]

    def leaves(self, h):
        salt_key = bytes.fromhex(INPUT["saltKey"])
        salted = [dict(leaf, salt=hashing.hmac(h, salt_key, leaf["id"].encode()).hex()[:32]) for leaf in INPUT["roster"]]
        return sorted(salted, key=lambda leaf: leaf["id"])

    def keys(self, suite, h, wanted):
        prk = bytes.fromhex(wanted["prk"])
        return {name: drawing.key(h, suite, prk, name) for name in wanted["keys"]}

    def drawn(self, suite, h, wanted):
        """[(stratum, quota, order)] for a way of weighing."""
        keys = self.keys(suite, h, wanted)
        quotas = drawing.quotas(h, keys["quota-tie"], INPUT["k"], INPUT["strata"])
        for stratum in INPUT["strata"]:
            firms = [leaf for leaf in self.leaves(h) if leaf.get("stratum") == stratum["id"] and leaf["status"] == "eligible"]
            yield stratum["id"], quotas[stratum["id"]], drawing.in_order(h, keys["ent"], firms, "none")

    def test_primitives(self):
        primitives = VECTORS["primitives"]
        self.assertEqual(hashing.sha256(b"abc").hex(), primitives["sha256_abc"])
        for h in (hashing.sm3_plain, hashing.SUITES["vd1-sm3"]):
            self.assertEqual(h(b"abc").hex(), primitives["sm3_abc"])
            self.assertEqual(hashing.hmac(h, b"key", b"abc").hex(), primitives["hmac_sm3_key_key_msg_abc"])
        for length in range(130):
            self.assertEqual(hashing.sm3_plain(bytes(length)), hashing.SUITES["vd1-sm3"](bytes(length)))

    def test_announcement_and_roster(self):
        for _, h, wanted in self.each():
            document = parse(wanted["announcementJcs"].encode())
            self.assertEqual(canonical(document).decode(), wanted["announcementJcs"])
            self.assertEqual(hashing.document_hash(h, document), wanted["announcementLeafHash"])
            leaves = [hashing.leaf_hash(h, canonical(leaf)) for leaf in self.leaves(h)]
            self.assertEqual(hashing.merkle_root(h, leaves).hex(), wanted["rosterRoot"])
            path = [bytes.fromhex(node) for node in wanted["inclusionPathIndex2"]]
            root = hashing.root_from_path(h, leaves[2], 2, len(leaves), path)
            self.assertEqual(root.hex(), wanted["rosterRoot"])

    def test_seed_and_keys(self):
        for suite, h, wanted in self.each():
            values = [(source["id"], bytes.fromhex(source["value"])) for source in INPUT["sources"]]
            prk = drawing.seed(h, wanted["announcementLeafHash"], values)
            self.assertEqual(prk.hex(), wanted["prk"])
            keys = {name: key.hex() for name, key in self.keys(suite, h, wanted).items()}
            self.assertEqual(keys, wanted["keys"])

    def test_quotas_tickets_and_selection(self):
        for suite, h, wanted in self.each():
            selected = []
            for stratum, n, order in self.drawn(suite, h, wanted):
                self.assertEqual(n, wanted["quotas"][stratum])
                self.assertEqual(order[n - 1][0].hex(), wanted["cutoff"][stratum])
                self.assertEqual([firm["id"] for _, firm in order[n : n + 2]], wanted["reserve"][stratum])
                selected += [firm["id"] for _, firm in order[:n]]
            self.assertEqual(selected, wanted["selected"])

    def test_weights(self):
        for suite, h, wanted in self.each():
            key = self.keys(suite, h, wanted)["ent"]
            firms = [leaf for leaf in self.leaves(h) if leaf["status"] == "eligible"]
            for weights, name in (("tickets", "weightedSelected"), ("explog", "expLogSelected")):
                order = drawing.in_order(h, key, firms, weights)
                self.assertEqual([firm["id"] for _, firm in order[: INPUT["k"]]], wanted[name])
            for firm, number in wanted["expLogQ64"].items():
                self.assertEqual(drawing.neg_log2(bytes.fromhex(wanted["tickets"][firm])), int(number))

    def test_teams(self):
        for suite, h, wanted in self.each():
            keys = self.keys(suite, h, wanted)
            firms = [
                (firm["id"], stratum)
                for stratum, n, order in self.drawn(suite, h, wanted)
                for _, firm in order[:n]
            ]
            places = matching.places_of(firms, INPUT["slotTemplate"])
            recused = {tuple(pair.split("|")) for pair in INPUT["conflicts"]}
            found = matching.teams(
                h, keys["assign-order"], keys["assign-pair"], places, INPUT["officers"], recused, "strict", [],
            )  # fmt: skip
            self.assertEqual(found["trace"], wanted["trace"])
            self.assertEqual((found["phi"], found["loads"]), (wanted["phi"], wanted["loads"]))


if __name__ == "__main__":
    unittest.main()
