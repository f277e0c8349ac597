// SPDX-License-Identifier: Apache-2.0
/// The folder results go to: all files of a run appear together, or none.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace tmfgeo {

/// Refuses a folder that results cannot go to before any work is done: a file in the way, no right to write, results
/// there already and not overwrite.
/// Errors: Error{environment} naming the path.
void check_output(const std::string& folder, bool overwrite);

/// What becomes of an earlier run's files that this one does not write.
enum class OldResults { removed, kept };

/// Lets `write` fill a folder of its own and moves all files into place when the last one is whole: a run that fails
/// leaves the folder as it was, never new rasters beside old layers: rasters and action plan of an earlier run are removed,
/// where results replace results. Output: the files, where they are now.
/// Errors: those of `write`, naming the files where they would have been; Error{environment}.
std::vector<std::string> all_or_nothing(const std::string& folder,
                                        const std::function<std::vector<std::string>(const std::string&)>& write,
                                        OldResults old = OldResults::removed);

}  // namespace tmfgeo
