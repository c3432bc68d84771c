-- title: Internal promotion
-- unit: share
-- yearly: yes
-- better: up
-- area: ISO 30414 mobility
-- timing: leading
-- vanity: no
-- numerator: people
-- n: people on average
-- formula: people promoted ÷ people-years worked (average headcount of each month ÷ 12, added up); n is the number of people employed on average; only the last promotion of each person is known, so that earlier periods come out low
-- reads: workers(unit, hired_on, left_on, promoted_on)
-- counts: workers: employed OR coalesce(promoted_on BETWEEN starts_on AND ends_on, false)
WITH monthly AS (
    SELECT unit, date_trunc('month', promoted_on) AS month, count(*) AS people
    FROM workers
    WHERE promoted_on IS NOT NULL
    GROUP BY unit, date_trunc('month', promoted_on)
),
promoted AS (
    SELECT scope, grain, starts_on, sum(people) AS people
    FROM monthly
    JOIN scope_of ON scope_of.unit = monthly.unit
    JOIN periods ON month BETWEEN starts_on AND ends_on
    GROUP BY scope, grain, starts_on
),
exported AS (
    SELECT min(promoted_on) AS since, max(promoted_on) AS until FROM workers
)
SELECT people_years.scope, people_years.grain, people_years.starts_on,
       coalesce(promoted.people, 0) AS numerator,
       years AS denominator,
       people_years.people AS n
FROM people_years
-- Before the first promotion on record, and after the last, nobody seems to be promoted.
JOIN exported ON people_years.starts_on >= date_trunc('month', since)
             AND date_trunc('month', people_years.ends_on) <= until
LEFT JOIN promoted ON promoted.scope = people_years.scope AND promoted.grain = people_years.grain
                  AND promoted.starts_on = people_years.starts_on
