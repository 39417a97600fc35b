"""`python3 verify.py <folder|zip>`: says what every step saw (SPEC §15.2)."""

import argparse
import json
import sys
import time

from .bundle import Bundle, NotABundle, read_input
from .canonical import Refused
from .firm import check_firm, check_receipt, firm_lines
from .hashing import sha256
from .notes import Policy
from .steps import Verification

SIGNS = {"PASS": "✓", "FAIL": "✗", "NOT-APPLICABLE": "–"}
OWN_POLICY = (
    "使用包内的信任策略：只证明包内自洽，请把日志公钥与机关公布的核对 / "
    "with the bundle's own policy: compare the log key with the published one"
)
GIVEN_POLICY = "使用您提供的信任策略 / with your trust policy"


def arguments(argv):
    parser = argparse.ArgumentParser(
        prog="verify.py",
        description="核验一次抽取的验证包 / verifies the bundle of a draw (vdraw/1)",
        epilog="退出码 / exit code: 0 全部通过 all pass · 1 有步骤未通过 a step fails · 2 不是验证包 not a bundle",
    )
    parser.add_argument("path", help="文件夹、zip，或 --receipt 时的核验码文件（- 为标准输入）/ folder, zip, or receipt")
    parser.add_argument("--json", action="store_true", help="以 JSON 输出 / answer in JSON")
    parser.add_argument("--policy", help="您自己的信任策略 / your own trust policy")
    parser.add_argument("--firm", help="一户企业的自查：统一社会信用代码 / one firm's own check")
    parser.add_argument("--receipt", action="store_true", help="核验入企核验码 / check a receipt; needs --policy")
    parser.add_argument("--skip-narrowing", action="store_true", help="略过收窄审计 / leave out V15")
    return parser.parse_args(argv)


def show_progress(done, runs):
    if sys.stderr.isatty():
        print("\r  V15 %d / %d" % (done, runs), end="" if done < runs else "\n", file=sys.stderr, flush=True)


def verify(files, is_published_form=True, policy=None, skip_narrowing=False, progress=show_progress, now=None):
    """The verification that was run and its report, in the form of `vdraw verify --json`. `now`: seconds since 1970."""
    if "manifest.json" not in files and "announcement.json" not in files:
        return None, {"kind": "garbage", "ok": False}
    run = Verification(Bundle(files), policy, skip_narrowing, progress)
    run.is_published_form, run.now = is_published_form, now
    steps = [step.report() for step in run.run()]
    announcement = run.bundle.documents.get("announcement.json") or {}
    report = {
        "kind": "bundle",
        "ok": all(step["status"] != "FAIL" for step in steps),
        "trust": "given" if policy else "bundle",
        "steps": steps,
    }
    for name in ("draw", "profile"):
        if name in announcement:
            report[name] = announcement[name]
    if "manifest.json" in files:
        report["fingerprint"] = sha256(files["manifest.json"]).hex()
    return run, report


def report_lines(report):
    names = tuple(report.get(name, "?") for name in ("draw", "profile", "fingerprint"))
    yield "抽取 / draw: %s · %s · 清单指纹 / manifest SHA-256: %s" % names
    yield GIVEN_POLICY if report["trust"] == "given" else OWN_POLICY
    for step in report["steps"]:
        yield "%s %s %s / %s: %s" % (
            SIGNS[step["status"]], step["id"], step["title"]["zh"], step["title"]["en"], step["status"],
        )  # fmt: skip
        for detail in step["details"]:
            yield "    %s %s / %s: %s" % (" " if detail["ok"] else "✗", detail["zh"], detail["en"], detail["value"])
    failed = [step["id"] for step in report["steps"] if step["status"] == "FAIL"]
    yield "结论：未通过 / failed: %s" % " ".join(failed) if failed else "结论：全部通过 / all steps pass"


def main(argv=None):
    """Runs the command; returns its exit code."""
    args = arguments(argv)
    try:
        policy = Policy(read_text(args.policy)) if args.policy else None
        if args.receipt:
            return receipt(args, policy)
        files, is_published_form = read_input(args.path)
    except (NotABundle, Refused) as problem:
        print(problem)
        return 2
    run, report = verify(files, is_published_form, policy, args.skip_narrowing, now=time.time())
    firm = check_firm(run, args.firm) if args.firm and report["ok"] else None
    if args.json:
        print(json.dumps(dict(report, firm=firm) if args.firm else report, ensure_ascii=False, indent=2))
    elif report["kind"] == "garbage":
        print("这不是验证包：没有 manifest.json，也没有 announcement.json / not a bundle")
    else:
        lines = list(report_lines(report))
        if args.firm:
            lines += firm_lines(firm) if firm else ["%s: 不在名录中，或验证未通过 / not listed, or not verified" % args.firm]
        print("\n".join(lines))
    return 2 if report["kind"] == "garbage" else 0 if report["ok"] else 1


def receipt(args, policy):
    """Exit code 0 when the receipt proves the visit, 1 when not, 2 without a policy."""
    if policy is None:
        raise NotABundle("核验码须用您自己的信任策略：--policy / a receipt needs --policy")
    found = check_receipt(read_text(args.path).rstrip("\n"), policy)
    if args.json:
        print(json.dumps(found, ensure_ascii=False, indent=2))
    elif found["ok"]:
        print("✓ 抽取 / draw %s：%s %s" % (found["draw"], found["id"], found["outcome"]))
        print("  执法人员 / officers: %s · %s" % (" ".join(found["officers"]), found["at"]))
    else:
        print("✗ 核验码不成立 / the receipt does not hold: %s" % found["problem"])
    return 0 if found["ok"] else 1


def read_text(path):
    try:
        if path == "-":
            return sys.stdin.buffer.read().decode("utf-8")
        with open(path, encoding="utf-8", newline="") as file:
            return file.read()
    except (OSError, UnicodeDecodeError) as error:
        raise NotABundle("%s: %s" % (path, error))


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        # Chinese text comes out right whatever the terminal's own encoding is.
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(main())
