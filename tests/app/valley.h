// SPDX-License-Identifier: Apache-2.0
/// An assessment made by hand, and what the first sheet of results.xlsx says of it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "support/river_chain.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/output/answers_sheet.h"

namespace tmfgeo::test {

/// One facility "A" of country XA, ranked 3 of 1 to 5, whose way goes through XA and XB.
struct Valley {
  Assessment a;

  Valley() {
    a.scheme = std::make_shared<const Scheme>(read_scheme(TMFGEO_SOURCE_DIR "/data/schemes/tmfgeo-1.toml"));
    FacilityResult r;
    r.facility.id = "A";
    r.country_found = "XA";
    a.results.push_back(r);
    IndexResults& x = a.index_results.emplace();
    x.ranks.emplace_back();
    x.inputs.emplace_back();
    x.exposure.push_back({country("XA", 0), country("XB", 7)});
  }
  /// Another one that reaches no country.
  void add_facility(const std::string& id) {
    a.results.emplace_back().facility.id = id;
    a.index_results->ranks.emplace_back();
    a.index_results->inputs.emplace_back();
    a.index_results->exposure.emplace_back();
  }
  static CountryExposure country(const std::string& code, double first_km) {
    CountryExposure e;
    e.country = code;
    e.first_km = first_km;
    return e;
  }
  FacilityRank& rank() { return a.index_results->ranks[0]; }
  CountryExposure& exposure(std::size_t i) { return a.index_results->exposure[0][i]; }

  /// A border station in a country, that the water reaches after so many hours.
  void reaches(const std::string& code, double h) {
    if (!a.transport) {
      a.transport.emplace();
      a.transport->library = test::small_library();
      a.transport->sites.emplace_back();
    }
    TransportSite& site = a.transport->sites[0];
    Receptor receptor = test::receptor_at("border", 1000);
    receptor.station.kind = ReceptorKind::border;
    receptor.station.country = code;
    Arrival& arrival = site.arrivals.emplace_back();
    arrival.receptor = site.receptors.size();
    arrival.flow = Flow::mean;
    arrival.first_s = {3600 * h, 3600 * h, 3600 * h};
    site.receptors.push_back(receptor);
  }

  /// Cyanide at the last station, by default with a limit of 10 µg/L, at one flow more.
  void carries(double peak_ug_l, double p_exceed, Flow flow = Flow::mean) {
    TransportSite& site = a.transport->sites[0];
    site.release = test::slug_release(1000, 1);
    if (flow != Flow::mean) {
      site.arrivals.push_back(site.arrivals.back());
      site.arrivals.back().flow = flow;
    }
    a.transport->library.substances[0].name = "cyanide";
    a.transport->library.substances[0].name_ru = "цианид";
    SubstanceArrival cyanide;
    cyanide.substance = "cyanide";
    cyanide.peak_ug_l = {peak_ug_l / 3, peak_ug_l, 3 * peak_ug_l};
    cyanide.thresholds = {{0, p_exceed, {}}};
    site.arrivals.back().substances = {cyanide};
  }
  std::string above_the_limit(Language language = Language::en) const {
    const auto texts = column(language == Language::en ? "Above the limit" : "Превышение порога", language);
    return texts.size() == 2 ? texts[1] : "not two countries";
  }

  /// Texts, or the numbers without decimals, of a facility's rows under a heading of a block.
  std::vector<std::string> column(const std::string& heading, Language language = Language::en) const {
    const Sheet sheet = answers_sheet(a, language);
    std::vector<std::string> found;
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
        if (sheet.at(r, c).text != heading || sheet.at(r, c).look != CellLook::heading) continue;
        for (std::size_t k = r + 1; k < sheet.rows.size() && sheet.at(k, 0).look == CellLook::important; ++k) {
          const SheetCell& cell = sheet.at(k, c);
          found.push_back(cell.number ? fixed(*cell.number, 0) : cell.text);
        }
      }
    }
    return found;
  }
  std::string all(Language language = Language::en) const {
    std::string text;
    for (const auto& row : answers_sheet(a, language).rows) {
      for (const SheetCell& cell : row) text += cell.text + "\n";
    }
    return text;
  }
};

}  // namespace tmfgeo::test
