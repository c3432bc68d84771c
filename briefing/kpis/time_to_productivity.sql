-- title: Time to productivity
-- unit: days
-- yearly: no
-- better: down
-- area: ISO 30414 productivity
-- timing: leading
-- vanity: no
-- numerator: amount
-- formula: days from joining to working at full productivity, averaged over the people who got there in the period
-- reads: workers(unit, hired_on, productive_on, left_on)
-- counts: workers: productive_on BETWEEN starts_on AND ends_on
-- omits: workers: productive_on IS NULL: no productive date
WITH monthly AS (
    SELECT unit, date_trunc('month', productive_on) AS month,
           sum(date_diff('day', hired_on, productive_on)) AS days,
           count(*) AS people
    FROM workers
    WHERE productive_on IS NOT NULL
    GROUP BY unit, date_trunc('month', productive_on)
)
SELECT scope, grain, starts_on,
       sum(days) AS numerator,
       sum(people) AS denominator,
       sum(people) AS n
FROM monthly
JOIN scope_of ON scope_of.unit = monthly.unit
JOIN periods ON month BETWEEN starts_on AND ends_on
-- Before the export has leavers, only those who stayed would count.
WHERE starts_on >= (SELECT date_trunc('month', coalesce(min(left_on), min(productive_on)))
                    FROM workers)
GROUP BY scope, grain, starts_on
