// SPDX-License-Identifier: Apache-2.0
/// A Cloud Optimized GeoTIFF from a dataset that has its overviews already.
#pragma once

#include <string>

#include "tmfgeo/io/gdal_guard.h"
#include "tmfgeo/io/raster.h"
#include "tmfgeo/io/whole_file.h"

namespace tmfgeo {

/// Where the dataset's cells lie on Earth, what they are, and the value of missing ones.
/// Errors: Error{environment} naming `path` if GDAL does not know the reference system.
void describe_dataset(void* dataset, const GridFrame& frame, double missing, const RasterMetadata& metadata,
                      const std::string& path);

/// Writes the dataset with its overviews as `target`, its style beside it, and gives the file its name.
/// Errors: Error{environment} naming the target, for example a full disk.
void write_cog_file(PartialFile& target, void* dataset, const RasterMetadata& metadata, GdalMessages& messages);

}  // namespace tmfgeo
