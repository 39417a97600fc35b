"""Teams formed beforehand, days, vehicles and devices (SPEC §10.6, §11.2–§11.5)."""

from .drawing import ticket
from .matching import experts, places_of, teams

TRIES = 16


def formed_teams(h, key, drawn, announcement, people, conflicts):
    """`teams` of details.json in team mode. `key(purpose)` gives a key; `drawn`: [(firm, stratum)]."""
    assign = announcement["assign"]
    rule, tries = assign["teams"], []
    names = ["T-%d" % (i + 1) for i in range(rule["count"])]
    seats = [(name, place, slot["all"]) for name in names for place, slot in enumerate(rule["slots"])]
    once = [dict(person, cap=min(1, person["cap"])) for person in people]
    asked = [(firm, 0, union(slot["all"] for slot in assign["slots"].get(stratum, []))) for firm, stratum in drawn]
    for n in range(TRIES + 1):
        suffix = "/try/%d" % n if n else ""
        first = teams(h, key("team-order" + suffix), key("team-pair" + suffix), seats, once, set(), assign["balance"], [])
        if not first["feasible"]:
            return dict(first, formation={"tries": tries})
        crews = crews_of(first["trace"])
        units = [team_leaf(name, crews[name], people, rule["cap"]) for name in names]
        recused = {
            (name, firm) for person, firm in conflicts for name in names if person in crews[name]
        }
        found = teams(h, key("assign-order"), key("assign-pair"), asked, units, recused, assign["balance"], assign["relax"])
        attempt = {"trace": first["trace"]}
        tries.append(attempt if found["feasible"] else dict(attempt, hall=found["hall"]))
        if found["feasible"]:
            break
    return dict(found, formation={"tries": tries})


def union(tag_lists):
    return sorted({tag for tags in tag_lists for tag in tags})


def crews_of(trace):
    """Members of each team by place, from the trace of its formation."""
    crews = {}
    for entry in sorted(trace, key=lambda entry: int(entry["slot"].rpartition("#")[2])):
        crews.setdefault(entry["slot"].rpartition("#")[0], []).append(entry["officer"])
    return crews


def team_leaf(name, crew, people, cap):
    members = [person for person in people if person["id"] in crew]
    return {
        "id": name,
        "tags": union(person["tags"] for person in members),
        "cap": cap,
        "prior": sum(person["prior"] for person in members),
    }


def days_of(h, day_key, drawn, rule, people_of, booked):
    """`days` of details.json. `people_of`: {firm: set of people}; `booked`: set of (person, day)."""
    order = [firm for firm, _ in drawn]
    if rule["by"] == "drawn":
        order.sort(key=lambda firm: (ticket(h, day_key, 0, firm), firm))
    visits, unplaced, count, busy = [], [], {day: 0 for day in rule["list"]}, {}
    for firm in order:
        people = people_of[firm]
        possible = [
            day
            for day in rule["list"]
            if all((person, day) not in booked and busy.get((person, day), 0) < rule["perPerson"] for person in people)
        ]
        if not possible:
            unplaced.append(firm)
            continue
        own = ticket(h, day_key, 0, firm)
        drawn_first = (lambda day: ticket(h, own, 0, day)) if rule["by"] == "drawn" else (lambda day: day)
        day = min(possible, key=lambda day: (count[day], drawn_first(day)))
        visits.append({"ent": firm, "day": day})
        count[day] += 1
        for person in people:
            busy[person, day] = busy.get((person, day), 0) + 1
    return {"visits": visits, "unplaced": unplaced}


def outings_of(visits, strata, templates, officers_of, people_of):
    """What goes out together: [{"id", "day", "enterprises", "slots"}]; `strata`: {firm: stratum}."""
    groups = {}
    for visit in visits:
        crew = frozenset(officers_of[visit["ent"]])
        groups.setdefault((visit["day"], crew), []).append(visit["ent"])
    result = []
    for (day, _), firms in groups.items():
        slots = joined_slots([templates.get(strata[firm], []) for firm in firms])
        people = set().union(*(people_of[firm] for firm in firms))
        seats = {"seats>=%d" % -(-len(people) // len(slots))} if slots else set()
        slots = [sorted(set(tags) | seats) for tags in slots]
        result.append({"id": min(firms), "day": day, "enterprises": sorted(firms), "slots": slots})
    return sorted(result, key=lambda outing: (outing["day"], outing["id"]))


def joined_slots(templates):
    """Place by place the tags of all of them."""
    most = max(len(slots) for slots in templates)
    return [union(slots[i]["all"] for slots in templates if i < len(slots)) for i in range(most)]


def day_by_day(h, order_key, pair_key, units, things, booked, balance):
    """Places filled day by day, as far as they can be. `units`: [{"id", "day", "slots"}], days ascending."""
    found = {"phi": 0, "loads": {thing["id"]: 0 for thing in things}, "trace": [], "unfilled": []}
    for day in sorted({unit["day"] for unit in units}):
        places = [(u["id"], i, tags) for u in units if u["day"] == day for i, tags in enumerate(u["slots"])]
        today = [dict(thing, prior=thing["prior"] + found["loads"][thing["id"]]) for thing in things]
        away = {(thing["id"], firm) for thing in things if (thing["id"], day) in booked for firm, _, _ in places}
        part = experts(h, order_key, pair_key, places, today, away, balance)
        found["phi"] += part["phi"]
        found["trace"] += part["trace"]
        found["unfilled"] += part["unfilled"]
        for thing, n in part["loads"].items():
            found["loads"][thing] += n
    return found


def means(h, key, drawn, announcement, officers_of, experts_of, lists):
    """`days`, `vehicles` and `devices` of details.json, those that are announced."""
    assign, strata = announcement["assign"], dict(drawn)
    if "days" not in assign:
        return {}
    booked = {(leaf["person"], leaf["ent"]) for leaf in lists.get("bookings", [])}
    people_of = {firm: set(officers_of[firm]) | set(experts_of[firm]) for firm in strata}
    days = days_of(h, key("day"), drawn, assign["days"], people_of, booked)
    found = {"days": days}
    if "vehicles" in assign:
        outings = outings_of(days["visits"], strata, assign["vehicles"], officers_of, people_of)
        keys = key("vehicle-order"), key("vehicle-pair")
        part = day_by_day(h, *keys, outings, lists["vehicles"], booked, assign["balance"])
        shown = [{name: outing[name] for name in ("id", "day", "enterprises")} for outing in outings]
        found["vehicles"] = dict(part, outings=shown)
    if "devices" in assign:
        visits = [
            {"id": v["ent"], "day": v["day"], "slots": [s["all"] for s in assign["devices"].get(strata[v["ent"]], [])]}
            for v in days["visits"]
        ]
        keys = key("device-order"), key("device-pair")
        found["devices"] = day_by_day(h, *keys, visits, lists["devices"], booked, assign["balance"])
    return found
