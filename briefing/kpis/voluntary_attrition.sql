-- title: Voluntary attrition
-- unit: share
-- yearly: yes
-- better: down
-- area: ISO 30414 turnover
-- timing: lagging
-- vanity: no
-- numerator: people
-- n: people on average
-- formula: people who left of their own accord ÷ people-years worked (average headcount of each month ÷ 12, added up); n is the number of people employed on average
-- reads: workers(unit, hired_on, left_on, leave_type)
-- counts: workers: employed
WITH leavers AS (
    SELECT scope, grain, starts_on, sum(gone_willingly) AS left_willingly
    FROM moves
    JOIN scope_of ON scope_of.unit = moves.unit
    JOIN periods ON month BETWEEN starts_on AND ends_on
    GROUP BY scope, grain, starts_on
)
SELECT people_years.scope, people_years.grain, people_years.starts_on,
       coalesce(left_willingly, 0) AS numerator,
       years AS denominator,
       people AS n
-- people_years holds only the periods of which the export speaks.
FROM people_years
LEFT JOIN leavers ON leavers.scope = people_years.scope AND leavers.grain = people_years.grain
                 AND leavers.starts_on = people_years.starts_on
