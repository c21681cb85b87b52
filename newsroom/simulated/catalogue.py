"""All shapes by name: one row of the table of channels each."""

from __future__ import annotations

from newsroom.simulated.shapes import government, plain

SHAPES = {
    shape.name: shape
    for shape in (
        plain.NextLink(),
        plain.NoLink(),
        plain.Gkml(),
        plain.Chinanews(),
        plain.People(),
        plain.JsonList(),
        plain.Feed(),
        plain.Sitemap(),
        plain.Ifeng(),
        plain.XinhuaNodes(),
        government.Trs(),
        government.TrsUncounted(),
        government.TrsElement(),
        government.Ucap(),
        government.UcapDepartments(),
        government.Hanweb(),
        government.HanwebGet(),
        government.HanwebScript(),
        government.Jpaas(),
        government.JpaasWhole(),
        government.Xunrui(),
    )
}
