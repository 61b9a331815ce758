-- severity: warning
-- Every payout has its statement within 15 minutes
select p.number, p.sent_at from payouts p
where p.status = 'sent' and p.sent_at < now() - interval '15 minutes'
  and not exists (select from documents d where d.subject_id = p.id and d.kind = 'payout_statement');
