// SPDX-License-Identifier: Apache-2.0
#include "tmfgeo/core/digest.h"

#include <gtest/gtest.h>

#include <string_view>
#include <utility>

namespace tmfgeo {
namespace {

std::string digest(std::string_view text) {
  Sha256 sha;
  sha.add(std::as_bytes(std::span(text)));
  return sha.hex();
}

// Messages and digests published with the standard (FIPS 180-2, appendix B) and NIST's example of no bytes at all.
constexpr std::string_view kTwoBlocks = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";

TEST(Sha256, GivesThePublishedDigests) {
  EXPECT_EQ(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(digest(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(digest(kTwoBlocks), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  EXPECT_EQ(digest(std::string(1000000, 'a')), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Sha256, DoesNotMindHowTheBytesArrive) {
  for (std::size_t cut = 0; cut <= kTwoBlocks.size(); ++cut) {
    Sha256 sha;
    sha.add(std::as_bytes(std::span(kTwoBlocks.substr(0, cut))));
    sha.add(std::as_bytes(std::span(kTwoBlocks.substr(cut))));
    EXPECT_EQ(sha.hex(), digest(kTwoBlocks)) << cut;
  }
}

TEST(Sha256, MovesWithWhatItHasRead) {
  Sha256 first;
  first.add(std::as_bytes(std::span(std::string_view("ab"))));
  Sha256 second = std::move(first);
  second.add(std::as_bytes(std::span(std::string_view("c"))));
  EXPECT_EQ(second.hex(), digest("abc"));
}

}  // namespace
}  // namespace tmfgeo
