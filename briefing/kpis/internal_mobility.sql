-- title: Internal mobility
-- unit: share
-- yearly: no
-- better: up
-- area: ISO 30414 mobility
-- timing: leading
-- vanity: no
-- numerator: people
-- formula: positions filled from inside ÷ positions filled in the period of which it is known where the person came from; n is the number of these positions
-- within: people: time_to_hire people
-- within: numerator: internal_mobility people
-- reads: requisitions(unit, filled_on, filled_from)
-- counts: requisitions: filled_on BETWEEN starts_on AND ends_on
-- omits: requisitions: filled_on IS NULL: not filled yet
-- omits: requisitions: filled_from IS NULL: not said from where
WITH exported AS (
    SELECT min(filled_on) AS since, max(filled_on) AS until
    FROM requisitions WHERE filled_from IS NOT NULL
)
SELECT scope, grain, starts_on,
       sum(CASE WHEN filled_from = 'internal' THEN 1 ELSE 0 END) AS numerator,
       count(*) AS denominator,
       count(*) AS n
FROM requisitions
JOIN scope_of ON scope_of.unit = requisitions.unit
JOIN periods ON filled_on BETWEEN starts_on AND ends_on
-- A period of which some months were not recorded would pass for a whole one.
JOIN exported ON starts_on >= date_trunc('month', since) AND date_trunc('month', ends_on) <= until
WHERE filled_from IS NOT NULL
GROUP BY scope, grain, starts_on
