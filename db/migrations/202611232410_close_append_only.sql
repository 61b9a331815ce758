-- What became append only since the application's role was made, where an older database has it already.
do $$ declare name text; begin
  for name in select a.name from append_only_tables a loop
    execute format('revoke update, delete on %I from stackr_app', name);
  end loop;
end $$;
