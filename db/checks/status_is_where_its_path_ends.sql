-- Every status was reached by the steps of its machine, one after the other
with rows as (
  select 'orders' as machine, id, status from orders
  union all select 'wholesaler_orders', id, status from wholesaler_orders
  union all select 'payments', id, status from payments
  union all select 'refunds', id, status from refunds
  union all select 'invoices', id, status from invoices
  union all select 'quotation_parts', id, status from quotation_parts
  union all select 'disputes', id, status from disputes
), steps as (
  select machine, subject_id, from_status, to_status, changed_at,
    lag(to_status) over path as before, lag(changed_at) over path as changed_before, lead(id) over path as next
  from status_changes
  where machine in ('orders', 'wholesaler_orders', 'payments', 'refunds', 'invoices', 'quotation_parts', 'disputes')
  window path as (partition by machine, subject_id order by id)
)
select machine, subject_id, from_status, to_status, 'a step its machine does not have' as fault from steps s
where from_status is not null and not exists (
  select from state_transitions t where t.machine = s.machine and t.from_status = s.from_status and t.to_status = s.to_status)
union all
select machine, subject_id, from_status, to_status, 'does not begin where the last step ended' from steps
where from_status is distinct from before or changed_at < changed_before
union all
select rows.machine, rows.id, steps.to_status, rows.status, 'stands elsewhere than its path ends' from rows
left join steps on steps.machine = rows.machine and steps.subject_id = rows.id and steps.next is null
where steps.to_status is distinct from rows.status;
