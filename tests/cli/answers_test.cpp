// SPDX-License-Identifier: Apache-2.0
// The workbooks a ministry opens, and what is counted along the routes: the example with every table of [exposure].
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cpl_conv.h>
#include <gdal.h>

#include <filesystem>
#include <regex>

#include "support/edit_workbook.h"
#include "support/run_tmfgeo.h"
#include "tmfgeo/io/vector.h"
#include "tmfgeo/io/workbook.h"

namespace tmfgeo::test {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

/// A copy of the example; its project may be changed before it is run.
struct Example {
  ScratchFolder folder;
  std::string project;

  Example() {
    std::filesystem::copy(source_file("data/examples/two-countries"), folder.path() / "p", std::filesystem::copy_options::recursive);
    project = file_text(folder.file("p/project-answers.toml"));
  }
  Ran run() {
    write_text(folder.file("p/own.toml"), project);
    return run_tmfgeo({"assess", folder.file("p/own.toml"), "-o", folder.file("out"), "--overwrite", "-v"});
  }
  FeatureTable layer(const std::string& name) const {
    Issues issues;
    return read_features(folder.file("out/results.gpkg"), {.layer = name}, issues);
  }
};

std::string text_of(const Sheet& sheet) {
  std::string text;
  for (const auto& row : sheet.rows) {
    for (const SheetCell& cell : row) text += cell.text + "\n";
  }
  return text;
}

TEST(ResultsWorkbook, AnswersTheFiveQuestionsInOrderInBothLanguages) {
  Example example;
  const Ran ran = example.run();
  ASSERT_EQ(ran.exit_code, 0) << ran.err;
  const Workbook english = read_workbook(example.folder.file("out/results.xlsx"));
  const Workbook russian = read_workbook(example.folder.file("out/results_ru.xlsx"));
  const auto in_order = [](const std::string& text, const std::vector<std::string>& questions) {
    std::size_t at = 0;
    for (const std::string& question : questions) {
      at = text.find(question, at);
      ASSERT_NE(at, std::string::npos) << question;
    }
  };
  EXPECT_EQ(english.sheets.front().name, "Answers");
  EXPECT_EQ(russian.sheets.front().name, "Ответы");
  const std::string answers = text_of(english.sheets.front());
  in_order(answers, {"Which dams first?", "Why these?", "What to do there?", "Whom to warn", "What do we not know?"});
  in_order(text_of(russian.sheets.front()), {"Какие дамбы", "Почему именно", "Что там сделать?", "Кого предупреждать", "Чего мы не знаем?"});
  EXPECT_THAT(answers, AllOf(HasSubstr("Borderbridge waterworks (synthetic)"), HasSubstr("people along the flow path"), HasSubstr("not inspected"), HasSubstr("Betaland (synthetic) (XB)")));
  EXPECT_THAT(text_of(russian.sheets.front()), AllOf(HasSubstr("Водозабор Бордербриджа"), HasSubstr("4 объекта."), HasSubstr("Беталандия (вымышленная) (XB)"), HasSubstr("не осмотрено"), testing::Not(HasSubstr("people_on_path"))));
  EXPECT_EQ(english.sheets.size(), russian.sheets.size());
  EXPECT_EQ(english.sheets.back().name, "Columns");
}

TEST(ResultsWorkbook, HasNoRawCodesInRussian) {
  Example example;
  ASSERT_EQ(example.run().exit_code, 0);
  const Workbook russian = read_workbook(example.folder.file("out/results_ru.xlsx"));
  const std::regex code("people_on_path|release_per_year|exceedance_ratio|arrival_h|river_speed|to_confirm|surely|not known|lower bound|the project|tailings|line [0-9]|Give |Nothing to do|\\bcrossing\\b|country_pair|mean\\b");
  for (const Sheet& sheet : russian.sheets) {
    if (sheet.name == "Столбцы") continue;  // names columns
    for (std::size_t r = 0; r < sheet.rows.size(); ++r) {
      for (std::size_t c = 0; c < sheet.rows[r].size(); ++c) {
        const std::string& heading = sheet.at(2, c).text;
        const bool in_own_language = heading == "Её источник" || heading.starts_with("Подробности") || sheet.name == "Ответы";  // as a user or the program wrote them
        const std::string& text = sheet.at(r, c).text;
        std::smatch found;
        EXPECT_FALSE(!in_own_language && std::regex_search(text, found, code)) << sheet.name << " " << cell_name(r, c) << ": " << text;
      }
    }
  }
}

TEST(ResultsWorkbook, HasHeadingsThatStayAndFilters) {
  Example example;
  ASSERT_EQ(example.run().exit_code, 0);
  const ZipParts parts = read_zip(example.folder.file("out/results.xlsx"));
  int filtered = 0;
  for (const auto& [name, bytes] : parts) {
    if (name == "xl/styles.xml") {
      EXPECT_THAT(bytes, AllOf(HasSubstr("#,##0"), testing::Not(HasSubstr("E+00"))));
    }
    if (!name.starts_with("xl/worksheets/sheet") || name.ends_with("/sheet1.xml")) continue;
    ++filtered;
    EXPECT_THAT(bytes, AllOf(HasSubstr("<pane "), HasSubstr("state=\"frozen\""), HasSubstr("<autoFilter "))) << name;
  }
  EXPECT_GE(filtered, 7);
}

TEST(QgisProject, RelatesTheLayersOfIndicesToTheFacilities) {
  Example example;
  ASSERT_EQ(example.run().exit_code, 0);
  std::string project;
  for (const auto& [name, bytes] : read_zip(example.folder.file("out/open_in_qgis.qgz"))) project += name.ends_with(".qgs") ? bytes : "";
  for (const char* layer : {"indices", "index_terms", "exposure", "transboundary", "border_crossings"}) {
    EXPECT_THAT(project, HasSubstr("referencingLayer=\"tmfgeo_layer_" + std::string(layer) + "\" referencedLayer=\"tmfgeo_layer_facilities\"")) << layer;
  }
  EXPECT_THAT(project, testing::Not(HasSubstr("referencingLayer=\"tmfgeo_layer_facilities\""))) << "nothing is related to itself";
}

TEST(BasinNames, AreRiversInsteadOfCoordinates) {
  Example example;
  ASSERT_EQ(example.run().exit_code, 0);
  const FeatureTable basins = example.layer("basins");
  ASSERT_EQ(basins.rows(), 1U);
  EXPECT_EQ(basins.text(*basins.find("basin_name"), 0), "Alpha River");
  EXPECT_EQ(basins.text(*basins.find("end_ru"), 0), "бессточный бассейн");
}

TEST(Exposure, CountsWhatTheExampleGives) {
  Example example;
  ASSERT_EQ(example.run().exit_code, 0);
  const FeatureTable t = example.layer("exposure");
  const auto sum_over = [&](const std::string& column, const std::string& facility) {
    double sum = 0;
    for (std::size_t i = 0; i < t.rows(); ++i) {
      if (t.text(*t.find("facility_id"), i) == facility) sum += t.number(*t.find(column), i).value();
    }
    return sum;
  };
  EXPECT_EQ(sum_over("intakes", "A"), 2) << "both waterworks lie on the way of A";
  EXPECT_EQ(sum_over("health_facilities", "A"), 2);
  EXPECT_EQ(sum_over("protected_areas", "A"), 1);
  EXPECT_GE(sum_over("people", "A"), 1200 + 5400 + 300 + 8100) << "the four settlements on the way, and who lives between them";
  EXPECT_EQ(sum_over("intakes", "D"), 0);
}

TEST(PopulationRaster, OfDensitiesIsRefusedAsCountsAndReadAsWhatItIs) {
  Example example;
  GDALAllRegister();
  const GDALDatasetH ascii = GDALOpen(example.folder.file("p/population.asc").c_str(), GA_ReadOnly);
  const std::string tif = example.folder.file("p/density.tif");
  const GDALDatasetH copy = GDALCreateCopy(GDALGetDriverByName("GTiff"), tif.c_str(), ascii, FALSE, nullptr, nullptr, nullptr);
  GDALSetRasterUnitType(GDALGetRasterBand(copy, 1), "people/km2");
  GDALClose(copy);
  GDALClose(ascii);
  replace_once(example.project, "population.asc", "density.tif");
  const Ran refused = example.run();
  EXPECT_EQ(refused.exit_code, 2);
  EXPECT_THAT(refused.err, AllOf(HasSubstr("density.tif"), HasSubstr("people/km2"), HasSubstr("density_km2")));
  replace_once(example.project, "values = \"counts\"", "values = \"density_km2\"");
  ASSERT_EQ(example.run().exit_code, 0);
  const FeatureTable t = example.layer("exposure");
  const double people = t.number(*t.find("people"), 0).value();
  EXPECT_GT(people, 0);
  EXPECT_LT(people, 7000) << "a quarter of the counts: cells of a quarter of a km2";
}

TEST(PopulationRaster, WithMinus200InItIsNotCountedAsPeople) {
  for (const bool declared : {true, false}) {
    Example example;
    std::string grid = file_text(example.folder.file("p/population.asc"));
    replace_once(grid, "NODATA_value -9999", declared ? "NODATA_value -200" : "NODATA_value -9999");
    std::string::size_type at = grid.find('\n', grid.find("NODATA_value")) + 1;
    while ((at = grid.find("2 ", at)) != std::string::npos) {
      if (grid[at - 1] == ' ' || grid[at - 1] == '\n') grid.replace(at, 1, "-200");
      ++at;
    }
    write_text(example.folder.file("p/population.asc"), grid);
    const Ran ran = example.run();
    ASSERT_EQ(ran.exit_code, 0) << ran.err;
    if (!declared) {
      EXPECT_THAT(ran.err, HasSubstr("population_negative"));
    }
    const FeatureTable t = example.layer("exposure");
    for (std::size_t i = 0; i < t.rows(); ++i) {
      EXPECT_FALSE(t.number(*t.find("people"), i)) << "a cell that is not known leaves the sum unknown";
      EXPECT_GE(t.number(*t.find("people_at_least"), i).value(), 0);
    }
  }
}

}  // namespace
}  // namespace tmfgeo::test
