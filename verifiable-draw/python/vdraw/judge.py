"""Judges many bundles, one in each line: for the batteries; it is no part of `verify.py`.

A line is {path: Base64}; the answer to it is the list of steps that fail.
"""

import base64
import functools
import json
import sys
import traceback

from . import notes
from .command import verify


def judge(line):
    try:
        files = {path: base64.b64decode(data) for path, data in json.loads(line).items()}
        _, report = verify(files, progress=lambda done, runs: None)
    except Exception:
        # Hostile input must give a report and never a crash: a crash is an answer that no battery accepts.
        return ["broken: " + traceback.format_exc()]
    if report["kind"] == "garbage":
        return ["garbage"]
    return [step["id"] for step in report["steps"] if step["status"] == "FAIL"]


# Most bent bundles have the same checkpoints.
notes.is_signed = functools.lru_cache(maxsize=1024)(notes.is_signed)


def main():
    for line in sys.stdin:
        print(json.dumps(judge(line)), flush=True)


if __name__ == "__main__":
    main()
