-- severity: warning
-- No refund waits more than half an hour to be sent, and one that failed is among what needs attention until it is mended
select id, order_id, status, amount_cents, failure_reason from refunds r
where (status = 'pending' and updated_at < now() - interval '30 minutes')
  or (status = 'failed' and not exists (
    select from finance_attention a left join refund_bank_payments b on b.id = a.subject_id
    where a.kind in ('refund_failed', 'bank_refund_proposed') and r.id in (a.subject_id, b.refund_id)));
