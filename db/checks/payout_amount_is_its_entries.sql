-- A payout's amount is the sum of the entries it pays
select p.number, p.amount_cents, coalesce(sum(e.amount_cents), 0) as entries_cents
from payouts p left join payout_entries e on e.payout_id = p.id
group by p.id having p.amount_cents <> coalesce(sum(e.amount_cents), 0);
