// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/output/output_folder.h"

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>

#include "support/run_tmfgeo.h"
#include "tmfgeo/core/error.h"

namespace tmfgeo::test {
namespace {

namespace fs = std::filesystem;

/// What the constructor says; empty if it takes the folder.
std::string refusal(const std::string& folder, bool overwrite, const std::vector<std::string>& inputs) {
  try {
    const OutputFolder taken(folder, overwrite, inputs);
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::environment);
    return error.what();
  }
  return {};
}

TEST(OutputFolder, IsTakenByOneRunAtATimeAndGivenBack) {
  const ScratchFolder scratch;
  {
    const OutputFolder first(scratch.file("out"), false, {});
    EXPECT_NE(refusal(scratch.file("out"), true, {}).find("another run is writing here"), std::string::npos);
  }
  EXPECT_EQ(refusal(scratch.file("out"), true, {}), "");
  EXPECT_TRUE(fs::is_empty(scratch.file("out")));
}

TEST(OutputFolder, OfAKilledRunIsCleanedAndTaken) {
  const ScratchFolder scratch;
  const std::string folder = scratch.file("out");
  const pid_t child = fork();
  if (child == 0) {
    const OutputFolder taken(folder, false, {});
    taken.fill([](const std::string& staging) -> std::vector<std::string> {
      write_text(staging + "/hand.tif", "half");
      kill(getpid(), SIGKILL);
      return {};
    });
  }
  int status = 0;
  waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
  ASSERT_TRUE(fs::exists(folder + "/.tmfgeo-partial/hand.tif"));
  {
    const OutputFolder next(folder, false, {});
    EXPECT_FALSE(fs::exists(folder + "/.tmfgeo-partial"));
    EXPECT_TRUE(next.fill([](const std::string&) { return std::vector<std::string>{}; }).empty());
  }
  EXPECT_TRUE(fs::is_empty(folder));
}

TEST(OutputFolder, NeverReplacesNorRemovesAnInput) {
  const ScratchFolder scratch;
  fs::create_directory(scratch.file("out"));
  const std::string dem = scratch.file("out/dem_conditioned.tif");
  write_text(dem, "precious");
  fs::create_symlink(dem, scratch.file("link.tif"));
  for (const std::string& input : {dem, scratch.file("link.tif"), scratch.file("out/../out/dem_conditioned.tif")}) {
    EXPECT_NE(refusal(scratch.file("out"), true, {input}).find("is an input of this run"), std::string::npos) << input;
  }
  EXPECT_EQ(refusal(scratch.file("out"), true, {scratch.file("other.tif")}), "");
  // A file whose name no list knows shows only when it is written.
  write_text(scratch.file("out/quake_median.tif"), "precious");
  const OutputFolder taken(scratch.file("out"), true, {scratch.file("out/quake_median.tif")});
  const auto write = [](const std::string& staging) {
    write_text(staging + "/quake_median.tif", "new");
    return std::vector<std::string>{staging + "/quake_median.tif"};
  };
  EXPECT_THROW(taken.fill(write), Error);
  EXPECT_EQ(file_text(scratch.file("out/quake_median.tif")), "precious");
  EXPECT_EQ(file_text(dem), "precious");
}

TEST(OutputFolder, SparesTheSourcesOfAVirtualRaster) {
  const ScratchFolder scratch;
  const std::string example = source_file("data/examples/two-countries/dem.tif");
  ASSERT_EQ(run_tmfgeo({"terrain", example, "-o", scratch.file("out"), "-q", "--products", "conditioned"}).exit_code, 0);
  const std::string before = file_text(scratch.file("out/dem_conditioned.tif"));
  write_text(scratch.file("dem.vrt"), R"(<VRTDataset rasterXSize="2" rasterYSize="2"><SRS>EPSG:32631</SRS>
<GeoTransform>670000, 100, 0, 20000, 0, -100</GeoTransform><VRTRasterBand dataType="Float32" band="1"><SimpleSource>
<SourceFilename relativeToVRT="1">out/dem_conditioned.tif</SourceFilename><SourceBand>1</SourceBand></SimpleSource>
</VRTRasterBand></VRTDataset>)");
  const Ran ran = run_tmfgeo({"terrain", scratch.file("dem.vrt"), "-o", scratch.file("out"), "-q", "--overwrite", "--products", "slope"});
  EXPECT_EQ(ran.exit_code, 3) << ran.err;
  EXPECT_NE(ran.err.find("dem_conditioned.tif"), std::string::npos) << ran.err;
  EXPECT_TRUE(file_text(scratch.file("out/dem_conditioned.tif")) == before);
}

}  // namespace
}  // namespace tmfgeo::test
