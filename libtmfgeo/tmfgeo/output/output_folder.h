// SPDX-License-Identifier: Apache-2.0
/// The folder results go to: one run at a time, and all files of a run appear together, or none.
#pragma once

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace tmfgeo {

/// What becomes of an earlier run's files that this one does not write.
enum class OldResults { removed, kept };

/// A folder taken for the results of one run, from before any work is done until its files are in place.
class OutputFolder {
 public:
  /// Makes the folder and takes it; what a killed run left unfinished there is removed.
  /// Input: the files that the run reads; those behind a virtual raster count too.
  /// Errors: Error{environment} naming the path: a file in the way, no right to write, another run at work in the folder,
  /// results there already and not overwrite, a result that would replace or remove one of the inputs.
  OutputFolder(const std::string& folder, bool overwrite, const std::vector<std::string>& inputs);
  ~OutputFolder();
  OutputFolder(const OutputFolder&) = delete;
  OutputFolder& operator=(const OutputFolder&) = delete;

  const std::string& path() const { return folder_; }

  /// Lets `write` fill a folder of its own and moves all files into place when the last one is whole: a run that fails
  /// leaves the folder as it was, never new rasters beside old layers. Rasters and action plan of an earlier run that
  /// `write` does not make are removed where results replace results. Output: the files, where they are now.
  /// Errors: those of `write`, naming the files where they would have been; Error{environment}; an input in the way.
  std::vector<std::string> fill(const std::function<std::vector<std::string>(const std::string&)>& write,
                                OldResults old = OldResults::removed) const;

 private:
  class Lock;

  void refuse_inputs(const std::string& result) const;

  std::string folder_;
  std::vector<std::string> inputs_;
  std::unique_ptr<Lock> lock_;
};

}  // namespace tmfgeo
