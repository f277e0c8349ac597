// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/io/gdal_guard.h"

#include <cpl_conv.h>
#include <cpl_error.h>
#include <cpl_vsi.h>
#include <gdal.h>

#include <mutex>

#include "tmfgeo/core/error.h"

namespace tmfgeo {

struct GdalMessages::Handler {
  static void CPL_STDCALL keep(CPLErr severity, CPLErrorNum number, const char* text) {
    auto* messages = static_cast<GdalMessages*>(CPLGetErrorHandlerUserData());
    if (severity == CE_Debug || severity == CE_Fatal) CPLDefaultErrorHandler(severity, number, text);
    if (severity >= CE_Failure && messages->failure_.empty()) messages->failure_ = text;
  }
};

namespace {

/// Threads that GDAL starts itself do not see the handler of the thread that asked, and would print to stderr.
void CPL_STDCALL keep_quiet(CPLErr severity, CPLErrorNum number, const char* text) {
  if (severity == CE_Debug || severity == CE_Fatal) CPLDefaultErrorHandler(severity, number, text);
}

void register_once() {
  GDALAllRegister();
  if (const CPLErrorHandler before = CPLSetErrorHandler(&keep_quiet); before != &CPLDefaultErrorHandler)
    CPLSetErrorHandler(before);
}

}  // namespace

GdalMessages::GdalMessages() {
  static std::once_flag registered;
  std::call_once(registered, register_once);
  CPLPushErrorHandlerEx(&Handler::keep, this);
}

GdalMessages::~GdalMessages() { CPLPopErrorHandler(); }

void DatasetClose::operator()(void* dataset) const noexcept { GDALClose(dataset); }

ThreadOption::ThreadOption(const char* key, const char* value) : key_(key) {
  if (const char* before = CPLGetThreadLocalConfigOption(key, nullptr)) before_ = before;
  CPLSetThreadLocalConfigOption(key, value);
}

ThreadOption::~ThreadOption() { CPLSetThreadLocalConfigOption(key_, before_ ? before_->c_str() : nullptr); }

std::string coder_threads() { return CPLGetConfigOption("GDAL_NUM_THREADS", "ALL_CPUS"); }

namespace {

[[noreturn]] void refuse_file(const std::string& path, DatasetKind kind, const std::string& reason) {
  const std::string wanted = kind == DatasetKind::raster ? "a raster such as GeoTIFF"
                                                         : "a vector file or sheet such as GeoPackage, CSV or XLSX";
  const std::string why = reason.empty() ? std::string() : " (GDAL: " + reason + ")";
  VSIStatBufL stat;
  if (VSIStatL(path.c_str(), &stat) != 0) {
    // For what is no plain file (an address, a table of a database) only GDAL knows more.
    const bool plain = reason.ends_with("No such file or directory");
    throw Error(ErrorCode::environment, "no such file, expected " + wanted + (plain ? std::string() : why), path);
  }
  if (VSI_ISDIR(stat.st_mode)) throw Error(ErrorCode::invalid_input, "is a folder, expected " + wanted, path);
  if (stat.st_size == 0) throw Error(ErrorCode::invalid_input, "is empty (0 bytes), expected " + wanted, path);
  VSILFILE* file = VSIFOpenL(path.c_str(), "rb");
  if (file == nullptr) throw Error(ErrorCode::environment, "cannot be opened: no right to read it", path);
  VSIFCloseL(file);
  throw Error(ErrorCode::invalid_input, "cannot be read, expected " + wanted + why, path);
}

}  // namespace

DatasetHandle open_dataset(const std::string& path, DatasetKind kind, GdalMessages& messages) {
  const unsigned flags = GDAL_OF_READONLY | GDAL_OF_VERBOSE_ERROR |
                         (kind == DatasetKind::raster ? unsigned{GDAL_OF_RASTER} : unsigned{GDAL_OF_VECTOR});
  DatasetHandle dataset(GDALOpenEx(path.c_str(), flags, nullptr, nullptr, nullptr));
  if (!dataset) refuse_file(path, kind, messages.failure());
  messages.clear();
  return dataset;
}

}  // namespace tmfgeo
