-- A commission invoice bills what the ledger's commission account moved for its wholesaler in its month, its VAT is in the ledger once, and no number is left out
with moved as (
  select p.wholesaler_id, e.currency, cast(date_trunc('month', t.occurred_at at time zone 'UTC') as date) as month, -sum(e.amount_cents) as cents
  from ledger_accounts a join ledger_entries e on e.account_id = a.id join ledger_transactions t on t.id = e.transaction_id
  join wholesaler_orders p on p.id = e.wholesaler_order_id
  where a.kind = 'commission_revenue' and exists (select from commission_invoices) group by 1, 2, 3
), billed as (
  select i.number, i.net_cents, coalesce(m.cents, 0) as moved, i.tax_cents, posted.wholesaler, posted.tax
  from commission_invoices i left join moved m using (wholesaler_id, currency, month)
  cross join lateral (
    select coalesce(sum(e.amount_cents) filter (where a.kind = 'wholesaler_payable' and a.wholesaler_id = i.wholesaler_id), 0) as wholesaler,
      coalesce(-sum(e.amount_cents) filter (where a.kind = 'tax_payable'), 0) as tax
    from ledger_transactions t join ledger_entries e on e.transaction_id = t.id and e.currency = i.currency join ledger_accounts a on a.id = e.account_id
    where t.cause = 'commission-invoice:' || i.id) posted
), numbers as (
  select cast(split_part(number, '-', 2) as int) as year, count(*) as invoices, max(cast(split_part(number, '-', 3) as int)) as highest
  from commission_invoices group by 1
)
select number, net_cents, moved, tax_cents, wholesaler, tax from billed where net_cents <> moved or tax_cents <> wholesaler or tax_cents <> tax
union all
select 'C-' || year, invoices, highest, n.last, null, null from numbers full join commission_invoice_numbers n using (year)
where coalesce(invoices, 0) <> coalesce(highest, 0) or coalesce(highest, 0) <> coalesce(n.last, 0);
