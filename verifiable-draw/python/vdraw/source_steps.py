"""V4–V7: the lists, the rules of the announcement, the sources of randomness, the seed (SPEC §15)."""

from .bundle import LISTS
from .canonical import Refused, seconds, utc
from .churn import see_churn
from .context import Context
from .hashing import merkle_root, sha256
from .notes import Proof
from .rules import announcement_problems, number_to_draw, order_problems, roster_problems
from .sources import bits_of, is_outside, outside_note, time_of


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
