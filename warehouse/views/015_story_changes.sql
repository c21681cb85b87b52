-- story_changes: one row per merge or split of stories between builds.
create view story_changes as select * from {story_changes};
