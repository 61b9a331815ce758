-- Every bought label is charged to its wholesaler, every voided one is paid back
select s.tracking_code, s.status, s.rate_cents, coalesce(charged.cents, 0) as charged_cents
from shipments s
left join lateral (
  select sum(e.amount_cents) as cents
  from ledger_transactions t
  join ledger_entries e on e.transaction_id = t.id
  join ledger_accounts a on a.id = e.account_id and a.kind = 'wholesaler_payable' and a.wholesaler_id = s.wholesaler_id
  where t.cause in ('label:' || s.id, 'label:' || s.id || ':voided')) charged on true
where s.easypost_shipment_id is not null
  and coalesce(charged.cents, 0) <> case when s.status = 'voided' then 0 else s.rate_cents end;
