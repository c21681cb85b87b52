-- story_edges: one row per pair of articles that were compared and found alike.
create view story_edges as select * from {story_edges};
