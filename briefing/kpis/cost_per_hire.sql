-- title: Cost per hire
-- unit: money
-- yearly: no
-- better: down
-- area: ISO 30414 costs
-- timing: lagging
-- vanity: no
-- numerator: amount
-- formula: cost of filling positions ÷ positions filled in the period whose cost is known; n is the number of these positions
-- within: people: time_to_hire people
-- reads: requisitions(unit, filled_on, cost)
-- counts: requisitions: filled_on BETWEEN starts_on AND ends_on
-- omits: requisitions: filled_on IS NULL: not filled yet
-- omits: requisitions: cost IS NULL: no cost
WITH exported AS (
    SELECT min(filled_on) AS since, max(filled_on) AS until
    FROM requisitions WHERE cost IS NOT NULL
)
SELECT scope, grain, starts_on,
       sum(cost) AS numerator,
       count(*) AS denominator,
       count(*) AS n
FROM requisitions
JOIN scope_of ON scope_of.unit = requisitions.unit
JOIN periods ON filled_on BETWEEN starts_on AND ends_on
-- Costs are often booked late, and kept only since some year: a period must have them throughout.
JOIN exported ON starts_on >= date_trunc('month', since) AND date_trunc('month', ends_on) <= until
WHERE cost IS NOT NULL
GROUP BY scope, grain, starts_on
