-- What the ledger owes a wholesaler is its unclaimed entries plus the payouts not yet sent
with owed as (
  select a.wholesaler_id, a.currency, -sum(e.amount_cents) as cents,
    coalesce(-sum(e.amount_cents) filter (where e.available_on is not null and c.payout_id is null), 0) as unclaimed_cents
  from ledger_accounts a
  join ledger_entries e on e.account_id = a.id
  left join payout_entries c on c.ledger_entry_id = e.id
  where a.kind = 'wholesaler_payable' group by a.wholesaler_id, a.currency
), unsent as (
  select wholesaler_id, currency, sum(amount_cents) as cents from payouts where status <> 'sent' group by wholesaler_id, currency
)
select owed.wholesaler_id, owed.currency, owed.cents as ledger_cents, owed.unclaimed_cents, coalesce(unsent.cents, 0) as unsent_cents
from owed left join unsent using (wholesaler_id, currency)
where owed.cents <> owed.unclaimed_cents + coalesce(unsent.cents, 0);
