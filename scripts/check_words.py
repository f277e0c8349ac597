# SPDX-License-Identifier: Apache-2.0
"""Part of check-house: codes that people meet in results have words in English and in Russian."""
import re

LIBRARY = "libtmfgeo/tmfgeo"

# Lists of codes that stand in result columns: what code_words.cpp calls them, where they are made, and how they look there.
CODE_LISTS = [
    ("input", f"{LIBRARY}/indices/scheme_inputs.cpp", r'(?:number|word|yes_no|whole_number|flag)\("(\w+)"', None),
    ("risk_input", f"{LIBRARY}/indices/transboundary.h", r'"(\w+)"', r"kRiskInputs\{[^}]*\}"),
    ("risk_input", f"{LIBRARY}/indices/release_rate.cpp", r'missing\.emplace_back\("(\w+)"\)', None),
    ("risk_input", f"{LIBRARY}/app/index_run.cpp", r'not_judged\.emplace_back\("(\w+)"\)', None),
    ("group_factor", f"{LIBRARY}/indices/transboundary.h", r'"(\w+)"', r"kGroupFactors\{[^}]*\}"),
    ("origin", f"{LIBRARY}/core/provenance.h", r'return "(\w+)"', None),
    ("mark", f"{LIBRARY}/indices/scheme.cpp", r'"(\w+)"', r"to_text\(Mark[^}]*\}"),
    ("severity", f"{LIBRARY}/core/issue.cpp", r'return "(\w+)"', r"to_text\(Severity.*?\n\}"),
    ("location_quality", f"{LIBRARY}/inventory/facility_columns.cpp", r'\{"([a-z_]+)",\s+LocationQuality::', None),
    ("status", f"{LIBRARY}/inventory/facility_columns.cpp", r'\{"([a-z_]+)",\s+FacilityStatus::', None),
    ("dam_type", f"{LIBRARY}/inventory/facility_columns.cpp", r'DamType::(\w+)', None),
    ("route_end", f"{LIBRARY}/network/route.cpp", r'return "(\w+)"', r"to_text\(RouteEnd.*?\n\}"),
]


def check_words(house):
    """Every code of a result column has words in both languages; so has every term of a scheme."""
    page = f"{LIBRARY}/output/code_words.cpp"
    rows = re.findall(r'CodeWords\{"(\w+)", "(\w+)", "([^"]*)", "([^"]*)"\}', house.text(page))
    if not rows:
        house.refuse(page, "no row of words could be read")
    told = {(name, code): (en, ru) for name, code, en, ru in rows}
    for (name, code), (en, ru) in told.items():
        if not en.strip() or "_" in en:
            house.refuse(page, f"{name} {code}: no English words")
        if not re.search("[а-яё]", ru) or re.search("[A-Za-z_]", ru):
            house.refuse(page, f"{name} {code}: no Russian words")
    for name, source, pattern, part in CODE_LISTS:
        text = house.text(source)
        if part:
            found = re.search(part, text, re.S)
            text = found.group(0) if found else ""
        codes = set(re.findall(pattern, text))
        if not codes:
            house.refuse(source, f"no code of the list {name} could be read")
        for code in sorted(codes):
            if (name, code) not in told:
                house.refuse(page, f"{name} {code}: stands in result columns and has no words")
    check_issues(house)
    for scheme in house.matching(r"data/schemes/.+\.toml"):
        for term in re.split(r"^\[\[term\]\]", house.text(scheme), flags=re.M)[1:]:
            found = re.search(r'^name = "(\w+)"', term, re.M)
            for key, letters in (("title", "[A-Za-z]"), ("title_ru", "[А-Яа-яЁё]"), ("source_ru", "[А-Яа-яЁё]")):
                words = re.search(rf'^{key} = "([^"]*)"', term, re.M)
                if not words or not re.search(letters, words.group(1)):
                    house.refuse(scheme, f"term {found.group(1) if found else '?'}: no {key}")
            sources = [len(re.findall(rf"^{key} = ", term, re.M)) for key in ("source", "source_ru")]
            if sources[0] != sources[1]:
                house.refuse(scheme, f"term {found.group(1) if found else '?'}: {sources[0]} sources, {sources[1]} of them in Russian")


def check_issues(house):
    """Every kind of issue says in Russian what is wrong and what to do, in the order of the English list."""
    english = f"{LIBRARY}/core/issue.cpp"
    russian = f"{LIBRARY}/output/issue_words.cpp"
    codes = re.findall(r'IssueCode\{"(\w+)"', house.text(english))
    rows = re.findall(r'IssueWords\{"(\w+)",\s*"([^"]*)",\s*"([^"]*)"\}', house.text(russian))
    if not codes:
        house.refuse(english, "no code of an issue could be read")
    told = {code: words for code, *words in rows}
    for code in codes:
        meaning, advice = told.get(code, ("", ""))
        if not re.search("[а-яё]", meaning) or not re.search("[а-яё]", advice):
            house.refuse(russian, f"{code}: no Russian words for what is wrong or for what to do")
        if advice and not advice.endswith("."):
            house.refuse(russian, f"{code}: the advice is no sentence")
    for code in sorted(set(told) - set(codes)):
        house.refuse(russian, f"{code}: is no code of an issue")
    order = [code for code, *_ in rows]
    if order != sorted(order):
        house.refuse(russian, "the rows are not sorted by code")
