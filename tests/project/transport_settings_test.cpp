// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/project/transport_settings.h"

#include <gtest/gtest.h>

#include <fstream>

#include "support/testdata.h"
#include "tmfgeo/core/error.h"
#include "tmfgeo/project/project.h"

namespace tmfgeo {
namespace {

constexpr const char* kBase = "tmfgeo = 1\n[project]\nname = \"p\"\n[rivers]\nfile = \"r\"\n[facilities]\nfile = \"f\"\n[borders]\nfile = \"b\"\ncode_column = \"c\"\n";

Project project_of(const test::ScratchFolder& folder, const std::string& transport) {
  const std::string path = folder.file("project.toml");
  std::ofstream(path, std::ios::binary) << kBase << transport;
  return read_project(path);
}

std::string refusal(const std::string& transport) {
  const test::ScratchFolder folder;
  try {
    project_of(folder, transport);
  } catch (const Error& error) {
    return error.what();
  }
  return "accepted";
}

TEST(TransportSettings, EffectiveProjectReadsBackTheSame) {
  const test::ScratchFolder folder;
  const Project first = project_of(folder,
                                   "[transport]\nflows = [\"high\", \"low\"]\ntrigger = \"pipe\"\nmin_town_population = 500\ntown_distance_m = 900\nmin_confluence_area_km2 = 7\n"
                                   "river_area_km2 = 30\nsnap_distance_m = 800\nwarning_h = 36\ndraws = 500\nseed = 9007199254740992\n"
                                   "[transport.receptors]\nfile = \"точки 1.csv\"\ncrs = \"EPSG:32631\"\n[transport.gauges]\nfile = \"g.csv\"\n[transport.lakes]\nfile = \"l.gpkg\"\n"
                                   "[transport.releases]\nfile = \"r.csv\"\n[transport.substances]\nfile = \"s.toml\"\n"
                                   "[transport.discharge]\nyield_l_s_km2 = 6\nlow_factor = 0.2\nhigh_factor = 3\narea_power = 0.8\n[transport.discharge.runoff]\nfile = \"q.tif\"\n"
                                   "[transport.hydraulics]\nroughness_n = 0.04\ndefault_slope = 0.002\nslope_column = \"slope\"\nwidth_column = \"ширина, м\"\n");
  const std::string text = effective_toml(first);
  std::ofstream(folder.file("again.toml"), std::ios::binary) << text;
  const Project second = read_project(folder.file("again.toml"));
  EXPECT_EQ(effective_toml(second), text);
  ASSERT_TRUE(second.transport);
  EXPECT_EQ(second.transport->flows, (std::vector{Flow::low, Flow::high})) << "in the order of the water";
  EXPECT_EQ(second.transport->trigger, Trigger::pipe);
  EXPECT_EQ(second.transport->seed, 9007199254740992U);
  EXPECT_EQ(second.transport->discharge.yield_l_s_km2, 6);
  EXPECT_EQ(second.transport->hydraulics.slope_column, "slope");
  EXPECT_EQ(second.transport->hydraulics.width_column, "ширина, м");
  EXPECT_EQ(second.transport->receptors->crs, "EPSG:32631");
  EXPECT_EQ(second.inputs().size(), 3U + 6);
}

TEST(TransportSettings, AnEmptyTableIsEnough) {
  const test::ScratchFolder folder;
  const Project project = project_of(folder, "[transport]\n");
  ASSERT_TRUE(project.transport);
  EXPECT_EQ(project.transport->flows.size(), 3U);
  EXPECT_FALSE(project_of(folder, "").transport);
}

TEST(TransportSettings, RefusesWhatCannotBe) {
  for (const auto& [toml, word] : {std::pair<std::string, std::string>{"[transport]\nflows = [\"flood\"]\n", "low, mean, high"},
                                   {"[transport]\nflows = []\n", "is empty"},
                                   {"[transport]\ntrigger = \"quake\"\n", "earthquake"},
                                   {"[transport]\ndraws = 10\n", "from 100"},
                                   {"[transport]\nseed = -1\n", "seed"},
                                   {"[transport]\nsnap_distance_m = 0\n", "from 1"},
                                   {"[transport]\nreceptor = \"r.csv\"\n", "receptors"},
                                   {"[transport.receptors]\nlayer = \"r\"\n", "[transport.receptors]"},
                                   {"[transport.discharge]\nlow_factor = 2\n", "low_factor"},
                                   {"[transport.discharge]\nyield_l_s_km2 = 0\n", "from 0.01"},
                                   {"[transport.hydraulics]\ndefault_slope = 0\n", "default_slope"},
                                   {"[transport.hydraulics]\nwidth_column = 25\n", "width_column"},
                                   {"[transport.hydraulics]\nwidth_colum = \"w\"\n", "width_column"},
                                   {"[transport.hydraulics]\nrougness_n = 0.03\n", "roughness_n"}}) {
    EXPECT_NE(refusal(toml).find(word), std::string::npos) << toml << refusal(toml);
  }
}

}  // namespace
}  // namespace tmfgeo
