// SPDX-License-Identifier: Apache-2.0
/// Issues of one kind about a river layer: the first 50 one by one, the rest as a number.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "tmfgeo/core/issue.h"
#include "tmfgeo/core/text.h"
#include "tmfgeo/table/feature_table.h"

namespace tmfgeo {

class LayerIssues {
 public:
  LayerIssues(std::string_view code, const FeatureTable& lines, Issues& issues)
      : code_(code), lines_(&lines), issues_(&issues) {}

  /// `record_number` is the record's number in its file; `message` is called only for an issue that is kept.
  template <class Message>
  void add(std::int64_t record_number, std::string_view field, const Message& message) {
    if (++count_ > kSingle) return;
    const std::string record = lines_->record_word + " " + std::to_string(record_number);
    issues_->push_back(make_issue(code_, {record, lines_->source, record}, field, message()));
  }

  /// One issue about the whole layer.
  void add_summary(std::string_view field, std::string message) {
    issues_->push_back(make_issue(code_, {lines_->name, lines_->source, {}}, field, std::move(message)));
  }

  /// Tells how many there were beyond those told one by one.
  void finish() {
    if (count_ > kSingle) add_summary({}, "and " + std::to_string(count_ - kSingle) + " more of this kind");
  }

 private:
  static constexpr std::size_t kSingle = 50;
  std::string_view code_;
  const FeatureTable* lines_;
  Issues* issues_;
  std::size_t count_ = 0;
};

/// "(23.56800, 47.65700)": longitude and latitude for a message.
inline std::string place_text(Point p) { return "(" + fixed(p.x, 5) + ", " + fixed(p.y, 5) + ")"; }

}  // namespace tmfgeo
