// SPDX-License-Identifier: Apache-2.0
/// SHA-256 of bytes, so that a result names its inputs. OpenSSL lives behind this header.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>

namespace tmfgeo {

/// Feed bytes, then ask for the hexadecimal digest once.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(Sha256&&) noexcept;
  Sha256& operator=(Sha256&&) noexcept;

  void add(std::span<const std::byte> bytes);
  /// 64 lower-case hexadecimal digits. Needs: called once, after the last add().
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace tmfgeo
