-- title: Registrations per person
-- unit: rate
-- yearly: yes
-- better: up
-- area: ISO 30414 skills and capabilities
-- timing: leading
-- vanity: yes
-- numerator: amount
-- nobody: may be behind it, where nobody learned
-- formula: registrations of the people in Workers ÷ people-years worked (average headcount of each month ÷ 12, added up); n is the number of people who registered
-- within: people: registrations numerator
-- reads: learning(employee_id, happened_on, registered); workers(employee_id, unit, hired_on, left_on)
-- counts: learning: happened_on BETWEEN starts_on AND ends_on
-- omits: learning: unit IS NULL: of nobody in Workers
-- omits: learning: registered IS NULL: not said whether anybody registered
-- omits: learning: NOT registered: without registration
-- counts: workers: employed
WITH signed_up AS (
    SELECT scope, grain, starts_on,
           sum(registered) AS times,
           count(DISTINCT employee_id) AS learners
    FROM learner_months
    JOIN scope_of ON scope_of.unit = learner_months.unit
    JOIN periods ON month BETWEEN starts_on AND ends_on
    WHERE registered > 0
    GROUP BY scope, grain, starts_on
),
exported AS (
    SELECT min(month) AS since, max(month) AS until
    FROM learner_months WHERE registered IS NOT NULL
)
SELECT people_years.scope, people_years.grain, people_years.starts_on,
       coalesce(times, 0) AS numerator,
       years AS denominator,
       coalesce(learners, 0) AS n
FROM people_years
-- Outside of the months in which it was recorded nobody seems to register.
JOIN exported ON people_years.starts_on >= since
             AND date_trunc('month', people_years.ends_on) <= until
LEFT JOIN signed_up ON signed_up.scope = people_years.scope
                   AND signed_up.grain = people_years.grain
                   AND signed_up.starts_on = people_years.starts_on
