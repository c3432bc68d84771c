-- title: Learning hours per person
-- unit: hours
-- yearly: yes
-- better: up
-- area: ISO 30414 skills and capabilities
-- timing: leading
-- vanity: no
-- numerator: amount
-- nobody: may be behind it, where nobody learned
-- formula: hours of learning of the people in Workers ÷ people-years worked (average headcount of each month ÷ 12, added up); n is the number of people who learned
-- reads: learning(employee_id, happened_on, hours); workers(employee_id, unit, hired_on, left_on)
-- counts: learning: happened_on BETWEEN starts_on AND ends_on
-- omits: learning: unit IS NULL: of nobody in Workers
-- omits: learning: hours IS NULL: no hours
-- counts: workers: employed
WITH learned AS (
    SELECT scope, grain, starts_on,
           sum(hours) AS hours,
           count(DISTINCT employee_id) AS learners
    FROM learner_months
    JOIN scope_of ON scope_of.unit = learner_months.unit
    JOIN periods ON month BETWEEN starts_on AND ends_on
    WHERE hours IS NOT NULL
    GROUP BY scope, grain, starts_on
),
exported AS (
    SELECT min(month) AS since, max(month) AS until FROM learner_months WHERE hours IS NOT NULL
)
SELECT people_years.scope, people_years.grain, people_years.starts_on,
       coalesce(hours, 0) AS numerator,
       years AS denominator,
       coalesce(learners, 0) AS n
FROM people_years
-- Before the first hour on record, and after the last, nobody seems to learn.
JOIN exported ON people_years.starts_on >= since
             AND date_trunc('month', people_years.ends_on) <= until
LEFT JOIN learned ON learned.scope = people_years.scope AND learned.grain = people_years.grain
                 AND learned.starts_on = people_years.starts_on
