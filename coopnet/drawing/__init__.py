"""Results to axes: layouts, the multigraph, heat maps, null distributions, profiles, and a reproducible save.

Every ``draw_*`` receives results and the axes to draw on, and returns those axes. Nothing here measures, reads a file
or shows a window; :func:`coopnet.drawing.saving.save` alone writes.
"""
