-- title: Customer NPS
-- unit: points
-- yearly: no
-- better: up
-- area: customers
-- timing: lagging
-- vanity: no
-- numerator: amount
-- formula: 100 × (answers of 9 or 10 − answers of 0 to 6) ÷ answers; n is the number of answers
-- reads: survey(survey, unit, answered_on, score)
-- counts: survey: answered_on BETWEEN starts_on AND ends_on
-- omits: survey: survey <> 'cnps': an answer to another survey
-- omits: survey: (_load, _sheet, _row) IN (SELECT (_load, _sheet, _row) FROM held_back): came late, and too few are with it not to be told apart
WITH exported AS (
    SELECT min(answered_on) AS since, max(answered_on) AS until FROM survey WHERE survey = 'cnps'
)
SELECT scope, grain, starts_on,
       100 * sum(CASE WHEN score >= 9 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END) AS numerator,
       count(*) AS denominator,
       count(*) AS n
FROM survey
JOIN scope_of ON scope_of.unit = survey.unit
JOIN periods ON answered_on BETWEEN starts_on AND ends_on
-- A period that reaches beyond the answers would pass for one that was asked about as a whole.
JOIN exported ON starts_on >= date_trunc('month', since) AND date_trunc('month', ends_on) <= until
WHERE survey = 'cnps'
GROUP BY scope, grain, starts_on
