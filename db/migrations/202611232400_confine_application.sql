-- The service and the jobs act as stackr_app: it owns nothing, and what is append only it can read and add to, not change.
-- Roles belong to the whole server, so another database may have made it already, or be making it now.
do $$ begin
  create role stackr_app nologin nobypassrls;
exception
  when duplicate_object or unique_violation then null;
  when insufficient_privilege then
    raise exception 'The owner of this database may not create roles: let an administrator run "create role stackr_app nologin; grant stackr_app to %"', current_user;
end $$;
do $$ begin
  if not pg_has_role(current_user, 'stackr_app', 'member') then execute format('grant stackr_app to %I', current_user); end if;
end $$;

grant usage on schema public, pgboss to stackr_app;
grant select, insert, update, delete on all tables in schema public, pgboss to stackr_app;
grant usage, select on all sequences in schema public, pgboss to stackr_app;
-- The queue rebuilds its indexes by itself.
do $$ begin
  if current_setting('server_version_num')::int >= 170000 then execute 'grant maintain on all tables in schema pgboss to stackr_app'; end if;
end $$;
alter default privileges in schema public grant select, insert, update, delete on tables to stackr_app;
alter default privileges in schema public grant usage, select on sequences to stackr_app;

create view append_only_tables as
  select c.oid as table_oid, c.relname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where t.tgfoid = 'refuse_change'::regproc and not t.tgisinternal;
do $$ declare name text; begin
  for name in select a.name from append_only_tables a loop
    execute format('revoke update, delete on %I from stackr_app', name);
  end loop;
end $$;
revoke insert, update, delete on knex_migrations, knex_migrations_lock from stackr_app;

-- A month's table is made by the job, in the owner's name.
alter function ensure_event_partition(date) security definer set search_path = public, pg_temp;
