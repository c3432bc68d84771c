-- title: Course completions
-- unit: share
-- yearly: no
-- better: up
-- area: ISO 30414 skills and capabilities
-- timing: leading
-- vanity: yes
-- numerator: amount
-- formula: registrations that were completed ÷ registrations of which it is known whether they were; n is the number of people who registered
-- within: numerator: completions denominator
-- within: denominator: registrations numerator
-- within: people: completions denominator
-- within: people: registrations people
-- reads: learning(employee_id, happened_on, registered, completed); workers(employee_id, unit)
-- counts: learning: happened_on BETWEEN starts_on AND ends_on
-- omits: learning: unit IS NULL: of nobody in Workers
-- omits: learning: registered IS NULL: not said whether anybody registered
-- omits: learning: NOT registered: without registration
-- omits: learning: completed IS NULL: not said whether completed
-- counts: workers: employee_id IN (SELECT employee_id FROM learning WHERE registered AND completed IS NOT NULL AND happened_on BETWEEN starts_on AND ends_on)
WITH exported AS (
    SELECT min(month) AS since, max(month) AS until FROM learner_months WHERE known > 0
)
SELECT scope, grain, starts_on,
       sum(completed) AS numerator,
       sum(known) AS denominator,
       count(DISTINCT employee_id) AS n
FROM learner_months
JOIN scope_of ON scope_of.unit = learner_months.unit
JOIN periods ON month BETWEEN starts_on AND ends_on
-- A period of which some months were not recorded would pass for a whole one.
JOIN exported ON starts_on >= since AND date_trunc('month', ends_on) <= until
WHERE known > 0
GROUP BY scope, grain, starts_on
