#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Opens a QGIS project as a user would and checks what the user would see.

usage: open_in_qgis.py PROJECT PICTURE.png
PROJECT is a .qgz file or geopackage:FILE?projectName=NAME. Prints one line per layer:
name, kind, valid, number of rows, renderer, name of the default style, heading of the second column.
Exit code 1 if a layer is not valid or is drawn otherwise in the project than alone, 0 otherwise.
"""
import os
import sys

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
from qgis.core import (  # noqa: E402
    Qgis,
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize  # noqa: E402
from qgis.PyQt.QtGui import QColor  # noqa: E402


def describe(layer):
    if isinstance(layer, QgsRasterLayer):
        renderer = layer.renderer()
        return [layer.name(), "raster", layer.isValid(), layer.width() * layer.height(), renderer.type() if renderer else "-", "-", "-"]
    # What a user gets who drags the layer in instead of opening the project.
    alone = QgsVectorLayer(layer.source(), layer.name(), "ogr")
    _, found = alone.loadDefaultStyle()
    _, _, styles, _, _ = alone.listStylesInDatabase()
    renderer = alone.renderer()
    heading = alone.attributeDisplayName(1) if alone.fields().count() > 1 else "-"
    kind = "table" if not layer.isSpatial() else "vector"
    same = (renderer.dump() if renderer else "-") == (layer.renderer().dump() if layer.renderer() else "-")
    return [layer.name(), kind, layer.isValid() and same, layer.featureCount(), renderer.type() if renderer else "-",
            styles[0] if found and styles else "no style", heading]


def main(project_file, picture):
    app = QgsApplication([], False)
    app.initQgis()
    project = QgsProject.instance()
    good = project.read(project_file)
    print(Qgis.QGIS_VERSION, "project read:", good, "title:", project.title(), "crs:", project.crs().authid())
    nodes = project.layerTreeRoot().findLayers()
    for node in nodes:
        row = describe(node.layer())
        good = good and bool(row[2])
        print("\t".join(str(cell) for cell in row))
    settings = QgsMapSettings()
    settings.setLayers([node.layer() for node in nodes if node.isVisible() and node.layer().isSpatial()])
    settings.setDestinationCrs(project.crs())
    settings.setBackgroundColor(QColor("white"))
    settings.setOutputSize(QSize(1000, 700))
    settings.setExtent(project.viewSettings().defaultViewExtent())
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    for error in job.errors():
        print("render:", error.layerID, error.message)
        good = False
    job.renderedImage().save(picture)
    project.clear()
    app.exitQgis()
    return 0 if good and nodes else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2]))
