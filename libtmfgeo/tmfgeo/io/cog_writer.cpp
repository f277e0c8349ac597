// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/cog_writer.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fcntl.h>
#include <gdal.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "tmfgeo/core/error.h"
#include "tmfgeo/core/parallel.h"
#include "tmfgeo/io/cog_file.h"
#include "tmfgeo/io/overview.h"

namespace tmfgeo {
namespace {

/// A nameless piece of disk beside a target, with room taken in advance; removed with its owner.
class ScratchFile {
 public:
  ScratchFile(const std::string& target, std::int64_t bytes) : target_(target) {
    const std::filesystem::path name(target);
    path_ = (name.parent_path() / ("." + name.filename().string() + ".scratch-" + std::to_string(::getpid()))).string();
    file_ = ::open(path_.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file_ < 0) refuse("cannot be written: no scratch file beside it", errno);
    if (const int cause = ::posix_fallocate(file_, 0, bytes); cause != 0) {
      release();
      refuse("needs " + std::to_string(bytes / 1000000 + 1) + " MB of scratch space beside it: is the disk full?", cause);
    }
  }
  ~ScratchFile() { release(); }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;

  const std::string& path() const { return path_; }

  void write(const void* bytes, std::size_t count, std::int64_t at) const {
    const char* from = static_cast<const char*>(bytes);
    while (count > 0) {
      const ssize_t done = ::pwrite(file_, from, count, at);
      if (done < 0 && errno == EINTR) continue;
      if (done <= 0) refuse("cannot be written to its end: is the disk full?", errno);
      from += done;
      at += done;
      count -= static_cast<std::size_t>(done);
    }
  }

  void read(void* bytes, std::size_t count, std::int64_t at) const {
    char* to = static_cast<char*>(bytes);
    while (count > 0) {
      const ssize_t done = ::pread(file_, to, count, at);
      if (done < 0 && errno == EINTR) continue;
      if (done <= 0) refuse("cannot be written: its scratch file cannot be read", errno);
      to += done;
      at += done;
      count -= static_cast<std::size_t>(done);
    }
  }

 private:
  [[noreturn]] void refuse(const std::string& message, int cause) const {
    throw Error(ErrorCode::environment, message + (cause != 0 ? std::string(" (") + std::strerror(cause) + ")" : ""),
                target_);
  }
  void release() {
    ::close(file_);
    ::unlink(path_.c_str());
  }

  std::string target_;
  std::string path_;
  int file_ = -1;
};

std::string xml(const std::string& text) {
  const std::unique_ptr<char, void (*)(void*)> escaped(
      CPLEscapeString(text.c_str(), static_cast<int>(text.size()), CPLES_XML), VSIFree);
  return escaped.get();
}

template <class T>
std::int64_t bytes_of(const LevelSize& level) {
  return static_cast<std::int64_t>(level.size()) * static_cast<std::int64_t>(sizeof(T));
}

}  // namespace

template <class T>
struct CogWriter<T>::Scratch {
  Scratch(const std::string& path, const GridFrame& f, const RasterMetadata& m, bool overwrite)
      : target(path, overwrite), frame(f), metadata(m), levels(level_sizes(f.rows, f.columns)), file(path, all_bytes()) {}

  std::int64_t all_bytes() {
    std::int64_t bytes = 0;
    for (const LevelSize& level : levels) {
      offsets.push_back(bytes);
      bytes += bytes_of<T>(level);
    }
    return bytes;
  }

  /// Reads bands of rows of one level and writes the next one.
  void make_overview(std::size_t level) {
    const LevelSize from = levels[level - 1];
    const LevelSize to = levels[level];
    const std::ptrdiff_t band_rows = std::max<std::ptrdiff_t>(1, (1 << 21) / from.columns);
    std::vector<T> above;
    std::vector<T> halved;
    for (std::ptrdiff_t row = 0; row < to.rows; row += band_rows) {
      const std::ptrdiff_t rows = std::min(band_rows, to.rows - row);
      const LevelSize band{std::min(2 * rows, from.rows - 2 * row), from.columns};
      above.resize(static_cast<std::size_t>(band.size()));
      halved.resize(static_cast<std::size_t>(rows * to.columns));
      file.read(above.data(), above.size() * sizeof(T), offsets[level - 1] + bytes_of<T>({2 * row, from.columns}));
      halve<T>(above, band, metadata.nature, halved);
      file.write(halved.data(), halved.size() * sizeof(T), offsets[level] + bytes_of<T>({row, to.columns}));
    }
  }

  /// One level of the scratch file as GDAL sees it, with the levels below as its overviews.
  std::string virtual_raster(std::size_t level) const {
    const LevelSize size = levels[level];
    const std::string type = std::is_same_v<T, float> ? "Float32" : std::is_same_v<T, std::uint8_t> ? "Byte" : "Int32";
    std::string text = "<VRTDataset rasterXSize=\"" + std::to_string(size.columns) + "\" rasterYSize=\"" +
                       std::to_string(size.rows) + "\"><VRTRasterBand dataType=\"" + type +
                       "\" band=\"1\" subClass=\"VRTRawRasterBand\"><SourceFilename relativeToVRT=\"0\">" +
                       xml(file.path()) + "</SourceFilename><ImageOffset>" + std::to_string(offsets[level]) +
                       "</ImageOffset><PixelOffset>" + std::to_string(sizeof(T)) + "</PixelOffset><LineOffset>" +
                       std::to_string(bytes_of<T>({1, size.columns})) + "</LineOffset>";
    for (std::size_t i = 1; level == 0 && i < levels.size(); ++i) {
      text += "<Overview><SourceFilename relativeToVRT=\"0\">" + xml(virtual_raster(i)) +
              "</SourceFilename><SourceBand>1</SourceBand></Overview>";
    }
    return text + "</VRTRasterBand></VRTDataset>";
  }

  PartialFile target;
  GridFrame frame;
  RasterMetadata metadata;
  std::vector<LevelSize> levels;
  std::vector<std::int64_t> offsets;
  ScratchFile file;
  std::atomic<std::int64_t> cells_written = 0;
};

template <class T>
CogWriter<T>::CogWriter(const std::string& path, const GridFrame& frame, const RasterMetadata& metadata, bool overwrite) {
  TMFGEO_EXPECTS(frame.size() > 0 && frame.crs.known());
  scratch_ = std::make_unique<Scratch>(path, frame, metadata, overwrite);
}

template <class T>
CogWriter<T>::~CogWriter() = default;
template <class T>
CogWriter<T>::CogWriter(CogWriter&&) noexcept = default;
template <class T>
CogWriter<T>& CogWriter<T>::operator=(CogWriter&&) noexcept = default;

template <class T>
void CogWriter<T>::write(Cell first, std::ptrdiff_t rows, std::ptrdiff_t columns, std::span<const T> values) {
  const GridFrame& frame = scratch_->frame;
  TMFGEO_EXPECTS(rows > 0 && columns > 0 && values.size() == static_cast<std::size_t>(rows * columns));
  TMFGEO_EXPECTS(frame.contains(first) && frame.contains({first.row + rows - 1, first.column + columns - 1}));
  // Whole rows lie one behind the other.
  const std::ptrdiff_t strips = columns == frame.columns ? 1 : rows;
  const std::size_t strip_cells = values.size() / static_cast<std::size_t>(strips);
  for (std::ptrdiff_t strip = 0; strip < strips; ++strip) {
    const std::int64_t at = frame.index({first.row + strip, first.column});
    scratch_->file.write(values.data() + static_cast<std::size_t>(strip) * strip_cells, strip_cells * sizeof(T),
                         at * static_cast<std::int64_t>(sizeof(T)));
  }
  scratch_->cells_written += static_cast<std::int64_t>(values.size());
}

template <class T>
void CogWriter<T>::read_row(std::ptrdiff_t row, std::span<T> values) const {
  const GridFrame& frame = scratch_->frame;
  TMFGEO_EXPECTS(row >= 0 && row < frame.rows && static_cast<std::ptrdiff_t>(values.size()) == frame.columns);
  scratch_->file.read(values.data(), values.size_bytes(), frame.index({row, 0}) * static_cast<std::int64_t>(sizeof(T)));
}

template <class T>
void CogWriter<T>::finish() {
  Scratch& s = *scratch_;
  TMFGEO_EXPECTS(s.cells_written == s.frame.size());
  GdalMessages messages;
  const ThreadOption own_file("GDAL_VRT_RAWRASTERBAND_ALLOWED_SOURCE", "ALL");
  for (std::size_t level = 1; level < s.levels.size(); ++level) s.make_overview(level);
  const DatasetHandle dataset(GDALOpenEx(s.virtual_raster(0).c_str(), GDAL_OF_RASTER | GDAL_OF_UPDATE | GDAL_OF_VERBOSE_ERROR, nullptr, nullptr, nullptr));
  if (!dataset)
    throw Error(ErrorCode::environment, "cannot be written (GDAL: " + messages.failure() + ")", s.target.path());
  describe_dataset(dataset.get(), s.frame, static_cast<double>(kMissingCell<T>), s.metadata, s.target.path());
  write_cog_file(s.target, dataset.get(), s.metadata, messages);
}

template class CogWriter<float>;
template class CogWriter<std::uint8_t>;
template class CogWriter<std::int32_t>;

}  // namespace tmfgeo
