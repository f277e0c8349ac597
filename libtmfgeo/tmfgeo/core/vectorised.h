// SPDX-License-Identifier: Apache-2.0
/// Marks loops that are worth compiling for wide registers too; the machine's own are chosen when the program starts.
/// Results are the same: no multiplication is fused with an addition.
#pragma once

#if defined(__x86_64__) && defined(__linux__) && !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define TMFGEO_VECTORISED
#endif
#endif
#ifndef TMFGEO_VECTORISED
#define TMFGEO_VECTORISED __attribute__((target_clones("avx2", "default")))
#endif
#else
#define TMFGEO_VECTORISED
#endif
