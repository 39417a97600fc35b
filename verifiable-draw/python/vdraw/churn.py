"""V4, the churn report: what changed in the roster since the one announced before (SPEC §13a)."""

from .canonical import canonical
from .hashing import leaf_hash, merkle_root

KINDS = ("status", "stratum", "weight")


def churn_problems(h, announcement, report, changes, roster):
    """Everything in which report, changes (None while they are sealed) and roster disagree."""
    found, before, after = [], report["before"], report["after"]
    counts, roster_now = report["counts"], announcement["roster"]
    if report["draw"] != announcement["draw"]:
        found.append("报告不属于该抽取 / of another draw")
    if (after["root"], after["size"]) != (roster_now["root"], roster_now["size"]):
        found.append("after 不是公告的名录 / after is not the announced roster")
    if before["size"] + counts["added"] - counts["removed"] != after["size"]:
        found.append("数量不合 / sizes do not add up")
    share = report["size"] * 10000 // before["size"] if before["size"] else 10000
    alarm = report["alarm"]
    if (alarm["share"], alarm["isRaised"]) != (share, share > alarm["threshold"]):
        found.append("比例或提示不合 / share or alarm do not follow")
    if report["authors"] != sorted(report["authors"], reverse=True):
        found.append("authors 未从大到小 / authors are not descending")
    return found if changes is None else found + change_problems(h, report, changes, roster)


def change_problems(h, report, changes, roster):
    found = []
    root = merkle_root(h, [leaf_hash(h, canonical(change)) for change in changes]).hex()
    if (root, len(changes)) != (report["root"], report["size"]):
        found.append("明细的根或行数不合 / root or number of changes differ")
    ids = [change["id"].encode() for change in changes]
    if any(first >= second for first, second in zip(ids, ids[1:])):
        found.append("明细未严格升序 / changes are not strictly ascending")
    if counts_of(changes) != report["counts"]:
        found.append("明细的计数不合 / counts of the changes differ")
    now = {leaf["id"]: standing(leaf) for leaf in roster}
    for change in changes:
        if change.get("before") == change.get("after"):
            found.append("%s: 没有变化 / no change" % change["id"])
        if change.get("after") != now.get(change["id"]):
            found.append("%s: 与名录不符 / not as in the roster" % change["id"])
    return found


def counts_of(changes):
    both = [change for change in changes if "before" in change and "after" in change]
    counts = {kind: sum(c["before"].get(kind) != c["after"].get(kind) for c in both) for kind in KINDS}
    counts["added"] = sum("before" not in change for change in changes)
    counts["removed"] = sum("after" not in change for change in changes)
    return counts


def standing(leaf):
    """An enterprise as the churn report says it: status, weight, and the stratum if it has one."""
    return {name: leaf[name] for name in KINDS if name in leaf}


def see_churn(context, step):
    """Notes the report, its hash and every disagreement; without one in announcement and bundle there is nothing to see."""
    announcement, files = context.announcement, context.bundle.files
    there = "churn.json" in files and ("churn.jsonl" in files or context.is_sealed())
    announced = announcement.get("churn")
    step.see("变动报告", "churn report", announced or "—", there if announced else "churn.json" not in files)
    if not (announced and there):
        return
    report = context.bundle.need("churn.json")
    changes = context.bundle.churn
    roster = [leaf for leaf in context.bundle.all_leaves("roster") if "leafHash" not in leaf]
    problems = churn_problems(context.h, announcement, report, changes, roster)
    step.all_well("变动报告与名录一致", "the churn report agrees with the roster", problems)
    for kind, count in sorted(report["counts"].items()):
        step.see("变动 %s" % kind, "churn %s" % kind, count)
