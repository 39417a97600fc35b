"""V1–V3: the files, the log, one announcement and one result (SPEC §15)."""

from .bundle import FREE, LISTS, LOG_FILE, RESULTS
from .canonical import Refused, canonical, seconds
from .context import Context
from .hashing import document_hash, leaf_hash, sha256
from .notes import Proof


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
