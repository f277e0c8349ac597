// SPDX-License-Identifier: Apache-2.0
/// A coarse picture of a raster too large to be read before it is known what of it is needed.
#pragma once

#include "tmfgeo/core/progress.h"
#include "tmfgeo/io/raster_reader.h"

namespace tmfgeo {

/// Blocks of block × block cells, each with its lowest elevation, so that valleys stay open; NaN where no cell has one.
/// The frame begins at the raster's north-western corner; its last row and column may reach beyond the raster.
/// Needs: block > 0. Cost: one pass, in strips on all cores; memory about 4 million cells per core beside the blocks.
/// Errors: as RasterReader::read.
Grid<float> lowest_of_blocks(const RasterReader& raster, std::ptrdiff_t block, const Progress& progress = {});

}  // namespace tmfgeo
