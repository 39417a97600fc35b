"""One enterprise: what the draw says about it, from the bundle or from the receipt that officers bring (SPEC §16)."""

from .canonical import Refused, canonical, parse
from .drawing import neg_log2, score
from .hashing import document_hash, leaf_hash, root_from_path, suite_of
from .notes import Checkpoint, Proof, from_base64
from .shapes import RECEIPT, SUBSTITUTION_RECEIPT, checked
from .context import is_eligible

MAX_RECEIPT = 64 * 1024


def check_firm(verification, name):
    """The own check of a firm: a dictionary for people and programs; None when it is not in the roster."""
    leaves = [leaf for leaf in verification.bundle.need_list("roster") if leaf["id"] == name]
    if not leaves:
        return None
    leaf, select = leaves[0], verification.announcement["select"]
    found = {"id": name, "listed": len(leaves), "status": leaf["status"], "isDrawn": False}
    for member in ("reason", "ref", "stratum"):
        if member in leaf:
            found[member] = leaf[member]
    if not is_eligible(leaf) or not verification.has_result() or verification.is_sealed():
        return found
    stratum = next(s for s in verification.details["strata"] if s["id"] == leaf["stratum"])
    own = score(verification.h, verification.key("ent"), leaf, select["weights"])
    found.update(ticket=own.hex(), eligible=stratum["eligible"], quota=stratum["quota"])
    picked = [each for each in verification.details["selected"] if each["id"] == name]
    found["isDrawn"] = bool(picked)
    if "cutoff" in stratum:
        found["cutoff"] = stratum["cutoff"]
    if picked:
        found["rank"] = picked[0]["rank"]
    if select["weights"] == "explog":
        found["measure"] = "%d / %d" % (neg_log2(own), leaf["weight"])
    outcome = next(each for each in verification.outcomes() if each["id"] == name)
    found["officers"] = outcome.get("officers", [])
    found["experts"] = [each["expert"] for each in outcome.get("experts", [])]
    found["isConsistent"] = True if select["weights"] == "explog" else is_at_cutoff(found)
    return found


def is_at_cutoff(found):
    """Whether drawn or not is what ticket and cutoff say; ids decide between equal tickets, which nobody has seen."""
    return found["isDrawn"] == ("cutoff" in found and found["ticket"] <= found["cutoff"])


def firm_lines(found):
    """The own check in sentences a factory manager understands."""
    status = "可以被抽取 / can be drawn" if found["status"] == "eligible" else "排除 / excluded: %s" % found.get("reason")
    yield "企业 / enterprise %s" % found["id"]
    yield "  在名录中出现 %d 次 / listed %d time(s)；%s" % (found["listed"], found["listed"], status)
    if "ticket" not in found:
        return
    yield "  %s：%d 户中抽 %d 户 / %d of %d are drawn" % (
        found["stratum"], found["eligible"], found["quota"], found["quota"], found["eligible"],
    )  # fmt: skip
    yield "  抽签号 / ticket   %s" % found["ticket"]
    yield "  入选线 / cutoff   %s" % found.get("cutoff", "—")
    if not found["isDrawn"]:
        yield "  没有被抽中 / not drawn"
        return
    yield "  被抽中，第 %d 位 / drawn, rank %d" % (found["rank"], found["rank"])
    yield "  执法人员 / officers: %s" % " ".join(found["officers"])
    if found["experts"]:
        yield "  专家 / experts: %s" % " ".join(found["experts"])


def check_receipt(text, policy):
    """What a receipt proves (SPEC §16.2): {"ok", "problem"?, …}. Works with nothing but the policy."""
    try:
        data = text.encode("utf-8")
        if len(data) > MAX_RECEIPT:
            raise Refused("过长 / too long")
        document = parse(data)
        if isinstance(document, dict) and document.get("type") == "vdraw/1/substitution-receipt":
            return dict(ok=True, **substituted(checked(SUBSTITUTION_RECEIPT, document, "$"), policy))
        return dict(ok=True, **proven(checked(RECEIPT, document, "$"), policy))
    except (Refused, UnicodeEncodeError) as problem:
        return {"ok": False, "problem": str(problem)}


def logged(receipt, policy):
    """The checkpoint that covers the entry of a receipt; raises Refused when none that is trusted does."""
    proof = Proof("\n".join(receipt["proof"]) + "\n")
    checkpoint = Checkpoint(proof.note, policy)
    proof.check(canonical(receipt["deed"]), checkpoint)
    if policy.quorum != "none" and policy.met_at(checkpoint) is None:
        raise Refused("见证不足 / too few witnesses")
    return checkpoint


def substituted(receipt, policy):
    """What the receipt of an enterprise after a substitution proves (SPEC §19.7)."""
    deed, document = receipt["deed"], receipt["substitution"]
    checkpoint, h = logged(receipt, policy), suite_of(receipt["suite"])
    if deed["kind"] != "draw.substitute" or deed["facts"].get("document") != document_hash(h, document):
        raise Refused("日志条目不是这次替换的 / the entry is not of this substitution")
    firm = document.get("substitute") if document["what"] == "enterprise" else document["enterprise"]
    if firm is None:
        raise Refused("没有替换者 / there is no substitute")
    officers = [each["person"] for each in document["officers"]]
    return receipt_answer(document["draw"], firm, "substituted", officers, deed, checkpoint)


def proven(receipt, policy):
    """What the receipt of a drawn enterprise proves (SPEC §16.2)."""
    deed, result, leaf = receipt["deed"], receipt["result"], receipt["leaf"]
    checkpoint = logged(receipt, policy)
    h = suite_of(result["suite"])
    if deed["kind"] != "draw.complete" or deed["facts"].get("document") != document_hash(h, result):
        raise Refused("日志条目不是这个结果的 / the entry is not of this result")
    path = from_base64(receipt["path"], "path")
    if len(path) % 32:
        raise Refused("证明有误 / malformed path")
    nodes = [path[i : i + 32] for i in range(0, len(path), 32)]
    root = root_from_path(h, leaf_hash(h, canonical(leaf)), leaf["i"], result["size"], nodes)
    if root.hex() != result["root"]:
        raise Refused("不在结果中 / not in the result")
    return receipt_answer(result["draw"], leaf["id"], leaf["outcome"], leaf.get("officers", []), deed, checkpoint)


def receipt_answer(draw, firm, outcome, officers, deed, checkpoint):
    return {
        "draw": draw,
        "id": firm,
        "outcome": outcome,
        "officers": officers,
        "at": deed["at"],
        "log": checkpoint.origin,
        "witnesses": sorted(checkpoint.seen),
    }
