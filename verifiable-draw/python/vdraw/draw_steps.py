"""V8, V9, V14, V15: quotas, selection, outcomes, narrowing audit (SPEC §15)."""

from .audit import audit
from .canonical import Refused, seconds
from .context import Context, is_eligible
from .drawing import score
from .hashing import hmac, leaf_hash, merkle_root
from .rules import announcement_problems


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
