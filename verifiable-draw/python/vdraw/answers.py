"""Answers to random instances, one JSON line for each: for comparing this program with others.

`npm run battery -- python`; it is no part of `verify.py`.
"""

import json
import sys

from .canonical import canonical
from .drawing import in_order, key, quotas, ticket
from .hashing import hmac, leaf_hash, merkle_root, suite_of
from .matching import experts, is_hall_set, places_of, teams
from .rules import claim_problems, key_of

LISTS = ("roster", "officers", "conflicts", "experts", "expertConflicts")


def answer(instance, theirs):
    """The draw of an instance. Hall sets are not unique: one of theirs that holds is taken over."""
    suite, select, assign = instance["suite"], instance["select"], instance["assign"]
    h = suite_of(suite)
    keys = {purpose: key(h, suite, bytes.fromhex(instance["prk"]), purpose) for purpose in PURPOSES}
    lists = {name: salted(h, instance, name) for name in LISTS}
    with_experts = "experts" in assign
    names = LISTS if with_experts else LISTS[:3]
    found = {
        "number": instance["number"],
        "roots": {name: root(h, lists[name]) for name in names},
        "tickets": [ticket(h, keys["ent"], 0, text).hex() for text in instance["texts"]],
        "isRefused": bool(claim_problems(select["k"], select["strata"])),
    }
    if found["isRefused"]:
        return found
    drawn = draw(h, keys, select, lists["roster"])
    found.update(strata=drawn[0], selected=drawn[1])
    firms = [(each["id"], each["stratum"]) for each in drawn[1]]
    places, recused = places_of(firms, assign["slots"]), pairs(lists["conflicts"])
    found["teams"] = teams(
        h, keys["assign-order"], keys["assign-pair"], places, lists["officers"], recused, assign["balance"], assign["relax"],
    )  # fmt: skip
    more = int(assign["relax"][-1][len("cap+") :]) if assign["relax"] else 0
    take_over(found["teams"], theirs.get("teams", {}), places, lists["officers"], recused, more)
    if with_experts:
        places, recused = places_of(firms, assign["experts"]), pairs(lists["expertConflicts"])
        found["experts"] = experts(
            h, keys["expert-order"], keys["expert-pair"], places, lists["experts"], recused, assign["balance"],
        )  # fmt: skip
        said = {each["slot"]: each for each in theirs.get("experts", {}).get("unfilled", [])}
        for each in found["experts"]["unfilled"]:
            take_over(each, said.get(each["slot"], {}), places, lists["experts"], recused, 0)
    return found


PURPOSES = ("ent", "quota-tie", "assign-order", "assign-pair", "expert-order", "expert-pair")


def salted(h, instance, name):
    salt_key = bytes.fromhex(instance["saltKey"])
    leaves = [dict(leaf, salt=hmac(h, salt_key, key_of(leaf).encode()).hex()[:32]) for leaf in instance[name]]
    return sorted(leaves, key=key_of)


def root(h, leaves):
    return merkle_root(h, [leaf_hash(h, canonical(leaf)) for leaf in leaves]).hex()


def pairs(leaves):
    return {(leaf["person"], leaf["ent"]) for leaf in leaves}


def draw(h, keys, select, roster):
    quota = quotas(h, keys["quota-tie"], select["k"], select["strata"])
    strata, selected = [], []
    for stratum in select["strata"]:
        firms = [leaf for leaf in roster if leaf["status"] == "eligible" and leaf["stratum"] == stratum["id"]]
        order, n = in_order(h, keys["ent"], firms, select["weights"]), quota[stratum["id"]]
        reserve = [firm["id"] for _, firm in order[n : n + select.get("reserve", 0)]]
        entry = {"id": stratum["id"], "eligible": len(firms), "quota": n, "reserve": reserve}
        strata.append(dict(entry, cutoff=order[n - 1][0].hex()) if n > 0 else entry)
        selected += [
            {"id": firm["id"], "stratum": stratum["id"], "rank": rank, "score": score.hex()}
            for rank, (score, firm) in enumerate(order[:n], 1)
        ]
    return strata, selected


def take_over(mine, theirs, places, people, recused, more):
    hall = theirs.get("hall")
    if "hall" in mine and hall is not None and is_hall_set(hall, places, people, recused, more):
        mine["hall"] = hall


def main():
    for line in sys.stdin:
        both = json.loads(line)
        print(json.dumps(answer(both["instance"], both.get("answer", {})), ensure_ascii=False))


if __name__ == "__main__":
    main()
