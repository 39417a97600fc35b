"""V10–V13: officers, experts, days, vehicles, devices, substitutions (SPEC §15)."""

from .canonical import Refused, canonical
from .context import Context
from .matching import experts, is_hall_set, places_of, teams
from .means import TRIES, crews_of, formed_teams, means, team_leaf, union
from .substitutions import Replay


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
