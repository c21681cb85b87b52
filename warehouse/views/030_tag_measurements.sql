-- rollups.tag_measurements: one row per measured sample; filled from data/quality by the build.
create table rollups.tag_measurements (
    kind varchar,
    theme varchar,
    sample varchar,
    source varchar,
    measured_date date,
    coder_count integer,
    alpha double,
    alpha_count integer,
    precision_pct double,
    precision_low_pct double,
    precision_high_pct double,
    precision_count integer,
    recall_pct double,
    recall_low_pct double,
    recall_high_pct double,
    recall_count integer,
    observed_pct double,
    corrected_pct double,
    corrected_low_pct double,
    corrected_high_pct double
);
