// SPDX-License-Identifier: Apache-2.0
/// Rows of a struct → FeatureTable: one line per column.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "tmfgeo/core/contract.h"
#include "tmfgeo/table/feature_table.h"

namespace tmfgeo {

/// The columns of Row, in order. Members are std::string, double, int64, int, bool or std::optional of these;
/// a NaN double is written as missing.
/// Example:
///   Schema<Leg> legs{{"length_km", "km", "Length", "Length along the flow path.", &Leg::length_km}};
template <class Row>
class Schema {
 public:
  struct ColumnOf {
    template <class Member>
    ColumnOf(std::string name, std::string unit, std::string title, std::string description, Member member)
        : ColumnOf(Field{std::move(name), FieldType::text, std::move(unit), std::move(title), std::move(description)},
                   [member](const Row& row) { return std::invoke(member, row); }) {}

    Field field;
    std::function<void(Column&, const Row&)> append;

   private:
    template <class Read>
    ColumnOf(Field f, Read read) : field(std::move(f)) {
      using Value = std::decay_t<decltype(read(std::declval<const Row&>()))>;
      field.type = type_of<Value>();
      append = [read](Column& column, const Row& row) { add(column, read(row)); };
    }
  };

  Schema(std::initializer_list<ColumnOf> columns) : columns_(columns) {}

  std::span<const ColumnOf> columns() const { return columns_; }

  /// A table with one row per row; the geometry is added by the caller.
  FeatureTable table(std::string name, std::span<const Row> rows) const {
    FeatureTable out;
    out.name = std::move(name);
    for (const ColumnOf& c : columns_) {
      out.fields.push_back(c.field);
      Column column = empty_column(c.field.type);
      for (const Row& row : rows) c.append(column, row);
      out.columns.push_back(std::move(column));
    }
    for (std::size_t i = 0; i < rows.size(); ++i) out.record_number.push_back(static_cast<std::int64_t>(i + 1));
    return out;
  }

 private:
  template <class T>
  struct Unwrapped {
    using type = T;
  };
  template <class T>
  struct Unwrapped<std::optional<T>> {
    using type = T;
  };

  template <class Value>
  static constexpr FieldType type_of() {
    using T = typename Unwrapped<Value>::type;
    if constexpr (std::is_same_v<T, bool>) {
      return FieldType::boolean;
    } else if constexpr (std::is_integral_v<T>) {
      return FieldType::integer;
    } else if constexpr (std::is_floating_point_v<T>) {
      return FieldType::real;
    } else {
      static_assert(std::is_constructible_v<std::string, T>, "a column is text, integer, real or boolean");
      return FieldType::text;
    }
  }

  template <class T>
  static void add(Column& column, const std::optional<T>& value) {
    if (value) {
      add(column, *value);
    } else {
      std::visit([](auto& values) { values.emplace_back(); }, column);
    }
  }
  static void add(Column& column, bool value) { std::get<3>(column).emplace_back(value); }
  static void add(Column& column, std::string value) { std::get<0>(column).emplace_back(std::move(value)); }
  static void add(Column& column, std::string_view value) { std::get<0>(column).emplace_back(std::string(value)); }
  static void add(Column& column, double value) {
    auto& values = std::get<2>(column);
    if (value == value) {
      values.emplace_back(value);
    } else {
      values.emplace_back();
    }
  }
  template <class T>
    requires std::is_integral_v<T>
  static void add(Column& column, T value) {
    std::get<1>(column).emplace_back(static_cast<std::int64_t>(value));
  }

  std::vector<ColumnOf> columns_;
};

}  // namespace tmfgeo
