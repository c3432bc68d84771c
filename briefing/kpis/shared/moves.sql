-- How many people joined each unit in a month, and how many left it: few rows, however many spells.
SELECT unit, month,
       CAST(sum(joined) AS BIGINT) AS joined,
       CAST(sum(gone) AS BIGINT) AS gone,
       CAST(sum(gone_willingly) AS BIGINT) AS gone_willingly
FROM (
    SELECT unit, hired_in AS month, people AS joined, 0 AS gone, 0 AS gone_willingly FROM spells
    UNION ALL
    SELECT unit, left_in, 0, people, voluntary FROM spells WHERE left_in IS NOT NULL
) AS spell_ends
GROUP BY unit, month
