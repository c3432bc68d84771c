-- title: Compliance incidents per 100 people
-- unit: rate
-- yearly: yes
-- better: down
-- area: ISO 30414 compliance and ethics
-- timing: lagging
-- vanity: no
-- numerator: amount
-- n: people on average
-- formula: 100 × incidents of compliance ÷ people-years worked (average headcount of each month ÷ 12, added up); n is the number of people employed on average
-- reads: incidents(unit, occurred_on, kind); workers(unit, hired_on, left_on)
-- counts: incidents: occurred_on BETWEEN starts_on AND ends_on
-- omits: incidents: kind <> 'compliance': not of compliance
-- counts: workers: employed
WITH counted AS (
    SELECT scope, grain, starts_on, count(*) AS happened
    FROM incidents
    JOIN scope_of ON scope_of.unit = incidents.unit
    JOIN periods ON occurred_on BETWEEN starts_on AND ends_on
    WHERE kind = 'compliance'
    GROUP BY scope, grain, starts_on
),
exported AS (
    -- Incidents of any kind show that the months were recorded; an export without a single one
    -- of compliance comes from a system that does not record them.
    SELECT min(occurred_on) AS since, max(occurred_on) AS until FROM incidents
    HAVING sum(CASE WHEN kind = 'compliance' THEN 1 ELSE 0 END) > 0
)
SELECT people_years.scope, people_years.grain, people_years.starts_on,
       100 * coalesce(happened, 0) AS numerator,
       years AS denominator,
       people AS n
FROM people_years
-- Before the first incident on record, and after the last, all seems calm.
JOIN exported ON people_years.starts_on >= date_trunc('month', since)
             AND date_trunc('month', people_years.ends_on) <= until
LEFT JOIN counted ON counted.scope = people_years.scope AND counted.grain = people_years.grain
                 AND counted.starts_on = people_years.starts_on
