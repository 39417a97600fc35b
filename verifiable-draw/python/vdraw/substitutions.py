"""After the result: skips and substitutions, replayed from the log alone (SPEC §19)."""

from .canonical import Refused, canonical, seconds
from .drawing import in_order, key, seed
from .hashing import leaf_hash, sha256
from .matching import experts, teams
from .shapes import APPROVAL, REQUEST, checked
from .sources import bits_of, is_outside, is_value, time_of, typings_of, value_bytes

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
