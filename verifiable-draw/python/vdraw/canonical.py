"""JCS-int: the one spelling of a document (SPEC §2), and the times in it (SPEC §1)."""

import calendar
import json
import re
import time
import unicodedata

MAX_DEPTH = 32
MAX_INT = 2**53 - 1
KEY = re.compile(r"[!-~]+\Z")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\Z", re.ASCII)
# What ECMAScript `trim` removes; the rest of Unicode's white space are control characters.
BLANKS = " \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"


class Refused(Exception):
    """Something in a bundle is not as the specification has it; the text says what and where."""


def canonical(value):
    """The bytes of a document. Raises Refused for what has no canonical form."""
    check_value(value, "$", 0)
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode("utf-8")


def parse(data):
    """The document in these bytes, only if they are its canonical form."""
    try:
        text = data.decode("utf-8", "strict")
        value = json.loads(text, object_pairs_hook=no_duplicates, parse_float=no_float, parse_constant=no_float)
    except (ValueError, RecursionError) as error:
        raise Refused("不是规范的 JSON / not canonical JSON: %s" % error)
    if canonical(value) != data:
        raise Refused("不是规范写法（次序、空白、转义、−0）/ not the canonical spelling")
    return value


def no_duplicates(pairs):
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("重复的键 / duplicate key")
    return value


def no_float(text):
    raise ValueError("不许有小数 / no floats: %s" % text[:40])


def check_value(value, where, depth):
    """Refuses whatever JCS-int does not have. `depth` counts the arrays and objects around the value."""
    if depth > MAX_DEPTH:
        raise Refused("%s: 嵌套过深 / nested too deep" % where)
    if isinstance(value, bool):
        return
    if isinstance(value, int):
        if abs(value) > MAX_INT:
            raise Refused("%s: 整数过大 / whole number too large" % where)
    elif isinstance(value, str):
        check_text(value, where)
    elif isinstance(value, list):
        for i, item in enumerate(value):
            check_value(item, "%s[%d]" % (where, i), depth + 1)
    elif isinstance(value, dict):
        for key, item in value.items():
            if not KEY.match(key):
                raise Refused("%s: 键不是可见 ASCII / key is not visible ASCII" % where)
            check_value(item, "%s.%s" % (where, key), depth + 1)
    else:
        raise Refused("%s: 不许有 null / null is not allowed" % where)


def check_text(text, where):
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in text):
        raise Refused("%s: 控制字符或孤立代理项 / control character or lone surrogate" % where)
    if text != text.strip(BLANKS):
        raise Refused("%s: 首尾有空白 / white space at an end" % where)
    if unicodedata.normalize("NFC", text) != text:
        raise Refused("%s: 不是 NFC / not NFC" % where)


def seconds(text):
    """Seconds since 1970 of `2019-04-09T00:00:00Z`; raises Refused for another form or a day that is none."""
    if not TIME.match(text):
        raise Refused("不是 UTC 整秒 / not a UTC time in whole seconds: %s" % text)
    try:
        value = calendar.timegm(time.strptime(text, "%Y-%m-%dT%H:%M:%SZ"))
    except ValueError:
        raise Refused("没有这个时刻 / no such time: %s" % text)
    if utc(value) != text:
        raise Refused("没有这个时刻 / no such time: %s" % text)
    return value


def utc(value):
    """The text of a number of seconds since 1970."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(value))
