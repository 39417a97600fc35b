"""Answers to random instances, one JSON line for each: for comparing this program with others.

`npm run battery -- python`; it is no part of `verify.py`.
"""

import json
import sys

from .canonical import canonical
from .drawing import in_order, key, quotas, ticket
from .hashing import hmac, leaf_hash, merkle_root, suite_of
from .matching import experts, places_of, teams
from .means import crews_of, formed_teams, means
from .rules import claim_problems, key_of

LISTS = ("roster", "officers", "conflicts", "experts", "expertConflicts", "vehicles", "devices", "bookings")


def answer(instance):
    """The draw of an instance."""
    suite, select, assign = instance["suite"], instance["select"], instance["assign"]
    h = suite_of(suite)

    def own(purpose):
        return key(h, suite, bytes.fromhex(instance["prk"]), purpose)

    lists = {name: salted(h, instance, name) for name in LISTS if is_committed(name, assign)}
    found = {
        "number": instance["number"],
        "roots": {name: root(h, leaves) for name, leaves in lists.items()},
        "tickets": [ticket(h, own("ent"), 0, text).hex() for text in instance["texts"]],
        "isRefused": bool(claim_problems(select["k"], select["strata"])),
    }
    if found["isRefused"]:
        return found
    found["strata"], found["selected"] = draw(h, own, select, lists["roster"])
    firms = [(each["id"], each["stratum"]) for each in found["selected"]]
    recused, balance = pairs(lists["conflicts"]), assign["balance"]
    if "teams" in assign:
        found["teams"] = formed_teams(h, own, firms, instance, lists["officers"], recused)
    else:
        keys, places = (own("assign-order"), own("assign-pair")), places_of(firms, assign["slots"])
        found["teams"] = teams(h, *keys, places, lists["officers"], recused, balance, assign["relax"])
    if "experts" in assign:
        keys, places = (own("expert-order"), own("expert-pair")), places_of(firms, assign["experts"])
        found["experts"] = experts(h, *keys, places, lists["experts"], pairs(lists["expertConflicts"]), balance)
    if found["teams"]["feasible"]:
        officers, invited = officers_of(found["teams"]), people_of(found.get("experts", {"trace": []})["trace"])
        everyone = [{firm: by.get(firm, []) for firm, _ in firms} for by in (officers, invited)]
        found.update(means(h, own, firms, instance, *everyone, lists))
    return found


def is_committed(name, assign):
    """Experts, vehicles, devices and bookings are lists of a draw that has a use for them."""
    needs = {"experts": "experts", "expertConflicts": "experts", "bookings": "days"}
    needs.update(vehicles="vehicles", devices="devices")
    return name not in needs or needs[name] in assign


def officers_of(found):
    """{firm: officers}, by way of its team in team mode."""
    sent = people_of(found["trace"])
    if "formation" not in found:
        return sent
    crews = crews_of(found["formation"]["tries"][-1]["trace"])
    return {firm: crews[team] for firm, [team] in sent.items()}


def people_of(trace):
    """{firm: who has a place there}."""
    sent = {}
    for step in trace:
        sent.setdefault(step["slot"].rpartition("#")[0], []).append(step["officer"])
    return sent


def salted(h, instance, name):
    salt_key = bytes.fromhex(instance["saltKey"])
    leaves = [dict(leaf, salt=hmac(h, salt_key, key_of(leaf).encode()).hex()[:32]) for leaf in instance[name]]
    return sorted(leaves, key=key_of)


def root(h, leaves):
    return merkle_root(h, [leaf_hash(h, canonical(leaf)) for leaf in leaves]).hex()


def pairs(leaves):
    return {(leaf["person"], leaf["ent"]) for leaf in leaves}


def draw(h, own, select, roster):
    quota = quotas(h, own("quota-tie"), select["k"], select["strata"])
    strata, selected = [], []
    for stratum in select["strata"]:
        firms = [leaf for leaf in roster if leaf["status"] == "eligible" and leaf["stratum"] == stratum["id"]]
        order, n = in_order(h, own("ent"), firms, select["weights"]), quota[stratum["id"]]
        reserve = [firm["id"] for _, firm in order[n : n + select.get("reserve", 0)]]
        entry = {"id": stratum["id"], "eligible": len(firms), "quota": n, "reserve": reserve}
        strata.append(dict(entry, cutoff=order[n - 1][0].hex()) if n > 0 else entry)
        selected += [
            {"id": firm["id"], "stratum": stratum["id"], "rank": rank, "score": score.hex()}
            for rank, (score, firm) in enumerate(order[:n], 1)
        ]
    return strata, selected


def main():
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line)["instance"]), ensure_ascii=False))


if __name__ == "__main__":
    main()
