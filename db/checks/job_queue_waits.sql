-- No queued work waits for more than 10 minutes after its time
select name, count(*) as pieces, min(start_after) as oldest from pgboss.job
where state in ('created', 'retry') and name not like '%-dead' and start_after < now() - interval '10 minutes'
group by name;
