-- Since when Stripe pays an account nothing; null: it can be paid, or never could.
alter table wholesalers add column payouts_disabled_at timestamptz;
update wholesalers set payouts_disabled_at = updated_at where stripe_account_id is not null and not payouts_enabled;

-- Disputes and stores' credit are found there too. due_at: until when it can be done.
create or replace view finance_attention as
-- The buyer is still owed it.
select 'refund_failed' as kind, 'refunds' as subject_table, r.id as subject_id, coalesce(p.number, o.number) as subject, o.shipping_address->>'name' as party,
  r.currency, r.amount_cents, coalesce(f.failed_at, r.updated_at) as since, r.failure_reason as detail, cast(null as timestamptz) as due_at
from refunds r join orders o on o.id = r.order_id left join wholesaler_orders p on p.id = r.wholesaler_order_id
left join refund_failures f on f.refund_id = r.id and f.attempt = r.attempt
where r.status = 'failed' and not exists (select from refund_bank_payments b where b.refund_id = r.id and b.status = 'proposed')
union all
select 'bank_refund_proposed', 'refund_bank_payments', b.id, coalesce(p.number, o.number), o.shipping_address->>'name', b.currency, b.amount_cents, b.created_at, b.note, null
from refund_bank_payments b join refunds r on r.id = b.refund_id join orders o on o.id = r.order_id left join wholesaler_orders p on p.id = r.wholesaler_order_id
where b.status = 'proposed'
union all
select 'payout_' || y.status, 'payouts', y.id, y.number, w.name, y.currency, y.amount_cents, y.updated_at, y.status_reason, null
from payouts y join wholesalers w on w.id = y.wholesaler_id where y.status in ('failed', 'held')
union all
select case v.status when 'sending' then 'reversal_unanswered' else 'reversal_awaits_release' end, 'transfer_reversals', v.id, y.number, w.name,
  v.currency, v.amount_cents, coalesce(v.sending_since, v.created_at), coalesce(v.status_reason, v.reason), null
from transfer_reversals v join payouts y on y.id = v.payout_id join wholesalers w on w.id = y.wholesaler_id
where v.status = 'awaiting_release' or (v.status = 'sending' and v.sending_since < now() - interval '5 minutes')
union all
-- Came back without our asking, until a payout has paid it again.
select 'transfer_reversed', 'payouts', y.id, y.number, w.name, y.currency, cast(least(back.unpaid, back.total - back.ours) as bigint), back.since, null, null
from (
  select t.payout_id, -sum(e.amount_cents) as total,
    coalesce(-sum(e.amount_cents) filter (where s.id is null), 0) as unpaid, min(t.occurred_at) filter (where s.id is null) as since,
    (select coalesce(sum(v.amount_cents), 0) from transfer_reversals v where v.payout_id = t.payout_id and v.status = 'reversed') as ours
  from ledger_transactions t join ledger_entries e on e.transaction_id = t.id
  join ledger_accounts a on a.id = e.account_id and a.kind = 'wholesaler_payable'
  left join payout_entries c on c.ledger_entry_id = e.id left join payouts s on s.id = c.payout_id and s.status = 'sent'
  where t.kind = 'transfer_reversed' group by t.payout_id
) back join payouts y on y.id = back.payout_id join wholesalers w on w.id = y.wholesaler_id
where back.unpaid > 0 and back.total > back.ours
union all
-- The wholesaler's own bank sent it back, and no later payout arrived nor was the account changed.
select 'bank_payout_failed', 'wholesalers', w.id, w.name, w.name, upper(e.payload->'object'->>'currency'), cast(e.payload->'object'->>'amount' as bigint),
  e.occurred_at, coalesce(e.payload->'object'->>'failure_message', e.payload->'object'->>'failure_code'), null
from wholesalers w cross join lateral (
  select * from webhook_events e where e.type = 'payout.failed' and e.payload->>'account' = w.stripe_account_id order by e.occurred_at desc limit 1
) e
where not exists (select from webhook_events later where later.payload->>'account' = w.stripe_account_id and later.occurred_at > e.occurred_at
  and later.type in ('payout.paid', 'account.external_account.created', 'account.external_account.updated'))
union all
-- One that was paid before, or is owed something: a new one that is still being set up is not in trouble.
select 'account_restricted', 'wholesalers', w.id, w.name, w.name, null, null, coalesce(w.payouts_disabled_at, w.updated_at),
  w.stripe_account_state->>'disabledReason', null
from wholesalers w
where w.status = 'approved' and w.stripe_account_id is not null and not w.payouts_enabled
  and (exists (select from payouts y where y.wholesaler_id = w.id)
    or exists (select from payout_carryovers c where c.wholesaler_id = w.id and c.reason = 'payouts_not_enabled'))
union all
select 'dispute_to_answer', 'disputes', d.id, o.number, o.shipping_address->>'name', d.currency, d.amount_cents, d.opened_at, d.reason, d.evidence_due_at
from disputes d join payments p on p.id = d.payment_id join orders o on o.id = p.order_id where d.stage = 'to_answer'
union all
select 'credit_payout_proposed', 'store_credit_payouts', c.id, s.name, s.name, c.currency, c.amount_cents, c.created_at, c.note, null
from store_credit_payouts c join stores s on s.id = c.store_id where c.status = 'proposed'
union all
-- A store has credit only while nothing of it is open. Since it last changed.
select 'credit_unused', 'stores', s.id, s.name, s.name, i.currency, cast(sum(i.credited_cents + i.paid_cents - i.total_cents) as bigint), max(i.updated_at), null, null
from invoices i join stores s on s.id = i.store_id
where i.credited_cents + i.paid_cents > i.total_cents
  and not exists (select from store_credit_payouts c where c.store_id = s.id and c.currency = i.currency and c.status = 'proposed')
group by s.id, i.currency;
