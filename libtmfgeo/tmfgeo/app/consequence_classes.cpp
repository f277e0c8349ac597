// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "tmfgeo/app/natech_run.h"
#include "tmfgeo/core/text.h"

namespace tmfgeo {
namespace {

/// A class as it is compared: neither case nor "very high" for "very_high" makes another.
std::string bare(std::string_view name) {
  std::string text = folded(name);
  std::replace(text.begin(), text.end(), ' ', '_');
  return text;
}

std::vector<std::string> classes_of(const Project& project) {
  if (project.natech) return read_design_guideline(guideline_path(project)).classes;
  return {"low", "significant", "high", "very_high", "extreme"};
}

}  // namespace

void check_consequence_classes(const Project& project, std::vector<Facility>& facilities, Issues& issues) {
  const bool any = std::any_of(facilities.begin(), facilities.end(), [](const Facility& f) { return f.consequence_class.has_value(); });
  if (!any) return;
  const std::vector<std::string> classes = classes_of(project);
  for (Facility& f : facilities) {
    if (!f.consequence_class) continue;
    const auto found = std::find_if(classes.begin(), classes.end(), [&](const std::string& name) { return bare(name) == bare(*f.consequence_class); });
    if (found != classes.end()) {
      f.consequence_class = *found;
      continue;
    }
    issues.push_back(make_issue("value_unreadable", {f.id, f.file, f.record}, "consequence_class",
                                "\"" + *f.consequence_class + "\" is no class of " + (project.natech ? "the guideline " + project.natech->design : "consequence") +
                                    ", expected one of: " + joined(classes, ", ")));
    f.consequence_class.reset();
    f.sources.erase("consequence_class");
  }
}

}  // namespace tmfgeo
