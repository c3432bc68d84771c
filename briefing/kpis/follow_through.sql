-- title: Follow-through on protected time
-- unit: share
-- yearly: no
-- better: up
-- area: ISO 30414 leadership
-- timing: leading
-- vanity: no
-- numerator: amount
-- n: people on average
-- formula: hours kept for learning ÷ hours set aside for it; n is the number of people employed on average in the units that set hours aside
-- reads: protected_time(unit, month, hours_planned, hours_kept)
-- counts: protected_time: month BETWEEN starts_on AND ends_on
WITH exported AS (
    SELECT min(month) AS since, max(month) AS until FROM protected_time
),
set_aside AS (
    SELECT unit, grain, starts_on, ends_on, months,
           sum(hours_kept) AS kept, sum(hours_planned) AS planned
    FROM protected_time
    JOIN periods ON month BETWEEN starts_on AND ends_on
    -- A period of which some months were not recorded would pass for a whole one.
    JOIN exported ON starts_on >= since AND date_trunc('month', ends_on) <= until
    GROUP BY unit, grain, starts_on, ends_on, months
),
employed AS (
    -- Whole people a unit, so that units add.
    SELECT set_aside.unit, grain, starts_on, floor(sum(average_headcount) / months) AS people
    FROM set_aside
    JOIN people_months ON people_months.unit = set_aside.unit
                      AND month BETWEEN starts_on AND ends_on
    GROUP BY set_aside.unit, grain, starts_on, months
)
SELECT scope, set_aside.grain, set_aside.starts_on,
       sum(kept) AS numerator,
       sum(planned) AS denominator,
       -- Planned headcount only where there is no export of workers, as for pooling.
       sum(CASE WHEN (SELECT count(*) FROM workers) > 0 THEN coalesce(people, 0)
                ELSE coalesce(headcount, 0) END) AS n
FROM set_aside
JOIN scope_of ON scope_of.unit = set_aside.unit
LEFT JOIN employed ON employed.unit = set_aside.unit AND employed.grain = set_aside.grain
                  AND employed.starts_on = set_aside.starts_on
LEFT JOIN units ON units.unit = set_aside.unit
GROUP BY scope, set_aside.grain, set_aside.starts_on
