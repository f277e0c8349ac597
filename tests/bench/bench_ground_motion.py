#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""BSSA14, PGA: median and sigma of a million sites in plain NumPy, beside bssa14_of_given_distances of hazard_bench.cpp."""
import time

import numpy as np


def bssa14_pga(magnitude, rjb, vs30):
    dm = magnitude - 5.5
    source = 0.4539 + (1.431 * dm + 0.05053 * dm**2 if dm <= 0 else -0.1662 * dm)
    r = np.sqrt(rjb**2 + 4.5**2)
    rock = source + (-1.134 + 0.1917 * (magnitude - 4.5)) * np.log(r) - 0.008088 * (r - 1)
    f2 = -0.150 * (np.exp(-0.00701 * (np.minimum(vs30, 760) - 360)) - np.exp(-0.00701 * 400))
    ln_median = rock - 0.600 * np.log(np.minimum(vs30, 1500) / 760) + f2 * np.log((np.exp(rock) + 0.1) / 0.1)
    phi = np.full_like(rjb, 0.495)
    phi += np.where(rjb > 270, 0.100, np.where(rjb > 110, 0.100 * np.log(np.maximum(rjb, 110) / 110) / np.log(270 / 110), 0))
    phi -= np.where(vs30 <= 225, 0.070, np.where(vs30 < 300, 0.070 * np.log(300 / vs30) / np.log(300 / 225), 0))
    return ln_median, np.sqrt(0.348**2 + phi**2)


def main():
    index = np.arange(1000000)
    rjb = index * 3e-4
    vs30 = 180.0 + (index * 7919) % 700
    best = min(timed(rjb, vs30) for _ in range(7))
    print(f"bssa14 in NumPy, 1e6 sites: {best * 1000:.1f} ms of processor time")


def timed(rjb, vs30):
    """Processor time: what other programs do meanwhile does not count."""
    start = time.process_time()
    bssa14_pga(6.9, rjb, vs30)
    return time.process_time() - start


if __name__ == "__main__":
    main()
