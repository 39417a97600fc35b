"""The narrowing audit: dummy draws on the committed lists, with a seed that nobody can choose (SPEC §13)."""

from .drawing import in_order, key, quotas
from .hashing import u32
from .matching import places_of, teams
from .means import crews_of, formed_teams


def draw_once(h, announcement, lists, prk):
    """Drawn firms [(id, stratum)] and {slot: officer} (None without teams), for one pseudo-random key."""
    suite, select, assign = announcement["suite"], announcement["select"], announcement["assign"]
    eligible = [leaf for leaf in lists["roster"] if leaf["status"] == "eligible"]
    quota = quotas(h, key(h, suite, prk, "quota-tie"), select["k"], select["strata"])
    drawn = []
    for stratum in select["strata"]:
        firms = [leaf for leaf in eligible if leaf["stratum"] == stratum["id"]]
        ordered = in_order(h, key(h, suite, prk, "ent"), firms, select["weights"])
        drawn += [(firm["id"], stratum["id"]) for _, firm in ordered[: quota[stratum["id"]]]]
    recused = {(leaf["person"], leaf["ent"]) for leaf in lists["conflicts"]}

    def own(purpose):
        return key(h, suite, prk, purpose)

    if "teams" in assign:
        return drawn, crews_sent(formed_teams(h, own, drawn, announcement, lists["officers"], recused))
    keys, places = (own("assign-order"), own("assign-pair")), places_of(drawn, assign["slots"])
    found = teams(h, *keys, places, lists["officers"], recused, assign["balance"], assign["relax"])
    return drawn, {step["slot"]: step["officer"] for step in found["trace"]} if found["feasible"] else None


def crews_sent(found):
    """Who came to each place of each firm in team mode; None when there are no teams."""
    if not found["feasible"]:
        return None
    crews = crews_of(found["formation"]["tries"][-1]["trace"])
    firms = ((step["slot"].rpartition("#")[0], crews[step["officer"]]) for step in found["trace"])
    return {"%s#%d" % (firm, place): person for firm, crew in firms for place, person in enumerate(crew)}


def audit(h, announcement, lists, runs, progress):
    """The document of `runs` dummy draws. `progress(done)` is called after each."""
    roots = (announcement[name]["root"] for name in ("roster", "officers", "conflicts"))
    seed = h(b"vdraw/1/narrowing\0", *(bytes.fromhex(root) for root in roots))
    drawn_times, seats, infeasible = {}, {}, 0
    for i in range(runs):
        drawn, found = draw_once(h, announcement, lists, h(seed, u32(i)))
        infeasible += found is None
        for firm, _ in drawn:
            drawn_times[firm] = drawn_times.get(firm, 0) + 1
        for slot, officer in (found or {}).items():
            counts = seats.setdefault(slot, {})
            counts[officer] = counts.get(officer, 0) + 1
        progress(i + 1)
    recused = {(leaf["person"], leaf["ent"]) for leaf in lists["conflicts"]}
    return {
        "type": "vdraw/1/narrowing",
        "draw": announcement["draw"],
        "seed": seed.hex(),
        "runs": runs,
        "infeasible": infeasible,
        "enterprises": [
            {
                "id": leaf["id"],
                "drawn": drawn_times[leaf["id"]],
                "places": [
                    {
                        "fits": sum(fits(officer, leaf["id"], slot["all"], recused) for officer in lists["officers"]),
                        "most": max(seats.get("%s#%d" % (leaf["id"], place), {"": 0}).values()),
                    }
                    for place, slot in enumerate(slots_at(announcement["assign"], leaf["stratum"]))
                ],
            }
            for leaf in lists["roster"]
            if leaf["id"] in drawn_times
        ],
    }


def slots_at(assign, stratum):
    """The places of a firm; in team mode those of a team."""
    return assign["teams"]["slots"] if "teams" in assign else assign["slots"].get(stratum, [])


def fits(person, firm, tags, recused):
    return set(tags) <= set(person["tags"]) and (person["id"], firm) not in recused
