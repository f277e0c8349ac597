#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What hazard_bench.cpp and natech_bench.cpp measure, in plain NumPy: ground motion of a million sites (model_of_given_distances),
light PSHA with BSSA14 from points (light_psha/points), joint events (joint_earthquake_1000_facilities). Processor time of all
threads: what other programs do meanwhile does not count."""
import csv
import pathlib
import time

import numpy as np

ROOT = pathlib.Path(__file__).resolve().parents[2]


def bssa14_pga(magnitude, rjb, vs30, style=0.4539):
    dm = magnitude - 5.5
    source = style + (1.431 * dm + 0.05053 * dm**2 if dm <= 0 else -0.1662 * dm)
    r = np.sqrt(rjb**2 + 4.5**2)
    rock = source + (-1.134 + 0.1917 * (magnitude - 4.5)) * np.log(r) - 0.008088 * (r - 1)
    f2 = -0.150 * (np.exp(-0.00701 * (np.minimum(vs30, 760) - 360)) - np.exp(-0.00701 * 400))
    ln_median = rock - 0.600 * np.log(np.minimum(vs30, 1500) / 760) + f2 * np.log((np.exp(rock) + 0.1) / 0.1)
    phi = 0.495 + np.where(rjb > 270, 0.100, np.where(rjb > 110, 0.100 * np.log(np.maximum(rjb, 110) / 110) / np.log(270 / 110), 0))
    phi = phi - np.where(vs30 <= 225, 0.070, np.where(vs30 < 300, 0.070 * np.log(300 / vs30) / np.log(300 / 225), 0))
    return ln_median, np.sqrt(0.348**2 + phi**2)


def cy14_coefficients():
    with open(ROOT / "data/ground-motion/cy14.csv", encoding="utf-8") as file:
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        return {key: float(value) for key, value in next(rows).items() if key != "im"}


def cy14_pga(c, m, rrup, vs30, top):
    """Reverse, vertical, outside the hanging wall, basin depth unknown."""
    cosh_m = np.cosh(2 * max(m - 4.5, 0))
    usual = max(2.704 - 1.226 * max(m - 5.849, 0), 0) ** 2
    source = (c["c1"] + c["c1a"] + c["c1c"] / cosh_m + (c["c7"] + c["c7b"] / cosh_m) * (top - usual) + c["c2"] * (m - 6)
              + (c["c2"] - c["c3"]) / c["c_n"] * np.log1p(np.exp(c["c_n"] * (c["c_m"] - m))))
    near = c["c5"] * np.cosh(c["c6"] * max(m - c["c_hm"], 0))
    rock = (source + c["c4"] * np.log(rrup + near) + (c["c4a"] - c["c4"]) * np.log(np.sqrt(rrup**2 + c["c_rb"] ** 2))
            + (c["c_g1"] + c["c_g2"] / np.cosh(max(m - c["c_g3"], 0))) * rrup)
    y = np.exp(rock)
    b = c["phi2"] * (np.exp(c["phi3"] * (np.minimum(vs30, 1130) - 360)) - np.exp(c["phi3"] * 770))
    ln_y = rock + c["phi1"] * np.minimum(np.log(vs30 / 1130), 0) + b * np.log((y + c["phi4"]) / c["phi4"])
    part = (min(max(m, 5), 6.5) - 5) / 1.5
    tau = c["tau1"] + (c["tau2"] - c["tau1"]) * part
    sigma = c["sigma1"] + (c["sigma2"] - c["sigma1"]) * part
    softening = 1 + b * y / (y + c["phi4"])
    return ln_y, np.hypot(softening * tau, sigma * np.sqrt(c["sigma3"] + softening**2))


def exceedance(z):
    """Upper tail of the standard normal distribution; Abramowitz and Stegun 26.2.17, within 7.5e-8."""
    t = 1 / (1 + 0.2316419 * np.abs(z))
    tail = np.exp(-z * z / 2) / np.sqrt(2 * np.pi) * t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
    return np.where(z >= 0, tail, 1 - tail)


def distance_km(lon, lat, site):
    a = np.radians(lat)
    b = np.radians(site[1])
    half = np.sin((a - b) / 2) ** 2 + np.cos(a) * np.cos(b) * np.sin(np.radians(lon - site[0]) / 2) ** 2
    return 2 * 6371 * np.arcsin(np.sqrt(half))


def light_psha(sites):
    """Every place and magnitude by itself; 15 magnitudes, 18 levels, 13 760 places 5 km apart."""
    lon, lat = (g.ravel() for g in np.meshgrid(np.linspace(70, 77, 116), np.linspace(40, 45.4, 119)))
    lon, lat = lon[:13760], lat[:13760]
    magnitudes = 5.1 + 0.2 * np.arange(15)
    shares = 10.0**-magnitudes
    shares *= 3 / len(lon) / shares.sum()
    ln_levels = np.log(0.005 * 1.4 ** np.arange(18))
    rates = np.zeros((len(sites), 18))
    for s, site in enumerate(sites):
        km = distance_km(lon, lat, site)
        km = km[km < 300]
        for magnitude, share in zip(magnitudes, shares):
            mu, sigma = bssa14_pga(magnitude, km, np.full_like(km, site[2]), 0.4856)
            for i, ln_level in enumerate(ln_levels):
                rates[s, i] += share * exceedance((ln_level - mu) / sigma).sum()
    return rates


def joint_events(draws=10000, n=1000, batch=1000):
    """Any failure and two or more, in 20 groups and one of all; the shaking drawn, the failures summed."""
    random = np.random.default_rng(1)
    lon, lat = random.uniform(70, 76, n), random.uniform(40, 43, n)
    h = np.array([distance_km(lon, lat, (x, y)) for x, y in zip(lon, lat)])
    factor = np.linalg.cholesky(np.exp(-3 * h / 40.7) + 1e-9 * np.eye(n)).astype(np.float32)
    groups = [np.arange(n)[k::20] for k in range(20)] + [np.arange(n)]
    any_failure = np.zeros(len(groups))
    for _ in range(draws // batch):
        epsilon = factor @ random.standard_normal((n, batch), dtype=np.float32)
        p = exceedance(-(np.log(0.15 / 0.5) + 0.35 * random.standard_normal(batch) + 0.55 * epsilon) / 0.5)
        for g, members in enumerate(groups):
            survive = 1 - p[members]
            none = survive.prod(axis=0)
            one = (none * (p[members] / survive)).sum(axis=0)
            any_failure[g] += (1 - none).sum() + 0 * one.sum()
    return any_failure / draws


def timed(work):
    start = time.process_time()
    work()
    return (time.process_time() - start) * 1000


def main():
    rjb = np.arange(1000000) * 3e-4
    vs30 = 180.0 + (np.arange(1000000) * 7919) % 700
    coefficients = cy14_coefficients()
    rrup = np.hypot(rjb, 5)
    print(f"bssa14, 1e6 sites: {min(timed(lambda: bssa14_pga(6.9, rjb, vs30)) for _ in range(5)):.1f} ms")
    print(f"cy14, 1e6 sites: {min(timed(lambda: cy14_pga(coefficients, 6.9, rrup, vs30, 5)) for _ in range(5)):.1f} ms")
    sites = [(71 + 0.25 * i, 41 + 0.17 * i, 200 + 35 * i) for i in range(20)]
    print(f"light PSHA, points, per 1 000 facilities: {50 * timed(lambda: light_psha(sites)):.0f} ms")
    print(f"joint events, 1 000 facilities, 10 000 draws, 21 groups: {timed(joint_events):.0f} ms")


if __name__ == "__main__":
    main()
