#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Breaks every rule of scripts/check-house once, in a copy of the project, and sees that it is found."""
import importlib.machinery
import importlib.util
import shutil
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parent.parent.parent
LOADER = importlib.machinery.SourceFileLoader("check_house", str(ROOT / "scripts" / "check-house"))
HOUSE = importlib.util.module_from_spec(importlib.util.spec_from_loader("check_house", LOADER))
LOADER.exec_module(HOUSE)
LIBRARY = HOUSE.LIBRARY

# One violation each: file, text to replace ("" adds at the end, None makes the file anew), new text, words of the finding.
SEEDS = [
    (f"{LIBRARY}/io/vector_read.cpp", "", '#include "tmfgeo/inventory/facility.h"\n', "room io may not include room inventory"),
    (f"{LIBRARY}/core/units.h", "", '#include "tmfgeo/geo/point.h"\n', "room core may not include room geo"),
    ("tools/show.cpp", "", '#include "tmfgeo/terrain/dem.h"\n', "room tools may not include room terrain"),
    (f"{LIBRARY}/attic/thing.h", None, "// SPDX-License-Identifier: Apache-2.0\n", '"attic" is not a room'),
    (f"{LIBRARY}/geo/point.h", "", '#include "point2.h"\n', "is not written as tmfgeo/<room>/<file>.h"),
    (f"{LIBRARY}/geo/crs.h", "", "#include <proj.h>\n", "<proj.h> belongs to PROJ and GEOS"),
    (f"{LIBRARY}/app/assess.cpp", "", "#include <gdal_priv.h>\n", "<gdal_priv.h> belongs to GDAL"),
    (f"{LIBRARY}/core/text.cpp", "", "#include <fmt/core.h>\n", "<fmt/core.h>: no room is named for it"),
    (f"{LIBRARY}/core/text.cpp", "// SPDX-License-Identifier: Apache-2.0\n", "", "lacks the line SPDX"),
    (f"{LIBRARY}/core/text.cpp", "", "\n" * 300, "lines, 300 are the limit"),
    ("docs/limits.md", "", "See /ho" + "me/somebody/data.\n", "names a path of somebody's machine"),
    ("README.md", "", "curl https://registry.npm" + "js.org/x\n", "names the host of a package registry"),
    (f"{LIBRARY}/output/methods.cpp", '"Karney2013"', '"Nobody1999"', "citation Nobody1999 is not in docs/references.bib"),
    (f"{LIBRARY}/output/methods.cpp", '"thi"},', '"no_such_page"},', "page docs/methods/no_such_page.md is missing"),
    (f"{LIBRARY}/geo/geodesic.h", "[Karney2013]", "[Nobody1999]", "Source [Nobody1999] is not in docs/references.bib"),
    ("data/schemes/unece-2016.toml", '"TMFMethodology2016"', '"Nobody1999"', 'citation "Nobody1999"'),
    (f"{LIBRARY}/core/issue.cpp", 'IssueCode{"value_missing"', 'IssueCode{"value_unheard_of"', "code value_unheard_of is found nowhere"),
    (f"{LIBRARY}/indices/scheme_inputs.cpp", '("volume_m3"', '("volume_l"', "input volume_l is filled nowhere"),
    ("docs/architecture.md", "| core geo table |", "| core geo table io |", "room inventory: the page allows"),
    (f"{LIBRARY}/core/text.cpp", "", "// for (const int i : numbers(3)[\"odd\"]) {}\n", "loops over a part of what a call gave"),
    ("docs/architecture.md", "`app/routing.cpp`", "`app/rooting.cpp`", "names app/rooting.cpp, which is not there"),
    (f"{LIBRARY}/app/assess.cpp", "", '#include "tmfgeo/output/layers.h"\n', "room app may not include room output"),
    (f"{LIBRARY}/output/code_words.cpp", 'CodeWords{"input", "whc"', 'CodeWords{"input", "wgk"', "input whc: stands in result columns and has no words"),
    (f"{LIBRARY}/output/code_words.cpp", '"высота дамбы"', '"height"', "input dam_height_m: no Russian words"),
    (f"{LIBRARY}/indices/transboundary.h", '"own_arrival"', '"own_speed"', "group_factor own_speed: stands in result columns"),
    (f"{LIBRARY}/core/issue.cpp", 'IssueCode{"area_unusable"', 'IssueCode{"area_unreadable"', "area_unreadable: no Russian words"),
    (f"{LIBRARY}/output/issue_words.cpp", '"Удалите повтор."', '""', "catalogue_duplicate: no Russian words"),
    ("data/schemes/tmfgeo-1.toml", 'title_ru = "Вместимость"', 'title_ru = "Capacity"', "term thi_cap: no title_ru"),
    ("tests/golden/x.case", None, "in 1\nout 2\n", "a golden case needs a source line"),
]


def self_test():
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in HOUSE.project_files(ROOT):
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, copy / name)
        clean = HOUSE.broken_rules(copy)
        failures = [f"a clean copy is refused: {line}" for line in clean]
        for name, old, new, words in SEEDS:
            path = copy / name
            before = path.read_text(encoding="utf-8") if path.exists() else None
            if old is None or before is None:
                after = new
            elif old == "":
                after = before + new
            else:
                after = before.replace(old, new, 1)
            if after == before:
                failures.append(f"the seed for {words!r} changes nothing in {name}")
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(after, encoding="utf-8")
            if not any(words in line for line in HOUSE.broken_rules(copy)):
                failures.append(f"not found: {words!r} after a change of {name}")
            if before is None:
                path.unlink()
            else:
                path.write_text(before, encoding="utf-8")
    for line in failures:
        print(line)
    print(f"check_house_test: {len(SEEDS)} seeded violations, {len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(self_test())
