-- channels: one row per channel.
create view channels as select * from {channels};
