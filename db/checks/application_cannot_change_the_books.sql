-- Who acts for the application owns nothing, is no superuser, and cannot change or delete what is append only
select 'is missing' as wrong, 'stackr_app' as name where not exists (select from pg_roles where rolname = 'stackr_app')
union all
select 'is superuser or goes past row security', rolname from pg_roles where rolname = 'stackr_app' and (rolsuper or rolbypassrls)
union all
select 'owns', c.relname from pg_class c join pg_roles r on r.oid = c.relowner where r.rolname = 'stackr_app'
union all
select 'can change', a.name from append_only_tables a join pg_roles r on r.rolname = 'stackr_app'
where has_table_privilege(r.oid, a.table_oid, 'update') or has_table_privilege(r.oid, a.table_oid, 'delete')
  or has_table_privilege(r.oid, a.table_oid, 'truncate')
