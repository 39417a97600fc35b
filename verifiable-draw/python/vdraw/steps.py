"""The steps V1–V15, each with what it looked at (SPEC §15)."""

from .audit import audit
from .bundle import FREE, LISTS, LOG_FILE, RESULTS
from .canonical import Refused, canonical, seconds, utc
from .drawing import in_order, key, quotas, score, seed
from .hashing import document_hash, hmac, leaf_hash, merkle_root, sha256, suite_of
from .matching import experts, is_hall_set, places_of, teams
from .notes import Checkpoint, Proof
from .rules import announcement_problems, key_of, list_root, number_to_draw, order_problems, roster_problems
from .sources import Recorded, bits_of, is_outside, outside_note, time_of

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


class Verification:
    """All steps over one bundle. Each step computes from the log and the lists, never from what the result says."""

    def __init__(self, bundle, policy, skip_narrowing=False, progress=lambda done, runs: None):
        self.bundle, self.policy = bundle, policy or bundle.policy
        self.skip_narrowing, self.progress = skip_narrowing, progress
        self.is_published_form = True
        self.checkpoints = {}

    def run(self):
        return [self.step("V%d" % n) for n in range(1, 16)]

    def step(self, name):
        step = Step(name)
        try:
            getattr(self, name.lower())(step)
        except Refused as problem:
            step.see("无法核验", "cannot be checked", problem, False)
        return step

    # What several steps need, each computed once.

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

    def without_result(self, step):
        """Whether the draw was voided before its result; then a step about the result does not apply."""
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

    def places(self, templates):
        """Places of the firms that the details name as drawn; V9 has checked those."""
        return places_of([(each["id"], each["stratum"]) for each in self.details["selected"]], templates)

    def conflicts(self, name):
        return {(leaf["person"], leaf["ent"]) for leaf in self.bundle.need_list(name)}

    # The steps.

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
        known = {"manifest.json", "announcement.json", "plan.json", "narrowing.json", "trust/policy.txt", *RESULTS}
        known |= {path for path, _ in LISTS.values()}
        for path in sorted(files):
            if path not in known and not FREE.match(path) and not LOG_FILE.match(path):
                found.append("%s: 不属于验证包 / no part of a bundle" % path)
        for path in ("announcement.json", "trust/policy.txt"):
            if path not in files:
                found.append("%s: 缺失 / missing" % path)
        there = [path for path in RESULTS if path in files]
        if there and len(there) < len(RESULTS):
            found.append("结果文件不全 / result documents are not complete")
        announcement = self.bundle.documents.get("announcement.json") or {}
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

    def checkpoint(self, note):
        if note not in self.checkpoints:
            self.checkpoints[note] = Checkpoint(note, self.policy)
        return self.checkpoints[note]

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
        if self.has_result():
            result = self.bundle.need("result.json")
            found = document_hash(self.h, result)
            logged = [deed["facts"].get("document") for deed in self.deeds("draw.complete")]
            step.see("结果已入日志", "the result is in the log", found, logged == [found])
            step.see("结果属于该公告", "the result is of this announcement", result["announcement"],
                     result["announcement"] == announcement)  # fmt: skip
            details = document_hash(self.h, self.details)
            step.see("过程文件与结果一致", "the details are those of the result", details, details == result["details"])

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
        there = all(path in self.bundle.files for path in RESULTS)
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

    def v4(self, step):
        a = self.announcement
        found = []
        for name in LISTS:
            if name not in a:
                continue
            leaves, announced = self.bundle.need_list(name), a[name]
            root = list_root(self.h, self.bundle.leaf_bytes(name))
            same = root == announced["root"] and len(leaves) == announced["size"]
            step.see("%s 根与数量" % name, "%s root and size" % name, "%s %d" % (root, len(leaves)), same)
            found += order_problems(name, leaves)
        step.all_well("名单与公告一致", "lists are the announced ones", found + roster_problems(a, self.bundle.need_list("roster")))

    def v5(self, step):
        a = self.announcement
        step.all_well("公告规则", "rules of the announcement", announcement_problems(a))
        k, rule = number_to_draw(a["select"]["kRule"]), a["select"]["kRule"]
        step.see("抽取数量", "number to draw", "%s = %s" % (rule, k), k == a["select"]["k"])
        for reason, count in sorted(a["roster"]["excluded"].items()):
            step.see("排除 %s" % reason, "excluded %s" % reason, count)
        bare = [leaf["id"] for leaf in self.bundle.need_list("roster") if leaf.get("reason") == "FREQ" and "ref" not in leaf]
        step.all_well("频次排除均指明此前的抽取", "exclusions for frequency name the earlier draw", bare)

    def v6(self, step):
        a, recorded = self.announcement, self.recorded()
        announced = self.announced()
        step.see("方案", "profile", a["profile"])
        step.all_well("每个来源只记录一次", "every source is recorded once", recorded.problems)
        for source in a["sources"]:
            self.see_source(step, source, announced)
        if any(source["type"] == "dice" for source in a["sources"]):
            self.see_dice(step)
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
        limit = {"commit": "reveal", "dice": "result" if a["profile"] == "offline" else "reveal"}.get(source["type"])
        if limit is not None:
            at, until = recorded.entries[name]["at"], a["deadlines"][limit]
            step.see("%s 按时" % name, "%s in time" % name, "%s ≤ %s" % (at, until), seconds(at) <= seconds(until))

    def see_dice(self, step):
        typed, checked = self.deeds("draw.record-dice"), self.deeds("draw.confirm-dice")
        attempts = [deed["facts"].get("attempt") for deed in typed]
        step.see("骰子录入次序", "typings of the dice", attempts, attempts == list(range(1, len(typed) + 1)))
        for deed in checked:
            mine = [each for each in typed if each["facts"].get("attempt") == deed["facts"].get("attempt")]
            good = (
                len(mine) == 1
                and mine[0]["seq"] < deed["seq"]
                and mine[0]["actor"] != deed["actor"]
                and (mine[0]["facts"].get("digits") == deed["facts"].get("digits")) is deed["facts"].get("isSame")
            )
            step.see("第 %s 次录入与复核" % deed["facts"].get("attempt"), "dice typed and checked", deed["facts"].get("digits"), good)
        once = len({deed["facts"].get("attempt") for deed in checked}) == len(checked)
        step.see("每次录入至多复核一次", "each typing is checked at most once", once, once)

    def see_last(self, step, announced):
        """R3 and R-LAST: what nobody can steer comes last."""
        a, recorded = self.announcement, self.recorded()
        human = [recorded.entries[s["id"]] for s in a["sources"] if s["type"] in ("commit", "dice", "machine") and s["id"] in recorded.entries]
        if a["profile"] == "offline":
            typed = self.deeds("draw.record-dice")
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

    def v10(self, step):
        if self.without_result(step):
            return
        found, assign = self.details["teams"], self.announcement["assign"]
        people, conflicts = self.bundle.need_list("officers"), self.conflicts("conflicts")
        places = self.places(assign["slots"])
        relaxed = found.get("relaxed")
        step.see("放宽步骤", "relax step", relaxed or "—", relaxed is None or relaxed in assign["relax"])
        more = cap_step(relaxed)
        if not found["feasible"]:
            last = cap_step(assign["relax"][-1]) if assign["relax"] else 0
            hall = found.get("hall")
            good = hall is not None and is_hall_set(hall, places, people, conflicts, last)
            good = good and not found["trace"] and relaxed is None
            step.see("无法编组：席位多于能到的人", "no teams: more places than people can fill", hall, good)
            return
        problems = place_problems(found["trace"], places, people, conflicts, more)
        step.all_well("条件、回避、上限", "conditions, recusals, caps", problems)
        slots = ["%s#%d" % (firm, number) for firm, number, _ in places]
        filled = [entry["slot"] for entry in found["trace"]]
        step.see("全部岗位", "all places", "%d / %d" % (len(filled), len(slots)), sorted(filled) == sorted(slots))
        per_firm = [sum(firm == each["id"] for firm, _, _ in places) for each in self.details["selected"]]
        least = min(per_firm, default=0)
        step.see("每组至少两人", "at least two officers in each team", least, least >= 2 or not per_firm)
        step.see("没有霍尔集", "no Hall set", "hall" not in found, "hall" not in found)

    def v11(self, step):
        if self.without_result(step):
            return
        said, assign = self.details["teams"], self.announcement["assign"]
        keys = self.key("assign-order"), self.key("assign-pair")
        people, conflicts = self.bundle.need_list("officers"), self.conflicts("conflicts")
        found = teams(self.h, *keys, self.places(assign["slots"]), people, conflicts, assign["balance"], assign["relax"])
        step.see("能否编组", "teams exist", found["feasible"], found["feasible"] == said["feasible"])
        step.see("放宽步骤", "relax step", found.get("relaxed", "—"), found.get("relaxed") == said.get("relaxed"))
        step.see("负荷指标 Φ", "Φ", found["phi"], found["phi"] == said["phi"])
        step.see("负荷", "loads", sum(found["loads"].values()), found["loads"] == said["loads"])
        same = found["trace"] == said["trace"]
        step.see("逐步相同（含跳过）", "step by step the same, skips included", same, same)
        step.see("跳过次数", "skips", sum(len(entry["skipped"]) for entry in found["trace"]))

    def v12(self, step):
        if self.without_result(step):
            return
        assign, said = self.announcement["assign"], self.details.get("experts")
        if "experts" not in assign:
            if said is not None:
                step.see("结果有专家而公告没有", "experts that were not announced", False, False)
            step.not_applicable("本次抽取没有专家", "this draw has no experts")
            return
        if said is None:
            raise Refused("结果没有专家 / the result has no experts")
        people, conflicts = self.bundle.need_list("experts"), self.conflicts("expertConflicts")
        keys, places = (self.key("expert-order"), self.key("expert-pair")), self.places(assign["experts"])
        found = experts(self.h, *keys, places, people, conflicts, assign["balance"])
        for name, zh in (("phi", "负荷指标 Φ"), ("loads", "负荷"), ("trace", "逐步相同（含跳过）")):
            step.see(zh, name, found[name] == said[name], found[name] == said[name])
        empty = [each["slot"] for each in found["unfilled"]]
        step.see("空缺席位", "places left empty", " ".join(empty) or "—", [each["slot"] for each in said["unfilled"]] == empty)
        kept = {entry["slot"] for entry in found["trace"]}
        bad = [
            each["slot"]
            for each in said["unfilled"]
            if not set(each["hall"]["slots"]) <= kept | {each["slot"]}
            or not is_hall_set(each["hall"], places, people, conflicts)
        ]
        step.all_well("空缺的理由（霍尔集）", "why they are empty (Hall sets)", bad)

    def v13(self, step):
        deeds = self.deeds("draw.substitute")
        if not deeds:
            step.not_applicable("没有递补", "there are no substitutions")
            return
        out, used = set(), set()
        standing = {each["id"]: each["stratum"] for each in self.details["selected"]}
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

    def v14(self, step):
        if self.without_result(step):
            return
        a, result, details = self.announcement, self.bundle.need("result.json"), self.details
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
        for deed in self.deeds("draw.complete"):
            until = a["deadlines"]["result"]
            step.see("结果按时", "result in time", "%s ≤ %s" % (deed["at"], until), seconds(deed["at"]) <= seconds(until))
        for deed in self.deeds("draw.open") if "open" in a["deadlines"] else []:
            until = a["deadlines"]["open"]
            step.see("公开按时", "opened in time", "%s ≤ %s" % (deed["at"], until), seconds(deed["at"]) <= seconds(until))

    def outcomes(self):
        """The outcome of every firm, as the selection and the teams (V9–V12) make it."""
        select = self.announcement["select"]
        ranks = {each["id"]: each["rank"] for each in self.details["selected"]}
        team = seats(self.details["teams"]["trace"])
        expert = seats(self.details.get("experts", {"trace": []})["trace"])
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
                    officers=[officer for _, officer in team.get(name, [])],
                    experts=[{"place": place, "expert": person} for place, person in expert.get(name, [])],
                )
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


def is_eligible(leaf):
    return leaf["status"] == "eligible"


def canonical_or_none(value):
    try:
        return canonical(value)
    except Refused:
        return None


def with_value(record, name, value):
    return record if value is None else dict(record, **{name: value})


def cap_step(name):
    return int(name[len("cap+") :]) if name else 0


def position_problems(proven):
    """In one tree `seq − index` is constant, and a size has one root."""
    found, offsets, roots = [], {}, {}
    for seq, (proof, point) in sorted(proven.items()):
        if offsets.setdefault(point.origin, seq - proof.index) != seq - proof.index:
            found.append("%d: 编号与位置不符 / number and position do not fit" % seq)
        if roots.setdefault((point.origin, point.size), point.root) != point.root:
            found.append("%d: 同样大小的树有两个根 / two roots for one size" % seq)
    return found


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


def seats(trace):
    """{firm: [(place, person)]} in order of the places."""
    found = {}
    for entry in trace:
        firm, _, place = entry["slot"].rpartition("#")
        found.setdefault(firm, []).append((int(place), entry["officer"]))
    return {firm: sorted(team) for firm, team in found.items()}
