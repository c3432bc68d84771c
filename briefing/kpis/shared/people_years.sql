-- People-years worked and people employed, in the periods of which Workers speaks.
WITH recorded AS (
    -- An export speaks of leavers from some month on, and ends in another: before it those who
    -- left are missing from the headcount, and after it nobody seems to come or go.
    SELECT min(left_in) AS since, greatest(max(left_in), max(hired_in)) AS until FROM spells
),
worked AS (
    SELECT scope, grain, starts_on, ends_on,
           sum(average_headcount) / 12 AS years,
           max(month) AS last_month
    FROM people_months
    JOIN scope_of ON scope_of.unit = people_months.unit
    JOIN periods ON month BETWEEN starts_on AND ends_on
    GROUP BY scope, grain, starts_on, ends_on
),
employed AS (
    SELECT scope, grain, starts_on, sum(people) AS people
    FROM heads
    JOIN scope_of ON scope_of.unit = heads.unit
    GROUP BY scope, grain, starts_on
)
SELECT worked.scope, worked.grain, worked.starts_on, ends_on, years, people
FROM worked
JOIN employed ON employed.scope = worked.scope AND employed.grain = worked.grain
             AND employed.starts_on = worked.starts_on
JOIN recorded ON worked.starts_on >= since AND last_month <= until
