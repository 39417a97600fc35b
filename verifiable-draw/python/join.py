"""Makes verify.py, the verifier in one file that lies in every bundle, from the modules in vdraw/.

    python3 verifiable-draw/python/join.py           writes verify.py
    python3 verifiable-draw/python/join.py --check   ends with 1 when verify.py is not what it would write
"""

import ast
import os
import re
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
# In reading order: each uses only what stands above it.
MODULES = (
    "canonical", "hashing", "ed25519", "notes", "shapes", "drawing", "matching", "sources", "rules", "means", "audit", "bundle",
    "churn", "substitutions", "context", "log_steps", "source_steps", "draw_steps", "team_steps", "steps", "firm", "command",
)  # fmt: skip
INSIDE = re.compile(r"^from \.\w+ import (?:\([^)]*\)[^\n]*|[^\n(]*)\n", re.MULTILINE)
OUTSIDE = re.compile(r"^(?:import \w+|from \w+ import [^\n]+)\n", re.MULTILINE)
HEAD = '''#!/usr/bin/env python3
"""核验一次公开抽取 / Verifies a public draw (vdraw/1).

    python3 verify.py <文件夹或 zip / folder or zip> [--policy 信任策略] [--firm 统一社会信用代码] [--json]

依规范 SPEC.md 独立写成，只用 Python 3.8 以上的标准库。从上往下读：每一节只用到它上面的各节。
Written from SPEC.md alone, with nothing but the standard library of Python 3.8 or later. Read it from the
top: every section uses only those above it.

%s
"""

'''


def read(name):
    with open(os.path.join(HERE, "vdraw", name + ".py"), encoding="utf-8") as file:
        return file.read()


def body_of(name, source):
    """A module without its imports; its docstring becomes the heading of a section."""
    docstring = ast.get_docstring(ast.parse(source), clean=True)
    after = source[source.index('"""', source.index('"""') + 3) + 3 :]
    body = OUTSIDE.sub("", INSIDE.sub("", after)).strip("\n")
    rule = "# " + "-" * 98
    return "\n".join([rule] + ["# " + line if line else "#" for line in docstring.split("\n")] + [rule, "", body])


def names_of(source):
    """Names that a module defines."""
    for node in ast.parse(source).body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            yield node.name
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                yield from (each.id for each in ast.walk(target) if isinstance(each, ast.Name))


def joined():
    sources = {name: read(name) for name in MODULES}
    seen = {}
    for name, source in sources.items():
        for defined in names_of(source):
            if seen.setdefault(defined, name) != name:
                raise SystemExit("%s is defined in %s and in %s" % (defined, seen[defined], name))
    imports = sorted({line for source in sources.values() for line in OUTSIDE.findall(source)}, key=import_order)
    contents = "\n".join(
        "  %s" % ast.get_docstring(ast.parse(source)).split("\n")[0] for source in sources.values()
    )
    sections = [body_of(name, source) for name, source in sources.items()]
    return HEAD % contents + "".join(imports) + "\n\n" + "\n\n\n".join(sections) + "\n"


def import_order(line):
    return (line.startswith("from"), line)


def main():
    path, text = os.path.join(HERE, "verify.py"), joined()
    if "--check" in sys.argv[1:]:
        with open(path, encoding="utf-8") as file:
            if file.read() != text:
                raise SystemExit("verify.py is not made from vdraw/: run python3 verifiable-draw/python/join.py")
        return
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write(text)
    os.chmod(path, 0o755)


if __name__ == "__main__":
    main()
