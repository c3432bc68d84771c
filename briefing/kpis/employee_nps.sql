-- title: Employee NPS
-- unit: points
-- yearly: no
-- better: up
-- area: ISO 30414 organisational culture
-- timing: leading
-- vanity: no
-- numerator: amount
-- formula: 100 × (answers of 9 or 10 − answers of 0 to 6) ÷ answers; n is the number of answers
-- reads: survey(survey, unit, answered_on, score)
-- counts: survey: answered_on BETWEEN starts_on AND ends_on
-- omits: survey: survey <> 'enps': an answer to another survey
-- omits: survey: (_load, _sheet, _row) IN (SELECT (_load, _sheet, _row) FROM held_back): came late, and too few are with it not to be told apart
SELECT scope, grain, starts_on,
       100 * sum(CASE WHEN score >= 9 THEN 1 WHEN score <= 6 THEN -1 ELSE 0 END) AS numerator,
       count(*) AS denominator,
       count(*) AS n
FROM survey
JOIN scope_of ON scope_of.unit = survey.unit
JOIN periods ON answered_on BETWEEN starts_on AND ends_on
WHERE survey = 'enps'
  AND starts_on >= (SELECT date_trunc('month', min(answered_on)) FROM survey WHERE survey = 'enps')
GROUP BY scope, grain, starts_on
