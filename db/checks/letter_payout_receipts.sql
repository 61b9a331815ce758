-- Every sent payout has its receipt
select p.number, p.sent_at from payouts p
where p.status = 'sent' and not exists (select from letters l where l.payout_id = p.id and l.kind = 'payout-receipt');
