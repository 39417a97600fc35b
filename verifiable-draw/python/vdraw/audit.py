"""The narrowing audit: dummy draws on the committed lists, with a seed that nobody can choose (SPEC §13)."""

from .drawing import in_order, key, quotas
from .hashing import u32
from .matching import places_of, teams


def draw_once(h, announcement, lists, prk):
    """Drawn firms [(id, stratum)] and the teams, for one pseudo-random key."""
    suite, select, assign = announcement["suite"], announcement["select"], announcement["assign"]
    eligible = [leaf for leaf in lists["roster"] if leaf["status"] == "eligible"]
    quota = quotas(h, key(h, suite, prk, "quota-tie"), select["k"], select["strata"])
    drawn = []
    for stratum in select["strata"]:
        firms = [leaf for leaf in eligible if leaf["stratum"] == stratum["id"]]
        ordered = in_order(h, key(h, suite, prk, "ent"), firms, select["weights"])
        drawn += [(firm["id"], stratum["id"]) for _, firm in ordered[: quota[stratum["id"]]]]
    recused = {(leaf["person"], leaf["ent"]) for leaf in lists["conflicts"]}
    keys = key(h, suite, prk, "assign-order"), key(h, suite, prk, "assign-pair")
    places = places_of(drawn, assign["slots"])
    return drawn, teams(h, keys[0], keys[1], places, lists["officers"], recused, assign["balance"], assign["relax"])


def audit(h, announcement, lists, runs, progress):
    """The document of `runs` dummy draws. `progress(done)` is called after each."""
    roots = (announcement[name]["root"] for name in ("roster", "officers", "conflicts"))
    seed = h(b"vdraw/1/narrowing\0", *(bytes.fromhex(root) for root in roots))
    drawn_times, seats, infeasible = {}, {}, 0
    for i in range(runs):
        drawn, found = draw_once(h, announcement, lists, h(seed, u32(i)))
        infeasible += not found["feasible"]
        for firm, _ in drawn:
            drawn_times[firm] = drawn_times.get(firm, 0) + 1
        for step in found["trace"]:
            counts = seats.setdefault(step["slot"], {})
            counts[step["officer"]] = counts.get(step["officer"], 0) + 1
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
                    for place, slot in enumerate(announcement["assign"]["slots"][leaf["stratum"]])
                ],
            }
            for leaf in lists["roster"]
            if leaf["id"] in drawn_times
        ],
    }


def fits(person, firm, tags, recused):
    return set(tags) <= set(person["tags"]) and (person["id"], firm) not in recused
