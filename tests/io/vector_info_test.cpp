// SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include "io/read_features.h"

namespace tmfgeo {
namespace {

TEST(FileSha256, IsThePublishedDigestOfAbc) {
  const test::ScratchFolder folder;
  write_file(folder.file("abc.txt"), "abc", false);
  // FIPS 180-2, appendix B.1.
  EXPECT_EQ(file_sha256(folder.file("abc.txt")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_THROW(file_sha256(folder.file("none.txt")), Error);
}

TEST(FileSha256, OfAShapefileIsThatOfItsPartsInOrder) {
  const test::ScratchFolder folder;
  for (const auto& [name, bytes] : {std::pair("x.shp", "a"), std::pair("x.dbf", "b"), std::pair("x.prj", "c")})
    write_file(folder.file(name), bytes, false);
  EXPECT_EQ(file_sha256(folder.file("x.shp")), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(IsRaster, TellsRastersFromVectors) {
  const test::ScratchFolder folder;
  write_file(folder.file("a.geojson"), test::collection({test::feature("null")}), false);
  write_file(folder.file("a.pgm"), "P5 2 1 255\nab", false);
  EXPECT_FALSE(is_raster(folder.file("a.geojson")));
  EXPECT_TRUE(is_raster(folder.file("a.pgm")));
  EXPECT_FALSE(is_raster(folder.file("none.tif")));
}

}  // namespace
}  // namespace tmfgeo
