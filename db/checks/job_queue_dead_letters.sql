-- severity: warning
-- No queued work was given up
select name, count(*) as pieces, max(created_on) as newest from pgboss.job
where name like '%-dead' and state = 'created' group by name;
