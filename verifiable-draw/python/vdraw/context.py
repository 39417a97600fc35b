"""What the steps share: how a step notes what it sees, and what of the bundle several of them need (SPEC §15)."""

from .canonical import Refused
from .bundle import RESULTS
from .drawing import in_order, key, quotas, seed
from .hashing import document_hash, suite_of
from .matching import places_of
from .means import crews_of
from .notes import Checkpoint
from .rules import announcement_problems
from .sources import Recorded

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
