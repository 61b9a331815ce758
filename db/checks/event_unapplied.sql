-- Every event that came in is applied within 15 minutes
select provider, event_id, type, received_at, attempts, last_error from webhook_events
where applied_at is null and received_at < now() - interval '15 minutes';
