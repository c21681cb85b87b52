"""All shapes by name: one row of the table of channels each."""

from __future__ import annotations

from newsroom.simulated.shapes import enorth, epaper, government, plain

SHAPES = {
    shape.name: shape
    for shape in (
        plain.NextLink(),
        plain.CountedNext(),
        plain.NoLink(),
        plain.Gkml(),
        plain.Chinanews(),
        plain.People(),
        plain.PeopleRolling(),
        plain.JsonList(),
        plain.Feed(),
        plain.FeedWindow(),
        plain.Sitemap(),
        plain.Ifeng(),
        plain.IfengOld(),
        plain.XinhuaNodes(),
        plain.XinhuaSource(),
        enorth.EnorthCount(),
        enorth.EnorthMore(),
        epaper.FounderNavi(),
        epaper.FounderPeriod(),
        epaper.FounderLayout(),
        epaper.ChinanewsDays(),
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
