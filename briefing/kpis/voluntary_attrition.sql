-- title: Voluntary attrition
-- unit: share
-- better: down
-- area: ISO 30414 turnover
-- timing: lagging
-- vanity: no
-- numerator: people
-- formula: people who left of their own accord ÷ people-years worked (average headcount of each month ÷ 12, added up)
-- reads: workers(unit, hired_on, left_on, leave_type)
WITH spells AS (
    -- A row for each unit, month of joining and month of leaving: few, however many people.
    SELECT unit,
           date_trunc('month', hired_on) AS hired_in,
           date_trunc('month', left_on) AS left_in,
           count(*) AS people,
           sum(CASE WHEN leave_type = 'voluntary' THEN 1 ELSE 0 END) AS voluntary
    FROM workers
    GROUP BY unit, date_trunc('month', hired_on), date_trunc('month', left_on)
),
recorded AS (
    -- An export speaks of leavers from some month on, and ends in another: outside of the two
    -- nobody seems to leave.
    SELECT min(left_in) AS since, greatest(max(left_in), max(hired_in)) AS until FROM spells
),
people_months AS (
    SELECT spells.unit, months.month,
           sum(people * (CASE WHEN hired_in < month THEN 0.5 ELSE 0 END
                         + CASE WHEN left_in IS NULL OR left_in > month THEN 0.5 ELSE 0 END))
               AS average_headcount,
           sum(CASE WHEN left_in = month THEN voluntary ELSE 0 END) AS voluntary
    FROM spells
    JOIN months ON hired_in <= month AND (left_in IS NULL OR left_in >= month)
    GROUP BY spells.unit, months.month
),
flows AS (
    SELECT scope, grain, starts_on,
           sum(voluntary) AS numerator,
           sum(average_headcount) / 12 AS denominator,
           max(month) AS last_month
    FROM people_months
    JOIN scope_of ON scope_of.unit = people_months.unit
    JOIN periods ON month BETWEEN starts_on AND ends_on
    GROUP BY scope, grain, starts_on
),
heads AS (
    SELECT scope, grain, starts_on, sum(people) AS n
    FROM spells
    JOIN scope_of ON scope_of.unit = spells.unit
    JOIN periods ON hired_in <= ends_on AND (left_in IS NULL OR left_in >= starts_on)
    GROUP BY scope, grain, starts_on
)
SELECT flows.scope, flows.grain, flows.starts_on, numerator, denominator, n
FROM flows
JOIN heads ON heads.scope = flows.scope AND heads.grain = flows.grain
          AND heads.starts_on = flows.starts_on
JOIN recorded ON flows.starts_on >= since AND last_month <= until
