# SPDX-License-Identifier: Apache-2.0
"""What scripts/draw-terrain draws with: drawings, boards of cells, and the ways of the water on a small surface."""
import math
from pathlib import Path

IMAGES = Path(__file__).resolve().parent.parent / "docs" / "images"
STEPS = [(0, 1), (1, 1), (1, 0), (1, -1), (0, -1), (-1, -1), (-1, 0), (-1, 1)]  # clockwise from east, as in grid/d8.h
BLUE, RED, INK, GREY, WATER = "#1f5fa8", "#c62828", "#222222", "#8a8a8a", "#a9cdea"
PALE = ["#ffffff", "#d7ead0", "#fbe3c4", "#e3d9ee", "#f7d4d4", "#d3e7ea", "#eeeccb", "#e6dccf"]
OUT = "out"


class Drawing:
    """An SVG on white, in pixels."""

    def __init__(self, width, height):
        self.parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
                      'font-family="DejaVu Sans, Arial, sans-serif">',
                      f'<rect width="{width}" height="{height}" fill="white"/>']

    def text(self, x, y, words, size=12, colour=INK, anchor="start", weight="normal"):
        words = words.replace("&", "&amp;").replace("<", "&lt;")
        self.parts.append(f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" text-anchor="{anchor}" '
                          f'font-weight="{weight}">{words}</text>')

    def box(self, x, y, width, height, fill, line="none", thick=1.0):
        self.parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}" stroke="{line}" '
                          f'stroke-width="{thick}"/>')

    def line(self, points, colour=INK, thick=1.0, arrow=False, dashes=None, fill="none"):
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        extra = f' stroke-dasharray="{dashes}"' if dashes else ""
        self.parts.append(f'<polyline points="{path}" fill="{fill}" stroke="{colour}" stroke-width="{thick}" stroke-linejoin="round"{extra}/>')
        if arrow:
            # Drawn, not a marker: not every viewer knows those.
            (x, y), (u, v) = points[-2:]
            far = math.dist((x, y), (u, v))
            ahead, size = ((u - x) / far, (v - y) / far), 3.4 + 1.6 * thick
            base = (u - size * 0.3 * ahead[0], v - size * 0.3 * ahead[1])
            corners = [(base[0] + size * (f * ahead[0] - g * ahead[1]), base[1] + size * (f * ahead[1] + g * ahead[0]))
                       for f, g in ((1, 0), (-0.35, 0.55), (-0.35, -0.55))]
            self.line([*corners, corners[0]], colour, 0.1, fill=colour)

    def dot(self, x, y, radius, fill, line="none"):
        self.parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius}" fill="{fill}" stroke="{line}"/>')

    def save(self, name):
        IMAGES.mkdir(parents=True, exist_ok=True)
        (IMAGES / name).write_text("\n".join(self.parts + ["</svg>"]) + "\n", encoding="utf-8")


class Board:
    """Cells of a grid on a drawing."""

    def __init__(self, drawing, x, y, rows, columns, side):
        self.d, self.x, self.y, self.rows, self.columns, self.side = drawing, x, y, rows, columns, side

    def centre(self, cell):
        return self.x + (cell[1] + 0.5) * self.side, self.y + (cell[0] + 0.5) * self.side

    def fill(self, cell, colour):
        self.d.box(self.x + cell[1] * self.side, self.y + cell[0] * self.side, self.side, self.side, colour, "#d0d0d0", 0.6)

    def number(self, cell, value, colour=GREY, size=9):
        x, y = self.centre(cell)
        self.d.text(x - self.side / 2 + 2.5, y - self.side / 2 + size + 0.5, str(value), size, colour)

    def arrow(self, cell, to, colour=INK, thick=1.1):
        (x, y), (u, v) = self.centre(cell), self.centre(to)
        self.d.line([(x + 0.08 * (u - x), y + 0.08 * (v - y)), (x + 0.62 * (u - x), y + 0.62 * (v - y))], colour, thick, True)

    def frame(self, tile=None):
        if tile:
            for k in range(tile, self.columns, tile):
                at = self.x + k * self.side
                self.d.line([(at, self.y), (at, self.y + self.rows * self.side)], INK, 2.2)
            for k in range(tile, self.rows, tile):
                at = self.y + k * self.side
                self.d.line([(self.x, at), (self.x + self.columns * self.side, at)], INK, 2.2)
        self.d.box(self.x, self.y, self.columns * self.side, self.rows * self.side, "none", INK, 1.4)


class Surface:
    """A small DEM, its ways down and the lowest passes between its catchments."""

    def __init__(self, z):
        self.z = z
        self.cells = sorted(z)
        self.way = {cell: self.steepest(cell) for cell in self.cells}
        self.home = {cell: self.end(cell) for cell in self.cells}

    def neighbours(self, cell):
        return [n for n in ((cell[0] + r, cell[1] + c) for r, c in STEPS) if n in self.z]

    def steepest(self, cell):
        best, to = 0.0, None
        for n in self.neighbours(cell):
            slope = (self.z[cell] - self.z[n]) / math.dist(cell, n)
            if slope > best * (1 + 1e-6):
                best, to = slope, n
        return to or (OUT if len(self.neighbours(cell)) < 8 else None)

    def end(self, cell):
        while self.way[cell] not in (None, OUT):
            cell = self.way[cell]
        return OUT if self.way[cell] == OUT else cell

    def passes(self):
        """Level, from, to, of every step between two catchments and of every way out over the edge."""
        found = []
        for cell in self.cells:
            for n in self.neighbours(cell):
                if cell < n and self.home[cell] != self.home[n]:
                    found.append((max(self.z[cell], self.z[n]), cell, n))
            if len(self.neighbours(cell)) < 8 and self.home[cell] != OUT:
                found.append((self.z[cell], cell, OUT))
        return sorted(found, key=lambda p: (p[0], p[1], str(p[2])))

    def drain(self):
        """Joins catchments over their lowest passes, from the lowest up. Returns the passes used, filled levels, and ways
        that go along the beds: from each pit back up to its pass."""
        group = {home: home for home in self.home.values()}
        group[OUT] = OUT

        def top(home):
            while group[home] != home:
                home = group[home]
            return home

        used = []
        for level, a, b in self.passes():
            one, two = top(self.home[a]), top(OUT if b == OUT else self.home[b])
            if one != two:
                used.append((level, a, b))
                keep, lose = (one, two) if one == OUT else (two, one)
                group[lose] = keep
        level, way, at = {OUT: -math.inf}, dict(self.way), [OUT]
        while at:
            home = at.pop(0)
            for height, a, b in used:
                for here, there in ((a, b), (b, a)):
                    if here == OUT or self.home[here] in level or home != (OUT if there == OUT else self.home[there]):
                        continue
                    level[self.home[here]] = max(level[home], height)
                    cell, to = here, there
                    while cell is not None:
                        onward = way[cell]
                        way[cell] = to
                        cell, to = onward, cell
                    at.append(self.home[here])
        return used, {cell: max(self.z[cell], level[self.home[cell]]) for cell in self.cells}, way

    def over_flats(self):
        """The ways with those over flats: a shortest one, in steps, to a cell as high that has a way down."""
        way = dict(self.way)
        steps = {cell: 0 for cell in self.cells if way[cell] is not None}
        front = sorted(steps)
        for at in front:
            for n in self.neighbours(at):
                if n not in steps and self.z[n] == self.z[at]:
                    steps[n] = steps[at] + 1
                    front.append(n)
        for cell in self.cells:
            if way[cell] is None:
                way[cell] = next(n for n in self.neighbours(cell) if self.z[n] == self.z[cell] and steps[n] == steps[cell] - 1)
        return way
